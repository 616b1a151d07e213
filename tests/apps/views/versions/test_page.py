"""The versions page without a browser: every version's numbers, the concepts, and what is too large."""

import csv
import io
import json
import threading
from dataclasses import replace

import panel as pn
import pytest

from apps.document.document import Document
from apps.document.link_text import decode
from apps.document.snapshot import opened
from apps.figures.exports import exports_of
from apps.jobs.runner import Pool, Runner
from apps.results.findings import Findings
from apps.results.versions import versions_job
from apps.selection.selection import Selection
from apps.views.versions import panes
from apps.views.versions.chosen_axes import ChosenAxes
from apps.views.versions.comparing import Comparing, ComparingStates
from apps.views.versions.concept_pane import ConceptPane
from apps.views.versions.cut_pane import CutPane
from apps.views.versions.marks import VersionMarks
from apps.views.versions.page import VIEW
from cards import example
from engine import Substrate, iit3, unfold
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
        assert set(exports_of("versions")) == shown.exports()
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


def test_a_state_that_is_picked_is_lit_everywhere_and_can_be_put_into_the_network():
    async def scene(shown):
        rows, put = shown.part("states-list"), shown.part("put-state")
        await shown.until(lambda: rows.count == 8)
        assert put.disabled
        drawn = [shown.part(f"states-plot-{i}").object for i in (1, 2, 3)]
        assert [plot.title.text for plot in drawn] == ["IIT 3.0", "IIT 4.0 (2023)", "IIT 4.0 (2026)"]
        assert len({id(axis) for plot in drawn for axis in (plot.x_range, plot.y_range)}) == 6
        assert "now" in rows.text.split("aBC")[1][:60]
        Wire(rows).send({"pick": 3})
        await shown.until(lambda: rows.picked == [3])
        lit = [next(each for each in plot.renderers if each.name == "lit").data_source for plot in drawn]
        assert [source.data["x"] for source in lit] == [[3.0]] * 3
        assert put.label == "Put state ABc into the network"
        put.clicks += 1
        await shown.until(lambda: put.disabled)
        assert "now" in rows.text.split("ABc")[1][:60]
        assert [unit["on"] for unit in shown.part("network-editor").network["units"]] == [1, 1, 0]
        assert "unreachable" not in rows.text
        found = (await shown.take("version-states-table", "csv")).decode()
        assert len(found.splitlines()) == 9

    visit(opened_at(VIEW), scene)


def test_the_drawing_shows_the_cut_of_the_version_that_is_chosen():
    async def scene(shown):
        await shown.until(lambda: shown.part("versions-table").visible)
        editor, chooser = shown.part("network-editor"), shown.part("drawn-cut")
        await shown.until(lambda: editor.marks["regions"])
        assert "Φ(aB)" in editor.marks["regions"][0]["text"]
        assert editor.marks["regions"][0]["text"].endswith("IIT 3.0")
        old = editor.marks["cut"]
        chooser.value = "iit4-2023"
        await shown.until(lambda: "φ_s(aB)" in editor.marks["regions"][0]["text"])
        assert editor.marks["regions"][0]["text"].endswith("IIT 4.0 (2023)")
        edges = {(edge["from"], edge["to"]) for edge in editor.network["edges"]}
        for cut in (old, editor.marks["cut"]):
            assert cut
            assert {tuple(pair) for pair in cut} <= edges
        chooser.value = "nonsense"
        assert editor.marks["regions"][0]["text"].endswith("IIT 4.0 (2023)")

    visit(opened_at(VIEW), scene)


def test_the_marks_are_those_of_the_engine_with_the_direction_of_the_cut():
    network = Substrate.from_rules({"A": "B | C", "B": "A & C", "C": "A ^ B"})
    document = Document(replace(network, state=(1, 0, 0)))
    comparing = Comparing(document, Runner(Pool(workers=1)))
    found = versions_job(document.snapshot, lambda *_: None, threading.Event())
    marks = VersionMarks(document, Selection(), comparing)
    assert marks.all()["cut"] == marks.all()["regions"] == []
    comparing.show(Findings(document.snapshot, found))
    source, target = iit3.unfold(network, (1, 0, 0)).cut
    edges = {(edge.source, edge.target) for edge in network.edges}
    assert {tuple(pair) for pair in marks.all()["cut"]} == {
        (a, b) for a in source for b in target if (a, b) in edges
    }
    marks.version = "iit4-2023"
    parts = unfold(network, (1, 0, 0)).mip
    assert {tuple(pair) for pair in marks.all()["cut"]} == set(parts.cut) & edges
    document.toggle("A")  # what was found is about another state
    assert marks.all()["cut"] == marks.all()["regions"] == []


