"""Repertoires: the distributions that a mechanism in its state specifies over a purview (IIT 4.0 eqs 29-37).

They all start from conditional tables, whose columns are averaged over the units that are not given.
"""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from engine.iit4.system import CandidateSystem

Array = npt.NDArray[np.float64]


def given_every_state(columns: Array, radix: Sequence[int]) -> Array:
    """Average rows over every subset of units, for every state of the others.

    Parameters
    ----------
    columns : array, shape (prod(radix), m)
        Rows are states, unit 0 fastest.
    radix : sequence of int
        Number of states of each unit.

    Returns
    -------
    array, shape (prod(radix + 1), m)
        Rows are patterns: one digit per unit, unit 0 fastest, which is its state, or its radix if it is
        averaged over.
    """
    table = columns.reshape(*reversed(radix), -1)
    for axis in range(len(radix)):
        table = np.concatenate((table, table.mean(axis=axis, keepdims=True)), axis=axis)
    return np.ascontiguousarray(table.reshape(-1, columns.shape[1]))


def given_present_state(columns: Array, radix: Sequence[int], state: Sequence[int]) -> Array:
    """Average rows over every subset of units, the others being in `state`.

    Parameters
    ----------
    columns : array, shape (prod(radix), m)
        Rows are states, unit 0 fastest.
    radix, state : sequence of int
        Number of states and state of each unit.

    Returns
    -------
    array, shape (2**n, m)
        Bit i of the row is 0 if unit i is given and 1 if it is averaged over.
    """
    n = len(radix)
    table = columns.reshape(*reversed(radix), -1)
    for axis in range(n):
        given = table.take([state[n - 1 - axis]], axis=axis)
        table = np.concatenate((given, table.mean(axis=axis, keepdims=True)), axis=axis)
    return np.ascontiguousarray(table.reshape(-1, columns.shape[1]))


def bits(values: Array) -> Array:
    """Return -log2 of probabilities, infinity for 0."""
    with np.errstate(divide="ignore"):
        return -np.log2(values)


def average_rows(columns: Array, radix: Sequence[int], kept: Sequence[int]) -> Array:
    """Average rows over the units not in `kept`.

    Parameters
    ----------
    columns : array, shape (prod(radix), m)
        Rows are states, unit 0 fastest.
    radix : sequence of int
        Number of states of each unit.
    kept : sequence of int
        Positions of the kept units, ascending.

    Returns
    -------
    array, shape (states of the kept units, m)
        Rows are their states, the first fastest.
    """
    n = len(radix)
    table = columns.reshape(*reversed(radix), -1)
    return table.mean(axis=tuple(n - 1 - i for i in range(n) if i not in kept)).reshape(-1, columns.shape[1])


def _by_state(columns: Array, radix: Sequence[int], kept: Sequence[int]) -> Array:
    """Average rows over the units not in `kept`; one axis for each kept unit, then the columns."""
    table = average_rows(columns, radix, kept).reshape(*(radix[i] for i in reversed(kept)), -1)
    return table.transpose(*reversed(range(len(kept))), len(kept))


def _joint(factors: Sequence[Array]) -> Array:
    """Multiply independent distributions; axis i of the result belongs to factor i."""
    joint = np.ones(())
    for factor in factors:
        joint = joint[..., None] * factor
    return joint


def effect_repertoire(system: CandidateSystem, mechanism: Sequence[int], purview: Sequence[int]) -> Array:
    """Return the effect repertoire π_e(z | m) (IIT 4.0 eq. 29).

    Parameters
    ----------
    system : CandidateSystem
    mechanism, purview : sequence of int
        Ascending positions in the system; an empty mechanism averages over every state.

    Returns
    -------
    array
        One axis per purview unit, indexed by its state.
    """
    row = _by_state(system.effect, system.radix, mechanism)[tuple(system.state[i] for i in mechanism)]
    return _joint([row[system.columns_of(j)] for j in purview])


def unconstrained_effect_repertoire(
    system: CandidateSystem, mechanism: Sequence[int], purview: Sequence[int]
) -> Array:
    """Return π_e(z; M), the mean of π_e(z | m) over all states m of the mechanism (IIT 4.0 eq. 31).

    Parameters
    ----------
    system : CandidateSystem
    mechanism, purview : sequence of int
        Ascending positions in the system.

    Returns
    -------
    array
        One axis per purview unit, indexed by its state.
    """
    rows = average_rows(system.effect, system.radix, mechanism)
    return np.mean([_joint([row[system.columns_of(j)] for j in purview]) for row in rows], axis=0)


def cause_likelihood(system: CandidateSystem, mechanism: Sequence[int], purview: Sequence[int]) -> Array:
    """Return π_c(m | z) for every state z of the purview (IIT 4.0 eq. 32); it is no distribution over z.

    Parameters
    ----------
    system : CandidateSystem
    mechanism, purview : sequence of int
        Ascending positions in the system.

    Returns
    -------
    array
        One axis per purview unit, indexed by its state.
    """
    table = _by_state(system.cause, system.radix, purview)
    present = [system.offsets[i] + system.state[i] for i in mechanism]
    return table[..., present].prod(axis=-1)


def cause_repertoire(system: CandidateSystem, mechanism: Sequence[int], purview: Sequence[int]) -> Array:
    """Return the cause repertoire π_c←(z | m) = π_c(m | z) / Σ_z' π_c(m | z') (Bayes; IIT 4.0 eq. 34).

    Parameters
    ----------
    system : CandidateSystem
    mechanism, purview : sequence of int
        Ascending positions in the system.

    Returns
    -------
    array
        One axis per purview unit, indexed by its state.
    """
    likelihood = cause_likelihood(system, mechanism, purview)
    return likelihood / likelihood.sum()


def partitioned_repertoire(
    system: CandidateSystem,
    direction: str,
    parts: Sequence[tuple[Sequence[int], Sequence[int]]],
    purview: Sequence[int],
) -> Array:
    """Return the repertoire of a purview under a disintegrating partition (IIT 4.0 eqs 36-37).

    Parameters
    ----------
    system : CandidateSystem
    direction : {"cause", "effect"}
    parts : sequence of (mechanism, purview)
        Ascending positions; each purview unit is in one part and depends on the mechanism units of that part
        only.
    purview : sequence of int
        Ascending positions in the system.

    Returns
    -------
    array
        One axis per purview unit, indexed by its state.
    """
    out = np.ones([system.radix[i] for i in purview])
    for mechanism, own in parts:
        if direction == "effect":
            factor = effect_repertoire(system, mechanism, own)
        else:
            factor = cause_likelihood(system, mechanism, own)
        out = out * factor.reshape([system.radix[i] if i in own else 1 for i in purview])
    return out if direction == "effect" else out / out.sum()
