"""The dynamics of a document as values: the states visited, and what is measured in them."""

from __future__ import annotations

import threading
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from math import prod
from types import MappingProxyType

import numpy as np

from apps.document.snapshot import Snapshot
from apps.results.limits import ENGINE_UNITS, EVERY_STATE
from apps.results.sweep import Sweeping
from engine.errors import TooLargeError
from engine.iit4.survey import Ask, Measures, measure_all
from engine.run.jobs import Report
from engine.substrate.dynamics import is_deterministic, next_state
from engine.substrate.substrate import Substrate
from engine.substrate.tpm import row_of, state_of
from engine.words import tr

State = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Motion:
    """What a document did, and what is known of it.

    ``states`` are those visited, the present one last and the first at time ``start``; ``jumps`` the times
    at which one was set by hand; ``seed`` None takes the most probable steps. ``threshold`` is the smallest
    probability of a transition that is drawn. ``measured`` is by row of the state, ``swept`` by value.
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
    """Return the next state, drawn from the seed and the time alone: the same again after going back."""
    if substrate.n > ENGINE_UNITS:
        raise TooLargeError(
            tr("The dynamics of more than {most} units cannot be computed.", most=ENGINE_UNITS)
        )
    random = None if seed is None else np.random.default_rng([seed, time])
    return next_state(substrate, state, random)


def walk(substrate: Substrate, state: State, steps: int, seed: int | None) -> tuple[State, ...]:
    """Return a state at time 0 and those of the next ``steps``."""
    states = [state]
    for time in range(steps):
        states.append(following(substrate, states[-1], time, seed))
    return tuple(states)


def how(substrate: Substrate, motion: Motion) -> str:
    """Return how the steps were chosen; a seed only where it gives these very states again."""
    if len(motion.states) < 2 or is_deterministic(substrate):
        return ""
    named = tr("most probable steps") if motion.seed is None else tr("sampled, seed {seed}", seed=motion.seed)
    return named if _again(substrate, motion) else tr("steps of chance")


def _again(substrate: Substrate, motion: Motion) -> bool:
    times = range(motion.start, motion.start + len(motion.states) - 1)
    return all(
        time + 1 in motion.jumps or following(substrate, now, time, motion.seed) == after
        for time, now, after in zip(times, motion.states, motion.states[1:], strict=False)
    )


def every_state(snapshot: Snapshot) -> bool:
    """Whether all states are few enough to measure."""
    return prod(snapshot.substrate.radix) <= EVERY_STATE


def wanted(snapshot: Snapshot, states: Iterable[State]) -> frozenset[int]:
    """Return the rows of the states to measure: all, or of a larger network those visited."""
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
    """Return what is known and these rows; with Φ and complexes where all states are measured."""
    substrate, whole = snapshot.substrate, every_state(snapshot)
    missing = [row for row in sorted(rows) if row not in known]
    if not missing:
        return dict(known)
    ask = Ask(snapshot.units, snapshot.formalism, snapshot.ties, structures=whole, search=whole)
    found = measure_all([(substrate, state_of(row, substrate.radix)) for row in missing], ask, note, stop)
    return dict(known) | dict(zip(missing, found, strict=True))


def rows_of(snapshot: Snapshot, states: Sequence[State]) -> list[int]:
    """Return the rows of states."""
    return [row_of(state, snapshot.substrate.radix) for state in states]
