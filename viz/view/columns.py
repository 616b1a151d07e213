"""Positions of the units of a transition: t-1 on the left, t on the right, sets of units between them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from viz.view.letters import letters

if TYPE_CHECKING:
    from collections.abc import Sequence

    from engine.causation.account import Transition
    from engine.substrate.substrate import Substrate

Units = tuple[str, ...]
Column = Literal["before", "after"]
UNIT_X = {"before": 0.0, "after": 1.0}
SET_X = {"before": 0.2, "after": 0.8}


@dataclass(frozen=True, slots=True)
class OccurrenceMark:
    """A unit, or a set of units at one end of a causal link, in the drawing of an account."""

    units: Units
    column: Column
    """"before": at t-1; "after": at t."""
    text: str
    """The units in letter case."""
    x: float
    """Position in [0, 1]², y up."""
    y: float
    level: float
    """State of a single unit as a share 0..1 of its highest state; 0 for a set."""
    background: bool
    """Whether the unit is held in its state: it is an input, but not a candidate cause."""
    members: tuple[int, ...]
    """Indices of the marks of a set's units; empty for a single unit."""

    @property
    def is_set(self) -> bool:
        """Whether it is a set of several units."""
        return len(self.units) > 1


def places(
    substrate: Substrate, moved: Transition, ends: Sequence[tuple[list[Units], list[Units]]]
) -> tuple[OccurrenceMark, ...]:
    """Return the units of a transition and the sets of units that are ends of causal links.

    Parameters
    ----------
    substrate
        The substrate.
    moved
        The transition.
    ends
        For each link, the sets of units at t-1 and those at t between which it leads.

    Returns
    -------
    tuple of OccurrenceMark
        For each column the single units, from the top, then the sets. Background units are included only if
        an effect unit has them as an input.
    """
    at = [substrate.index(label) for label in moved.effects]
    past = tuple(
        label for i, label in enumerate(moved.labels) if label in moved.causes or substrate.cm[i, at].any()
    )
    spots: list[OccurrenceMark] = []
    sides: tuple[tuple[Column, Units, tuple[int, ...], int], ...] = (
        ("before", past, moved.before_of(past), 0),
        ("after", moved.effects, moved.after, 1),
    )
    for column, labels, state, side in sides:
        sets = {units for end in ends for units in end[side] if len(units) > 1}
        first = len(spots)
        heights = _spread([_even(i, len(labels)) for i in range(len(labels))])
        for label, value, y in zip(labels, state, heights, strict=True):
            top = substrate.radix[substrate.index(label)] - 1
            fixed = column == "before" and label not in moved.causes
            spots.append(
                OccurrenceMark(
                    (label,), column, letters([label], [value]), UNIT_X[column], y, value / top, fixed, ()
                )
            )
        spots += _sets(column, sets, dict(zip(labels, state, strict=True)), spots, first)
    return tuple(spots)


def _sets(
    column: Column, sets: set[Units], state: dict[str, int], spots: list[OccurrenceMark], first: int
) -> list[OccurrenceMark]:
    """Return the sets of one column at the mean height of their units, which begin at index `first`."""
    at = {spot.units[0]: i for i, spot in enumerate(spots) if i >= first and not spot.is_set}
    members = {units: tuple(at[label] for label in units) for units in sets}
    wish = {units: _aside(sum(spots[i].y for i in members[units]) / len(units), spots, at) for units in sets}
    ordered = sorted(sets, key=lambda units: (-wish[units], len(units), units))
    heights = _spread([wish[units] for units in ordered])
    return [
        OccurrenceMark(
            units=units,
            column=column,
            text=letters(units, [state[label] for label in units]),
            x=SET_X[column],
            y=y,
            level=0.0,
            background=False,
            members=members[units],
        )
        for units, y in zip(ordered, heights, strict=True)
    ]


def _aside(y: float, spots: list[OccurrenceMark], at: dict[str, int]) -> float:
    """Return a height at which no unit stands: a set there would lie on the links of that unit."""
    beside = any(abs(y - spots[i].y) < 0.05 for i in at.values())
    return y - 0.5 / max(len(at) - 1, 2) if beside else y


def _even(i: int, count: int) -> float:
    return 0.5 if count == 1 else 1 - i / (count - 1)


def _spread(wished: list[float], room: float = 0.13) -> list[float]:
    """Return descending heights in [0, 1] near the wished ones, `room` apart or as far as there is space."""
    count = len(wished)
    if count < 2:
        return list(wished)
    gap = min(room, 1 / (count - 1))
    out: list[float] = []
    for wish in wished:
        out.append(min(wish, out[-1] - gap) if out else wish)
    lowest = 0.0
    for i in reversed(range(count)):
        out[i] = max(out[i], lowest)
        lowest = out[i] + gap
    highest = 1.0
    for i in range(count):
        out[i] = min(out[i], highest)
        highest = out[i] - gap
    return out
