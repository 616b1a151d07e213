"""Threads for the jobs of all sessions: each has its turn, and none takes them all."""

import threading
import time
from concurrent.futures import wait

import pytest

from apps.jobs.pool import Pool
from engine.errors import Cancelled

LONGEST = 20.0


class Work:
    """Jobs that note their beginning and end when they are told to."""

    def __init__(self, pool):
        self.pool, self.begun, self.go = pool, [], threading.Event()

    def submit(self, owner, name=None):
        def job(_report, cancel):
            self.begun.append(owner if name is None else name)
            while not self.go.wait(0.005):
                if cancel.is_set():
                    raise Cancelled
            return owner if name is None else name

        return self.pool.submit(job, owner)

    def until(self, count):
        end = time.monotonic() + LONGEST
        while len(self.begun) < count:
            assert time.monotonic() < end
            time.sleep(0.005)


@pytest.fixture
def work():
    pool = Pool(workers=2, polite=True)
    made = Work(pool)
    yield made
    made.go.set()
    pool.close()


def test_one_session_leaves_a_thread_to_the_others(work):
    mine = [work.submit("greedy", i) for i in range(10)]
    work.until(1)
    time.sleep(0.1)
    assert work.begun == [0]
    other = work.submit("other")
    work.until(2)
    assert work.begun == [0, "other"]
    work.go.set()
    assert other.future.result(LONGEST) == "other"
    assert [each.future.result(LONGEST) for each in mine] == list(range(10))


def test_each_session_has_its_turn(work):
    jobs = [work.submit(owner, f"{owner}{i}") for owner in "abc" for i in range(3)]
    work.until(2)
    assert [work.pool.place(job) for job in jobs if not job.started] != []
    first = work.pool.place(jobs[6])
    assert first == 1  # the one session that has had nothing yet
    work.go.set()
    assert not wait([job.future for job in jobs], LONGEST).not_done
    assert {name[0] for name in work.begun[:3]} == {"a", "b", "c"}
    assert {name[0] for name in work.begun[-2:]} <= {"a", "b", "c"}
    for owner in "abc":
        assert [name for name in work.begun if name[0] == owner] == [f"{owner}{i}" for i in range(3)]


def test_all_that_is_submitted_by_many_threads_is_done_once(work):
    work.go.set()
    jobs = []
    lock = threading.Lock()

    def crowd(owner):
        for i in range(50):
            job = work.submit(owner, (owner, i))
            with lock:
                jobs.append(job)

    threads = [threading.Thread(target=crowd, args=(owner,)) for owner in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not wait([job.future for job in jobs], LONGEST).not_done
    assert sorted(work.begun) == [(owner, i) for owner in range(6) for i in range(50)]


def test_a_failure_is_told_and_the_thread_goes_on():
    pool = Pool(workers=1)
    broken, fine = pool.submit(lambda *_: 1 / 0), pool.submit(lambda *_: 7)
    with pytest.raises(ZeroDivisionError):
        broken.future.result(LONGEST)
    assert fine.future.result(LONGEST) == 7
    pool.close()
