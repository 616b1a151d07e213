"""The answer that follows the document: asked, offered, greyed, concluded; one machine for every page."""

import asyncio
import threading

import pytest
from bokeh.document import Document as Bokeh
from panel.io.state import set_curdoc

from apps.document.document import Document
from apps.jobs.background_answer import BackgroundAnswer
from apps.jobs.errand import Errand, Outcomes
from apps.jobs.pool import Pool
from apps.jobs.runner import Runner
from apps.results.findings import Findings
from apps.results.limits import PATIENCE
from engine.errors import Cancelled, PhiscopeError
from engine.substrate.substrate import Substrate

PAIR = Substrate.from_weights([[0.3, 1.0], [-0.5, 0.2]], 1.0, ["A", "B"])
LONGEST = 20.0


class Letters(BackgroundAnswer[str]):
    """The state in letter case; a job ends once `gate` is open."""

    def __init__(self, document, runner=None, live=True):
        self.live, self.refused, self.broken = live, "", ""
        self.gate = threading.Event()
        self.gate.set()
        self.jobs = []
        super().__init__(document, runner)

    def question(self, snapshot):
        return snapshot.state

    def is_live(self, snapshot):
        return self.live

    def estimate(self, snapshot):
        return f"{snapshot.substrate.state_label(snapshot.state)} takes long."

    def refusal(self, snapshot):
        return self.refused

    def job(self, snapshot):
        def work(_note, stop):
            self.jobs.append(snapshot.state)
            while not self.gate.wait(0.005):
                if stop.is_set():
                    raise Cancelled
            if self.broken:
                raise PhiscopeError(self.broken)
            return snapshot.substrate.state_label(snapshot.state)

        return work


@pytest.fixture
def runner():
    pool = Pool(workers=2)
    yield Runner(pool)
    pool.close()


async def until(holds):
    async with asyncio.timeout(LONGEST):
        while not holds():
            await asyncio.sleep(0.005)


def visit(runner, play, **how):
    """Play with an answer about a document in a running loop."""

    async def run():
        document = Document(PAIR)
        await play(document, Letters(document, runner, **how))

    asyncio.run(run())


def test_what_is_live_is_there_and_going_back_to_it_is_free(runner):
    async def play(document, letters):
        await until(lambda: letters.current == "ab")
        assert not letters.stale
        letters.gate.clear()
        document.toggle("A")
        await until(lambda: len(letters.jobs) == 2)
        assert letters.current is None
        assert letters.answer == "ab"
        document.undo()
        assert letters.current == "ab"
        assert (letters.stale, letters.offer, letters.problem) == (False, "", "")
        letters.gate.set()
        await asyncio.sleep(0.15)
        assert letters.current == letters.answer == "ab"
        assert len(letters.jobs) == 2

    visit(runner, play)


class Page(Bokeh):
    """The document of a session, whose page is not loaded yet."""

    session_context = True


@pytest.mark.parametrize(
    ("compiled", "how", "answer"),
    [(True, {}, "ab"), (False, {}, None), (True, {"live": False}, None), (True, {"refused": "No."}, None)],
)
def test_what_is_quick_is_answered_while_the_page_is_built(runner, monkeypatch, compiled, how, answer):
    monkeypatch.setattr("apps.jobs.warm_up.done", lambda: compiled)
    with set_curdoc(Page()):
        letters = Letters(Document(PAIR), runner)
        for name, value in how.items():
            setattr(letters, name, value)
        letters.begin()
        assert letters.current == answer
        assert letters.stale == (answer is None)
        assert letters.is_asked == (answer is not None)
        if answer:
            letters.refresh()  # as when the page is loaded
            assert len(letters.jobs) == 1


def test_what_fails_while_the_page_is_built_is_asked_again(runner, monkeypatch):
    monkeypatch.setattr("apps.jobs.warm_up.done", lambda: True)
    with set_curdoc(Page()):
        letters = Letters(Document(PAIR), runner)
        letters.broken = "No."
        letters.begin()
        assert letters.current is None
        assert not letters.is_asked


def test_outside_a_server_nothing_is_answered_while_the_page_is_built(runner, monkeypatch):
    monkeypatch.setattr("apps.jobs.warm_up.done", lambda: True)
    letters = Letters(Document(PAIR), runner)
    letters.begin()
    assert letters.jobs == []


def test_an_old_answer_is_greyed_after_a_moment_only(runner):
    async def play(document, letters):
        await until(lambda: letters.current)
        greyed = []
        letters.param.watch(lambda event: greyed.append(event.new), "stale")
        document.toggle("A")
        await until(lambda: letters.current == "Ab")
        await asyncio.sleep(PATIENCE + 0.1)
        assert greyed == []
        letters.gate.clear()
        document.toggle("B")
        assert not letters.stale
        await until(lambda: letters.stale)
        letters.gate.set()
        await until(lambda: letters.current == "AB")
        assert greyed == [True, False]

    visit(runner, play)


def test_what_takes_long_waits_for_run_and_run_pressed_twice_runs_once(runner):
    async def play(document, letters):
        assert letters.offer == "ab takes long."
        assert letters.stale
        assert letters.jobs == []
        letters.gate.clear()
        letters.refresh(force=True)
        assert letters.offer == ""
        await until(lambda: letters.jobs)
        letters.refresh(force=True)
        await asyncio.sleep(0.15)
        assert letters.offer == ""
        letters.gate.set()
        await until(lambda: letters.current == "ab")
        assert letters.jobs == [(0, 0)]
        assert not letters.stale

    visit(runner, play, live=False)


