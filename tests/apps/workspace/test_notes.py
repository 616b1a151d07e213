"""Sentences on the page: what a change did, what to try, why a value is 0 or tied."""

import pytest

from apps.document.document import Document
from apps.document.snapshot import opened
from apps.jobs.analysis import Analysis
from apps.jobs.runner import Runner
from apps.results.findings import Findings
from apps.workspace.notes import Notes, WhyZero, explanations
from cards import example
from engine import unfold


def found(slug):
    snapshot = opened(example(slug), slug)
    return Findings(snapshot, unfold(snapshot.substrate, snapshot.state, snapshot.units))


@pytest.fixture
def document():
    return Document(example("iit4-fig1"), origin="iit4-fig1")


def test_what_is_said_and_what_is_refused_look_different(document):
    notes = Notes(document)
    document.say("Done <b>.")
    assert "class='note said'" in notes.message.object
    assert "Done &lt;b&gt;." in notes.message.object
    document.refuse("That cannot be.")
    assert "class='note refused'" in notes.message.object
    assert "aria-live" in notes.message.object


def test_things_to_try_are_those_of_the_example_and_go_with_it(document):
    notes = Notes(document)
    assert notes.things.visible
    assert notes.things.object.count("<li>") == 3
    document.toggle("A")  # still grew from the example
    assert notes.things.visible
    document.load_preset("xor-line")
    assert "XOR" in notes.things.object
    document.open_substrate(document.substrate)
    assert not notes.things.visible


def test_why_phi_is_zero_and_what_is_tied():
    document = Document(example("iit4-fig1"))
    analysis = Analysis(document, Runner())
    why = WhyZero(analysis)
    assert not why.view.visible
    assert explanations(analysis) == []
    analysis.show(found("iit4-fig8-counter3"))
    assert "φ_s is 0" in explanations(analysis)[0]
    assert "φ<sub>s</sub> is 0" in why.view.object
    assert why.view.visible
    analysis.show(found("findlay-pqrs"))
    (tied,) = [line for line in explanations(analysis) if "Tied purviews" in line]
    assert "the one with the most units is shown" in tied
    assert "over all choices Φ goes from " in tied


def test_a_problem_is_all_there_is_to_say():
    analysis = Analysis(Document(example("iit4-fig1")), Runner())
    analysis.show(found("iit4-fig8-counter3"))
    analysis.problem = "The state is unreachable."
    assert explanations(analysis) == ["The state is unreachable."]
