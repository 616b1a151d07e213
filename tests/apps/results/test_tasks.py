"""What a large system shows before its distinctions: φ_s, and what the rest will cost."""

import asyncio
import threading

import numpy as np
import pytest

from apps.document.document import Document
from apps.jobs import analysis as analyses
from apps.jobs.analysis import Analysis
from apps.jobs.offers import unfolding
from apps.jobs.pool import Pool
from apps.jobs.runner import Runner
from apps.results import tasks
from apps.views.explore.headline import glance
from engine import unfold
from engine.errors import Cancelled, TooLargeError
from engine.iit4.costs import Estimate
from engine.run import memory
from engine.substrate.substrate import Substrate


def dense(n):
    return Substrate.from_weights(np.random.default_rng(1).normal(0, 1, (n, n)), k=1.0)


@pytest.fixture
def nine():
    document = Document(dense(9))
    document.set_state((0, 1) * 4 + (0,))
    return document


@pytest.fixture
def runner():
    pool = Pool(workers=1)
    yield Runner(pool)
    pool.close()


def ignore(*_args):
    pass


def test_phi_s_comes_without_the_distinctions(nine):
    found = tasks.integrate_job(nine.snapshot, ignore, threading.Event())
    result = unfold(nine.substrate, nine.state)
    assert (found.phi_s, found.mip) == (result.phi_s, result.mip)


def test_phi_s_can_be_stopped(nine):
    stop = threading.Event()
    stop.set()
    with pytest.raises(Cancelled):
        tasks.integrate_job(nine.snapshot, ignore, stop)


def test_an_estimate_is_a_sentence(nine):
    said = unfolding(9, tasks.estimate_job(nine.snapshot, ignore, threading.Event()))
    assert said.startswith("9 units: unfolding them takes ")
    assert said.endswith(" MB.")


def test_what_does_not_fit_is_refused_at_once(nine, monkeypatch):
    monkeypatch.setattr(memory.psutil, "virtual_memory", lambda: type("Free", (), {"available": 0}))
    with pytest.raises(TooLargeError):
        tasks.estimate_job(nine.snapshot, ignore, threading.Event())


def test_a_large_system_is_glimpsed_before_it_is_run(nine, runner, monkeypatch):
    monkeypatch.setattr(analyses, "estimate_job", lambda *_: Estimate(600.0, 7 << 20, 2))
    analysis = Analysis(nine, runner)
    busy = []
    runner.param.watch(lambda event: busy.append(event.new), "busy")

    async def ask():
        analysis.refresh()
        assert analysis.ahead is None
        assert analysis.offer.startswith("9 units: unfolding them takes less than a second")
        async with asyncio.timeout(20):
            while "10 minutes" not in analysis.offer:
                await asyncio.sleep(0.01)

    asyncio.run(ask())
    assert analysis.current is None
    assert analysis.stale
    assert analysis.ahead.answer.phi_s == unfold(nine.substrate, nine.state).phi_s
    assert analysis.offer.endswith(" about 10 minutes and 7 MB.")
    assert "Φ(aBcDeFgHi)" in glance(analysis.ahead)
    assert busy == []
    nine.toggle("A")
    assert analysis.ahead is None


def test_a_network_too_large_for_the_engine_says_so_and_is_not_offered(runner):
    async def ask():
        analysis = Analysis(Document(dense(17)), runner)
        assert "17 units are too many for one candidate system" in analysis.problem
        assert (analysis.offer, analysis.stale) == ("", True)

    asyncio.run(ask())


def test_what_is_measured_survives_a_cancelled_run(nine, runner, monkeypatch):
    monkeypatch.setattr(analyses, "estimate_job", lambda *_: Estimate(600.0, 7 << 20, 2))

    async def ask():
        analysis = Analysis(nine, runner)
        async with asyncio.timeout(20):
            while "10 minutes" not in analysis.offer:
                await asyncio.sleep(0.01)
            glimpse = analysis.ahead
            analysis.refresh(force=True)
            assert analysis.offer == ""
            analysis.cancel()
            while not analysis.offer:
                await asyncio.sleep(0.01)
        assert analysis.offer.startswith("Cancelled; nothing is lost. 9 units")
        assert analysis.offer.endswith(" about 10 minutes and 7 MB.")
        assert analysis.ahead is glimpse is not None

    asyncio.run(ask())


def test_complexes_found_under_other_rules_are_not_those_of_the_document(runner):
    document = Document(dense(3))
    analysis = Analysis(document, runner)
    asyncio.run(analysis.finder.find())
    found = analysis.finder.current
    assert found is not None
    assert document.snapshot.system == found.complexes[0].units
    document.set_rules(formalism="iit4-2026")
    assert analysis.finder.current is None
    document.undo()
    assert analysis.finder.current is found


def test_a_quiet_job_leaves_the_bar_alone(runner):
    seen = []
    runner.param.watch(lambda event: seen.append(event.new), "busy")

    def job(_report, cancel):
        cancel.wait(0.3)
        return 1

    assert asyncio.run(runner.run("a", job, quiet=True)) == 1
    assert seen == []


def test_the_complexes_of_a_small_network_are_known_without_being_asked_for(runner):
    async def ask():
        document = Document(dense(3))
        analysis = Analysis(document, runner)
        async with asyncio.timeout(20):
            document.set_state((1, 0, 1))
            while analysis.finder.known is None:
                await asyncio.sleep(0.01)
            first = analysis.finder.seen
            document.set_units(["A", "B"])
            assert analysis.finder.known is first.answer  # of the whole network, so not searched again
            document.set_state((1, 1, 1))
            assert analysis.finder.known is None
            while analysis.finder.known is None:
                await asyncio.sleep(0.01)
        assert analysis.finder.seen is not first
        assert analysis.finder.current is None  # nobody asked: the drawing marks none

    asyncio.run(ask())


def test_the_complexes_of_a_larger_network_wait_for_somebody_to_ask(runner):
    finder = Analysis(Document(dense(7)), runner).finder
    finder.begin()
    assert finder.known is None
