"""Long jobs survive a stop; what is kept is bounded, shared and can be switched off."""

import multiprocessing
import sqlite3
import threading
from contextlib import closing

import numpy as np
import pytest

from engine.errors import Cancelled
from engine.run import store
from engine.run.jobs import Piece, Watch
from engine.substrate.substrate import Substrate


@pytest.fixture
def cache(tmp_path, monkeypatch):
    monkeypatch.setenv("PHISCOPE_CACHE", str(tmp_path))
    return tmp_path


def numbered(calls, count=4):
    def piece(i):
        def run(control):
            calls.append(i)
            return np.array([i * 1.5]), np.array([i]), np.array([], np.int64)

        return Piece(run, 1, 1.0)

    names = [f"piece {i}" for i in range(count)]
    return store.Job("question" * 8, "a title", names), [piece(i) for i in range(count)]


def values(results):
    return [float(result[0][0]) for result in results]


def test_pieces_that_are_kept_are_not_computed_again(cache):
    calls: list[int] = []
    job, pieces = numbered(calls)
    first = store.run_kept(job, pieces, Watch("test"))
    told: dict[int, float] = {}
    keep = lambda i, result: told.update({i: float(result[0][0])})  # noqa: E731
    again = store.run_kept(job, pieces, Watch("test", keep=keep))
    assert told == {0: 0.0, 1: 1.5, 2: 3.0, 3: 4.5}
    assert values(first) == values(again) == [0.0, 1.5, 3.0, 4.5]
    assert sorted(calls) == [0, 1, 2, 3]
    assert [a.dtype for a in again[1]] == [a.dtype for a in first[1]]


def test_an_interrupted_job_resumes_where_it_stopped(cache):
    calls: list[int] = []
    job, pieces = numbered(calls)
    stop = threading.Event()

    def stopping(control):
        stop.set()
        while not control[0]:
            pass
        raise AssertionError("a stopped piece has no result")

    broken = [*pieces[:2], Piece(stopping, 1, 0.1), pieces[3]]
    with pytest.raises((Cancelled, AssertionError)):
        store.run_kept(job, broken, Watch("test", cancel=stop))
    kept = store.kept_jobs()[0]
    assert 0 < kept.done < kept.pieces == 4
    before = len(calls)
    assert values(store.run_kept(job, pieces, Watch("test"))) == [0.0, 1.5, 3.0, 4.5]
    assert len(calls) - before == 4 - kept.done


def test_progress_counts_what_was_done_before(cache):
    calls: list[int] = []
    job, pieces = numbered(calls)
    store.run_kept(store.Job(job.question, job.title, job.pieces[:2]), pieces[:2], Watch("test"))
    heard = []
    store.run_kept(job, pieces, Watch("test", report=lambda share, phase: heard.append(share)))
    assert heard[0] >= 0.5
    assert heard[-1] == 1.0
    assert heard == sorted(heard)


def test_switched_off(cache, monkeypatch):
    monkeypatch.setenv("PHISCOPE_CACHE", "off")
    calls: list[int] = []
    job, pieces = numbered(calls)
    store.run_kept(job, pieces, Watch("test"))
    store.run_kept(job, pieces, Watch("test"))
    assert len(calls) == 8
    assert store.kept_jobs() == []
    assert list(cache.iterdir()) == []


def test_listing_and_removing(cache):
    for question in ("aaa", "bbb"):
        job, pieces = numbered([])
        store.run_kept(store.Job(question, f"title {question}", job.pieces), pieces, Watch("test"))
    assert [kept.title for kept in store.kept_jobs()] == ["title bbb", "title aaa"]
    assert store.remove("aaa") == 1
    assert [kept.title for kept in store.kept_jobs()] == ["title bbb"]
    assert store.remove(None) == 1
    assert store.kept_jobs() == []


def test_the_oldest_go_when_the_limit_is_reached(cache):
    for question in ("aaa", "bbb", "ccc"):
        job, pieces = numbered([])
        store.run_kept(store.Job(question, question, job.pieces), pieces, Watch("test"))
    size = store.kept_jobs()[0].bytes
    store.trim(2 * size)
    assert [kept.title for kept in store.kept_jobs()] == ["ccc", "bbb"]


@pytest.mark.parametrize("fault", ["a file where the folder should be", "no database"])
def test_a_broken_store_costs_its_use_not_the_job(tmp_path, monkeypatch, caplog, fault):
    place = tmp_path / "kept"
    if fault == "no database":
        place.mkdir()
        (place / "store.sqlite3").write_bytes(b"this is no database " * 100)
    else:
        place.write_text("in the way")
    monkeypatch.setenv("PHISCOPE_CACHE", str(place))
    monkeypatch.setattr(store, "WAIT_SECONDS", 0.1)
    job, pieces = numbered([])
    done = store.run_kept(job, pieces, Watch("test"))
    assert len(done) == len(pieces)
    assert "Nothing is kept" in caplog.text


