"""Concept space of IIT 3.0: how probable a concept makes every past and every future state of its system."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import numpy as np

from engine.words import phrase
from viz.view.letters import every_state, letters

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from engine.iit3.concepts import Concept, CoreRepertoire
    from engine.iit3.structure import ConceptualStructure

Side = Literal["past", "future"]
AxisKey = tuple[Side, int]
"""Past or future, and the number of a state, the first unit fastest."""
Point = tuple[float, float]
Labels = tuple[str, ...]
MOST = 18
"""Letters of the name of an axis that a picture has room for."""
SIDES: dict[Side, str] = {"past": phrase("past"), "future": phrase("future")}


def axes_of_states(units: Labels) -> list[tuple[AxisKey, str]]:
    """Return every axis of the concept space of some units, and its name in commands: "past:abC"."""
    states = [letters(units, state) for state in every_state((2,) * len(units))]
    return [((side, i), f"{side}:{name}") for side in SIDES for i, name in enumerate(states)]


@dataclass(frozen=True, slots=True)
class StateAxis:
    """An axis of concept space: the probability of one state of the system, past or future."""

    side: Side
    index: int
    name: str
    """"past aBC", in letter case."""
    variance: float
    """Of the probability of the state among the concepts and the null concept."""
    digits: str
    """The state as digits, in the order of the units: "011"."""
    end: Point = (0.0, 0.0)
    """Where the axis ends on the picture; it begins at (0, 0)."""

    @property
    def short(self) -> str:
        """Its name as a picture has room for it: a long one with digits in place of letters."""
        return self.name if len(self.name) <= MOST else f"{SIDES[self.side]} {self.digits}"

    @property
    def key(self) -> AxisKey:
        """What the user chooses it by."""
        return self.side, self.index


class ConceptAxes:
    """Concept space: an axis for each past state of the system, then one for each future state.

    Parameters
    ----------
    structure
        The result of IIT 3.0 for a candidate system.
    """

    def __init__(self, structure: ConceptualStructure) -> None:
        self._units = structure.units
        self._rows = np.arange(1 << len(structure.units))
        on = (np.full(len(structure.units), 0.5), np.array(structure.unconstrained))
        self._free = dict(zip(SIDES, on, strict=True))
        self._structure = structure

    def axes(self) -> tuple[StateAxis, ...]:
        """Return all axes, those of largest variance first; of equal ones past before future."""
        known = [self._point(concept) for concept in (None, *self._structure.concepts)]
        spread = np.var(known, axis=0)
        size = self._rows.size
        states = list(every_state((2,) * len(self._units)))
        order = sorted(range(2 * size), key=lambda i: (-round(float(spread[i]), 12), i))
        sides = tuple(SIDES)
        return tuple(
            StateAxis(
                side := sides[i >= size],
                i % size,
                f"{SIDES[side]} {letters(self._units, states[i % size])}",
                float(spread[i]),
                "".join(map(str, states[i % size])),
            )
            for i in order
        )

    def place(self, concept: Concept | None, chosen: Sequence[AxisKey]) -> tuple[float, ...]:
        """Return the probabilities of the chosen states; those of the null concept for None."""
        point = self._point(concept)
        return tuple(float(point[index + self._rows.size * (side == "future")]) for side, index in chosen)

    def _point(self, concept: Concept | None) -> NDArray[np.float64]:
        past, future = (None, None) if concept is None else (concept.cause, concept.effect)
        return np.concatenate((self._whole(past, "past"), self._whole(future, "future")))

    def _whole(self, side: CoreRepertoire | None, name: Side) -> NDArray[np.float64]:
        """Return a repertoire over all units of the system: those outside the purview are unconstrained."""
        purview: Labels = () if side is None else side.purview
        packed = np.zeros_like(self._rows)
        for at, unit in enumerate(purview):
            packed |= (self._rows >> self._units.index(unit) & 1) << at
        found = np.ones(self._rows.size) if side is None else np.array(side.repertoire)[packed]
        for i, unit in enumerate(self._units):
            if unit not in purview:
                on = self._free[name][i]
                found = found * np.where(self._rows >> i & 1, on, 1.0 - on)
        return found
