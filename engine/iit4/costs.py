"""What a question will cost before it is asked: seconds and memory.

Seconds are measured, not modelled: a few mechanisms of every size are searched and their time scaled to all
of that size. That is some per cent of the job, and right on this machine for this substrate: the share of
purviews that the bounds drop varies fivefold between substrates, which no formula in n knows.
"""

import os
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from engine.iit4.mechanisms import mechanism_batches, mechanism_costs, search_piece
from engine.iit4.system import CandidateSystem, candidate_system
from engine.run.jobs import new_control
from engine.run.memory import check_memory
from engine.substrate.substrate import Substrate
from engine.words import tr, trn

SAMPLES_A_SIZE = 3
# measured: what the Python around the kernels takes, whatever the size
OVERHEAD = 0.002


@dataclass(frozen=True, slots=True)
class Estimate:
    """Predicted seconds on `workers` cores and bytes of memory of unfolding a system."""

    seconds: float
    bytes: int
    workers: int

    @property
    def sentence(self) -> str:
        """The estimate as people say it."""
        return tr("about {time} and {size:,} MB", time=duration(self.seconds), size=max(1, self.bytes >> 20))


def duration(seconds: float) -> str:
    """Say seconds in words: "less than a second", "40 seconds", "3 minutes", "2 hours"."""
    if seconds < 1:
        return tr("less than a second")
    if seconds >= 1.5 * 3600:
        return trn("{n} hour", "{n} hours", round(seconds / 3600))
    if seconds >= 1.5 * 60:
        return trn("{n} minute", "{n} minutes", round(seconds / 60))
    return trn("{n} second", "{n} seconds", round(seconds))


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
    pieces = len(mechanism_batches(system))
    seconds = sum(_sampled(system, is_cause) for is_cause in (True, False))
    return Estimate(OVERHEAD + seconds / min(workers, 2 * pieces), needed, workers)


def _sampled(system: CandidateSystem, is_cause: bool) -> float:
    """Seconds of one direction on one core: a sample of every mechanism size, scaled by predicted cost."""
    costs = mechanism_costs(system, is_cause)
    sizes = np.bitwise_count(np.arange(len(costs)))
    search_piece(system, is_cause, (1, 2), new_control())
    rng = np.random.default_rng(0)
    seconds = 0.0
    for size in range(1, system.n + 1):
        masks = np.flatnonzero(sizes == size)
        sample = rng.choice(masks, min(SAMPLES_A_SIZE, len(masks)), replace=False)
        started = time.perf_counter()
        for mask in sample.tolist():
            search_piece(system, is_cause, (mask, mask + 1), new_control())
        seconds += (time.perf_counter() - started) * costs[masks].sum() / costs[sample].sum()
    return seconds
