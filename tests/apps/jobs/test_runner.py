"""Jobs: the latest wins, cancelling is quick, failures are sentences, parameters change on the loop only."""

import asyncio
import threading
import time

import pytest

from apps.errors import sentence
from apps.jobs.pool import Pool
from apps.jobs.runner import Runner
from engine.errors import Cancelled, PhiscopeError


@pytest.fixture
def pool():
    made = Pool(workers=1)
    yield made
    made.close()


def until_cancelled(report, cancel):
    for step in range(200):
        report(step / 200, "cutting")
        if cancel.wait(0.01):
            raise Cancelled
    return "done"


def test_value_and_quick_jobs_never_look_busy(pool):
    runner = Runner(pool)
    seen = []
    runner.param.watch(lambda event: seen.append(event.new), "busy")
    assert asyncio.run(runner.run("a", lambda report, cancel: 7)) == 7
    assert seen == []


def test_progress_is_copied_on_the_loop_thread(pool):
    runner = Runner(pool)
    seen = []
    runner.param.watch(
        lambda event: seen.append((threading.current_thread(), runner.fraction, runner.phase)), "fraction"
    )

    def job(report, cancel):
        report(0.5, "distinctions")
        time.sleep(0.35)
        return 1

    asyncio.run(runner.run("a", job))
    assert (threading.main_thread(), 0.5, "distinctions") in seen
    assert {thread for thread, *_ in seen} == {threading.main_thread()}
    assert not runner.busy


def test_newer_job_replaces_older(pool):
    runner = Runner(pool)

    async def both():
        old = asyncio.create_task(runner.run("live", until_cancelled))
        await asyncio.sleep(0.15)
        begin = time.perf_counter()
        new = await runner.run("live", lambda report, cancel: "new")
        took = time.perf_counter() - begin
        with pytest.raises(Cancelled):
            await old
        return new, took

    new, took = asyncio.run(both())
    assert new == "new"
    assert took < 5


def test_cancel_is_quick_and_leaves_the_runner_usable(pool):
    runner = Runner(pool)

    async def scene():
        job = asyncio.create_task(runner.run("a", until_cancelled))
        await asyncio.sleep(0.25)
        assert runner.busy
        runner.cancel()
        begin = time.perf_counter()
        with pytest.raises(Cancelled):
            await job
        assert time.perf_counter() - begin < 5
        return await runner.run("a", lambda report, cancel: "again")

    assert asyncio.run(scene()) == "again"


def test_cancel_does_not_wait_for_a_tick(pool, monkeypatch):
    monkeypatch.setattr("apps.jobs.runner.TICK", 60)
    runner = Runner(pool)

    async def scene():
        job = asyncio.create_task(runner.run("a", until_cancelled))
        await asyncio.sleep(0.05)
        runner.cancel()
        async with asyncio.timeout(5):
            with pytest.raises(Cancelled):
                await job

    asyncio.run(scene())


def test_queue_place_is_shown(pool):
    first, second = Runner(pool), Runner(pool)

    async def scene():
        one = asyncio.create_task(first.run("a", until_cancelled))
        two = asyncio.create_task(second.run("a", lambda report, cancel: "later"))
        await asyncio.sleep(0.3)
        place = second.place
        first.cancel()
        with pytest.raises(Cancelled):
            await one
        return place, await two

    assert asyncio.run(scene()) == (1, "later")


def test_failures_become_sentences(pool):
    runner = Runner(pool)

    def broken(report, cancel):
        raise KeyError("x")

    with pytest.raises(PhiscopeError, match="your drawing is unchanged"):
        asyncio.run(runner.run("a", broken))
    assert sentence(PhiscopeError("Say B.")) == "Say B."


def test_closed_session_cancels_and_refuses(pool):
    runner = Runner(pool)

    async def scene():
        job = asyncio.create_task(runner.run("a", until_cancelled))
        await asyncio.sleep(0.15)
        runner.close()
        with pytest.raises(Cancelled):
            await job
        with pytest.raises(Cancelled):
            await runner.run("b", lambda report, cancel: 1)

    asyncio.run(scene())


def test_a_closed_pool_cancels_what_runs_and_what_waits():
    pool = Pool(workers=1)
    first, second = pool.submit(until_cancelled), pool.submit(until_cancelled)
    while not first.started:
        time.sleep(0.01)
    pool.close()
    with pytest.raises(Cancelled):
        first.future.result(20)
    assert second.future.cancelled()
