"""Target and computer in step: states, complexes and Φ of both, as values, pictures and tables.

What only their figures show is tested here alone: `viz.paper.simulation` and `viz.paper.scaling`.
"""

import csv
import io
import threading
from dataclasses import replace

import pytest

import simulated
from apps.document.snapshot import opened
from apps.figures.cite import methods
from apps.figures.exports import Order, make
from apps.figures.figure import Print, figure_bytes
from apps.results.exhibit import Exhibit, with_needs
from apps.results.scaling import PAPERS, SIZES, scaling_job, target_of
from apps.results.simulation import NO_CAUSES, OF_PAPER, moment_job, simulation_of
from apps.results.simulation_views import both, outputs, plain_view, scaling
from cards import example
from engine.errors import PhiscopeError, SubstrateError, TooLargeError
from engine.iit4.ruled_out import Unsettled
from engine.large.search import complexes
from engine.substrate.dynamics import is_deterministic, next_state
from engine.substrate.substrate import Substrate
from simulated import SCALES
from viz.screen.raster import RasterPlot
from viz.screen.scaling import ScalingPlot
from viz.screen.simulation import ComputerPlot
from viz.screen.target import TargetPlot
from viz.theme import DARK, LIGHT


def nothing(_fraction, _phase=""):
    """Report progress to nobody."""


def moment(simulation, time):
    return moment_job(simulation, time, "iit4-2023", OF_PAPER, nothing, threading.Event())


@pytest.fixture(scope="module")
def pqrs():
    return opened(example("findlay-pqrs"))


@pytest.fixture(scope="module")
def exhibit(pqrs):
    return Exhibit(pqrs, moment=moment(simulation_of(pqrs), 1), scales=SCALES)


def test_both_run_in_step(pqrs):
    simulation = simulation_of(pqrs)
    made = simulation.computer
    shown = simulation.target_states(40)
    places = [made.index(label) for label in simulation.outputs]
    assert shown[1:] == tuple(tuple(each[at] for at in places) for each in simulation.states(40))[1:]
    assert shown[1] == shown[8] == tuple(pqrs.state)
    assert shown[9] == next_state(pqrs.substrate, pqrs.state)


def test_the_target_is_one_complex_and_the_computer_falls_apart(exhibit):
    """The printed Φ = 391.25 against 6 at most, in 22 complexes."""
    found = exhibit.moment
    (whole,) = found.target.complexes
    assert (whole.units, round(whole.phi_s, 4), round(whole.big_phi, 2)) == (tuple("PQRS"), 1.5081, 391.25)
    assert len(found.computer.complexes) == 22
    assert max(each.big_phi for each in found.computer.complexes) == 6.0
    assert found.computer.ruled_out.sets == 2**117 - 1


def test_the_feedback_variant_has_no_causes_at_its_start_and_ties_later(pqrs):
    simulation = simulation_of(pqrs, feedback=True)
    start = moment(simulation, 0)
    assert (start.computer.problem, start.computer.wholes) == (NO_CAUSES, ())
    assert len(start.target.complexes) == 1
    later = moment(simulation, 1)
    undecided = [each for each in later.computer.wholes if not each.is_complex]
    assert undecided
    assert max(len(each.units) for each in later.computer.complexes) == 5
    view = both(Exhibit(pqrs, moment=start))
    assert view.phis[1][1:] == ("–", "–", "–")
    assert NO_CAUSES in view.computer.problem


def test_what_no_computer_shown_runs_is_refused(pqrs):
    with pytest.raises(SubstrateError, match="deterministic targets of ON-OFF units"):
        simulation_of(opened(example("iit4-fig1")))
    with pytest.raises(TooLargeError, match="117 units are too many for a target"):
        simulation_of(opened(example("findlay-computer-pqrs")))
    with pytest.raises(PhiscopeError, match="no simulation to draw yet"):
        both(Exhibit(pqrs))
    with pytest.raises(PhiscopeError, match="Nothing has been measured yet"):
        scaling(Exhibit(pqrs))


def test_a_target_of_three_units_has_three_outputs():
    ring = opened(Substrate.from_rules({"A": "C", "B": "A", "C": "!B"}))
    simulation = simulation_of(ring)
    assert simulation.outputs == ("T0R0", "T1R0", "T2R0")
    view = outputs(Exhibit(ring, moment=moment(simulation, 10)))
    assert view.labels == ("A", "B", "C", "T0R0", "T1R0", "T2R0")
    rows = {}
    for cell in view.cells:
        rows.setdefault(cell.row, []).append(cell.level)
    assert rows[0][1:] == rows[3][1:]
    assert rows[2][1:] == rows[5][1:]


def test_modules_open_and_close(exhibit):
    whole = both(exhibit)
    assert len(whole.computer.units) == 117
    assert sum(bool(each.outline) for each in whole.computer.wholes) == 22
    closed = both(replace(exhibit, open_modules=("clock",)))
    assert [unit.label for unit in closed.computer.units] == ["C0", "X1", "A1", "X2", "A2"]
    program = next(box for box in closed.boxes if box.kind == "program")
    assert program.lines == ("80 units, 40 ON", "16 complexes", "φ_s up to 2, Φ up to 6")
    assert not program.is_open
    assert {each.count for each in closed.bundles} == {4, 16, 64}
    assert "largest Φ 391" in closed.screen_text


