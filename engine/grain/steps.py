"""From the TPM of the micro units to those of one macro unit, step by step (Marshall et al. 2024, eqs 26-42).

`engine.grain.system` goes the same way without keeping what lies between; here the tables between are kept.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from engine.errors import GrainError
from engine.grain.system import check_history
from engine.grain.unfolding import history_of
from engine.grain.universe import Floats, Placed, States, Universe, discounted, placed, rows_of, universe_of
from engine.run.jobs import Control
from engine.substrate.macro_units import MacroUnit, checked_units
from engine.substrate.states import State
from engine.substrate.substrate import Substrate
from engine.words import tr

MOST_SEQUENCES = 256
"""The chance of each sequence is kept of so many; of more, only that of the macro state."""


@dataclass(frozen=True, slots=True, eq=False)
class GrainSteps:
    """The tables between the TPM of the micro units and the columns of one macro unit.

    Rows are little-endian: the first unit varies fastest. ``S`` are the constituents of all units of the
    system, ``W`` all other micro units.

    Attributes
    ----------
    labels : tuple of str
        Of the n micro units.
    units : tuple of MacroUnit
        The m units of the system.
    at : int
        Which of them the tables are of.
    state : tuple of int
        Their macro states.
    history : tuple of tuple of int
        Micro states, oldest first, as many as the longest update grain.
    history_assumed : bool
    discounted : array, shape (2^n, n)
        P(micro unit is ON | micro state) as the unit sees it within its window (eqs 26-30).
    sequences : array, shape (2^n, 2^(|U_J| τ_J)), or None
        P(sequence of the unit's constituents | micro state before), the oldest update fastest (eq. 31); None
        of more than `MOST_SEQUENCES`.
    on : array, shape (2^n,)
        P(unit is ON after its updates | micro state).
    inside, outside : tuple of str
        Labels of S, those of one unit after those of another, and of W.
    present : int
        The present row of W, at which effects are taken (eq. 32).
    weights : array, shape (2^|W|,)
        P(state of W) given what followed, over which causes are averaged (eqs 33 and 34).
    effect, cause : array, shape (2^|S|,)
        P(unit is ON after its updates | state of S).
    shares : tuple of array, each of shape (2, 2^|U_K|)
        Of each unit of the system, how many of the sequences of a macro state end in each class (eq. 39).
    macro_effect, macro_cause : array, shape (2^m,)
        P(unit is ON after its updates | macro states): its columns of the macro TPMs (eqs 40-42).
    """

    labels: tuple[str, ...]
    units: tuple[MacroUnit, ...]
    at: int
    state: tuple[int, ...]
    history: States
    history_assumed: bool
    discounted: Floats
    sequences: Floats | None
    on: Floats
    inside: tuple[str, ...]
    outside: tuple[str, ...]
    present: int
    weights: Floats
    effect: Floats
    cause: Floats
    shares: tuple[Floats, ...]
    macro_effect: Floats
    macro_cause: Floats

    @property
    def unit(self) -> MacroUnit:
        """The unit that the tables are of."""
        return self.units[self.at]


def steps(
    substrate: Substrate,
    state: State,
    macro: Sequence[MacroUnit],
    label: str | None = None,
    history: Sequence[State] | None = None,
    control: Control | None = None,
) -> GrainSteps:
    """Return the tables between the TPM of the micro units and those of one macro unit.

    Parameters
    ----------
    substrate : Substrate
        Of binary units.
    state : tuple of int, label string or dict
        Present state of the whole substrate.
    macro : sequence of MacroUnit
        The units of the system.
    label : str, optional
        The one that the tables are of; None takes the first.
    history : sequence of states, optional
        As for `engine.grain.unfolding.unfold`.
    control : array of int, shape (2,), optional
        (cancel flag, unused).

    Returns
    -------
    GrainSteps

    Raises
    ------
    GrainError, UnreachableStateError, TooLargeError, Cancelled
        As `engine.grain.system.macro_system`; a `GrainError` too if no unit is called so.
    """
    now = tuple(substrate.parse_state(state))
    units = checked_units(macro, substrate.labels, substrate.radix)
    names = [unit.label for unit in units]
    if label is not None and label not in names:
        known = ", ".join(names)
        raise GrainError(
            tr("There is no macro unit {label}; use one of {known}.", label=label, known=known), "macro"
        )
    states, assumed = history_of(substrate, now, history, max(unit.tau for unit in units))
    check_history(units, len(states))
    place = {each: i for i, each in enumerate(substrate.labels)}
    asked = _Asked(
        universe_of(substrate, states),
        [placed(unit, place) for unit in units],
        0 if label is None else names.index(label),
        tuple(map(str, substrate.labels)),
        control,
    )
    return _between(asked, units, assumed)


@dataclass(frozen=True, slots=True)
class _Asked:
    """A system as numbers, and which of its units the tables are of."""

    universe: Universe
    units: list[Placed]
    at: int
    labels: tuple[str, ...]
    control: Control | None


def _between(asked: _Asked, named: tuple[MacroUnit, ...], assumed: bool) -> GrainSteps:
    universe, units, j = asked.universe, asked.units, asked.at
    inside = [i for unit in units for i in unit.at]
    outside = sorted(set(range(universe.n)).difference(inside))
    on = universe.chances(units, j, asked.control)[1]
    all_rows = rows_of(inside)[:, None] + rows_of(outside)[None, :]
    past = universe.past(units[j].tau)[all_rows].sum(axis=0)
    weights, present = past / past.sum(), sum(universe.history[-1][i] << k for k, i in enumerate(outside))
    effect, cause = on[all_rows][:, present], on[all_rows] @ weights
    shares, labels = tuple(unit.shares for unit in units), asked.labels
    return GrainSteps(
        labels=labels,
        units=named,
        at=j,
        state=tuple(unit.state(universe.history) for unit in units),
        history=universe.history,
        history_assumed=assumed,
        discounted=_within_window(universe, units, j),
        sequences=_sequences(asked),
        on=on,
        inside=tuple(labels[i] for i in inside),
        outside=tuple(labels[i] for i in outside),
        present=present,
        weights=weights,
        effect=effect,
        cause=cause,
        shares=shares,
        macro_effect=_compressed(effect, shares),
        macro_cause=_compressed(cause, shares),
    )


def _within_window(universe: Universe, units: Sequence[Placed], j: int) -> Floats:
    """Return the chances of all micro units as one macro unit sees them, shape (2^n, n) (eqs 26-30)."""
    patrons = tuple((unit.at, unit.beside) for unit in units if unit.beside)
    beside = sorted(i for _, background in patrons for i in background)
    chances = np.broadcast_to(universe.on.mean(axis=0), universe.on.shape).copy()
    chances[:, [*units[j].at, *beside]] = discounted(universe.on, units[j], patrons)
    return chances


def _sequences(asked: _Asked) -> Floats | None:
    """Return the chance of each sequence: that of a unit which is ON after this one alone (eq. 31)."""
    universe, units, j = asked.universe, asked.units, asked.at
    count = len(units[j].table)
    if count > MOST_SEQUENCES:
        return None
    found = np.empty((1 << universe.n, count))
    for row in range(count):
        alone = replace(units[j], table=bytes(int(k == row) for k in range(count)))
        found[:, row] = universe.chances([*units[:j], alone, *units[j + 1 :]], j, asked.control)[1]
    return found


def _compressed(given: Floats, shares: Sequence[Floats]) -> Floats:
    """Return the mean over the states of S of each row of macro states, shape (2^m,) (eqs 35-39)."""
    # In C order the last axis is the fastest, so that the axes are those of the units from last to first.
    table = given.reshape([share.shape[1] for share in reversed(shares)])
    for share in reversed(shares):
        # The unit's axis is the first; its macro states become the last.
        table = np.tensordot(table, share, axes=(0, 1))
    return table.ravel()