@pytest.mark.parametrize("live", [True, False])
def test_cancelling_greys_and_offers_again_and_stays_cancelled(runner, live):
    async def play(document, letters):
        letters.refresh(force=True)
        await until(lambda: letters.current == "ab")
        letters.gate.clear()
        document.toggle("A")
        letters.refresh(force=True)
        await until(lambda: len(letters.jobs) == 2)
        letters.cancel()
        await until(lambda: letters.offer.startswith("Cancelled; nothing is lost."))
        assert letters.offer.endswith("Ab takes long.")
        assert letters.stale
        document.refuse("no")  # the same document is shown once more
        assert letters.offer.startswith("Cancelled; nothing is lost.")
        letters.gate.set()
        await asyncio.sleep(0.05)
        assert len(letters.jobs) == 2
        letters.refresh(force=True)
        await until(lambda: letters.current == "Ab")
        assert letters.offer == ""

    visit(runner, play, live=live)


def test_cancelled_at_once_it_is_greyed_too(runner):
    async def play(document, letters):
        await until(lambda: letters.current)
        letters.gate.clear()
        document.toggle("A")
        letters.cancel()
        await until(lambda: letters.offer)
        assert letters.stale

    visit(runner, play)


def test_a_refused_question_says_why_and_offers_nothing(runner):
    async def play(document, letters):
        await until(lambda: letters.current)
        letters.refused = "too large"
        document.toggle("A")
        assert (letters.problem, letters.offer, letters.stale) == ("too large", "", True)
        letters.refresh(force=True)
        assert letters.problem == "too large"
        letters.refused = ""
        document.toggle("B")
        assert letters.problem == ""
        await until(lambda: letters.current == "AB")

    visit(runner, play)


def test_a_failed_job_is_a_problem_of_its_document_only(runner):
    async def play(document, letters):
        await until(lambda: letters.current)
        letters.broken = "does not work"
        document.toggle("A")
        await until(lambda: letters.problem == "does not work")
        assert letters.stale
        assert letters.offer == ""
        document.undo()
        assert (letters.problem, letters.current) == ("", "ab")

    visit(runner, play)


def test_what_comes_late_is_not_shown(runner):
    async def play(document, letters):
        await until(lambda: letters.current)
        letters.gate.clear()
        document.toggle("A")
        document.toggle("B")
        letters.gate.set()
        seen = []
        letters.param.watch(lambda event: seen.append(event.new.answer), "findings")
        await until(lambda: letters.current == "AB")
        await asyncio.sleep(0.15)
        assert seen == ["AB"]

    visit(runner, play)


def test_a_forgotten_question_is_asked_anew(runner):
    async def play(document, letters):
        letters.gate.clear()
        await until(lambda: letters.jobs)
        letters.forget()
        assert not letters.is_asked
        letters.gate.set()
        await asyncio.sleep(0.15)
        assert letters.findings is None
        assert letters.offer == ""
        letters.refresh()
        await until(lambda: letters.current == "ab")

    visit(runner, play)


def test_outside_a_server_it_waits_for_one(runner):
    letters = Letters(Document(PAIR), runner)
    assert not letters.jobs
    assert not letters.is_asked


def test_what_is_known_already_can_be_shown(runner):
    async def play(document, letters):
        letters.show(Findings(document.snapshot, "by hand"))
        assert letters.current == "by hand"
        assert not letters.stale
        document.toggle("A")
        assert letters.current is None

    visit(runner, play, live=False)


def test_of_an_errand_only_the_newest_is_heard(runner):
    heard = []
    outcomes = Outcomes(heard.append, heard.append, lambda: heard.append("cancelled"))

    def slow(name):
        def work(_note, stop):
            stop.wait(0.3)
            return name

        return work

    async def run():
        errand = Errand(runner, "letters")
        errand.send(slow("first"), outcomes)
        second = errand.send(slow("second"), outcomes)
        assert errand.is_out
        await second
        assert heard == ["second"]
        assert not errand.is_out
        third = errand.send(slow("third"), outcomes)
        errand.drop()
        await third
        assert heard == ["second"]
        fourth = errand.send(slow("fourth"), outcomes)
        runner.cancel()
        await fourth
        assert heard == ["second", "cancelled"]

    assert Errand(runner, "letters").send(slow("nobody"), outcomes) is None
    asyncio.run(run())


def test_numbers_of_another_network_are_taken_away_at_once(runner):
    async def play(document, letters):
        await until(lambda: letters.current == "ab")
        letters.gate.clear()
        document.toggle("A")
        await until(lambda: letters.stale)
        assert not letters.foreign  # an earlier step of the same network
        document.open_substrate(PAIR, origin="another")
        assert (letters.stale, letters.foreign, letters.answer) == (False, False, "ab")
        document.toggle("B")
        assert (letters.stale, letters.foreign) == (True, True)
        letters.gate.set()
        await until(lambda: letters.current == "aB")
        assert (letters.stale, letters.foreign) == (False, False)

    visit(runner, play)
