"""What is measured of a network, and of a network in a state under a formalism."""

from dataclasses import dataclass
from itertools import combinations
from typing import Any

import numpy as np
import numpy.typing as npt

from engine.errors import PhiscopeError, UnreachableStateError
from engine.formalisms import formalism_of
from engine.iit4.exclusion import Candidate
from engine.iit4.tolerance import close
from engine.substrate import dynamics
from engine.substrate.substrate import Substrate

Array = npt.NDArray[np.float64]
MAX_ROWS = 256
"""Most states of a network whose dynamics are measured."""
SQUARINGS = 60
"""2^60 steps: no chain of doubles is slower that moves at all."""


@dataclass(frozen=True, slots=True)
class NetworkMeasures:
    """Measures of a network, whatever its state; None where there are too many states or no edges.

    Attributes
    ----------
    deterministic : bool
    edges : int
        Connections that the TPM implies.
    reciprocity : float or None
        Share of the connections between different units that also go back.
    effective_information : float or None
        Mutual information, in bits, of the next state with the present one, all states being equally likely
        (Hoel, Albantakis and Tononi 2013).
    entropy_rate : float or None
        Entropy of the next state given the present one, in bits, in the long run from all states alike.
    state_entropy : float or None
        Entropy of the state in the long run, in bits.
    attractors, longest : int or None
        Number of sets of states that are never left once entered, and states of the largest.
    """

    deterministic: bool
    edges: int
    reciprocity: float | None
    effective_information: float | None
    entropy_rate: float | None
    state_entropy: float | None
    attractors: int | None
    longest: int | None


@dataclass(frozen=True, slots=True)
class SystemMeasures:
    """Measures of a whole network in a state under one formalism; None where there is none.

    Attributes
    ----------
    phi_s : float or None
        φ_s in ibits; None under IIT 3.0, and if no state leads to the state.
    big_phi : float or None
        Φ in the formalism's unit.
    elements : int or None
        Number of distinctions or concepts.
    sum_phi : float or None
        Their summed φ.
    relations : int or None
        Number of relations, exact; None under IIT 3.0.
    reason : str or None
        Why φ_s (or Φ of IIT 3.0) is 0; "unreachable"; or the refusal.
    complexes : tuple of (tuple of str, float) or None
        Units and integrated information of each, largest first.
    is_labelled, has_rivals : bool
        Whether the order of the units may have decided something of Φ, and of the complexes, so that the same
        system under other names may have others.
    """

    phi_s: float | None
    big_phi: float | None
    elements: int | None
    sum_phi: float | None
    relations: int | None
    reason: str | None
    complexes: tuple[tuple[tuple[str, ...], float], ...] | None
    is_labelled: bool
    has_rivals: bool


def network_measures(substrate: Substrate) -> NetworkMeasures:
    """Measure a network; see `NetworkMeasures`."""
    cm = substrate.cm
    between = cm.astype(bool) & ~np.eye(substrate.n, dtype=bool)
    count = int(between.sum())
    reciprocity = float((between & between.T).sum() / count) if count else None
    certain = dynamics.is_deterministic(substrate)
    if len(substrate.columns) > MAX_ROWS:
        return NetworkMeasures(certain, int(cm.sum()), reciprocity, None, None, None, None, None)
    step = dynamics.transition_matrix(substrate)
    given = entropies(step)
    long_run = stationary(step)
    if certain:
        cycles: tuple[tuple[int, ...], ...] = dynamics.attractors(dynamics.successors(substrate)).cycles
    elif (step > 0).all():
        cycles = (tuple(range(len(step))),)
    else:
        cycles = dynamics.recurrent_classes(dynamics.possible_steps(substrate))
    return NetworkMeasures(
        deterministic=certain,
        edges=int(cm.sum()),
        reciprocity=reciprocity,
        effective_information=float(max(0.0, entropies(step.mean(axis=0)[None])[0] - given.mean())),
        entropy_rate=float(long_run @ given),
        state_entropy=float(entropies(long_run[None])[0]),
        attractors=len(cycles),
        longest=max(map(len, cycles)),
    )


def entropies(rows: Array) -> Array:
    """Return the entropy of each row of probabilities, in bits."""
    logs = np.log2(rows, where=rows > 0, out=np.zeros_like(rows))
    return np.maximum(-(rows * logs).sum(axis=1), 0.0)


def stationary(step: Array) -> Array:
    """Return how often each state is visited in the long run, from all states alike.

    Parameters
    ----------
    step : array, shape (states, states)
        P(next state | state).

    Returns
    -------
    array, shape (states,)
        Mean over time, so that cycles count too.
    """
    # A chain that stays with probability 1/2 has the same mean over time, and no cycles.
    lazy = (step + np.eye(len(step))) / 2
    for _ in range(SQUARINGS):
        further = lazy @ lazy
        further /= further.sum(axis=1, keepdims=True)
        if np.array_equal(further, lazy):
            break
        lazy = further
    return lazy.mean(axis=0)


def system_measures(
    substrate: Substrate, state: tuple[int, ...], formalism: str, search: bool = True
) -> SystemMeasures:
    """Measure a network in a state under a formalism, with its default readings; see `SystemMeasures`.

    Parameters
    ----------
    substrate : Substrate
    state : tuple of int
    formalism : str
    search : bool
        Whether to search for complexes.
    """
    known = formalism_of(formalism)
    try:
        found = known.unfold(substrate, state, None, formalism)
    except UnreachableStateError:
        return SystemMeasures(None, None, None, None, None, "unreachable", None, False, False)
    except PhiscopeError as error:
        return SystemMeasures(None, None, None, None, None, str(error), None, False, False)
    ranked = known.complexes(substrate, state, formalism) if search else None
    elements = getattr(found, known.elements)
    is_iit4 = hasattr(found, "relations")
    return SystemMeasures(
        phi_s=found.phi_s if is_iit4 else None,
        big_phi=found.big_phi,
        elements=len(elements),
        sum_phi=float(sum(each.phi for each in elements)),
        relations=found.relations.count if is_iit4 else None,
        reason=found.reason,
        complexes=None
        if ranked is None
        else tuple((tuple(c.units), float(getattr(c, known.measure))) for c in ranked.complexes),
        # Ties inside of smaller candidate systems of IIT 3.0 are not told, so it always counts as labelled.
        is_labelled=not is_iit4 or _is_labelled(found),
        has_rivals=not is_iit4 or (ranked is not None and _has_rivals(ranked.candidates)),
    )


def _is_labelled(structure: Any) -> bool:
    """Whether the order of units may have decided among tied states or purviews."""
    if structure.integration.ties:
        return True
    for distinction in structure.distinctions:
        for side in (distinction.cause, distinction.effect):
            if any(tie.congruent and len(tie.units) == len(side.units) for tie in side.ties):
                return True
    return False


def _has_rivals(candidates: tuple[Candidate, ...]) -> bool:
    """Whether overlapping candidate systems tie on φ_s, so that Φ is asked for, which may be labelled."""
    able = [c for c in candidates if c.phi_s > 0]
    return any(
        close(one.phi_s, other.phi_s) and not set(one.units).isdisjoint(other.units)
        for one, other in combinations(able, 2)
    )
