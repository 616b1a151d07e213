"""Pieces in processes: results in order, progress, and stopping."""

import os
import threading
import time
from functools import partial

import pytest

from engine.errors import Cancelled
from engine.run.jobs import Piece, Watch
from engine.run.processes import Processes


@pytest.fixture(scope="module")
def processes():
    with Processes(2) as made:
        yield made


def double(value, _control):
    return value * 2, os.getpid()


def rest(_control):
    time.sleep(0.3)


def fail(_control):
    raise ValueError("as it should")


def test_results_come_in_order_from_other_processes(processes):
    told = []
    kept = {}
    pieces = [Piece(partial(double, i), 1, float(i + 1)) for i in range(9)]
    watch = Watch("twice", lambda share, phase: told.append((share, phase)), None, kept.__setitem__)
    results = processes.run(pieces, watch)
    assert [value for value, _ in results] == [2 * i for i in range(9)]
    assert os.getpid() not in {pid for _, pid in results}
    assert told[-1] == (1.0, "twice")
    assert kept == dict(enumerate(results))


def test_an_error_of_a_piece_is_raised_here(processes):
    with pytest.raises(ValueError, match="as it should"):
        processes.run([Piece(fail, 1, 1.0)], Watch("x"))
    assert processes.run([Piece(partial(double, 1), 1, 1.0)], Watch("x"))[0][0] == 2


def test_a_request_to_stop_leaves_the_rest(processes):
    stop = threading.Event()
    threading.Timer(0.2, stop.set).start()
    begun = time.monotonic()
    with pytest.raises(Cancelled):
        processes.run([Piece(rest, 1, 1.0) for _ in range(100)], Watch("x", cancel=stop))
    assert time.monotonic() - begun < 5
    with pytest.raises(Cancelled):
        processes.run([Piece(rest, 1, 1.0)], Watch("x", cancel=stop))
