"""What units are called: their order, labels and states, which every part of the program asks for."""

from collections.abc import Iterable, Sequence
from functools import cached_property
from typing import Any

from engine.errors import SubstrateError
from engine.substrate.checks import listed_units, no_unit
from engine.substrate.states import format_state, parse_state
from engine.substrate.units import Unit


class Labelled:
    """Units in order; the part of a network that needs to know no edges."""

    units: tuple[Unit, ...]

    @cached_property
    def _index(self) -> dict[str, int]:
        return {unit.label: i for i, unit in enumerate(self.units)}

    @cached_property
    def radix(self) -> tuple[int, ...]:
        """Number of states of each unit."""
        return tuple(unit.states for unit in self.units)

    @property
    def labels(self) -> list[str]:
        """The units' labels, in substrate order."""
        return list(self._index)

    @property
    def n(self) -> int:
        """The number of units."""
        return len(self.units)

    @property
    def is_binary(self) -> bool:
        """Whether every unit has two states."""
        return all(r == 2 for r in self.radix)

    def index(self, label: str) -> int:
        """Return a unit's position, or raise `SubstrateError`."""
        if label not in self._index:
            raise SubstrateError(no_unit(label, self.labels), "units")
        return self._index[label]

    def units_of(self, units: Iterable[str] | str) -> tuple[str, ...]:
        """Return labels in substrate order; a string such as ``"AB"`` or ``"T0,T1"`` is split into labels.

        Raises
        ------
        StateError
            If a label is unknown or given twice, or there is none.
        """
        return listed_units(self.labels, units)

    def parse_state(self, state: Any) -> tuple[int, ...]:
        """Return a state as a tuple of ints in unit order; see `engine.substrate.states.parse_state`."""
        return parse_state(self.labels, self.radix, state)

    def state_label(self, state: Any, units: Sequence[str] | None = None) -> str:
        """Return a state as a label string, ``aBC``.

        Parameters
        ----------
        state : sequence of int
            Aligned with `units`, or the state of the whole substrate, of which that of `units` is shown.
        units : sequence of str, optional
            Labels; all by default.

        Returns
        -------
        str
        """
        labels = list(self.labels if units is None else units)
        values = tuple(state)
        if len(values) != len(labels) and len(values) == self.n:
            values = tuple(values[self.index(label)] for label in labels)
        return format_state(labels, [self.radix[self.index(label)] for label in labels], values)
