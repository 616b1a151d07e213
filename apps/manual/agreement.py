"""The page of agreement: what papers print and other programs compute, beside what is computed here."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from apps.document.examples import NETWORKS
from apps.manual.markdown import page, plain, table
from engine import Substrate, account, complexes, iit3, unfold
from engine.grain import MacroUnit

DATA = Path(__file__).resolve().parents[2] / "tests" / "data"
ACCOUNTS = {
    "ac2019_fig6_OR_AND": "ac-fig6-or-and",
    "ac2019_fig7A_disjunction": "ac-fig7a-disjunction",
    "ac2019_fig7B_conjunction": "ac-fig7b-conjunction",
    "ac2019_fig7C_biconditional": "ac-fig7c-biconditional",
    "ac2019_fig7D_prevention": "ac-fig7d-prevention",
    "ac2019_fig8A_majority4": "ac-fig8a-majority",
    "ac2019_fig9A_DOC": "ac-fig9a-doc",
    "ac2019_fig12A_noisy_copy_1": "ac-fig12a-noisy-copy",
}
"""The example of each transition of which the paper prints α."""


@dataclass(frozen=True, slots=True)
class PrintedNumber:
    """A number of a paper beside the same computed here; ``printed`` has the digits that the paper prints."""

    where: str
    what: str
    printed: str
    here: float

    @property
    def agrees(self) -> bool:
        """Whether the numbers agree but for the last digit printed: some papers round, others truncate."""
        decimals = len(self.printed.partition(".")[2])
        return (
            abs(float(self.printed) - self.here) < 10.0**-decimals
            if decimals
            else float(self.printed) == self.here
        )


@dataclass(frozen=True, slots=True)
class OracleNumbers:
    """Numbers of another program beside the same computed here: how many, and the largest difference."""

    what: str
    count: int
    largest: float


def agreement() -> str:
    """Return the page."""
    numbers = list(printed_numbers())
    differing = [each for each in numbers if not each.agrees]
    papers: dict[str, list[list[str]]] = {}
    for n in numbers:
        paper, _, place = n.where.partition(", ")
        cells = [plain(place), plain(n.what), plain(n.printed), plain(f"{n.here:.6g}")]
        papers.setdefault(paper, []).append([*cells, "yes" if n.agrees else "**no**"])
    heads = ["where", "quantity", "printed", "here", "agrees"]
    tables = [part for paper, rows in papers.items() for part in (f"### {plain(paper)}", table(heads, rows))]
    others = [[plain(each.what), f"{each.count:,}", f"{each.largest:.1e}"] for each in compared()]
    return page(
        "Agreement",
        "Computed when this manual was built, from the reference data that the tests read too "
        "(`tests/data`, whose README has the sources).",
        "## With numbers that papers print",
        f"{len(numbers)} numbers, {len(differing)} of them differ. A number agrees when "
        f"it is the printed one but "
        "for the last digit, because some papers round and others truncate.",
        *tables,
        "## With other programs",
        "Random networks that PyPhi 2.0-dev computed (main of 2026-06-29; IIT 4.0 of "
        "2023 with the largest of tied "
        "purviews), and macro systems from the equations of Marshall et al. 2024. No "
        "code of PyPhi is in this "
        "repository. The last column is the largest difference of any number, relative to numbers above 1.",
        table(["what", "numbers", "largest difference"], others),
    )


def _read(name: str) -> Any:
    return json.loads((DATA / name).read_text(encoding="utf-8"))


def printed_numbers() -> Iterator[PrintedNumber]:
    """Yield the numbers of papers, in the order of the page."""
    entries = {each["id"]: each for each in _read("networks.json")["networks"]}
    yield from _of_figure_1(entries["iit4_2023_fig1"])
    for letter in "abce":
        yield from _of_figure_6(entries[f"iit4_2023_fig6{letter}"], letter)
    yield from _of_states(_read("printed_states.json"), entries)
    yield from _of_iit3(entries)
    for name, slug in ACCOUNTS.items():
        yield from _of_account(entries[name], slug)


def _of_figure_1(entry: dict[str, Any]) -> Iterator[PrintedNumber]:
    substrate = _substrate(entry)
    for units, value in entry["expected_printed"]["phi_s"].items():
        found = unfold(substrate, entry["state"], units).phi_s
        yield PrintedNumber("Albantakis et al. 2023, Fig 1", f"φ_s of {units}", str(value), found)


def _of_figure_6(entry: dict[str, Any], letter: str) -> Iterator[PrintedNumber]:
    where = f"Albantakis et al. 2023, Fig 6{letter.upper()}"
    read: dict[str, Callable[[Any], float]] = {
        "phi_s": lambda found: found.phi_s,
        "Phi": lambda found: found.big_phi,
        "n_d": lambda found: len(found.distinctions),
        "n_r": lambda found: found.relations.count,
    }
    called = {"phi_s": "φ_s", "Phi": "Φ", "n_d": "distinctions", "n_r": "relations"}
    for units, values in entry["expected_printed"].items():
        if not isinstance(values, dict):
            continue
        found = unfold(_substrate(entry), entry["state"], units)
        for key in read.keys() & values.keys():
            yield PrintedNumber(where, f"{called[key]} of {units}", str(values[key]), read[key](found))


def _of_states(printed: dict[str, Any], entries: dict[str, Any]) -> Iterator[PrintedNumber]:
    """Yield the numbers of every complex of PQRS and WXYZ, under the readings that the paper follows."""
    readings = printed["readings"]
    unfolding = {key: readings[key] for key in ("ties", "state_ties")}
    for name, which in printed.items():
        if name not in entries:
            continue
        substrate = _substrate(entries[name])
        for state, systems in which["states"].items():
            for each in systems:
                found = unfold(substrate, tuple(map(int, state)), each["units"], **unfolding)
                what = f"{each['units']} in {state}"
                where = f"Findlay et al. 2024, {name.split('_')[1]}"
                yield PrintedNumber(where, f"φ_s of {what}", each["phi_s"], found.phi_s)
                yield PrintedNumber(where, f"Φ of {what}", each["big_phi"], found.big_phi)


def _of_iit3(entries: dict[str, Any]) -> Iterator[PrintedNumber]:
    four = entries["iit3_2014_fig4_6_8to12"]
    found = iit3.unfold(_substrate(four), four["state"])
    where = "Oizumi et al. 2014, Fig 4"
    yield PrintedNumber(where, "Φ of ABC", str(four["expected"]["Phi_printed"]), found.big_phi)


def _of_account(entry: dict[str, Any], slug: str) -> Iterator[PrintedNumber]:
    substrate = Substrate.read(NETWORKS / f"{slug}.json")
    shown = substrate.transition
    assert shown is not None
    links = account(substrate, shown["before"], shown["after"], shown["causes"], shown["effects"]).links
    alphas = {(link.direction, link.occurrence): link.alpha for link in links}
    where = f"Albantakis et al. 2019, Fig {slug.split('-')[1].removeprefix('fig').upper()}"
    for direction in ("effect", "cause"):
        for each in entry[f"{direction}s"]:
            what = f"α of the {direction} of {', '.join(each['occurrence'])}"
            here = alphas.get((direction, tuple(each["occurrence"])), 0.0)
            yield PrintedNumber(where, what, str(each["alpha"]), here)


def _substrate(entry: dict[str, Any]) -> Substrate:
    if "tpm" in entry:
        return Substrate.from_tpm(entry["tpm"], entry.get("cm"), labels=entry.get("units"))
    return Substrate.from_weights(entry["weights"], k=entry["k"], labels=entry["units"])


def compared() -> Iterator[OracleNumbers]:
    """Yield the comparisons with other programs, in the order of the page."""
    golden = _read("golden.json")
    for what, pairs in (
        ("IIT 4.0: φ_s, Φ, Σφ_d, Σφ_r, relations", _iit4(golden["iit4"])),
        ("IIT 4.0: φ_s of complexes", _complexes(golden["iit4"])),
        ("IIT 3.0: Φ, φ of causes and effects", _iit3(golden["iit3"])),
        ("Actual causation: α of links", _accounts(golden["account"])),
        ("Grain: φ_s of macro systems", _macro(_read("golden_grain.json")["cases"])),
    ):
        known = list(pairs)
        yield OracleNumbers(
            what, len(known), max(abs(here - theirs) / max(1.0, abs(theirs)) for theirs, here in known)
        )


def _iit4(entries: list[dict[str, Any]]) -> Iterator[tuple[float, float]]:
    for entry in entries:
        substrate = Substrate.from_tpm(entry["tpm"], entry["cm"])
        for key in entry.keys() & {"whole", "subsystem"}:
            theirs = entry[key]
            found = unfold(substrate, entry["state"], [substrate.labels[i] for i in theirs["nodes"]])
            yield theirs["phi_s"], found.phi_s
            if "distinctions" in theirs:
                yield theirs["Phi"], found.big_phi
                yield theirs["sum_phi_d"], found.sum_phi_d
                yield theirs["sum_phi_r"], found.relations.sum_phi
                yield theirs["n_relations"], found.relations.count


def _complexes(entries: list[dict[str, Any]]) -> Iterator[tuple[float, float]]:
    for entry in entries:
        if "complexes" in entry:
            substrate = Substrate.from_tpm(entry["tpm"], entry["cm"])
            found = complexes(substrate, entry["state"]).complexes
            yield from zip(
                [each["phi_s"] for each in entry["complexes"]], [c.phi_s for c in found], strict=True
            )


def _iit3(entries: list[dict[str, Any]]) -> Iterator[tuple[float, float]]:
    for entry in entries:
        substrate = Substrate.from_tpm(entry["tpm"])
        found = iit3.unfold(substrate, entry["state"])
        yield entry["Phi"], found.big_phi
        here = {concept.mechanism: concept for concept in found.concepts}
        for each in entry["concepts"]:
            concept = here[tuple(substrate.labels[i] for i in each["mechanism"])]
            yield each["cause_phi"], concept.cause.phi
            yield each["effect_phi"], concept.effect.phi


def _accounts(entries: list[dict[str, Any]]) -> Iterator[tuple[float, float]]:
    for entry in entries:
        substrate = Substrate.from_tpm(entry["tpm"], entry["cm"])
        links = account(substrate, entry["before"], entry["after"]).links
        here = {(link.direction, link.occurrence): link.alpha for link in links}
        for each in entry["links"]:
            yield (
                each["alpha"],
                here[each["direction"], tuple(substrate.labels[i] for i in each["occurrence"])],
            )


def _macro(cases: list[dict[str, Any]]) -> Iterator[tuple[float, float]]:
    for case in cases:
        substrate = Substrate.from_tpm(case["P"])
        names = substrate.labels
        units = [
            MacroUnit(tuple(names[i] for i in at), tau, mapping, tuple(names[i] for i in beside))
            for at, tau, mapping, beside in case["units"]
        ]
        yield case["phi"], unfold(substrate, case["h"][-1], macro=units, history=case["h"]).phi_s
