"""Candidate systems of substrates that are too large for a TPM (IIT 4.0 eqs 1-4, formalism §9)."""

from collections.abc import Collection, Sequence

import numpy as np
import numpy.typing as npt

from engine.errors import TooLargeError
from engine.substrate.chains import Chain
from engine.substrate.past import Past
from engine.substrate.substrate import Substrate
from engine.substrate.tpm import MAX_ROWS, MAX_UNITS, build_columns, fits
from engine.words import tr

Array = npt.NDArray[np.float64]


def sparse_tables(substrate: Substrate, state: Sequence[int], inside: tuple[int, ...]) -> tuple[Array, Array]:
    """Return what some units have given their background, from their functions and what feeds them.

    Inputs outside are at their present states for effects. For causes they are averaged over what they were:
    ``p_c(s_b | s̄) = Σ_w̄ f_b(s̄, w̄) Q_b(w̄)``, Q_b being their past given the whole present state.

    Parameters
    ----------
    substrate : Substrate
    state : sequence of int
        Present state of every unit.
    inside : tuple of int
        Positions of the system's units, ascending.

    Returns
    -------
    effect, cause : array, shape (prod(radix), sum(radix))
        As of `engine.iit4.system.CandidateSystem`.

    Raises
    ------
    TooLargeError
        If the system is too large itself, or what feeds it cannot be inferred exactly.
    UnreachableStateError
        If no state of the substrate leads to `state`.
    """
    radix = tuple(substrate.radix[unit] for unit in inside)
    if not fits(radix):
        raise TooLargeError(
            tr(
                "A candidate system of {count} units does not fit; choose at most {most} units with {rows:,} "
                "states together.",
                count=len(radix),
                most=MAX_UNITS,
                rows=MAX_ROWS,
            ),
            field="units",
        )
    past = Past(substrate, state)
    place = {unit: at for at, unit in enumerate(inside)}
    effects, causes = [], []
    for unit in inside:
        for tables, (own, table) in (
            (effects, effect_of(substrate, state, unit, place)),
            (causes, cause_of(substrate, past, unit, place)),
        ):
            tables.append((tuple(place[each] for each in own), rows_of(table)))
    effect, cause = build_columns(radix, effects), build_columns(radix, causes)
    effect.flags.writeable = cause.flags.writeable = False
    return effect, cause


def effect_of(
    substrate: Substrate, state: Sequence[int], unit: int, inside: Collection[int]
) -> tuple[tuple[int, ...], Array]:
    """Return a unit's inputs among some units, and its function over them, its other inputs as they are now.

    Parameters
    ----------
    substrate : Substrate
    state : sequence of int
    unit : int
        Position of the unit.
    inside : collection of int
        Positions of the units that may be in any state.

    Returns
    -------
    (tuple of int, array of shape (states of each input …, states of the unit))
    """
    function = substrate.function_at(unit)
    if isinstance(function, Chain):
        own = tuple(each for each in function.inputs if each in inside)
        now = function.value({each: state[each] for each in function.inputs if each not in inside})
        return own, function.table(own, np.eye(function.values)[now])
    inputs, table = function
    own = tuple(each for each in inputs if each in inside)
    return own, table[tuple(slice(None) if each in inside else state[each] for each in inputs)]


def cause_of(
    substrate: Substrate, past: Past, unit: int, inside: Collection[int]
) -> tuple[tuple[int, ...], Array]:
    """Return the same with its other inputs averaged over what they were, given the whole present state."""
    function = substrate.function_at(unit)
    if isinstance(function, Chain):
        own = tuple(each for each in function.inputs if each in inside)
        weights = past.value(function, [each for each in function.inputs if each not in inside])
        return own, np.clip(function.table(own, weights), 0.0, 1.0)
    inputs, table = function
    own = tuple(each for each in inputs if each in inside)
    outer = [axis for axis, each in enumerate(inputs) if each not in inside]
    if not outer:
        return own, table
    background = past.of([inputs[axis] for axis in outer])
    averaged = np.tensordot(background, table, (list(range(len(outer))), outer))
    return own, np.clip(averaged, 0.0, 1.0)


def rows_of(table: Array) -> Array:
    """Return a table as `build_columns` takes it: P(ON) of a binary unit, the first input fastest."""
    rows = table.reshape(-1, table.shape[-1], order="F")
    return rows[:, 1] if rows.shape[1] == 2 else rows
