"""Choosing among equally good purviews: the document keeps the choice, and there is a way back."""

import pytest

from apps.document.document import Document
from apps.document.snapshot import opened
from apps.jobs.analysis import Analysis
from apps.jobs.runner import Runner
from apps.results.findings import Findings
from apps.selection.selection import MechanismRef, Selection
from apps.ui.redraw import Guard
from apps.views.explore.ties_pane import OLDER, TiesPane
from cards import example
from engine import unfold
from engine.iit4.choices import choose_purviews
from parts import part
from wire import send


@pytest.fixture(scope="module")
def structure():
    snapshot = opened(example("findlay-pqrs"))
    return unfold(snapshot.substrate, snapshot.state)


@pytest.fixture
def page(structure):
    document = Document(example("findlay-pqrs"))
    selection, analysis = Selection(), Analysis(document, Runner())
    pane = TiesPane(document, selection, analysis, Guard(document.say))
    analysis.findings = Findings(document.snapshot, structure)
    selection.know(d.mechanism for d in structure.distinctions)
    return document, selection, analysis, pane


def test_nothing_is_offered_until_a_distinction_with_ties_is_picked(page):
    _, selection, _, pane = page
    radios = part(pane.view, "tied-effect")
    assert not radios.visible
    assert "to choose another of its tied purviews" in part(pane.view, "ties-said").object
    selection.pick(MechanismRef(("P", "Q")))
    assert radios.visible
    assert len(radios.options) == 2
    assert not part(pane.view, "tied-cause").visible


def test_a_choice_is_the_document_s_and_the_button_goes_back(page, structure):
    document, selection, analysis, pane = page
    selection.pick(MechanismRef(("P", "Q")))
    radios, back = part(pane.view, "tied-effect"), part(pane.view, "tie-rule")
    send(radios, {"chosen": 1})
    (choice,) = document.snapshot.by_hand
    assert (choice.mechanism, choice.direction) == (("P", "Q"), "effect")
    assert not back.visible  # nothing of it is on screen yet
    analysis.findings = Findings(document.snapshot, choose_purviews(structure, document.snapshot.by_hand))
    assert back.visible
    assert "chosen by hand" in part(pane.view, "ties-said").object
    back.clicks += 1
    assert document.snapshot.by_hand == ()


def test_a_choice_among_those_of_an_older_drawing_is_refused(page):
    document, selection, _, pane = page
    selection.pick(MechanismRef(("P", "Q")))
    document.toggle("R")
    send(part(pane.view, "tied-effect"), {"chosen": 1})
    assert document.message == OLDER
    assert document.snapshot.by_hand == ()
