"""State-transition graph, raster and courses, as data and as glyphs."""

from dataclasses import replace
from itertools import combinations

import numpy as np
import pytest
from bokeh.models import Range1d
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.iit4.survey import Ask, Measures, measure_all
from engine.substrate.dynamics import attractors, transition_matrix
from engine.substrate.substrate import Substrate
from engine.substrate.tpm import state_of
from viz.paper.course import draw as course_figure
from viz.paper.export import to_bytes
from viz.paper.state_graph import draw as graph_figure
from viz.screen.course import CoursePlot
from viz.screen.raster import RasterPlot
from viz.screen.state_graph import StateGraphPlot
from viz.shapes.states import path
from viz.theme import DARK, LIGHT
from viz.view.basins import places
from viz.view.course import OF_STATES, OF_SWEEP, columns, over_states, over_time, over_values
from viz.view.raster import MOST_STEPS, raster_view
from viz.view.state_graph import at_state, state_graph_view

RING = Substrate.from_rules({"A": "C", "B": "A", "C": "B"})
maps = st.integers(1, 60).flatmap(lambda n: st.lists(st.integers(0, n - 1), min_size=n, max_size=n))


@settings(max_examples=60)
@given(maps)
def test_no_two_states_stand_on_each_other(successor):
    following = np.array(successor)
    spots = places(following, attractors(following))
    for a, b in combinations(spots, 2):
        assert np.hypot(*(a - b)) > 0.05


def test_up_to_256_states_can_be_told_apart():
    rules = ("B", "A ^ C", "D", "C & E", "F", "E | G", "H", "A")
    view = state_graph_view(Substrate.from_rules(dict(zip("ABCDEFGH", rules, strict=True))))
    assert len(view.states) == len(view.steps) == 256
    spots = np.array([(s.x, s.y) for s in view.states])
    apart = np.hypot(*(spots[:, None] - spots[None]).transpose(2, 0, 1)) + 9 * np.eye(256)
    assert np.median(apart.min(axis=1)) > 0.4


def test_a_deterministic_graph_names_its_attractors():
    view = state_graph_view(RING)
    assert view.sentence == "Deterministic: 2 fixed points (abc, ABC) and 2 cycles of length 3."
    assert {(step.source, step.target) for step in view.steps} == {
        (row, (row << 1 & 7) | row >> 2) for row in range(8)
    }
    assert view.states[0].about == "abc: fixed point"
    assert view.states[1].about == "Abc: cycle of 3"
    both = state_graph_view(Substrate.from_rules({"A": "A & B", "B": "A & B"}))
    assert both.states[1].about == "Ab: 1 step to a fixed point, no state leads to it"


def test_a_noisy_graph_has_the_transitions_above_its_threshold():
    substrate = Substrate.from_weights([[0.3, 1.0], [-0.5, 0.2]], 1.0, ["A", "B"])
    matrix = transition_matrix(substrate)
    view = state_graph_view(substrate, 0.3)
    assert {(s.source, s.target): s.p for s in view.steps} == {
        (a, b): pytest.approx(matrix[a, b]) for a, b in zip(*np.nonzero(matrix >= 0.3), strict=True)
    }
    assert f"{16 - len(view.steps)} transitions with p < 0.3 are not drawn" in view.sentence
    assert "every state can be reached" in view.sentence


def test_too_many_states_are_a_sentence():
    view = state_graph_view(Substrate.from_weights(np.ones((9, 9)), 1.0))
    assert not view.states
    assert "512 states are too many to draw" in view.sentence
    assert at_state(view, RING, [(0, 0, 0)]) is view


def test_the_present_state_is_ringed_and_a_tap_picks_a_state():
    plot = StateGraphPlot(LIGHT)
    view = at_state(state_graph_view(RING), RING, [(1, 0, 0), (0, 1, 0)])
    plot.show(view)
    now = view.states[2]
    assert plot.sources["now"].data["x"] == [now.x]
    assert len(plot.sources["trail"].data["xs"]) == 1
    assert [plot.pick(s.x + 0.05, s.y) for s in view.states] == list(range(8))
    assert plot.pick(1e6, 0) is None
    assert "Now in aBc: cycle of 3" in plot.screen_text


def test_a_step_of_time_does_not_draw_the_graph_again():
    plot = StateGraphPlot(LIGHT)
    view = state_graph_view(RING)
    plot.show(at_state(view, RING, [(1, 0, 0)]))
    before = plot.sources["states"].data
    plot.show(at_state(view, RING, [(1, 0, 0), (0, 1, 0)]))
    assert plot.sources["states"].data is before
    plot.set_theme(DARK)
    assert plot.sources["states"].data is not before


def test_there_and_back_are_two_paths():
    view = state_graph_view(Substrate.from_rules({"A": "B", "B": "A"}))
    there, back = path(view.states[1], view.states[2]), path(view.states[2], view.states[1])
    assert np.abs(there[6] - back[6]).max() > 0.1


