import threading
import time

import numpy as np
import pytest

from engine.errors import Cancelled
from engine.iit4.complexes import complexes
from engine.iit4.structure import unfold
from engine.run import jobs
from engine.run.jobs import Piece, Threads, Watch
from engine.substrate.substrate import Substrate


def random_substrate(n, seed=1):
    return Substrate.from_tpm(np.random.default_rng(seed).uniform(0.05, 0.95, (2**n, n)))


def counting(result, steps=4):
    """A piece that counts its steps and stops when told."""

    def run(control):
        for _ in range(steps):
            if control[0]:
                break
            control[1] += 1
        return result

    return Piece(run, steps, 1.0)


def patient():
    """A piece that ends only when told to."""

    def run(control):
        while not control[0]:
            time.sleep(0.002)

    return Piece(run, 1, 1.0)


def stopped():
    event = threading.Event()
    event.set()
    return event


class Told:
    """A report that remembers."""

    def __init__(self):
        self.shares = []
        self.phases = set()

    def __call__(self, fraction, phase):
        self.shares.append(fraction)
        self.phases.add(phase)

    def check(self):
        assert self.shares
        assert all(0 <= share <= 1 for share in self.shares)
        assert self.shares == sorted(self.shares)
        assert self.shares[-1] == pytest.approx(1)


@pytest.mark.parametrize("workers", [1, 2, 5])
def test_results_come_in_order(workers):
    pieces = [Piece(lambda control, i=i: i, 1, float(i % 3)) for i in range(12)]
    assert Threads(workers).run(pieces, Watch("counting")) == list(range(12))


def test_a_lower_turn_starts_first_then_what_costs_most():
    pieces = [Piece(int, 1, cost, turn) for cost, turn in ((1.0, 1), (5.0, 1), (2.0, 0), (3.0, 0))]
    assert jobs.in_turn(pieces) == [3, 2, 1, 0]


def test_no_pieces():
    told = Told()
    assert jobs.run([], Watch("nothing", told)) == []
    assert jobs.run([], Watch("nothing", told), here=True) == []


def test_progress_is_the_share_of_the_cost():
    pieces = [Piece(counting(0).run, 4, 3.0), Piece(counting(0).run, 2, 1.0)]
    assert jobs.share_done(pieces, [0, 0]) == 0
    assert jobs.share_done(pieces, [2, 0]) == 0.375
    assert jobs.share_done(pieces, [2, 99]) == 0.625
    assert jobs.share_done(pieces, [4, 2]) == 1
    assert jobs.share_done([], []) == 1


def test_every_piece_is_kept_once_by_the_asking_thread():
    kept, threads = {}, set()

    def keep(at, result):
        kept[at] = result
        threads.add(threading.get_ident())

    told = Told()
    Threads().run([counting(i * i) for i in range(9)], Watch("squares", told, keep=keep))
    assert kept == {i: i * i for i in range(9)}
    assert threads == {threading.get_ident()}
    told.check()


def test_an_error_stops_the_other_pieces():
    def fail(control):
        raise ZeroDivisionError("in a piece")

    with pytest.raises(ZeroDivisionError, match="in a piece"):
        Threads(2).run([patient(), Piece(fail, 1, 0.5)], Watch("failing"))


def test_an_error_of_the_report_stops_the_pieces():
    def report(fraction, phase):
        raise RuntimeError("the page is gone")

    with pytest.raises(RuntimeError, match="gone"):
        Threads(2).run([patient(), patient()], Watch("failing", report))


def test_a_stop_reaches_pieces_at_work():
    event = threading.Event()
    threading.Timer(0.1, event.set).start()
    started = time.perf_counter()
    with pytest.raises(Cancelled):
        Threads(2).run([patient() for _ in range(6)], Watch("waiting", cancel=event))
    assert time.perf_counter() - started < 10


def test_work_inside_a_piece_stops_between_its_own_pieces():
    control, done = jobs.new_control(), []

    def run(_control):
        done.append(1)
        control[0] = 1

    with pytest.raises(Cancelled):
        jobs.Here(control).run([Piece(run, 1, 1.0)] * 3, Watch("inside"))
    assert len(done) == 1


def test_another_executor():
    class Backwards:
        def run(self, pieces, watch):
            self.count = len(pieces)
            return [piece.run(jobs.new_control()) for piece in reversed(pieces)][::-1]

    executor = Backwards()
    with jobs.using(executor):
        assert jobs.run([counting(1), counting(2)], Watch("here")) == [1, 2]
    assert executor.count == 2
    executor.count = 0
    assert jobs.run([counting(1)], Watch("threads")) == [1]
    assert executor.count == 0


@pytest.mark.nojit
@pytest.mark.parametrize("ask", [unfold, complexes])
def test_a_stop_before_the_start(ask):
    with pytest.raises(Cancelled):
        ask(random_substrate(2), (1, 0), cancel=stopped())


@pytest.mark.parametrize("ask", [unfold, complexes])
def test_a_stop_before_the_start_of_long_work(ask):
    with pytest.raises(Cancelled):
        ask(random_substrate(7), (1, 0) * 3 + (1,), cancel=stopped())


@pytest.mark.parametrize(("ask", "n"), [(unfold, 12), (complexes, 11)])
def test_a_stop_in_the_middle(ask, n):
    substrate, event, set_at = random_substrate(n), threading.Event(), []

    def stop():
        set_at.append(time.perf_counter())
        event.set()

    ask(random_substrate(6), (1, 0) * 3)
    timer = threading.Timer(0.2, stop)
    timer.start()
    with pytest.raises(Cancelled):
        ask(substrate, ((1, 0) * n)[:n], cancel=event)
    assert time.perf_counter() - set_at[0] < 10


def test_a_stop_leaves_nothing_behind():
    """The same question asked again after a stop has the same answer."""
    substrate, state = random_substrate(8), (0, 1, 1, 0, 1, 0, 0, 1)
    expected = unfold(substrate, state)
    calls = iter(range(10_000))

    class Soon:
        def is_set(self):
            return next(calls) > 2

    with pytest.raises(Cancelled):
        unfold(substrate, state, cancel=Soon())
    again = unfold(substrate, state)
    assert again.distinctions == expected.distinctions
    assert again.big_phi == expected.big_phi


@pytest.mark.parametrize(("ask", "n", "phase"), [(unfold, 7, "distinctions"), (complexes, 7, "complexes")])
def test_progress(ask, n, phase):
    told = Told()
    ask(random_substrate(n), ((1, 0) * n)[:n], report=told)
    told.check()
    assert told.phases == {phase}


def test_pieces_do_not_change_the_answer(monkeypatch):
    substrate, state = random_substrate(6), (0, 1, 1, 0, 1, 0)
    whole = unfold(substrate, state)
    monkeypatch.setattr("engine.iit4.mechanisms.COST_INLINE", 0)
    monkeypatch.setattr("engine.iit4.pieces.COST_A_PIECE", 1e3)
    told = Told()
    assert unfold(substrate, state, report=told).distinctions == whole.distinctions
    told.check()
