"""What can be surveyed on the page: maps that come with their tables, recipes, families; each as a recipe."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from engine.atlas.recipe import SurveyRecipe, parse_recipe, read_recipe
from engine.atlas.surveying import SurveySize, predict
from engine.errors import PhiscopeError
from engine.words import phrase, tr

SURVEYS = Path(__file__).resolve().parents[2] / "assets" / "surveys"
MOST_SYSTEMS = 50_000
"""Most systems of a survey on the page; a command takes any number."""


@dataclass(frozen=True, slots=True)
class ShippedMap:
    """A survey that comes with its table.

    Attributes
    ----------
    key : str
        Stem of its files: the recipe, and the table beside it.
    title : str
        The name of its recipe.
    said : str
        What it shows.
    x, y : str
        The columns to begin with.
    """

    key: str
    title: str
    said: str
    x: str
    y: str


@dataclass(frozen=True, slots=True)
class ChosenFamily:
    """A family of networks that the page makes a recipe of.

    Attributes
    ----------
    title : str
    options : tuple of str
        The fields it reads: units, count, noise, seed.
    written : str
        The table of the recipe, with the fields in braces.
    """

    title: str
    options: tuple[str, ...]
    written: str


MAPS = {
    each.key: each
    for each in (
        ShippedMap(
            "elementary-rings",
            phrase("Elementary rules on rings of five"),
            phrase(
                "All 256 elementary cellular automata on a ring of five cells, in each of its 32 states: "
                "1,334 of the 8,192 rings are irreducible. To 3,284 states no state leads, and 3,508 rings "
                "can be cut without a difference."
            ),
            "effective_information",
            "phi_s",
        ),
        ShippedMap(
            "two-units",
            phrase("All deterministic networks of two units"),
            phrase(
                "All deterministic networks of two units, up to symmetry, in each state: 25 of 172 have "
                "φ_s > 0 in IIT 4.0 of 2023, and 63 have Φ > 0 in IIT 3.0. In the revision of 2026 none "
                "has, as a deterministic system has no differentiation there."
            ),
            "edges",
            "big_phi",
        ),
    )
}
"""Surveys that open at once."""
RECIPES = {"random-dense": phrase("Random dense networks of four units (10,000)")}
"""Recipes of ``assets/surveys`` that the page computes."""
MOST_UNITS = 5
"""Most units of a network of a survey on the page."""
DRAWN = ("units", "count", "noise", "seed")
RANDOM = 'kind = "random"\nunits = {units}\ncount = {count}\nnoise = {noise:g}\nstates = "random"'
FAMILIES = {
    "weights": ChosenFamily(phrase("Random weights"), DRAWN, RANDOM),
    "sparse": ChosenFamily(
        phrase("Random weights, half of the connections"), DRAWN, f"{RANDOM}\ndensity = 0.5"
    ),
    "symmetric": ChosenFamily(
        phrase("Random weights, the same both ways"), DRAWN, f"{RANDOM}\nsymmetric = true"
    ),
    "modular": ChosenFamily(phrase("Random weights in two modules"), DRAWN, f"{RANDOM}\nmodules = 2"),
    "tables": ChosenFamily(phrase("Random TPMs"), DRAWN, f'{RANDOM}\nfunctions = "tables"'),
    "rings": ChosenFamily(
        phrase("Elementary rules on a ring"), ("units",), 'kind = "elementary"\nunits = {units}'
    ),
    "deterministic": ChosenFamily(
        phrase("All deterministic networks of two units"), (), 'kind = "deterministic"\nunits = 2'
    ),
}
"""Families that the page offers."""


@dataclass(frozen=True, slots=True)
class SurveyChoice:
    """What the page is asked to survey.

    Attributes
    ----------
    what : str
        A key of `MAPS`, `RECIPES` or `FAMILIES`.
    units, count, seed : int
    noise : float
    formalism : str
        The last is of families; maps and recipes have their own.
    """

    what: str = "elementary-rings"
    units: int = 3
    count: int = 500
    noise: float = 0.0
    seed: int = 1
    formalism: str = ""


def recipe_of(choice: SurveyChoice) -> SurveyRecipe:
    """Return the recipe of a choice.

    Raises
    ------
    PhiscopeError
        If a field has no allowed value.
    """
    if choice.what in (*MAPS, *RECIPES):
        return read_recipe(SURVEYS / f"{choice.what}.toml")
    family = FAMILIES.get(choice.what)
    if family is None:
        raise PhiscopeError(tr("There is no family {name!r}; choose one.", name=choice.what[:40]))
    fields = {"units": choice.units, "count": choice.count, "noise": choice.noise}
    lines = [
        f"name = {json.dumps(family.title, ensure_ascii=False)}",
        *([f"formalisms = [{json.dumps(choice.formalism)}]"] if choice.formalism else []),
        "",
        "[[family]]",
        family.written.format(**fields),
        *([f"seed = {choice.seed}"] if "seed" in family.options else []),
    ]
    if not 2 <= choice.units <= MOST_UNITS:
        raise PhiscopeError(tr("Use networks of 2 to {most} units here.", most=MOST_UNITS))
    return parse_recipe(("\n".join(lines) + "\n").encode(), SURVEYS)


def size_of(choice: SurveyChoice) -> SurveySize:
    """Return how large the survey of a choice is, or raise `PhiscopeError` if it is too large here."""
    size = _size(choice)
    if size.systems > MOST_SYSTEMS:
        raise PhiscopeError(
            tr(
                "{count:,} systems are too many for the page, which takes {most:,}; use phiscope survey.",
                count=size.systems,
                most=MOST_SYSTEMS,
            )
        )
    return size


@cache
def _size(choice: SurveyChoice) -> SurveySize:
    return predict(recipe_of(choice))