def flipped(data):
    middle = len(data) // 2
    return data[:middle] + bytes([data[middle] ^ 1]) + data[middle + 1 :]


DAMAGE = {
    "cut": lambda data, _others: data[:-7],
    "cut to nothing": lambda _data, _others: b"",
    "a flipped bit": lambda data, _others: flipped(data),
    "a flipped bit of the digest": lambda data, _others: bytes([data[0] ^ 1]) + data[1:],
    "text": lambda _data, _others: "1.5",
    "a number": lambda _data, _others: 7,
    "nothing": lambda _data, _others: None,
    "the numbers of another piece": lambda _data, others: others[1],
    "the numbers of another job": lambda _data, others: others[2],
    "numbers without a digest": lambda _data, _others: store._encode((np.array([9.0]),)),
}


@pytest.mark.parametrize("damage", DAMAGE.values(), ids=DAMAGE)
def test_a_damaged_piece_is_computed_again(cache, caplog, damage):
    job, pieces = numbered([])
    other, _ = numbered([])
    other = store.Job("other" * 8, "another", other.pieces)
    for each in (job, other):
        store.run_kept(each, pieces, Watch("test"))
    with closing(sqlite3.connect(cache / "store.sqlite3")) as connection, connection:
        read = "SELECT data FROM pieces WHERE job = ? AND name = ?"
        places = [(job.key, "piece 0"), (job.key, "piece 1"), (other.key, "piece 0")]
        data = [connection.execute(read, place).fetchone()[0] for place in places]
        change = "UPDATE pieces SET data = ? WHERE job = ? AND name = ?"
        connection.execute(change, (damage(data[0], data), *places[0]))
    calls: list[int] = []
    job, pieces = numbered(calls)
    assert values(store.run_kept(job, pieces, Watch("test"))) == [0.0, 1.5, 3.0, 4.5]
    assert calls == [0]
    assert "piece 0" in caplog.text
    assert values(store.run_kept(job, pieces, Watch("test"))) == [0.0, 1.5, 3.0, 4.5]
    assert calls == [0]


@pytest.mark.parametrize("at", [0.01, 0.3, 0.6, 0.9])
def test_a_store_with_flipped_bytes_costs_time_never_numbers(cache, at):
    job, pieces = numbered([])
    store.run_kept(job, pieces, Watch("test"))
    with closing(sqlite3.connect(cache / "store.sqlite3")) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    file = cache / "store.sqlite3"
    data = bytearray(file.read_bytes())
    start = int(at * len(data))
    data[start : start + 200] = bytes(byte ^ 0xFF for byte in data[start : start + 200])
    file.write_bytes(data)
    assert values(store.run_kept(job, pieces, Watch("test"))) == [0.0, 1.5, 3.0, 4.5]


def _write(folder, start):
    import os

    os.environ["PHISCOPE_CACHE"] = str(folder)
    for i in range(20):
        job = store.Job(f"shared{(start + i) % 3}", "shared", ["piece 0", "piece 1"])
        _, pieces = numbered([], 2)
        store.run_kept(job, pieces, Watch("test"))


def test_two_processes_share_the_store(cache):
    context = multiprocessing.get_context("spawn")
    workers = [context.Process(target=_write, args=(cache, start)) for start in (0, 1)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join(60)
    assert [worker.exitcode for worker in workers] == [0, 0]
    assert [kept.done for kept in store.kept_jobs()] == [2, 2, 2]


def test_an_unfolded_system_is_found_again(cache, monkeypatch):
    from engine.iit4 import mechanisms, pieces
    from engine.iit4.structure import unfold

    monkeypatch.setattr(mechanisms, "COST_KEPT", 0.0)
    monkeypatch.setattr(mechanisms, "COST_INLINE", 0.0)
    monkeypatch.setattr(pieces, "COST_A_PIECE", 100.0)
    substrate = Substrate.from_weights([[0.2, 0.7, -0.3], [0.6, -0.2, 0.3], [0.1, 0.8, 0.2]], k=2.0)
    first = unfold(substrate, (0, 1, 1))

    def computed_again(*args):
        raise AssertionError("computed again")

    monkeypatch.setattr(mechanisms, "search_piece", computed_again)
    second = unfold(substrate, (0, 1, 1), formalism="iit4-2026", ties="smallest")
    assert second.distinctions == first.distinctions
    with pytest.raises(AssertionError, match="computed again"):
        unfold(substrate, (0, 1, 0))
