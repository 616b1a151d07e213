"""What a question will cost before it is asked: seconds and memory.

Seconds are measured, not modelled: a few mechanisms and purviews of every size are searched and their time
scaled to all of that size. That is some per cent of the job, and right on this machine for this substrate:
the share of purviews that the bounds drop varies fivefold between substrates, which no formula in n knows.
Where even the sample takes too long, a guess says the seconds.
"""

import os
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from engine.iit4.pieces import batches, costs_in_order, search_order, search_piece
from engine.iit4.system import CandidateSystem, candidate_system
from engine.run.costs import UNFOLD
from engine.run.jobs import new_control
from engine.run.memory import check_memory, memory
from engine.substrate.substrate import Substrate

SAMPLES_A_SIZE = 3
# Purviews up to so many units are all searched: without the φ found there the others take twice as long.
WHOLE_SIZE = 3
# measured: what the Python around the kernels takes, whatever the size
OVERHEAD = 0.002


@dataclass(frozen=True, slots=True)
class Estimate:
    """Predicted seconds on `workers` cores and bytes of memory of unfolding a system."""

    seconds: float
    bytes: int
    workers: int


def estimate_unfold(
    substrate: Substrate, state: Sequence[int], units: Iterable[str] | None = None, workers: int | None = None
) -> Estimate:
    """Predict what `unfold` takes, by searching a sample of mechanisms.

    Raises
    ------
    TooLargeError
        When the memory available now would not suffice.
    """
    system = candidate_system(substrate, state, units)
    workers = workers or os.cpu_count() or 1
    needed = check_memory(system.radix, workers)
    pieces = sum(len(batches(costs_in_order(system, is_cause))) for is_cause in (True, False))
    seconds = sum(_sampled(system, is_cause) for is_cause in (True, False))
    return Estimate(OVERHEAD + seconds / min(workers, pieces), needed, workers)


def guess_unfold(radix: Sequence[int], workers: int | None = None) -> Estimate:
    """Guess what `unfold` takes from the states of each unit of the system, at once and measuring nothing."""
    workers = workers or os.cpu_count() or 1
    return Estimate(UNFOLD.at(len(radix)), memory(radix, workers), workers)


def _sampled(system: CandidateSystem, is_cause: bool) -> float:
    """Seconds of one direction on one core: a sample of every size of mask, scaled by predicted cost."""
    costs, masks = costs_in_order(system, is_cause), search_order(system.n, is_cause)
    sizes = np.bitwise_count(masks)
    best = np.zeros(1 << system.n)
    search_piece(system, is_cause, (0, 1), best, new_control())
    rng = np.random.default_rng(0)
    seconds = 0.0
    # In their order, because purviews that are searched early spare work to the later ones.
    for size in dict.fromkeys(sizes.tolist()):
        of_size = np.flatnonzero(sizes == size)
        count = len(of_size) if is_cause and size <= WHOLE_SIZE else min(SAMPLES_A_SIZE, len(of_size))
        sample = rng.choice(of_size, count, replace=False)
        started = time.perf_counter()
        for at in sample.tolist():
            search_piece(system, is_cause, (at, at + 1), best, new_control())
        seconds += (time.perf_counter() - started) * costs[of_size].sum() / costs[sample].sum()
    return seconds