def test_the_raster_shows_the_last_states_of_every_unit():
    states = [(t % 2, 1, 0) for t in range(100)]
    view = raster_view(RING, states, jumps=(3, 70))
    assert (view.first, view.last) == (100 - MOST_STEPS, 99)
    assert view.jumps == (70,)
    assert len(view.cells) == 3 * MOST_STEPS
    assert {(c.time, c.row): c.level for c in view.cells}[99, 0] == 1
    plot = RasterPlot(LIGHT)
    plot.show(view)
    assert plot.cells.data["fill"][-3:] == [LIGHT.unit_on, LIGHT.unit_on, LIGHT.unit_off]
    assert "now ABc" in view.screen_text


@pytest.fixture(scope="module")
def measured():
    substrate = Substrate.from_rules({"A": "B | C", "B": "A & C", "C": "A ^ B"})
    states = [state_of(row, substrate.radix) for row in range(8)]
    return substrate, dict(enumerate(measure_all([(substrate, s) for s in states], Ask())))


def test_curves_over_all_states_have_a_gap_where_nothing_leads(measured):
    _, found = measured
    names = [f"state {row}" for row in range(8)]
    view = over_states(names, range(8), 2, found, OF_STATES[0])
    assert [p.y for p in view.points] == [found[row].phi_s for row in range(8)]
    gone = [p for p in view.points if p.y is None]
    assert gone
    assert all("no state leads here" in p.about for p in gone)
    plot = CoursePlot(LIGHT, Range1d())
    plot.show(view)
    assert plot.missing.data["x"] == [p.x for p in gone]
    assert plot.now.data["x"] == [2.0]
    assert [plot.pick(p.x + 0.1) for p in view.points] == list(range(8))
    assert plot.pick(40) is None


def test_curves_along_a_trajectory_follow_its_states(measured):
    _, found = measured
    rows = [1, 3, 1]
    view = over_time(["x", "y", "x"], rows, 10, found, OF_STATES[1])
    assert [(p.x, p.y) for p in view.points] == [(10 + t, found[row].big_phi) for t, row in enumerate(rows)]
    assert view.current == 2
    empty = CoursePlot(LIGHT, Range1d())
    empty.show(over_time(["x"], [1], 0, {}, OF_STATES[0]))
    assert empty.missing.data["x"] == empty.now.data["x"] == []  # a cross would say that nothing leads there
    assert over_time(["x"], [1], 0, {}, OF_STATES[0]).screen_text == "φ_s over time (steps): no values yet."


def test_a_sweep_marks_the_present_value_and_writes_full_precision(measured):
    _, found = measured
    values, measures = [0.0, 0.5, 1.0], [found[2], found[3], found[5]]
    view = over_values("noise of A", values, measures, 0.25, OF_SWEEP[0])
    plot = CoursePlot(LIGHT, Range1d())
    plot.show(view)
    assert plot.here.location == 0.25
    table = columns(values, "noise of A", measures)
    assert table["noise of A"] == values
    assert table["phi_s"] == ["" if m.phi_s is None else m.phi_s for m in measures]
    svg = to_bytes(course_figure([replace(view, caption="a caption")]), "svg").decode()
    assert "noise of A" in svg
    assert "a caption" in svg


def test_the_graph_is_a_figure_with_the_names_of_its_states():
    svg = to_bytes(graph_figure(at_state(state_graph_view(RING), RING, [(1, 0, 0)])), "svg").decode()
    for name in ("abc", "Abc", "ABC"):
        assert f">{name}</text>" in svg
    assert "2 fixed points (abc, ABC)" in svg


def test_what_is_inside_a_reducible_system_is_hollow_and_said_to_be_supposed():
    found = {0: Measures(0.0, "not-strongly-connected", 4.9, 3), 1: Measures(0.5, None, 2.0, 3)}
    view = over_states(["ab", "Ab"], [0, 1], 0, found, next(q for q in OF_STATES if q.key == "big_phi"))
    assert [p.supposed for p in view.points] == [True, False]
    assert "Φ = 4.9, 3 distinctions if it were one thing" in view.points[0].about
    assert "if it were one thing" not in view.points[1].about
    assert view.screen_text.endswith("if it were one thing.")
    plot = CoursePlot(LIGHT, Range1d())
    plot.show(view)
    assert plot.points.data["fill"] == [LIGHT.background, LIGHT.effect]
    others = over_states(["ab", "Ab"], [0, 1], 0, found, OF_STATES[0])
    assert not any(p.supposed for p in others.points)


def test_an_axis_names_no_half_step_of_time_and_enough_values():
    found = {0: Measures(0.83, None, 2.0, 3)}
    plot = CoursePlot(LIGHT, Range1d())
    plot.show(over_time(["ab"], [0], 0, found, OF_STATES[0]))
    assert plot.figure.yaxis[0].axis_label == "φₛ"
    assert plot.figure.xaxis[0].ticker.min_interval == 1
    assert plot.figure.yaxis[0].ticker.desired_num_ticks >= 5
    assert plot.figure.yaxis[0].ticker.min_interval == 0
    plot.show(over_time(["ab"], [0], 0, found, next(q for q in OF_STATES if q.key == "big_phi")))
    assert plot.figure.yaxis[0].ticker.min_interval == 1


def test_a_unit_that_is_on_has_a_rim_on_a_dark_page():
    plot = RasterPlot(DARK)
    plot.show(raster_view(RING, [(1, 1, 0)]))
    glyph = plot.figure.select_one({"name": "cells"}).glyph
    assert glyph.line_color == DARK.muted
