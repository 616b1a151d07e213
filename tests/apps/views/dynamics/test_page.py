"""The dynamics page without a browser: `apps.views.dynamics.panes`, its curves, its landscape, its menu."""

import csv
import io

import pytest

from apps.document.document import Document
from apps.figures.exports import exports_of
from apps.views.dynamics.landscape import ONLY_VISITED, Landscape
from apps.views.dynamics.page import VIEW
from apps.workspace.trajectory import Trajectory
from cards import example
from engine import Substrate, unfold
from visits import opened_at, visit

pytestmark = pytest.mark.filterwarnings("ignore:Both 'variant' and 'button_style'")


def test_graph_raster_and_clock_follow_a_step():
    async def scene(shown):
        assert shown.text("graph-text").startswith("Noisy")
        assert "Now in aBC" in shown.part("graph-text").object
        shown.part("step-on").clicks += 1
        state = shown.part("state").value
        assert "t = 1 · seed 1" in shown.text("clock")
        assert f"steps 0 to 1, now {state}" in shown.part("raster-text").object
        assert f"Now in {state}" in shown.part("graph-text").object
        assert shown.part("threshold").visible

    visit(opened_at(VIEW), scene)


def test_phi_over_all_states_is_what_unfolding_each_gives():
    fig1 = example("iit4-fig1")

    async def scene(shown):
        shown.part("curve-choice").value = "states"
        rows = list(csv.DictReader(io.StringIO((await shown.take("states-table", "csv")).decode())))
        assert len(rows) == 8
        for row in rows:
            found = unfold(fig1, row["state"], "AB")
            assert (float(row["phi_s"]), float(row["big_phi"])) == (found.phi_s, found.big_phi)
        offered = shown.exports()
        assert set(exports_of("dynamics", result=False)) == offered

    visit(opened_at(VIEW), scene)


def test_a_sweep_runs_while_it_is_in_sight():
    async def scene(shown):
        assert not shown.part("sweep-choice").visible or shown.part("curve-choice").value == "time"
        shown.part("curve-choice").value = "sweep"
        curves = shown.part("curves-pane")
        await shown.until(lambda: "φ_s over k of all (3 units): from" in said(curves))

    def said(curves):
        return " ".join(str(getattr(each, "object", "")) for each in curves.select())

    visit(opened_at(VIEW), scene)


def test_of_a_large_network_only_what_was_visited_is_measured():
    document = Document(Substrate.from_weights([[0.5] * 7] * 7))
    trajectory = Trajectory(document)
    landscape = Landscape(document, trajectory)
    assert landscape.is_live(document.snapshot)
    assert not landscape.is_quick(document.snapshot)
    assert landscape.measured == {}
    assert "64" in ONLY_VISITED
    before = landscape.question(document.snapshot)
    document.toggle("A")
    assert landscape.question(document.snapshot) != before
    document.open_substrate(Substrate.from_weights([[0.5] * 17] * 17))
    assert "too many for one candidate system: choose at most 16" in landscape.refusal(document.snapshot)
