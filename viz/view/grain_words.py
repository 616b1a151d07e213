"""Units of any grain in words: systems, and verdicts on units."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from engine.words import tr, trn
from viz.numbers import number
from viz.view.letters import plain_letters

if TYPE_CHECKING:
    from engine.grain.bounds import Bounds
    from engine.grain.records import Verdict
    from engine.iit4.grain_record import Grain
    from engine.substrate.macro_units import MacroUnit


def system_words(units: Sequence[MacroUnit]) -> str:
    """Return a system of units of any grain: "{AND(AB), C, D}"."""
    return f"{{{', '.join(unit.name for unit in units)}}}"


def unit_words(unit: MacroUnit) -> str:
    """Return what a macro unit is: "α = C of ABCD, 2 updates; with EF as its background"."""
    said = tr("{label} = {unit}", label=unit.label, unit=unit.name)
    if not unit.background:
        return said
    background = plain_letters(unit.background)
    return tr("{unit}; with {background} as its background", unit=said, background=background)


def grain_words(grain: Grain) -> tuple[str, ...]:
    """Return what the units of a macro system are, and what was assumed of their history."""
    units = tuple(unit_words(unit) for unit in grain.units if unit.label != unit.name)
    assumed = tr(
        "The micro state was assumed to be constant over the last {n} updates.", n=len(grain.history)
    )
    return (*units, *((assumed,) if grain.history_assumed else ()))


def bounds_words(bounds: Bounds) -> str:
    """Return the bounds of a search, and what a unit had to beat."""
    families = {
        "families": tr("counting mappings and black boxes"),
        "all": tr("all mappings up to 8 sequences"),
    }
    rivals = {"all": tr("units of any grain"), "micro": tr("micro units alone")}
    return tr(
        "{size}, {tau}, {mappings}; a unit must beat systems of {rivals} inside it",
        size=trn("units of {n} constituent", "units of up to {n} constituents", bounds.size),
        tau=trn("{n} update", "up to {n} updates", bounds.tau),
        mappings=families[bounds.mappings],
        rivals=rivals[bounds.within],
    )


def verdict_words(verdict: Verdict) -> str:
    """Return a verdict as a sentence.

    Returns
    -------
    str
        "ABC is not a unit of its own: φ_s 0.0300, but {AND(AB), C} inside it has 0.0500."
    """
    parts = {"units": plain_letters(verdict.constituents), "phi": number(verdict.phi_s)}
    if verdict.ok:
        if len(verdict.constituents) == 1:
            return tr("{units} is a micro unit: φ_s {phi}.", **parts)
        if verdict.bounds.within == "micro":
            return tr(
                "{units} is a unit of its own: φ_s {phi}, more than any system of micro units inside it.",
                **parts,
            )
        return tr("{units} is a unit of its own: φ_s {phi}, more than any system inside it.", **parts)
    if verdict.witness is None or verdict.witness_phi_s is None:
        return tr("{units} is not a unit of its own: its φ_s is 0.", **parts)
    parts |= {"witness": system_words(verdict.witness), "more": number(verdict.witness_phi_s)}
    if verdict.reason == "tied":
        return tr(
            "{units} is not a unit of its own: φ_s {phi}, but {witness} inside it has as much.", **parts
        )
    return tr("{units} is not a unit of its own: φ_s {phi}, but {witness} inside it has {more}.", **parts)
