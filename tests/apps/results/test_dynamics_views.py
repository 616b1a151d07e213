"""What the dynamics page and its figures show of an exhibit."""

from dataclasses import replace

import pytest

from apps.results.dynamics import Motion
from apps.results.dynamics_views import (
    across,
    along,
    asked,
    graph,
    listed,
    over_all,
    over_parameter,
    raster,
    sweep,
    trajectory,
    visited,
)
from apps.results.sweep import POINTS, usual
from engine.errors import PhiscopeError


def test_graph_raster_and_curves_are_about_the_same_walk(exhibit):
    assert visited(exhibit) == exhibit.motion.states
    assert len(graph(exhibit).states) == 8
    assert "state aBC" in graph(exhibit).caption
    assert "trajectory from aBC" in raster(exhibit).caption
    assert "sampled, seed 1" in raster(exhibit).caption
    assert [len(view.points) for view in along(exhibit)] == [21, 21, 21]
    assert [len(view.points) for view in along(exhibit, 5)] == [5, 5, 5]
    assert along(exhibit, 5)[0].points[0].x == 16


def test_over_all_states_every_state_is_a_point_and_the_present_one_is_marked(exhibit):
    assert listed(exhibit) == list(range(8))
    phi_s, *_ = across(exhibit)
    assert len(phi_s.points) == 8
    assert phi_s.current == 6  # aBC, the first unit fastest
    values = [exhibit.motion.measured[row].phi_s for row in range(8)]
    assert [point.y for point in phi_s.points] == values


def test_what_was_swept_has_a_point_for_each_value(exhibit):
    assert asked(exhibit) == exhibit.motion.sweeping
    assert [len(view.points) for view in sweep(exhibit)] == [POINTS] * 3
    assert all("system A, B" in view.caption for view in over_parameter(exhibit))


def test_a_walk_that_has_not_begun_is_the_present_state(exhibit):
    still = replace(exhibit, motion=Motion())
    assert visited(still) == (exhibit.snapshot.state,)
    assert asked(still) == usual(exhibit.snapshot.substrate)
    assert [view.points for view in sweep(still)] == [()] * 3


def test_what_is_not_computed_is_said(exhibit):
    still = replace(exhibit, motion=Motion())
    for ask, said in ((trajectory, "compute them first"), (over_all, "compute them first"),
                      (over_parameter, "run the sweep first")):  # fmt: skip
        with pytest.raises(PhiscopeError, match=said):
            ask(still)


def test_in_print_no_state_of_the_course_is_the_present_one(exhibit):
    found = trajectory(exhibit)
    assert found.raster == raster(exhibit)
    assert {view.current for view in found.courses} == {None}
