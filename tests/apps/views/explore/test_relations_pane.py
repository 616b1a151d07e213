"""The relations by degree, page by page."""

import pytest

from apps.document.document import Document
from apps.document.snapshot import opened
from apps.jobs.analysis import Analysis
from apps.jobs.runner import Runner
from apps.results.findings import Findings
from apps.selection.selection import RelationRef, Selection
from apps.views.explore.relations_pane import RelationsPane
from cards import example
from engine import unfold
from parts import part
from viz.view.relations import PAGE

pytestmark = pytest.mark.filterwarnings("ignore:The inplace keyword")  # Panel 1.9 under pandas 3


@pytest.fixture(scope="module")
def found():
    snapshot = opened(example("iit4-fig6d-lattice"))
    return Findings(snapshot, unfold(snapshot.substrate, snapshot.state, snapshot.units))


@pytest.fixture
def shown(found):
    analysis, selection = Analysis(Document(found.snapshot.substrate), Runner()), Selection()
    pane = RelationsPane(selection, analysis)
    analysis.findings = found
    pane.show(found.answer)
    return pane, selection


def test_pages_go_forth_and_back_within_a_degree(shown, found):
    pane, _ = shown
    earlier, later = part(pane.view, "earlier"), part(pane.view, "later")
    assert earlier.disabled
    part(pane.view, "degree").value = 2
    assert pane.place(found.answer) == (2, 0)
    later.clicks += 1
    assert pane.place(found.answer) == (2, PAGE)
    assert f"{PAGE + 1} to {2 * PAGE}" in part(pane.view, "where").object
    earlier.clicks += 1
    assert pane.place(found.answer) == (2, 0)
    assert len(part(pane.view, "relations").value) == PAGE


def test_the_place_is_of_one_result_alone(shown, exhibit):
    pane, _ = shown
    assert pane.place(exhibit.structure) is None


def test_a_picked_relation_is_lit_where_it_is_listed(shown, found):
    pane, selection = shown
    part(pane.view, "degree").value = 2
    table = part(pane.view, "relations")
    first = next(iter(found.answer.relations.members_of_degree(2)))
    members = tuple(found.answer.distinctions[i].mechanism for i in first)
    selection.pick(RelationRef(members))
    assert len(table.selection) <= 1
    selection.pick(None)
    assert table.selection == []
