"""What a large system shows before its distinctions: φ_s, and what the rest will cost."""

import asyncio
import threading

import numpy as np
import pytest

from apps.document.document import Document
from apps.jobs.analysis import Analysis
from apps.jobs.runner import Pool, Runner
from apps.results import tasks
from apps.views.explore.headline import glance
from engine import unfold
from engine.errors import Cancelled, TooLargeError
from engine.run import memory
from engine.substrate.substrate import Substrate


def dense(n):
    return Substrate.from_weights(np.random.default_rng(1).normal(0, 1, (n, n)), k=1.0)


@pytest.fixture
def eight():
    document = Document(dense(8))
    document.set_state((0, 1) * 4)
    return document


@pytest.fixture
def runner():
    pool = Pool(workers=1)
    yield Runner(pool)
    pool.close()


def ignore(*_args):
    pass


def test_phi_s_comes_without_the_distinctions(eight):
    found = tasks.integrate_job(eight.snapshot, ignore, threading.Event())
    result = unfold(eight.substrate, eight.state)
    assert (found.phi_s, found.mip) == (result.phi_s, result.mip)


def test_phi_s_can_be_stopped(eight):
    stop = threading.Event()
    stop.set()
    with pytest.raises(Cancelled):
        tasks.integrate_job(eight.snapshot, ignore, stop)


def test_an_estimate_is_a_sentence(eight):
    said = tasks.estimate_job(eight.snapshot, ignore, threading.Event())
    assert said.startswith("8 units: unfolding them takes ")
    assert said.endswith(" MB.")


def test_what_does_not_fit_is_refused_at_once(eight, monkeypatch):
    monkeypatch.setattr(memory.psutil, "virtual_memory", lambda: type("Free", (), {"available": 0}))
    with pytest.raises(TooLargeError):
        tasks.estimate_job(eight.snapshot, ignore, threading.Event())


def test_a_large_system_is_glimpsed_before_it_is_run(eight, runner):
    analysis = Analysis(eight, runner)
    busy = []
    runner.param.watch(lambda event: busy.append(event.new), "busy")

    async def ask():
        analysis.refresh()
        assert analysis.ahead is None
        async with asyncio.timeout(20):
            while analysis.ahead is None or not analysis.offer.endswith(" MB."):
                await asyncio.sleep(0.01)

    asyncio.run(ask())
    assert analysis.current is None
    assert analysis.stale
    assert analysis.ahead.integration.phi_s == unfold(eight.substrate, eight.state).phi_s
    assert analysis.offer.endswith(" MB.")
    assert "Φ(aBcDeFgH)" in glance(analysis.ahead)
    assert busy == []
    eight.toggle("A")
    assert analysis.ahead is None


def test_a_quiet_job_leaves_the_bar_alone(runner):
    seen = []
    runner.param.watch(lambda event: seen.append(event.new), "busy")

    def job(_report, cancel):
        cancel.wait(0.3)
        return 1

    assert asyncio.run(runner.run("a", job, quiet=True)) == 1
    assert seen == []
