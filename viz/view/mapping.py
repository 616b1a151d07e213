"""The mapping of a macro unit as a table: sequences of its constituents' states, and which are ON."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from engine.words import tr, trn
from viz.view.grain_words import unit_words
from viz.view.letters import letters, plain_letters

if TYPE_CHECKING:
    from collections.abc import Sequence

    from engine.substrate.macro_units import MacroUnit

MOST_ROWS = 256
"""Most sequences that are listed; the others are counted."""


@dataclass(frozen=True, slots=True)
class MappingRow:
    """One sequence of states of the constituents."""

    index: int
    """Its entry in the mapping's table."""
    states: tuple[str, ...]
    """The constituents in letter case, oldest update first: ("ab", "aB")."""
    on: bool
    """Whether the macro unit is ON after it."""
    now: bool
    """Whether it is the present history."""

    @property
    def text(self) -> str:
        """The sequence: "ab, aB"."""
        return ", ".join(self.states)


@dataclass(frozen=True, slots=True)
class MappingView:
    """The mapping of one macro unit."""

    title: str
    """What the unit is: "α = AND(AB)"."""
    label: str
    heads: tuple[str, ...]
    """A heading for each update, oldest first: ("AB, 1 update ago", "AB now")."""
    rows: tuple[MappingRow, ...]
    counts: tuple[tuple[int, bool], ...]
    """Number of ON states in a sequence, and whether the unit is then ON; empty if that does not decide."""
    note: str
    caption: str

    @property
    def screen_text(self) -> str:
        """One sentence for a screen reader."""
        on = sum(row.on for row in self.rows)
        return tr("{title}: ON after {on} of {all} sequences.", title=self.title, on=on, all=len(self.rows))


def mapping_view(
    unit: MacroUnit, values: Sequence[dict[str, int]], assumed: bool, caption: str = ""
) -> MappingView:
    """Return the mapping of a macro unit.

    Parameters
    ----------
    unit
        The unit, with its label.
    values
        State of each micro unit by label, at the last `unit.tau` updates, oldest first.
    assumed
        Whether all but the last were assumed.
    caption
        The line under a figure.

    Returns
    -------
    MappingView
        At most `MOST_ROWS` sequences, the present one among them.
    """
    names, table = unit.constituents, unit.table
    bits = len(names)
    present = sum(each[name] << t * bits + k for t, each in enumerate(values) for k, name in enumerate(names))
    listed = list(range(min(len(table), MOST_ROWS)))
    if present >= len(listed):
        listed[-1] = present
    rows = tuple(
        MappingRow(
            row,
            tuple(letters(names, [row >> t * bits + k & 1 for k in range(bits)]) for t in range(unit.tau)),
            bool(table[row]),
            row == present,
        )
        for row in listed
    )
    notes = []
    if len(rows) < len(table):
        notes.append(tr("{shown} of {all:,} sequences are listed.", shown=len(rows), all=len(table)))
    if assumed and unit.tau > 1:
        notes.append(tr("The history is assumed constant."))
    return MappingView(
        unit_words(unit),
        unit.label,
        tuple(_head(plain_letters(names), unit.tau - 1 - t) for t in range(unit.tau)),
        rows,
        _counts(unit),
        " ".join(notes),
        caption,
    )


def _head(names: str, ago: int) -> str:
    if not ago:
        return tr("{names} now", names=names)
    return trn("{names} {n} update ago", "{names} {n} updates ago", ago, names=names)


def _counts(unit: MacroUnit) -> tuple[tuple[int, bool], ...]:
    found: dict[int, set[int]] = {}
    for row, on in enumerate(unit.table):
        found.setdefault(row.bit_count(), set()).add(on)
    if any(len(each) > 1 for each in found.values()):
        return ()
    return tuple((count, bool(next(iter(found[count])))) for count in sorted(found))
