"""The page of surveys: the families of networks that there are, with the limits of their options."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from apps.document.examples import NETWORKS
from apps.manual.markdown import code, page, plain, table
from engine.atlas.families import FAMILIES, STATES
from engine.atlas.options import Asked

OF_SURVEYS = {
    "units": "How many units a network has.",
    "rules": 'Numbers of the rules (Wolfram\'s, 0 to 255) as a list, or "all" of them.',
    "count": "How many networks are drawn.",
    "functions": "Logistic units with random weights, or tables of random probabilities.",
    "density": "Share of the edges that there are.",
    "weight": "Standard deviation of the weights.",
    "k": "Slope of the logistic function.",
    "noise": "Share of chance in what each unit does: with 1 it is a coin.",
    "symmetric": "Whether weights are the same both ways.",
    "modules": "Into how many modules the units fall.",
    "between": "Factor of the weights between modules.",
    "seed": "Of the random numbers; the same seed makes the same networks.",
    "states": "Which states are surveyed.",
    "file": "The network, beside the recipe.",
    "first": "What is changed: a table of `parameter`, `from`, `to` and `steps`.",
    "second": "A second number that is changed, in the same form.",
    "folder": "A folder of network files, beside the recipe.",
    "list": "A `.csv` list of files, beside the recipe: a column `file`, if you like `state` and `name`.",
}
"""What the options of the families mean."""
LIST = "../surveys/published.csv"


@dataclass(frozen=True, slots=True)
class NotedOptions(Asked):
    """Options of a family that note what each may be while they are checked."""

    noted: dict[str, tuple[str, str]] = field(default_factory=dict)

    def whole(self, key: str, default: int, low: int, high: int) -> int:
        """Note the limits of a whole number."""
        self.noted[key] = (str(default), f"a whole number, {low:,} to {high:,}")
        return Asked.whole(self, key, default, low, high)

    def real(self, key: str, default: float, low: float, high: float) -> float:
        """Note the limits of a number."""
        self.noted[key] = (f"{default:g}", f"a number, {low:g} to {high:g}")
        return Asked.real(self, key, default, low, high)

    def one_of(self, key: str, known: tuple[str, ...]) -> str:
        """Note the words there are."""
        self.noted[key] = (f'"{known[0]}"', " or ".join(f'"{word}"' for word in known))
        return Asked.one_of(self, key, known)

    def truth(self, key: str) -> bool:
        """Note that it is true or false."""
        self.noted[key] = ("false", "true or false")
        return Asked.truth(self, key)

    def text(self, key: str) -> str:
        """Note that it is a text."""
        self.noted[key] = ("needed", "text")
        return Asked.text(self, key)


def surveys() -> str:
    """Return the page of the families that a survey goes through."""
    parts = [
        "A recipe is a TOML file. At its top may stand `name`, `formalisms` (a list of keys, `iit4-2023` by "
        "default) and `complexes` (true or false, whether they are searched for). Each "
        "`[[family]]` below is a "
        "family of networks: its `kind`, its options, and which states are surveyed. How to carry one out: "
        "[Go through many networks](../how/survey.md).",
        "```toml\n"
        + (Path(NETWORKS).parent / "surveys" / "two-units.toml").read_text(encoding="utf-8")
        + "```",
    ]
    for key, family in FAMILIES.items():
        rows = [[code(name), *_of_option(name, noted)] for name, noted in options_of(key).items()]
        rows.append([code("states"), code(f'"{family.states}"'), _states(), OF_SURVEYS["states"]])
        rows.append([code("seed"), code(1), "a whole number", OF_SURVEYS["seed"]])
        parts += [
            f"## {key}",
            f"{plain(_first(family.members))}",
            table(["option", "default", "may be", "meaning"], rows),
        ]
    return page("Surveys", *parts)


def options_of(key: str) -> dict[str, tuple[str, str]]:
    """Return default and limits of the options of a family, as its own checks say them."""
    axis = {"parameter": "k", "from": 1, "to": 2, "steps": 2}
    given = {"file": "iit4-fig1.json", "folder": ".", "list": LIST, "first": axis | {"parameter": "k:A"}}
    family = FAMILIES[key]
    asked = NotedOptions({name: value for name, value in given.items() if name in family.options}, key)
    family.members(asked, NETWORKS)
    return {name: asked.noted.get(name, ("", "")) for name in family.options}


def _of_option(name: str, noted: tuple[str, str]) -> list[str]:
    default, limits = noted
    return [code(default), plain(limits), OF_SURVEYS[name]]


def _states() -> str:
    return ", ".join(code(f'"{word}"') for word in STATES) + ", or a list of states"


def _first(what: Any) -> str:
    """Return the first sentence of a docstring, without its verb of command."""
    said = (what.__doc__ or "").strip().splitlines()[0].removeprefix("Return ").rstrip(".")
    return f"{said[0].upper()}{said[1:]}."