def test_the_plots_draw_it(exhibit, pqrs):
    view = both(exhibit)
    computer, target, raster, sizes = (
        ComputerPlot(LIGHT),
        TargetPlot(LIGHT),
        RasterPlot(LIGHT),
        ScalingPlot(LIGHT),
    )
    for plot, model in ((computer, view), (target, view), (raster, view.outputs), (sizes, scaling(exhibit))):
        plot.show(model)
        plot.set_theme(DARK)
        assert plot.screen_text == model.screen_text
    assert len(computer.sources["units"].data["x"]) == 117
    assert len(target.sources["units"].data["x"]) == 4
    assert computer.pick(8.0, 12.7) == "program"
    assert computer.pick(8.0, 5.0) is None  # inside an open module
    assert computer.pick(-1.3, 0.0) is None
    computer.show(both(replace(exhibit, open_modules=("clock",))))
    assert computer.pick(8.0, 5.0) == "program"
    waiting = plain_view(simulation_of(pqrs), 3, ("clock",))
    computer.show(waiting)
    assert waiting.computer.wholes == ()


@pytest.mark.parametrize("plot", ["computer", "outputs", "scaling"])
@pytest.mark.parametrize("width", [85, 178])
def test_its_figures_are_drawn(exhibit, plot, width):
    text = figure_bytes((plot,), exhibit, Print("svg", width=width)).decode()
    assert "phiscope" in text


def test_its_tables_have_full_precision(exhibit):
    rows = list(csv.DictReader(io.StringIO(make(Order("wholes-table", "csv"), exhibit).decode())))
    assert len(rows) == 23
    assert (rows[0]["system"], rows[0]["units"], rows[0]["big_phi"][:10]) == (
        "target",
        "P Q R S",
        "391.247221",
    )
    rows = list(csv.DictReader(io.StringIO(make(Order("scaling-table", "csv"), exhibit).decode())))
    assert [(row["target_units"], row["computer_units"]) for row in rows] == [
        ("2", "117"),
        ("4", "117"),
        ("8", "2603"),
    ]
    assert b"varphi" in make(Order("wholes-table", "tex"), exhibit)


def test_what_is_needed_is_computed(pqrs):
    found = with_needs(Exhibit(pqrs), {"simulation"}, nothing, threading.Event())
    assert (found.moment.time, found.moment.readings) == (1, pqrs.readings)


def test_targets_of_all_sizes_are_deterministic_and_always_the_same():
    for bits in SIZES:
        target, first = target_of(bits)
        assert (target.n, len(first)) == (bits, bits)
        assert is_deterministic(target)
        assert target.sha256 == target_of(bits)[0].sha256
    assert target_of(PAPERS)[0].labels == list("PQRS")


def test_a_size_that_cannot_be_computed_says_why_and_the_others_are_drawn(monkeypatch, exhibit):
    def refused(substrate, *_rest):
        if substrate.n > 117:
            raise TooLargeError("It takes too much memory.")
        return 2.0

    monkeypatch.setattr("apps.results.scaling._largest", refused)
    found = scaling_job(nothing, threading.Event())
    assert [each.computer_phi for each in found] == [2.0] * 3 + [None] * 4
    assert {each.target_phi for each in found} == {2.0}
    view = scaling(replace(exhibit, scales=found))
    assert "Not known for 5 units: It takes too much memory." in view.note
    assert "Φ 2 against ?" in view.points[-1].about
    assert [bits for bits, _, _ in view.curve("computer")] == [2, 3, 4]
    plot = ScalingPlot(LIGHT)
    plot.show(view)
    assert plot.sources["computer"].data["x"] == [2, 3, 4]
    drawn = make(Order("scaling", "svg"), replace(exhibit, scales=found)).decode()
    assert "Not known for 5 units" in drawn
    assert make(Order("scaling-table", "csv"), replace(exhibit, scales=found)).count(b"\n") == 8


@pytest.mark.slow
def test_the_computer_grows_and_its_largest_phi_hardly_does():
    found = scaling_job(nothing, threading.Event())
    assert [each.units for each in found] == [117, 117, 117, 2603, 2603, 2603, 2603]
    assert {round(each.computer_phi, 6) for each in found} == {6.0, 12.0}
    assert round(found[2].target_phi, 2) == 391.25


def test_methods_name_variant_update_and_readings(exhibit):
    said = methods(exhibit)
    assert "simulated on the computer of 117 units of Findlay et al. 2024 (without feedback;" in said
    assert "of which update 1 was analysed" in said
    assert "The largest Φ was 391.247 in the target and 6 in the computer." in said
    assert "findlay2024dissociating" in said
    assert "with feedback" in methods(Exhibit(exhibit.snapshot, moment=simulated.moment(feedback=True)))


def test_methods_of_a_large_search_say_what_was_ruled_out():
    computer = opened(example("findlay-computer-pqrs"))
    found = complexes(computer.substrate, computer.state)
    said = methods(Exhibit(computer, complexes=found))
    assert "22 of ≈ 1.66×10³⁵ sets of units evaluated" in said
    assert "incomplete" not in said
    ruled = replace(found.ruled_out, unsettled=(Unsettled(("A", "B"), ("A", "B")),))
    assert "The search is incomplete." in methods(
        Exhibit(computer, complexes=replace(found, ruled_out=ruled))
    )
