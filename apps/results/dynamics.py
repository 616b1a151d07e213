"""The dynamics of a document as values: the states visited and the quantities measured in them."""

from __future__ import annotations

import threading
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from math import prod
from types import MappingProxyType

import numpy as np

from apps.document.snapshot import Snapshot
from apps.results.limits import EVERY_STATE
from apps.results.sweep import Sweeping
from engine.iit4.survey import Ask, Measures, measure_all
from engine.run.jobs import Report
from engine.substrate.dynamics import is_deterministic, next_state
from engine.substrate.substrate import Substrate
from engine.substrate.tpm import row_of, state_of
from engine.words import tr

State = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Motion:
    """A trajectory of a document, the quantities measured in its states, and a parameter sweep.

    Attributes
    ----------
    states : tuple of tuple of int
        The states visited, each in substrate order; the present one is the last.
    start : int
        Time of the first of them.
    jumps : tuple of int
        Times at which the state was set by hand.
    seed : int, optional
        Seed of sampled steps; None if the most probable steps were taken.
    threshold : float
        The smallest transition probability that the state-transition graph shows.
    measured : mapping of int to Measures
        Measures by row of the state in the TPM.
    sweeping : Sweeping, optional
        The sweep asked for; None takes that of the first parameter.
    swept : tuple of Measures, optional
        Measures at the values of the sweep; None before it has run.
    """

    states: tuple[State, ...] = ()
    start: int = 0
    jumps: tuple[int, ...] = ()
    seed: int | None = 1
    threshold: float = 0.1
    measured: Mapping[int, Measures] = field(default_factory=lambda: MappingProxyType({}))
    sweeping: Sweeping | None = None
    swept: tuple[Measures, ...] | None = None


def following(substrate: Substrate, state: State, time: int, seed: int | None) -> State:
    """Return the state that follows ``state``.

    Parameters
    ----------
    substrate : Substrate
    state : tuple of int
        In substrate order.
    time : int
        Time of ``state``. A sampled step depends on seed and time only, so it is the same after going back.
    seed : int, optional
        None takes the most probable next state.
    """
    random = None if seed is None else np.random.default_rng([seed, time])
    return next_state(substrate, state, random)


def walk(substrate: Substrate, state: State, steps: int, seed: int | None) -> tuple[State, ...]:
    """Return ``state``, which is at time 0, and the states that follow in as many steps; see `following`."""
    states = [state]
    for time in range(steps):
        states.append(following(substrate, states[-1], time, seed))
    return tuple(states)


def how(substrate: Substrate, motion: Motion) -> str:
    """Return how the steps were chosen, in words; empty if there was no choice.

    The seed is named only if these states follow from it.
    """
    if len(motion.states) < 2 or is_deterministic(substrate):
        return ""
    named = tr("most probable steps") if motion.seed is None else tr("sampled, seed {seed}", seed=motion.seed)
    return named if _again(substrate, motion) else tr("steps of chance")


def _again(substrate: Substrate, motion: Motion) -> bool:
    """Whether every step that was not set by hand follows from the seed."""
    times = range(motion.start, motion.start + len(motion.states) - 1)
    return all(
        time + 1 in motion.jumps or following(substrate, now, time, motion.seed) == after
        for time, now, after in zip(times, motion.states, motion.states[1:], strict=False)
    )


def every_state(snapshot: Snapshot) -> bool:
    """Whether the network has so few states that all are measured."""
    return prod(snapshot.substrate.radix) <= EVERY_STATE


def wanted(snapshot: Snapshot, states: Iterable[State]) -> frozenset[int]:
    """Return the rows of the states to measure: all of a small network, else those in ``states``."""
    radix = snapshot.substrate.radix
    if every_state(snapshot):
        return frozenset(range(prod(radix)))
    return frozenset(row_of(state, radix) for state in states if len(state) == len(radix))


def measured(
    snapshot: Snapshot,
    rows: Iterable[int],
    known: Mapping[int, Measures],
    note: Report,
    stop: threading.Event,
) -> dict[int, Measures]:
    """Return the known measures and those of ``rows``; Φ and complexes are measured only in small networks.

    Parameters
    ----------
    snapshot : Snapshot
        The document.
    rows : iterable of int
        Rows of states in the TPM, unit 0 fastest.
    known : mapping of int to Measures
        Measures by row, which are not repeated.
    note : callable
        ``note(fraction, phase)`` reports progress.
    stop : threading.Event
        Cancels when set.
    """
    substrate, whole = snapshot.substrate, every_state(snapshot)
    missing = [row for row in sorted(rows) if row not in known]
    if not missing:
        return dict(known)
    ask = Ask(snapshot.units, snapshot.formalism, snapshot.readings, structures=whole, search=whole)
    found = measure_all([(substrate, state_of(row, substrate.radix)) for row in missing], ask, note, stop)
    return dict(known) | dict(zip(missing, found, strict=True))


def rows_of(snapshot: Snapshot, states: Sequence[State]) -> list[int]:
    """Return the rows of ``states`` in the TPM, unit 0 fastest."""
    return [row_of(state, snapshot.substrate.radix) for state in states]
