"""Transitions: a state before and a state after, of which some units count (Albantakis et al. 2019)."""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from engine.errors import StateError
from engine.states import parse_state
from engine.substrate import Substrate

Array = npt.NDArray[np.float64]


class UnreachableTransitionError(StateError):
    """A transition of probability 0, of which nothing can have caused anything."""


@dataclass(frozen=True, slots=True)
class Transition:
    """A transition v_{t-1} ≺ v_t: the units that may be causes and those that may be effects, with states.

    `labels` and `before` are those of the whole substrate; `after` is aligned with `effects`. Units that
    are no causes are the background: fixed at t-1 in their state before. Units are in substrate order.
    """

    labels: tuple[str, ...]
    before: tuple[int, ...]
    causes: tuple[str, ...]
    effects: tuple[str, ...]
    after: tuple[int, ...]

    @property
    def background(self) -> tuple[str, ...]:
        """The units fixed at t-1."""
        return tuple(label for label in self.labels if label not in self.causes)

    def before_of(self, units: Iterable[str]) -> tuple[int, ...]:
        """Return the states before of some units."""
        return tuple(self.before[self.labels.index(label)] for label in units)

    def after_of(self, units: Iterable[str]) -> tuple[int, ...]:
        """Return the states after of some effect units."""
        return tuple(self.after[self.effects.index(label)] for label in units)

    def to_dict(self) -> dict[str, Any]:
        """Return plain JSON types."""
        return {
            "before": dict(zip(self.labels, self.before, strict=True)),
            "after": dict(zip(self.effects, self.after, strict=True)),
            "causes": list(self.causes),
            "effects": list(self.effects),
        }


def transition(
    substrate: Substrate,
    before: Any,
    after: Any,
    causes: Iterable[str] | str | None = None,
    effects: Iterable[str] | str | None = None,
) -> Transition:
    """Return a transition of a substrate.

    Parameters
    ----------
    before : state
        State of every unit before, in any form `Substrate.parse_state` takes.
    after : state
        State after of every unit, or of the effect units alone; a dict may omit any other unit.
    causes, effects : labels, optional
        The units that may be causes, and effects; all when omitted.

    Raises
    ------
    StateError
        If a state or a label does not fit the substrate.
    UnreachableTransitionError
        If an effect unit cannot be in its state after.
    """
    labels = tuple(substrate.labels)
    moved = Transition(
        labels=labels,
        before=_within("before", substrate.parse_state, before),
        causes=labels if causes is None else substrate.units_of(causes),
        effects=labels if effects is None else substrate.units_of(effects),
        after=(),
    )
    moved = Transition(
        moved.labels, moved.before, moved.causes, moved.effects, _after(substrate, after, moved.effects)
    )
    _check_possible(substrate, moved)
    return moved


def _within(field: str, parse: Any, state: Any) -> tuple[int, ...]:
    try:
        return parse(state)
    except StateError as error:
        error.field = field
        raise


def _after(substrate: Substrate, after: Any, effects: tuple[str, ...]) -> tuple[int, ...]:
    """Return the states after of the effect units."""
    at = [substrate.index(label) for label in effects]
    if isinstance(after, Mapping):
        after = {label: 0 for label in substrate.labels if label not in effects} | dict(after)
    try:
        whole = _within("after", substrate.parse_state, after)
    except StateError:
        if isinstance(after, Mapping):
            raise
        try:
            return parse_state(effects, [substrate.radix[i] for i in at], after)
        except StateError:
            pass
        raise
    return tuple(whole[i] for i in at)


def _check_possible(substrate: Substrate, moved: Transition) -> None:
    present = likelihoods(substrate, moved)[cause_row(substrate, moved)]
    if present.all():
        return
    at = int(np.argmin(present))
    raise UnreachableTransitionError(
        f"Unit {moved.effects[at]} cannot be in state {moved.after[at]} after "
        f"{substrate.state_label(moved.before)}; correct one of the two states, or add noise.",
        field="after",
    )


def cause_radix(substrate: Substrate, moved: Transition) -> tuple[int, ...]:
    """Return the number of states of each cause unit."""
    return tuple(substrate.radix[substrate.index(label)] for label in moved.causes)


def cause_row(substrate: Substrate, moved: Transition) -> int:
    """Return the row of the cause units' state before, the first of them fastest."""
    row = 0
    states = zip(cause_radix(substrate, moved), moved.before_of(moved.causes), strict=True)
    for base, value in reversed(list(states)):
        row = row * base + value
    return row


def likelihoods(substrate: Substrate, moved: Transition) -> Array:
    """Return P(effect unit in its state after | state of the cause units, background as it was before).

    Shape (states of the cause units, effect units), rows with the first cause unit fastest.
    """
    n = substrate.n
    starts = np.concatenate(([0], np.cumsum(substrate.radix)))
    columns = [starts[substrate.index(e)] + v for e, v in zip(moved.effects, moved.after, strict=True)]
    cube = substrate.columns[:, columns].reshape(*reversed(substrate.radix), -1)
    given: Sequence[slice | int] = [
        slice(None) if label in moved.causes else moved.before[i] for i, label in enumerate(moved.labels)
    ]
    rows = math.prod(cause_radix(substrate, moved))
    return np.ascontiguousarray(cube[tuple(given[n - 1 - axis] for axis in range(n))].reshape(rows, -1))
