"""From the TPM of the micro units to one macro unit in four steps, each a drawing with its matrix."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from engine.version import engine_version
from engine.words import tr, trn
from viz.layout import outward
from viz.numbers import number
from viz.view.grain import macro_places, micro_drawing
from viz.view.grain_words import unit_words
from viz.view.letters import every_state, letter, letters, plain_letters
from viz.view.substrate import EdgeMark, RegionMark, SubstrateView, UnitMark
from viz.view.tpm import TpmView

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from engine.grain.steps import GrainSteps
    from engine.substrate.macro_units import MacroUnit
    from engine.substrate.substrate import Substrate

MOST_ROWS = 32
"""Most rows of a matrix; of more, that of the present state alone is shown."""
MOST_COLUMNS = 16
"""Most sequences that have a column each."""
MOST_DRAWN = 4
"""Most updates that are drawn one after the other."""
MOST_LISTED = 4
"""Most states in a list of shares."""
ON = "●"
"""Marks the sequences after which the macro unit is ON."""


@dataclass(frozen=True, slots=True)
class GrainStep:
    """One step from TPM to TPM."""

    title: str
    said: str
    """What the step does to this unit, in sentences."""
    picture: SubstrateView
    table: TpmView


@dataclass(frozen=True, slots=True)
class GrainStepsView:
    """The four steps of one macro unit."""

    title: str
    """What the unit is: "α = AND(AB)"."""
    steps: tuple[GrainStep, ...]
    note: str
    """What was assumed; empty if nothing was."""
    caption: str

    @property
    def screen_text(self) -> str:
        """What the pictures show, for a screen reader."""
        return " ".join([f"{self.title}.", *(f"{step.title}: {step.said}" for step in self.steps), self.note])


def grain_steps_view(substrate: Substrate, found: GrainSteps) -> GrainStepsView:
    """Return the four steps of a macro unit.

    Parameters
    ----------
    substrate
        Of the micro units.
    found
        Its tables.

    Returns
    -------
    GrainStepsView
        Discount, sequences, background, compress.
    """
    now = letters(found.labels, found.history[-1])
    assumed = tr("The history is assumed constant.") if found.history_assumed else ""
    caption = [substrate.name, tr("state {state}", state=now), "Marshall et al. 2024",
               f"phiscope {engine_version()}"]  # fmt: skip
    made = (_discount, _sequences, _background, _compress)
    return GrainStepsView(
        unit_words(found.unit),
        tuple(step(substrate, found) for step in made),
        assumed,
        " · ".join(filter(None, caption)),
    )


def _discount(substrate: Substrate, found: GrainSteps) -> GrainStep:
    unit = found.unit
    own, label = plain_letters(unit.constituents), unit.label
    said = tr("Within the window of {label}, {own} follow all their inputs.", label=label, own=own)
    if len(unit.constituents) == 1:
        said = tr("Within the window of {label}, {own} follows all its inputs.", label=label, own=own)
    beside = [each for each in found.units if each.background]
    said += "".join(
        " " + tr("{background} of {label} sees {own} alone.", background=plain_letters(each.background),
                 label=each.label, own=plain_letters((*each.constituents, *each.background)))
        for each in beside
    )  # fmt: skip
    inside = {x for each in beside for x in each.background} | set(unit.constituents)
    if inside != set(found.labels):
        said += " " + tr("Every other unit has its mean chance, whatever came before.")
    if unit.tau == 1:
        said += " " + tr("Over one update nothing lies between, so that the step changes nothing.")
    drawn = _named(substrate, found, [unit])
    edges = tuple(edge for edge in drawn.edges if _follows(found, edge))
    columns = tuple(letter(name, 1) for name in found.labels)
    table = _table(found.labels, columns, found.discounted, found.history[-1])
    return GrainStep(tr("1 Discount"), said, replace(drawn, edges=edges), table)


def _named(substrate: Substrate, found: GrainSteps, units: Sequence[MacroUnit]) -> SubstrateView:
    """Return the drawing of the micro units, outlines with no more than the names of the macro units."""
    drawn = micro_drawing(substrate, found.history[-1], units)
    regions = tuple(replace(each, text=each.label or each.text) for each in drawn.regions)
    return replace(drawn, regions=regions)


def _follows(found: GrainSteps, edge: EdgeMark) -> bool:
    """Whether the target still depends on the source, within the window of the unit."""
    if edge.target in found.unit.constituents:
        return True
    patron = next((each for each in found.units if edge.target in each.background), None)
    return patron is not None and edge.source in (*patron.constituents, *patron.background)


def _sequences(substrate: Substrate, found: GrainSteps) -> GrainStep:
    unit = found.unit
    said = trn(
        "{n} update from every micro state: the chance of each sequence of {own}.",
        "{n} updates from every micro state: the chance of each sequence of {own}.",
        unit.tau,
        own=plain_letters(unit.constituents),
    )
    columns, values = [letter(unit.label, 1)], found.on[:, None]
    if found.sequences is not None and len(unit.table) <= MOST_COLUMNS:
        columns = [f"{_sequence(found, row)}{f' {ON}' * on}" for row, on in enumerate(unit.table)] + columns
        values = np.hstack([found.sequences, values])
        said += " " + tr("{label} is ON after those with {mark}; the last column adds these up.",
                         label=unit.label, mark=ON)  # fmt: skip
    else:
        said += " " + tr(
            "These are {n:,}; the column adds up those after which {label} is ON.",
            n=len(unit.table),
            label=unit.label,
        )
    table = _table(found.labels, tuple(columns), values, found.history[-1])
    return GrainStep(tr("2 Sequences"), said, _unrolled(substrate, found), table)


def _sequence(found: GrainSteps, row: int) -> str:
    """Return a sequence of the constituents in letter case, the oldest update first."""
    names, bits = found.unit.constituents, len(found.unit.constituents)
    return ",".join(
        letters(names, [row >> t * bits + k & 1 for k in range(bits)]) for t in range(found.unit.tau)
    )


def _unrolled(substrate: Substrate, found: GrainSteps) -> SubstrateView:
    """Return the drawing of the updates one after the other, the last of them if there are many."""
    unit, labels = found.unit, found.labels
    plainly = micro_drawing(substrate, found.history[-1], [unit])
    updates = min(unit.tau, MOST_DRAWN)
    edges = [edge for edge in plainly.edges if _follows(found, edge)]
    units = []
    for t in range(updates + 1):
        for i, label in enumerate(labels):
            if t < updates or label in unit.constituents:
                at = (0.9 * t / updates, 1 - i / max(len(labels) - 1, 1))
                units.append(
                    UnitMark(f"{label}@{t}", label, *at, 0.0, t > 0 and label not in unit.constituents, 0.0)
                )
    drawn = tuple(
        replace(edge, source=f"{edge.source}@{t}", target=f"{edge.target}@{t + 1}", bent=False)
        for t in range(updates)
        for edge in edges
        if t + 1 < updates or edge.target in unit.constituents
    )
    inside = tuple(f"{label}@{t}" for t in range(1, updates + 1) for label in unit.constituents)
    regions = (RegionMark("macro", inside, unit.label),)
    return replace(plainly, units=tuple(units), edges=drawn, regions=regions)


def _background(substrate: Substrate, found: GrainSteps) -> GrainStep:
    drawn = _named(substrate, found, found.units)
    if found.outside:
        names = plain_letters(found.outside)
        now = letters(found.outside, _bits(found.present, len(found.outside)))
        before = _listed(found.outside, found.weights)
        said = tr(
            "Effects: {names} as they are, {now}. Causes: the mean over what they may have been: {before}.",
            names=names,
            now=now,
            before=before,
        )
        if len(found.outside) == 1:
            said = tr(
                "Effects: {names} as it is, {now}. Causes: the mean over what it may have been: {before}.",
                names=names,
                now=now,
                before=before,
            )
    else:
        said = tr("No unit lies outside the system, so that the step changes nothing.")
    state = dict(zip(found.labels, found.history[-1], strict=True))
    values = np.stack([found.effect, found.cause], axis=1)
    table = _table(found.inside, _sides(), values, [state[name] for name in found.inside])
    return GrainStep(tr("3 Background"), said, drawn, table)


def _compress(substrate: Substrate, found: GrainSteps) -> GrainStep:
    labels = tuple(unit.label for unit in found.units)
    unit, share = found.unit, found.shares[found.at]
    parts = [
        f"{letter(unit.label, value)} = {_listed(unit.constituents, share[value])}" for value in range(2)
    ]
    said = tr("The sequences of a macro state count equally, and so its last states: {shares}.",
              shares="; ".join(parts))  # fmt: skip
    said += " " + tr("The columns are those of {label} in the macro TPMs.", label=unit.label)
    values = np.stack([found.macro_effect, found.macro_cause], axis=1)
    table = _table(labels, _sides(), values, found.state)
    return GrainStep(tr("4 Compress"), said, _inputs(substrate, found, values), table)


def _inputs(substrate: Substrate, found: GrainSteps, values: NDArray[np.float64]) -> SubstrateView:
    """Return the drawing of the macro units with the connections to the one that the steps are of."""
    places = macro_places(substrate, found.units)
    names = [unit.label for unit in found.units]
    target = names[found.at]
    rows = np.arange(len(values))
    sources = [
        name
        for i, name in enumerate(names)
        if not np.allclose(values[rows & ~(1 << i)], values, rtol=1e-9, atol=1e-12)
    ]
    state = letters(names, found.state)
    return SubstrateView(
        name=substrate.name,
        state=state,
        units=tuple(
            UnitMark(name, name, *places[name], float(value), False, outward(name, places))
            for name, value in zip(names, found.state, strict=True)
        ),
        edges=tuple(EdgeMark(name, target, 1.0, 0.5, False, False, False) for name in sources),
        regions=(),
        cut=(),
        key=(),
        note="",
        caption="",
    )


def _sides() -> tuple[str, str]:
    return tr("effect"), tr("cause")


def _bits(row: int, count: int) -> list[int]:
    return [row >> k & 1 for k in range(count)]


def _listed(names: Sequence[str], shares: NDArray[np.float64]) -> str:
    """Return states with their shares, the largest first: "ab 0.3333, Ab 0.3333"."""
    order = [int(row) for row in np.argsort(-shares, kind="stable") if shares[row] > 0]
    said = [f"{letters(names, _bits(row, len(names)))} {number(float(shares[row]))}" for row in order]
    more = trn("{n} more", "{n} more", len(said) - MOST_LISTED) if len(said) > MOST_LISTED else ""
    return ", ".join([*said[:MOST_LISTED], *([more] if more else [])])


def _table(
    names: Sequence[str], columns: tuple[str, ...], values: NDArray[np.float64], present: Sequence[int]
) -> TpmView:
    """Return a matrix, or the row of the present state if there are too many."""
    row = sum(value << k for k, value in enumerate(present))
    if len(values) <= MOST_ROWS:
        rows = tuple(letters(names, state) for state in every_state([2] * len(names)))
        return TpmView(rows, columns, values, row, None, values.shape, "unit", "", "")
    name = letters(names, present)
    said = tr("The matrix has {n:,} rows, too many to draw: this is the row of {state}.",
              n=len(values), state=name)  # fmt: skip
    return TpmView((name,), columns, values[row : row + 1], 0, None, values.shape, "unit", said, "")
