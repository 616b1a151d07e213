"""The readings of the app: each list steers the document, follows it, and says what is chosen."""

import re

import pytest

from apps.document.document import Document
from apps.document.examples import FIRST, first_substrate
from apps.workspace.readings_panel import HOOKS, TITLE, ReadingsPanel, said
from engine.iit4.readings import CHOICES, DEFAULTS, Readings
from parts import part
from viz.html.markup import marked

PAPERS = re.compile(r"IIT 4\.0|\bet al\. \d{4}|No paper")


@pytest.fixture
def document():
    return Document(first_substrate(), origin=FIRST)


@pytest.fixture
def panel(document):
    folded = ReadingsPanel(document)
    folded.view.active = [0]
    return folded


def test_every_reading_is_offered_with_what_it_means_and_who_follows_it(document, panel):
    assert HOOKS.keys() == CHOICES.keys()
    for key, choice in CHOICES.items():
        offered = part(panel.view, HOOKS[key])
        assert list(offered.options.values()) == list(choice.keys)
        for reading in choice.readings:
            offered.value = reading.key
            assert getattr(document.snapshot, key) == reading.key
            shown = part(panel.view, f"{HOOKS[key]}-means").object
            assert marked(reading.means) in shown
            assert PAPERS.search(reading.means)


def test_the_lists_follow_the_document_and_go_back_to_the_defaults(document, panel):
    back = part(panel.view, "default-readings")
    assert not back.visible
    document.set_rules(ties="pyphi", candidates="reachable-now")
    assert part(panel.view, "ties").value == "pyphi"
    assert part(panel.view, "candidate-rule").value == "reachable-now"
    assert back.visible
    back.clicks += 1
    assert document.snapshot.readings == DEFAULTS
    assert part(panel.view, "ties").value == "largest"
    document.undo()
    assert document.snapshot.readings == Readings("pyphi", candidates="reachable-now")


def test_the_title_names_what_is_folded_away(document, panel):
    assert list(panel.view._names) == [f"{TITLE} · IIT 4.0 (2023)"]
    document.set_rules(state_ties="first")
    assert (
        list(panel.view._names)
        == [said(document.snapshot)]
        == ["Settings · IIT 4.0 (2023) · state ties: first state"]
    )
