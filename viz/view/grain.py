"""A system of macro units beside the micro units that it is made of (Marshall et al. 2024)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from math import cos, hypot, pi, sin
from typing import TYPE_CHECKING

from engine.iit4.tolerance import close
from engine.words import tr, trn
from viz.layout import outward, positions
from viz.numbers import number
from viz.view.grain_words import grain_words, unit_words, verdict_words
from viz.view.letters import caption as caption_of
from viz.view.letters import letter, letters, plain_letters, why_zero
from viz.view.substrate import EdgeMark, RegionMark, SubstrateView, UnitMark, substrate_view

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from engine.grain.records import Verdict
    from engine.iit4.structure import PhiStructure
    from engine.substrate.macro_units import MacroUnit
    from engine.substrate.substrate import Substrate
    from viz.layout import Positions

NEAR = 0.22
"""Macro units whose constituents have middles nearer than this are drawn on a circle instead."""


@dataclass(frozen=True, slots=True)
class MacroMark:
    """One macro unit."""

    label: str
    text: str
    """The label in letter case."""
    words: str
    """What it is: "α = AND(AB)"."""
    constituents: tuple[str, ...]
    background: tuple[str, ...]
    on: bool
    verdict: str
    """The verdict on it as a sentence; empty for a micro unit."""
    stands: bool | None
    """Whether it is a unit of its own; None if that is not known."""


@dataclass(frozen=True, slots=True)
class GrainView:
    """Macro beside micro."""

    macro_phi: float
    """φ_s of the macro units, in ibits."""
    best_phi: float
    """φ_s of the system of micro units that has the most."""
    best: str
    """That system: "AB"."""
    sentence: str
    """Which of the two is larger."""
    units: tuple[MacroMark, ...]
    micro: SubstrateView
    """The micro units, with an outline around those of each macro unit."""
    macro: SubstrateView
    """The macro units and the connections among them."""
    notes: tuple[str, ...]
    """What was assumed, and why φ_s is 0 if it is."""
    caption: str

    @property
    def screen_text(self) -> str:
        """What the pictures show, for a screen reader."""
        return " ".join((self.sentence, *(f"{unit.words}." for unit in self.units), *self.notes))


def grain_view(
    substrate: Substrate,
    structure: PhiStructure,
    micro_phi: float,
    best: Sequence[str],
    best_phi: float,
    verdicts: Mapping[str, Verdict | str],
) -> GrainView:
    """Return macro beside micro.

    Parameters
    ----------
    substrate
        Of the micro units.
    structure
        The Φ-structure of the macro units; it has a `grain`.
    micro_phi
        φ_s of all the constituents as one system of micro units.
    best, best_phi
        The system of micro units among them that has the most φ_s, and its φ_s.
    verdicts
        Verdict by label of a macro unit, or the sentence that says why there is none.

    Returns
    -------
    GrainView

    Raises
    ------
    ValueError
        If the structure is none of macro units.
    """
    grain = structure.grain
    if grain is None:
        raise ValueError("a structure of micro units has no grain")
    units = tuple(
        _mark(unit, value, verdicts.get(unit.label))
        for unit, value in zip(grain.units, structure.state, strict=True)
    )
    named = plain_letters(best)
    assumed = grain_words(grain)[-1:] if grain.history_assumed else ()
    return GrainView(
        structure.phi_s,
        best_phi,
        named,
        sentence(structure.phi_s, best_phi, named, micro_phi, _whole(substrate, grain.units)),
        units,
        micro_drawing(substrate, grain.history[-1], grain.units),
        macro_drawing(substrate, structure),
        tuple(filter(None, (*assumed, why_zero(structure.reason)))),
        caption_of(structure),
    )


def _whole(substrate: Substrate, units: Sequence[MacroUnit]) -> str:
    inside = {label for unit in units for label in unit.constituents}
    return plain_letters([label for label in substrate.labels if label in inside])


def sentence(macro: float, best_phi: float, best: str, micro: float, whole: str) -> str:
    """Return which is larger, φ_s of the macro units or of the micro units: both numbers and the verdict."""
    parts = {"macro": number(macro), "micro": number(best_phi), "best": best}
    if close(macro, best_phi):
        said = tr("As these units {macro}, as micro units {micro} ({best}): both have as much.", **parts)
    elif macro > best_phi:
        said = tr("As these units {macro}, as micro units {micro} ({best}): these units have more.", **parts)
    else:
        said = tr(
            "As these units {macro}, as micro units {micro} ({best}): the micro units have more.", **parts
        )
    if best == whole:
        return said
    return f"{said} " + tr("All of {whole} as one system of micro units: {all}.", whole=whole,
                           all=number(micro))  # fmt: skip


def _mark(unit: MacroUnit, value: int, verdict: Verdict | str | None) -> MacroMark:
    said, stands = "", None
    if isinstance(verdict, str):
        said = verdict
    elif verdict is not None:
        said, stands = verdict_words(verdict), verdict.ok
    return MacroMark(
        unit.label,
        letter(unit.label, value),
        unit_words(unit),
        unit.constituents,
        unit.background,
        bool(value),
        said,
        stands,
    )


def macro_regions(units: Sequence[MacroUnit]) -> tuple[RegionMark, ...]:
    """Return an outline for the constituents of each macro unit, and one for its background."""
    found: list[RegionMark] = []
    for unit in units:
        if not unit.is_micro:
            found.append(_outline(unit))
        if unit.background:
            found.append(
                RegionMark("excluded", unit.background, tr("background of {label}", label=unit.label))
            )
    return tuple(found)


def _outline(unit: MacroUnit) -> RegionMark:
    words = unit_words(replace_background(unit))
    return RegionMark("macro", unit.constituents, words, unit.tau, unit.label)


def replace_background(unit: MacroUnit) -> MacroUnit:
    """Return a unit without its apportioned background, which is outlined by itself."""
    return replace(unit, background=()) if unit.background else unit


def micro_drawing(substrate: Substrate, state: Sequence[int], units: Sequence[MacroUnit]) -> SubstrateView:
    """Return the drawing of the micro units with an outline around those of each macro unit."""
    view = substrate_view(substrate, state)
    inside = {label for unit in units for label in unit.constituents}
    marks = tuple(replace(mark, background=mark.label not in inside) for mark in view.units)
    return replace(view, units=marks, regions=macro_regions(units), key=(), note="")


def macro_drawing(substrate: Substrate, structure: PhiStructure) -> SubstrateView:
    """Return the drawing of the macro units, each where its constituents are in the mean."""
    grain = structure.grain
    units = () if grain is None else grain.units
    labels = [unit.label for unit in units]
    places = macro_places(substrate, units)
    cut = set() if structure.mip is None else set(structure.mip.cut)
    edges = macro_edges(structure)
    name = letters(structure.units, structure.state)
    return SubstrateView(
        name=substrate.name,
        state=name,
        units=tuple(
            UnitMark(label, label, *places[label], float(value), False, outward(label, places))
            for label, value in zip(labels, structure.state, strict=True)
        ),
        edges=tuple(
            EdgeMark(a, b, 1.0, 0.5, False, a != b and (b, a) in edges, (a, b) in cut) for a, b in edges
        ),
        regions=(RegionMark("system", tuple(labels), f"φ_s({name}) = {number(structure.phi_s)}"),),
        cut=tuple(pair for pair in edges if pair in cut),
        key=(),
        note=trn("{n} macro unit", "{n} macro units", len(labels)),
        caption=caption_of(structure),
    )


def macro_edges(structure: PhiStructure) -> tuple[tuple[str, str], ...]:
    """Return the connections of the macro units: what changes the chances of another, forwards or back."""
    grain = structure.grain
    if grain is None:
        return ()
    labels, found = structure.labels, []
    for i, source in enumerate(labels):
        rows = [row for row in range(len(grain.effect)) if not row >> i & 1]
        for j, target in enumerate(labels):
            if any(
                not close(float(tpm[row, j]), float(tpm[row | 1 << i, j]))
                for tpm in (grain.effect, grain.cause)
                for row in rows
            ):
                found.append((source, target))
    return tuple(found)


def macro_places(substrate: Substrate, units: Sequence[MacroUnit]) -> Positions:
    """Return where macro units are drawn; on a circle if their constituents lie among each other."""
    micro = positions(substrate)
    found = {
        unit.label: (
            sum(micro[label][0] for label in unit.constituents) / len(unit.constituents),
            sum(micro[label][1] for label in unit.constituents) / len(unit.constituents),
        )
        for unit in units
    }
    spots = list(found.values())
    crowded = any(hypot(a[0] - b[0], a[1] - b[1]) < NEAR for i, a in enumerate(spots) for b in spots[i + 1 :])
    if not crowded or len(units) < 2:
        return found
    turn = 2 * pi / len(units)
    return {
        unit.label: (0.5 - 0.35 * cos(i * turn), 0.5 + 0.35 * sin(i * turn)) for i, unit in enumerate(units)
    }
