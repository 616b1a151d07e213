"""φ_s over two numbers: as single runs, regions with their borders, the figure of `viz.paper.plane`."""

import threading

import pytest

from apps.document.snapshot import opened
from apps.figures.exports import Order, make
from apps.figures.figure import Print, figure
from apps.results import plane as planes
from apps.results.exhibit import Exhibit
from apps.results.plane import (
    Plane,
    both,
    measured_plane,
    predicted,
    refusal,
    usual_plane,
    values_of,
    view_of,
)
from apps.results.sweep import Sweeping
from cards import example
from engine import complexes, unfold
from engine.errors import Cancelled, PhiscopeError, SubstrateError
from engine.substrate.substrate import Substrate
from printed import collisions, outside, said, small, untitled


@pytest.fixture(scope="module")
def snapshot():
    return opened(example("iit4-fig1"))


@pytest.fixture(scope="module")
def found(snapshot):
    return measured_plane(snapshot, usual_plane(snapshot.substrate), lambda *_: None, threading.Event())


def test_each_place_is_a_single_run(snapshot, found):
    xs, ys = values_of(found.first), values_of(found.second)
    assert len(found.measures) == len(xs) * len(ys)
    for place in (0, 130, 312, 624):
        x, y = xs[place % len(xs)], ys[place // len(xs)]
        made = both(snapshot.substrate, found, x, y)
        alone = unfold(made, snapshot.state, snapshot.system)
        assert found.measures[place].phi_s == pytest.approx(alone.phi_s, abs=1e-12)
        ranked = complexes(made, snapshot.state).complexes
        assert found.measures[place].complex == (ranked[0].units if ranked else ())


def test_the_usual_numbers_are_a_weight_and_the_noise(snapshot):
    usual = usual_plane(snapshot.substrate)
    assert (usual.first.parameter.kind, usual.second.parameter.kind) == ("weight", "k")
    noisy = usual_plane(Substrate.from_rules({"A": "B", "B": "A"}))
    assert noisy.first.parameter != noisy.second.parameter
    assert {noisy.first.parameter.kind, noisy.second.parameter.kind} == {"noise"}
    with pytest.raises(SubstrateError, match="Two numbers are needed"):
        usual_plane(Substrate.from_tpm([[0, 0], [0, 1], [1, 0], [1, 1]]))


def test_bad_ranges_are_refused_and_work_stops(snapshot, found):
    assert refusal(found) == ""
    assert "different" in refusal(Plane(found.first, found.first))
    backward = Plane(found.first, Sweeping(found.second.parameter, 3.0, 1.0))
    with pytest.raises(PhiscopeError, match="from the smaller"):
        measured_plane(snapshot, backward, lambda *_: None, threading.Event())
    stop = threading.Event()
    stop.set()
    with pytest.raises(Cancelled):
        measured_plane(snapshot, found, lambda *_: None, stop)
    assert 0 < predicted(snapshot) < 5


def test_the_figure_has_regions_borders_and_the_network(snapshot, found):
    view = view_of(snapshot, found)
    assert {region.text for region in view.regions} >= {"A", "C", "AB"}
    assert view.here is not None
    assert view.borders
    assert "Ring: the network as it is." in view.note
    exhibit = Exhibit(snapshot, plane=found)
    for width in (85, 120, 178):
        for grey in (False, True):
            drawn = figure(("plane",), exhibit, Print("svg", width=width, grey=grey))
            texts = said(drawn)
            assert small(texts) == set()
            assert collisions(texts) == []
            assert outside(texts, drawn) == []
            assert untitled(drawn) == []
    lines = make(Order("plane-table", "csv"), exhibit).decode().splitlines()
    assert len(lines) == 1 + planes.STEPS**2
