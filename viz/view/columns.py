"""Where the units of a transition stand: t-1 left, t right, sets of units inside of single ones."""

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
    """A unit, or a set of units that a link joins, at a place in [0, 1]² (y up).

    `members` are the indices of the spots of a set's units; `level` is how ON a unit is (0..1).
    """

    units: Units
    column: Column
    text: str
    x: float
    y: float
    level: float
    background: bool
    members: tuple[int, ...]

    @property
    def is_set(self) -> bool:
        """Whether it stands for several units together."""
        return len(self.units) > 1


def places(
    substrate: Substrate, moved: Transition, ends: Sequence[tuple[list[Units], list[Units]]]
) -> tuple[OccurrenceMark, ...]:
    """Return the spots of a transition; `ends` are the sets at t-1 and at t that links join.

    Of the background only inputs of effect units are shown.
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
    """Return a height off the level of every unit: the links of the unit go straight by there."""
    beside = any(abs(y - spots[i].y) < 0.05 for i in at.values())
    return y - 0.5 / max(len(at) - 1, 2) if beside else y


def _even(i: int, count: int) -> float:
    return 0.5 if count == 1 else 1 - i / (count - 1)


def _spread(wished: list[float], room: float = 0.13) -> list[float]:
    """Return descending heights in [0, 1] near the wished ones, at least `room` apart when that fits."""
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
