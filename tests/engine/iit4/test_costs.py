"""Estimates: time, memory, refusal. Their accuracy is shown by `make bench`, not by a timed test."""

from types import SimpleNamespace

import numpy as np
import pytest

from engine.errors import TooLargeError
from engine.iit4 import costs
from engine.iit4.system import candidate_system
from engine.run import memory
from engine.run.costs import UNFOLD
from engine.substrate.substrate import Substrate


def dense(n):
    return Substrate.from_tpm(np.random.default_rng(n).uniform(0.1, 0.9, (2**n, n)))


def test_an_estimate_has_time_and_memory():
    estimate = costs.estimate_unfold(dense(4), (0, 1, 0, 1))
    assert 0 < estimate.seconds < 60
    assert estimate.bytes > 0


def test_a_guess_needs_as_much_memory_and_grows_with_every_unit():
    guesses = [costs.guess_unfold((2,) * n, workers=1) for n in range(3, 9)]
    assert guesses[2].bytes == costs.estimate_unfold(dense(5), (0,) * 5, workers=1).bytes
    assert [guess.seconds for guess in guesses] == sorted(guess.seconds for guess in guesses)
    assert guesses[5].seconds == pytest.approx(UNFOLD.at(8))


def test_more_workers_never_cost_more():
    one = costs.estimate_unfold(dense(5), (0,) * 5, workers=1)
    assert one.workers == 1
    assert one.bytes < memory.memory((2,) * 5, 2)


def test_memory_covers_the_tables_that_are_built():
    from engine.iit4 import pieces

    system = candidate_system(dense(7), (0,) * 7)
    held = 0
    for is_cause in (True, False):
        direction = pieces._directions(system, is_cause)
        held += direction.probabilities.nbytes + direction.costs.nbytes
    assert held < memory.memory(system.radix, 1) < 10 * held


def test_too_little_memory_is_refused_with_a_sentence(monkeypatch):
    monkeypatch.setattr(memory.psutil, "virtual_memory", lambda: SimpleNamespace(available=1 << 10))
    with pytest.raises(TooLargeError, match="choose a smaller candidate system"):
        costs.estimate_unfold(dense(5), (0,) * 5)
