"""Every version of the theory over all states: the numbers of the engine, unreachable states told apart."""

import csv
import io
import threading
from dataclasses import replace

import numpy as np
import pytest

from apps.document.snapshot import opened
from apps.figures.exports import Order, make
from apps.figures.figure import Print, figure
from apps.jobs import offers
from apps.results.compare_views import over_states
from apps.results.exhibit import Exhibit, with_needs
from apps.results.limits import MOST_COMPARED
from apps.results.version_states import seconds, too_many_states, version_states_job
from apps.results.versions import formalisms
from cards import example
from engine import Substrate
from engine.errors import Cancelled, PhiscopeError, TooLargeError, UnreachableStateError
from engine.formalisms import unfold
from engine.substrate.tpm import state_of
from printed import collisions, outside, said, small, untitled


def nothing(*_told):
    """Report progress to nobody."""


def compared(substrate, units=None, state=None):
    snapshot = replace(opened(substrate), units=units)
    if state is not None:
        snapshot = replace(snapshot, state=state)
    return with_needs(Exhibit(snapshot), {"version-states"}, nothing, threading.Event())


@pytest.fixture(scope="module")
def basic():
    return compared(example("iit3-fig4"))


def test_each_number_is_that_of_the_engine(basic):
    substrate = basic.snapshot.substrate
    assert [each.formalism for each in basic.version_states] == list(formalisms())
    for each in basic.version_states:
        assert len(each.found) == 8
        for row, found in enumerate(each.found):
            state = state_of(row, substrate.radix)
            try:
                alone = unfold(substrate, state, formalism=each.formalism.key)
            except UnreachableStateError:
                assert found.reason == "unreachable"
                assert found.value is None
                continue
            assert found.value == getattr(alone, each.formalism.measure)
            assert found.count == len(getattr(alone, each.formalism.elements))
            assert found.reason == alone.reason


def test_the_state_of_the_document_does_not_matter_and_its_system_does(basic):
    other = compared(basic.snapshot.substrate, state=(0, 0, 0))
    assert other.version_states == basic.version_states
    smaller = compared(basic.snapshot.substrate, units=("A", "B"))
    assert smaller.version_states != basic.version_states


def test_unreachable_states_are_told_by_shape_and_in_words(basic):
    view = over_states(basic)
    names = {view.rows[i].state for i in range(8) if view.rows[i].unreachable[0]}
    assert names == {"aBc", "aBC"}  # nothing leads there: A copies B or C one step later
    for course in view.courses:
        assert {p.about.split(":")[0] for p in course.points if p.unreached} == names
        assert all(p.y is None for p in course.points if p.unreached)
    assert view.rows[2].values == ("unreachable",) * 3
    assert "none leads to: 2." in view.note
    assert view.note in view.screen_text


def test_versions_share_no_axis_and_the_present_state_is_marked(basic):
    view = over_states(basic)
    assert [course.name for course in view.courses] == ["Φ (bits)", "φ_s (ibits)", "φ_s (ibits)"]
    assert [course.title for course in view.courses] == [each.name for each in formalisms()]
    assert {course.points[course.current].about.split(":")[0] for course in view.courses} == {"Abc"}
    drawn = figure(("version-states",), basic, Print("svg"))
    scales = [axes for axes in drawn.axes if axes.axison]
    assert len(scales) == 3
    assert len({axes.get_ylim() for axes in scales}) == 3
    assert not any(axes.get_shared_y_axes().get_siblings(axes)[1:] for axes in scales)
    crosses = [line for line in scales[0].lines if line.get_marker() == "x"]
    assert [list(line.get_xdata()) for line in crosses] == [[2.0, 6.0]]


@pytest.mark.parametrize("count", [2, 4, 5])
def test_the_figure_can_be_printed(count):
    network = Substrate.from_weights(np.random.default_rng(count).normal(size=(count, count)).round(1), 2.0)
    exhibit = compared(network, units=("A", "B"))
    for width in (85, 120, 178):
        drawn = figure(("version-states",), exhibit, Print("svg", width=width))
        texts = said(drawn)
        assert not small(texts)
        assert not collisions(texts)
        assert not outside(texts, drawn)
        assert not untitled(drawn)


def test_the_table_has_a_row_for_each_state(basic):
    rows = list(csv.DictReader(io.StringIO(make(Order("version-states-table", "csv"), basic).decode())))
    assert [row["state"] for row in rows] == ["abc", "Abc", "aBc", "ABc", "abC", "AbC", "aBC", "ABC"]
    assert float(rows[1]["iit3_big_phi"]) == pytest.approx(23 / 12)
    assert rows[1]["iit3_concepts"] == "6"
    assert float(rows[1]["iit4-2023_phi_s"]) == pytest.approx(0.4150, abs=5e-5)
    assert rows[1]["iit4-2026_reason"] == "deterministic-cap"
    assert rows[2]["iit3_big_phi"] == ""
    assert {rows[2][f"{each.key}_reason"] for each in formalisms()} == {"unreachable"}
    tex = make(Order("version-states-table", "tex"), basic).decode()
    assert "unreachable" in tex
    assert "IIT 4.0 (2026)" in tex


def test_what_one_version_refuses_is_said_and_the_others_are_drawn():
    three = Substrate.from_tpm([[1 / 3] * 3] * 3, radix=(3,))
    view = over_states(compared(three, state=(0,)))
    assert [course.title for course in view.courses] == ["IIT 4.0 (2023)", "IIT 4.0 (2026)"]
    assert "IIT 3.0: IIT 3.0 is defined for binary units" in view.note
    assert view.rows[0].values[0] == "–"
    nobody = replace(view, courses=())
    from viz.paper.version_states import draw

    with pytest.raises(PhiscopeError, match="binary"):
        draw(nobody)


def test_a_system_in_its_background_can_be_reachable_under_one_version_only():
    """IIT 3.0 holds the background as it is now; the state of the whole network may still have no past."""
    network = Substrate.from_rules({"A": "B", "B": "A", "C": "A & B & C"})
    view = over_states(compared(network, units=("A", "B"), state=(0, 0, 0)))
    gone = {row.state: row.unreachable for row in view.rows}
    assert gone["AbC"] == (False, True, True)
    assert "a past of the candidate system alone" in view.note


def test_it_stops_when_told_and_tells_how_far_it_is():
    told, stop = [], threading.Event()
    snapshot = opened(Substrate.from_weights(np.random.default_rng(1).normal(size=(5, 5)), 1.0))

    def note(share, phase):
        told.append((share, phase))
        if share > 0.05:
            stop.set()

    with pytest.raises(Cancelled):
        version_states_job(snapshot, note, stop)
    assert told[-1][0] < 1
    assert told[-1][1] == "states"


def test_large_networks_are_estimated_and_too_large_ones_refused():
    assert MOST_COMPARED == 256
    six, nine = (opened(Substrate.from_weights(np.ones((n, n)))) for n in (6, 9))
    assert offers.version_states(six).startswith("64 states of 6 units: IIT 3.0 takes")
    assert seconds(six) > seconds(replace(six, units=("A", "B")))
    assert too_many_states(six) == ""
    with pytest.raises(TooLargeError, match="512 states are too many"):
        version_states_job(nine, nothing, threading.Event())
    large = opened(Substrate.from_weights(np.eye(100)))
    assert too_many_states(large).startswith("≈ 1.26×10³⁰ states are too many")
    with pytest.raises(PhiscopeError, match="not compared yet"):
        over_states(Exhibit(six))
