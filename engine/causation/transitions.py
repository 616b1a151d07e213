"""Transitions: a state at t-1 and a state at t, and the units that count (Albantakis et al. 2019)."""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from engine.errors import StateError
from engine.substrate.local import held_columns
from engine.substrate.states import parse_state
from engine.substrate.substrate import Substrate
from engine.substrate.tpm import fits, row_of
from engine.words import tr

Array = npt.NDArray[np.float64]


class UnreachableTransitionError(StateError):
    """A transition of probability 0, which has no causal account."""


@dataclass(frozen=True, slots=True)
class Transition:
    """A transition v_{t-1} ≺ v_t: the units that may be causes, those that may be effects, and their states.

    Units that may not be causes are the background, fixed in their states at t-1.

    Attributes
    ----------
    labels, before : tuple
        Labels and states at t-1 of the whole substrate.
    causes : tuple of str
        Units at t-1 that may be causes, in substrate order.
    effects, after : tuple
        Units that may be effects, in substrate order, and their states at t.
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
        """Return the states of some units at t-1."""
        return tuple(self.before[self.labels.index(label)] for label in units)

    def after_of(self, units: Iterable[str]) -> tuple[int, ...]:
        """Return the states of some effect units at t."""
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
    substrate : Substrate
    before : state
        State of every unit at t-1, in any form `Substrate.parse_state` takes.
    after : state
        State at t of every unit, or of the effect units alone; a dict may omit any unit that is no effect.
    causes, effects : labels, optional
        The units that may be causes, and those that may be effects; all by default.

    Returns
    -------
    Transition

    Raises
    ------
    StateError
        If a state or a label does not fit the substrate.
    UnreachableTransitionError
        If an effect unit cannot be in its state at t.
    """
    effect_units = _chosen(substrate, effects, "effects")
    moved = Transition(
        labels=tuple(substrate.labels),
        before=_parsed(substrate, before, "before"),
        causes=_chosen(substrate, causes, "causes"),
        effects=effect_units,
        after=_after(substrate, after, effect_units),
    )
    _check_possible(substrate, moved)
    return moved


def _chosen(substrate: Substrate, units: Iterable[str] | str | None, field: str) -> tuple[str, ...]:
    if units is None:
        return tuple(substrate.labels)
    units = units if isinstance(units, str) else tuple(units)
    if not units:
        none = {
            "causes": tr("The transition has no causes; choose at least one unit."),
            "effects": tr("The transition has no effects; choose at least one unit."),
        }
        raise StateError(none[field], field)
    return substrate.units_of(units)


def _parsed(substrate: Substrate, state: Any, field: str) -> tuple[int, ...]:
    try:
        return substrate.parse_state(state)
    except StateError as error:
        error.field = field
        raise


def _after(substrate: Substrate, after: Any, effects: tuple[str, ...]) -> tuple[int, ...]:
    """Return the states of the effect units at t."""
    at = [substrate.index(label) for label in effects]
    if isinstance(after, Mapping):
        after = {label: 0 for label in substrate.labels if label not in effects} | dict(after)
    try:
        whole = _parsed(substrate, after, "after")
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
        tr(
            "Unit {unit} cannot be in state {after} after {before}; correct one of the two states, or add "
            "noise.",
            unit=moved.effects[at],
            after=moved.after[at],
            before=substrate.state_label(moved.before),
        ),
        field="after",
    )


def cause_radix(substrate: Substrate, moved: Transition) -> tuple[int, ...]:
    """Return the number of states of each cause unit of a transition, in the order of `moved.causes`."""
    return tuple(substrate.radix[substrate.index(label)] for label in moved.causes)


def cause_row(substrate: Substrate, moved: Transition) -> int:
    """Return the row of the cause units' state at t-1 among their states, the first cause unit fastest."""
    return row_of(moved.before_of(moved.causes), cause_radix(substrate, moved))


def next_columns(substrate: Substrate, moved: Transition) -> Array:
    """Return P(effect unit in each of its states at t | states of the cause units, background as at t-1).

    Parameters
    ----------
    substrate : Substrate
    moved : Transition

    Returns
    -------
    array, shape (states of the cause units, Σ states of each effect unit)
        Rows with the first cause unit fastest; columns run over the states of each effect unit in turn.
    """
    if not fits(substrate.radix):
        return local_columns(substrate, moved)
    n = substrate.n
    starts = np.concatenate(([0], np.cumsum(substrate.radix)))
    at = [substrate.index(label) for label in moved.effects]
    columns = np.concatenate([np.arange(starts[i], starts[i + 1]) for i in at])
    cube = substrate.columns[:, columns].reshape(*reversed(substrate.radix), -1)
    given: Sequence[slice | int] = [
        slice(None) if label in moved.causes else moved.before[i] for i, label in enumerate(moved.labels)
    ]
    rows = math.prod(cause_radix(substrate, moved))
    return np.ascontiguousarray(cube[tuple(given[n - 1 - axis] for axis in range(n))].reshape(rows, -1))


def local_columns(substrate: Substrate, moved: Transition) -> Array:
    """Return `next_columns` from the functions of the effect units alone, for a substrate of any size."""
    functions = (substrate.local(substrate.index(label)) for label in moved.effects)
    inside = [substrate.index(label) for label in moved.causes]
    return held_columns(functions, substrate.radix, moved.before, inside)


def likelihoods(substrate: Substrate, moved: Transition) -> Array:
    """Return P(effect unit in its state at t | states of the cause units, background as at t-1).

    Parameters
    ----------
    substrate : Substrate
    moved : Transition

    Returns
    -------
    array, shape (states of the cause units, effect units)
        The columns of `next_columns` that belong to the states at t.
    """
    radix = [substrate.radix[substrate.index(label)] for label in moved.effects]
    starts = np.concatenate(([0], np.cumsum(radix)[:-1])).astype(int)
    return np.ascontiguousarray(next_columns(substrate, moved)[:, starts + np.array(moved.after)])
