"""The versions page without a browser: every version's numbers, the concepts, and what is too large."""

import csv
import io
from dataclasses import replace

import panel as pn
import pytest

from apps.document.document import Document
from apps.document.snapshot import opened
from apps.figures.exports import exports_of
from apps.jobs.runner import Pool, Runner
from apps.selection.selection import Selection
from apps.views.versions import panes
from apps.views.versions.comparing import Comparing
from apps.views.versions.concept_pane import ConceptPane
from apps.views.versions.cut_pane import CutPane
from apps.views.versions.page import VIEW
from engine import Substrate, iit3
from visits import opened_at, visit
from viz.html.concept_bars import partition_markup
from viz.html.versions import (
    DIFFERENCES,
    concepts_markup,
    differences_markup,
    transport_markup,
    versions_markup,
)
from viz.view.concept_bars import Fraction, concept_bars_view
from viz.view.concepts import ConceptRow, ConceptsView, Moved
from viz.view.versions import VersionRow, VersionsView
from wire import Wire

pytestmark = pytest.mark.filterwarnings("ignore:Both 'variant' and 'button_style'")


def test_every_version_is_a_column_and_follows_the_drawing():
    async def scene(shown):
        await shown.until(lambda: shown.part("versions-table").visible)
        said = shown.text("versions-table")
        for name in ("IIT 3.0", "IIT 4.0 (2023)", "IIT 4.0 (2026)"):
            assert said.count(name) > 1
        assert "0.1719" in said
        assert "The complexes differ" in said
        assert "Why this Φ" in shown.text("concepts-pane")
        assert "What each version defines otherwise" in shown.text("differences-pane")
        rows = list(csv.DictReader(io.StringIO((await shown.take("versions-table", "csv")).decode())))
        assert [row["formalism"] for row in rows] == ["iit3", "iit4-2023", "iit4-2026"]
        assert float(rows[1]["value"]) == pytest.approx(0.171863, abs=1e-6)
        assert set(exports_of("versions")) == set(shown.part("export-what").options.values())
        shown.gesture("toggle", label="A", state=1)
        await shown.until(lambda: "0.1719" not in shown.text("versions-table"))

    visit(opened_at(VIEW), scene)


def test_what_is_picked_in_the_list_is_lit_in_the_constellation_and_goes_into_the_figure():
    async def scene(shown):
        await shown.until(lambda: shown.part("versions-table").visible)
        rows = shown.part("concept-list")
        assert "Constellation of aB" in rows.text
        Wire(rows).send({"pick": 1})
        await shown.until(lambda: rows.picked == [1])
        assert "Concept B: φ = 0.427" in shown.text("concept-title")
        assert shown.text("concept-partition").startswith("past: p(A | B)")
        assert "p(A | B)" in (await shown.take("concept", "svg")).decode()
        assert "null concept" in shown.text("constellation-text")
        first, second, third = (shown.part(f"axis-{i}") for i in (1, 2, 3))
        assert len(second.options) == 8
        svg = (await shown.take("constellation", "svg")).decode()
        assert "past ab" in svg
        third.value = ""
        first.value = "past:3"
        svg = (await shown.take("constellation", "svg")).decode()
        assert "past AB" in svg
        second.value = "past:3"  # twice the same: the picture waits
        assert (await shown.take("constellation", "svg")).decode() == svg
        shown.part("moment").value = "before"
        await shown.until(lambda: "moves" not in shown.text("constellation-text"))
        Wire(rows).send({"pick": 1})
        await shown.until(lambda: rows.picked == [])
        assert "Concept B" in shown.text("concept-title")  # the one of largest φ

    visit(opened_at(VIEW), scene)


def test_a_large_system_is_offered_and_the_choice_of_a_formalism_asks_nothing_new():
    pool = Pool(workers=1)
    six = Document(Substrate.from_weights([[0.3] * 6] * 6))
    comparing = Comparing(six, Runner(pool))
    comparing.refresh()
    assert comparing.offer.startswith("6 units: IIT 3.0 takes about 5 seconds")
    before = comparing.question(six.snapshot)
    six.set_rules("iit4-2026")
    assert comparing.question(six.snapshot) == before
    six.set_units(["A", "B"])
    assert comparing.question(six.snapshot) != before
    pool.close()


def test_markup_escapes_and_marks_the_side_that_binds():
    row = ConceptRow("<A>", "B", "C", 0.25, 0.5, 0.25, "past", "kept", "kept", ("<A>",))
    view = ConceptsView("<t>", "<cut>", 0.5, (row,), (Moved("<x>", "y", 0.25, 2.0),))
    shown = concepts_markup(view)
    assert "&lt;A&gt;" in shown
    assert shown.index("<b title=") < shown.index("0.250</b>") < shown.index("0.500")
    assert shown.count("data-row=0") == 1
    moved = transport_markup(view)
    assert "<b>0.5000</b>" in moved
    assert not [part for part in ("<cut>", "<x>", "<t>") if part in shown + moved]
    line = VersionRow("<n>", "φ_s", "ibits", "0.17", "v", "p", "3", "7", "c")
    text = versions_markup(VersionsView("<s>", (line,), ("<why>",)))
    assert "φ<sub>s</sub>" in text
    assert not {"<n>", "<s>", "<why>"} & {part for part in ("<n>", "<s>", "<why>") if part in text}


def test_the_cut_says_why_there_is_none():
    pane = CutPane(Selection())
    network = Substrate.from_weights([[0, 1], [0, 0]])
    shown = replace(opened(network), state=(1, 1))
    pane.show(shown, iit3.unfold(network, (1, 1)))
    assert "Φ is 0: some unit does not reach every other." in pane.view.select(pn.pane.HTML)[0].object


def test_a_side_of_a_concept_escapes_its_names():
    view = concept_bars_view(iit3.unfold(Substrate.from_weights([[0, 1], [1, 0]]), (1, 1)))
    side = replace(view.past, factors=(Fraction("<i>", "∅"), Fraction("A", "<b>")), ties=("<u>",))
    text = partition_markup(side)
    assert text.count("class='fraction'") == 2
    assert not [tag for tag in ("<i>", "<b>", "<u>") if tag in text]
    pane = ConceptPane()
    pane.show(iit3.unfold(Substrate.from_tpm([[0.5, 0.5]] * 4), (0, 1)), None)
    assert not pane.view.visible  # there is no concept


def test_the_fixed_table_has_a_cell_for_each_version():
    names = [each.name for each in panes.formalisms()]
    assert {len(row) for row in DIFFERENCES} == {len(names) + 1}
    assert differences_markup(names).count("<tr>") == len(DIFFERENCES) + 1
