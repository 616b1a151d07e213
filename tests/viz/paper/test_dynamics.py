"""The figures of the dynamics and of single numbers: what can be read in the vector output."""

import re
from dataclasses import replace
from xml.etree import ElementTree

import pytest

from engine.iit4.cuts import cut_mechanism
from engine.iit4.purviews import analyse_purview
from engine.iit4.survey import Ask, measure_all
from engine.iit4.system import candidate_system
from engine.substrate.substrate import Substrate
from engine.substrate.tpm import state_of
from viz.numbers import number
from viz.paper import course, distinctions, pair, raster, state_graph, tpm
from viz.paper.export import to_bytes
from viz.paper.page import Medium
from viz.theme import GREY
from viz.view.course import OF_STATES, over_states, over_time
from viz.view.distinctions import distinctions_view
from viz.view.letters import letters
from viz.view.pair import pair_view
from viz.view.raster import TrajectoryView, raster_view
from viz.view.state_graph import at_state, state_graph_view
from viz.view.tpm import tpm_view

LABELS = ("A", "B", "C")
RULES = Substrate.from_rules({"A": "B | C", "B": "A & C", "C": "A ^ B"})
TEXT = "{http://www.w3.org/2000/svg}text"


def svg(figure):
    return to_bytes(figure, "svg").decode()


def texts(figure):
    root = ElementTree.fromstring(svg(figure))
    found = ["".join(node.itertext()).strip() for node in root.iter(TEXT)]
    return [re.sub(r"\s", "", text) if "\n" in text else text for text in found]


@pytest.fixture(scope="module")
def measured():
    states = [state_of(row, RULES.radix) for row in range(8)]
    return dict(enumerate(measure_all([(RULES, state) for state in states], Ask())))


@pytest.fixture(scope="module")
def trajectory(measured):
    states = [(1, 0, 0), (0, 0, 1), (1, 0, 0), (0, 0, 1)]
    names = [letters(LABELS, state) for state in states]
    courses = tuple(over_time(names, [1, 4, 1, 4], 0, measured, q) for q in OF_STATES)
    return TrajectoryView(raster_view(RULES, states, jumps=(2,)), courses, "from Abc")


def test_a_raster_has_a_row_for_each_unit_and_a_cell_for_each_step(trajectory):
    found = texts(raster.draw(trajectory.raster))
    assert {"A", "B", "C", "time (steps)"} <= set(found)
    assert any("set by hand" in text for text in found)
    assert "set by hand" not in " ".join(texts(raster.draw(replace(trajectory.raster, jumps=()))))
    figure = raster.draw(trajectory.raster)
    cells = next(axes for axes in figure.axes if axes.collections).collections[0]
    assert [tuple(c[:3].round(2)) for c in cells.get_facecolors()[:3]] == [
        (0.12,) * 3,
        (1.0,) * 3,
        (1.0,) * 3,
    ]


def test_the_curves_stand_under_the_raster_over_the_same_steps(trajectory):
    figure = raster.draw_trajectory(trajectory, 178)
    scales = [axes for axes in figure.axes if axes.axison]
    assert len(scales) == 1 + len(OF_STATES)
    assert len({axes.get_xlim() for axes in scales}) == 1
    assert len({round(axes.get_position().x0, 9) for axes in scales}) == 1
    found = texts(figure)
    assert found.count("time (steps)") == 1
    assert {"φs", "Φ", "complex (units)", "from Abc"} <= set(found)


def test_curves_over_all_states_name_them_and_mark_those_without_causes(measured):
    names = [letters(LABELS, state_of(row, RULES.radix)) for row in range(8)]
    views = [over_states(names, range(8), 2, measured, q) for q in OF_STATES]
    figure = course.draw(views)
    assert set(names) <= set(texts(figure))
    assert any("Cross: no state leads there" in text for text in texts(figure))
    assert any("Hollow" in text for text in texts(figure)) == any(p.supposed for p in views[1].points)
    line = figure.axes[1].lines[0]
    assert [y for y in line.get_ydata() if y == y] == [p.y for p in views[0].points if p.y is not None]


def test_some_states_only_are_their_own_rows(measured):
    """Of a large network the states visited are listed: their values must be theirs."""
    view = over_states(["abC", "aBC"], [4, 6], 6, measured, OF_STATES[0])
    assert [p.y for p in view.points] == [measured[4].phi_s, measured[6].phi_s]
    assert view.current == 1


def test_basins_have_hatches_without_colours():
    view = at_state(state_graph_view(RULES), RULES, [(1, 0, 0)])
    figures = [svg(state_graph.draw(view, 120, medium)) for medium in (Medium(), Medium(GREY))]
    assert ["<pattern" in figure for figure in figures] == [False, True]
    for figure, said in zip(figures, ("Blue ring", "Thick ring"), strict=True):
        assert said in figure.replace("\n", " ")


def test_many_states_are_named_where_there_is_room():
    ring = Substrate.from_rules(dict(zip("ABCDEF", "FABCDE", strict=True)))
    view = at_state(state_graph_view(ring), ring, [(1, 0, 0, 0, 0, 0)])
    wide, narrow = (set(texts(state_graph.draw(view, width))) for width in (178, 85))
    names = {state.text for state in view.states}
    assert len(names & narrow) < len(names & wide)
    assert "Abcdef" in narrow


def test_rows_of_a_tpm_keep_their_distance():
    ring = Substrate.from_rules(dict(zip("ABCDEF", "FABCDE", strict=True)))
    view = tpm_view(ring, (1, 0, 0, 0, 0, 0), "state")
    wide, narrow = (texts(tpm.draw(view, width)) for width in (178, 85))
    assert len(set(narrow) & set(view.rows)) <= len(set(wide) & set(view.rows)) <= 32
    assert "▸ Abcdef" in narrow


def test_distinctions_by_order_have_a_row_for_each(structure):
    found = texts(distinctions.draw_orders(distinctions_view(structure)))
    assert {"2 units", "1 unit", "Distinctions (aB): 3/3"} <= set(found)
    whole = "".join(found).replace(" ", "")
    for distinction in structure.distinctions:
        assert f"φ={number(distinction.phi, 2)}" in whole


@pytest.fixture(scope="module")
def pairs(request):
    fig1, structure = (request.getfixturevalue(name) for name in ("substrate", "structure"))
    system = candidate_system(fig1, (0, 1, 1), structure.units)
    views, distinction = [], structure.distinctions[2]
    for side in ("cause", "effect"):
        mechanism, purview = tuple(distinction.mechanism), tuple(getattr(distinction, side).units)
        found = analyse_purview(system, side, mechanism, purview)
        cut = cut_mechanism(system, side, mechanism, purview, found.specified, found.partition)
        views.append(replace(pair_view(system, found, cut), caption="below"))
    return tuple(views), distinction


@pytest.mark.parametrize("width", [85, 120, 178])
def test_a_distinction_has_both_partitions_and_both_sums(pairs, width):
    views, distinction = pairs
    figure = pair.draw_both(views, width)
    found = texts(figure)
    assert figure.get_figwidth() * 25.4 == pytest.approx(width)
    assert found.count("below") == 1
    assert found.count("part 1") == 2
    whole = "".join(found).replace(" ", "")
    for side in (distinction.cause, distinction.effect):
        assert f"φ(aB,{letters(side.units, side.state)})={side.phi:.4g}ibits" in whole


def test_why_a_pair_has_no_phi_stands_over_its_steps(pairs):
    (cause, _), _ = pairs
    found = texts(pair.draw(replace(cause, why="φ is 0: nothing is lost.")))
    assert "φ is 0: nothing is lost." in found
