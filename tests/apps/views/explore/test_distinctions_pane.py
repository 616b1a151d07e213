"""The table of distinctions: the numbers of the result, lit by and lighting the selection."""

import pytest

from apps.document.document import Document
from apps.jobs.analysis import Analysis
from apps.jobs.runner import Runner
from apps.results.findings import Findings
from apps.selection.selection import MechanismRef, Selection
from apps.views.explore.distinctions_pane import DistinctionsPane
from parts import part

# Panel 1.9 under pandas 3
pytestmark = pytest.mark.filterwarnings("ignore:The inplace keyword")


@pytest.fixture
def pane(exhibit):
    analysis, selection = Analysis(Document(exhibit.snapshot.substrate), Runner()), Selection()
    pane = DistinctionsPane(selection, analysis)
    analysis.findings = Findings(exhibit.snapshot, exhibit.structure)
    selection.know(d.mechanism for d in exhibit.structure.distinctions)
    pane.show(exhibit.structure)
    return pane, selection


def test_every_distinction_is_a_row_with_its_phi(pane, exhibit):
    table = part(pane[0].view, "distinctions")
    assert list(table.value["mechanism"]) == ["a", "B", "aB"]
    assert list(table.value["phi_d"]) == pytest.approx([d.phi for d in exhibit.structure.distinctions])
    assert "Distinctions (aB): 3/3" in part(pane[0].view, "table-title").object


def test_the_selection_lights_rows(pane):
    table = part(pane[0].view, "distinctions")
    pane[1].pick(MechanismRef(("B",)))
    assert table.selection == [1]
    pane[1].hover(MechanismRef(("A",)), by="plot")
    assert table.selection == [0]
    pane[1].hover(None, by="plot")
    assert table.selection == [1]
    pane[1].pick(None)
    assert table.selection == []