def test_all_states_are_offered_above_four_units_and_refused_above_256():
    pool = Pool(workers=1)
    five = Document(Substrate.from_weights([[0.3] * 5] * 5))
    states = ComparingStates(five, Runner(pool))
    states.refresh()
    assert states.offer.startswith("32 states of 5 units: IIT 3.0 takes about")
    five.set_units(["A", "B"])
    assert "32 states of 2 units: IIT 3.0 takes less than a second" in states.offer
    before = states.question(five.snapshot)
    five.toggle("A")
    assert states.question(five.snapshot) == before
    nine = ComparingStates(Document(Substrate.from_weights([[0.3] * 9] * 9)), Runner(pool))
    nine.refresh()
    assert nine.problem.startswith("512 states are too many to compare")
    four = ComparingStates(Document(Substrate.from_weights([[0.3] * 4] * 4)), Runner(pool))
    assert four.is_live(four._document.snapshot)
    pool.close()


def test_chosen_axes_belong_to_their_system_and_go_with_links():
    chosen = ChosenAxes()
    read, put = chosen.view_state
    assert read() == {}
    chosen.choose(("A", "B"), (("past", 3), ("future", 0)))
    assert chosen.of(("A", "C")) == ()
    kept = json.loads(json.dumps(read()))
    other = ChosenAxes()
    other.view_state[1](kept)
    assert other.of(("A", "B")) == (("past", 3), ("future", 0))
    for bad in (
        None, [], {"units": "AB"}, {"units": ["A"], "axes": [["past", 0]]}, {"units": ["A"], "axes": 3},
        {"units": ["A"], "axes": [["past", 0], ["past", 0]]},
        {"units": ["A"], "axes": [["past", 0], ["past", 2]]},
        {"units": ["A"], "axes": [["past", True], ["past", 0]]},
        {"units": ["A"], "axes": [["up", 0], "past"]},
        {"units": [1], "axes": [["past", 0], ["past", 1]]},
    ):  # fmt: skip
        put(bad)
        assert chosen.of(("A", "B")) == (("past", 3), ("future", 0))


def test_axes_come_back_with_a_link_and_when_their_system_does():
    async def scene(shown):
        await shown.until(lambda: shown.part("constellation-pane").visible and shown.part("axis-1").options)
        first, third = shown.part("axis-1"), shown.part("axis-3")
        third.value = ""
        first.value = "past:3"
        shown.part("take-away").value = True
        shown.part("share").clicks += 1
        fragment = shown.part("shared-link").fragment
        assert decode(fragment.removeprefix("#d="))["view"]["axes"]["axes"][0] == ["past", 3]
        shown.gesture("toggle", label="A", state=1)
        await shown.until(lambda: "Constellation of AB" in shown.part("concept-list").text)
        assert (first.value, third.value) == ("past:3", "")

    visit(opened_at(VIEW), scene)


def test_a_large_system_is_offered_and_the_choice_of_a_formalism_asks_nothing_new():
    pool = Pool(workers=1)
    six = Document(Substrate.from_weights([[0.3] * 6] * 6))
    comparing = Comparing(six, Runner(pool))
    comparing.refresh()
    assert comparing.offer.startswith("6 units: IIT 3.0 takes about 2 seconds")
    nine = Comparing(Document(Substrate.from_weights([[0.3] * 9] * 9)), Runner(pool))
    nine.refresh()
    assert nine.offer == "9 units: IIT 3.0 takes at most 8, so only the other versions are computed."
    before = comparing.question(six.snapshot)
    six.set_rules("iit4-2026")
    assert comparing.question(six.snapshot) == before
    six.set_units(["A", "B"])
    assert comparing.question(six.snapshot) != before
    pool.close()


def test_a_small_system_of_a_large_network_is_analysed_under_every_version():
    document = Document(example("findlay-computer-pqrs"))
    document.set_units(list(document.substrate.labels))
    comparing = Comparing(document, Runner(Pool(workers=1)))
    assert "117 units are too many for one candidate system" in comparing.refusal(document.snapshot)
    document.set_units(["T0/0", "T1/0", "T2/0", "T3/0"])
    assert comparing.refusal(document.snapshot) == ""
    found = versions_job(document.snapshot, print, threading.Event())
    assert [each.formalism.key for each in found if each.problem] == []
    by_key = {each.formalism.key: each.structure for each in found}
    assert by_key["iit4-2023"].phi_s == pytest.approx(2)
    assert by_key["iit3"].big_phi == pytest.approx(1)


def test_markup_escapes_and_marks_the_side_that_binds():
    row = ConceptRow("<A>", "B", "C", 0.25, 0.5, 0.25, "past", "kept", "kept", ("<A>",))
    view = ConceptsView("<t>", "<cut>", 0.5, (row,), (Moved("<x>", "y", 0.25, 2.0),))
    shown = concepts_markup(view)
    assert "&lt;A&gt;" in shown
    assert shown.index("<b title=") < shown.index("0.25</b>") < shown.index("0.5<")
    assert shown.count("data-row=0") == 1
    moved = transport_markup(view)
    assert "<b>0.5</b>" in moved
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
