"""Macro beside micro, mappings and φ_s by grain: the numbers of Marshall et al. 2024, and their figures."""

import json
import re
import threading
from dataclasses import replace
from xml.etree import ElementTree

import pytest

from apps.document import macros
from apps.document.snapshot import opened
from apps.figures.carried import carried_by
from apps.figures.exports import Order, make
from apps.figures.figure import Print, figure_bytes
from apps.results import grain_views, grains
from apps.results.exhibit import Exhibit, with_needs
from engine.errors import PhiscopeError
from engine.grain.bounds import Bounds
from engine.substrate.formats.figures import carried
from grain_cases import preset
from viz.paper.grain import BESIDE_MM
from viz.paper.grain_space import MOST_NAMED
from viz.paper.mapping import MOST_PRINTED

TEXT = "{http://www.w3.org/2000/svg}text"


@pytest.fixture(autouse=True)
def _without_fonts(monkeypatch):
    monkeypatch.setattr("viz.paper.export.with_fonts", lambda svg, _others: svg)


def quiet(*_told):
    return None


@pytest.fixture(scope="module")
def four():
    exhibit = Exhibit(opened(preset("grain-coarse-micro")))
    return with_needs(exhibit, {"comparison", "grains"}, quiet, threading.Event())


def said(plot, exhibit, width=120, grey=False):
    svg = figure_bytes((plot,), exhibit, Print("svg", width, grey=grey)).decode()
    nodes = ElementTree.fromstring(svg).iter(TEXT)
    return "|".join(re.sub(r"\s", "", "".join(node.itertext())) for node in nodes)


def test_the_coarse_four_have_more_as_two_units(four):
    found = four.comparison
    assert found.macro.phi_s == pytest.approx(1.0040208, abs=1e-7)
    assert found.best == ("A", "B")
    assert found.best_phi_s == pytest.approx(0.044089, abs=1e-6)
    assert found.micro_phi_s == pytest.approx(0.020157, abs=1e-6)
    assert found.micro.phi_s == found.micro_phi_s
    assert all(each.verdict.ok for each in found.verdicts)
    result = json.loads(make(Order("result", "json"), four))
    assert result["comparison"]["best_micro"]["units"] == ["A", "B"]
    assert result["grains"]["complexes"][0]["phi_s"] == pytest.approx(1.0040208, abs=1e-7)


def test_the_boxes_pass_one_reading_only():
    snapshot = opened(preset("grain-black-boxes"))
    found = {
        within: grains.comparison_job(snapshot, within, quiet, threading.Event())
        for within in ("all", "micro")
    }
    assert found["all"].macro.phi_s == pytest.approx(1.1183776016500528, abs=1e-10)
    assert [each.verdict.ok for each in found["all"].verdicts] == [False, False]
    assert [each.verdict.ok for each in found["micro"].verdicts] == [True, True]
    view = grain_views.comparison_view(snapshot, found["all"])
    assert "is not a unit of its own: φ_s 0.02999, but {AND(AB), C, D} inside it has" in view.units[0].verdict
    assert "assumed to be constant over the last 2 updates" in view.notes[0]
    assert view.sentence.startswith("As these units 1.118, as micro units 0.1352 (ACEG)")


def test_a_document_without_macro_units_is_refused_in_a_sentence(four):
    plain, _ = macros.use(four.snapshot, ())
    with pytest.raises(PhiscopeError, match="There are no macro units yet"):
        grains.comparison_job(plain, "all", quiet, threading.Event())
    empty = Exhibit(plain)
    for draw in (grain_views.grain, grain_views.space, grain_views.mapping):
        with pytest.raises(PhiscopeError):
            draw(empty)


def test_a_history_counts_for_the_search_only_if_it_is_long_enough(four):
    longer, _ = macros.set_tau(four.snapshot, "α", 2)
    longer, _ = macros.put_past(longer, 1, "A")
    assert grains.usable_history(longer, Bounds(tau=1)) is None
    assert len(grains.usable_history(longer, Bounds(tau=2))) == 2
    assert grains.usable_history(longer, Bounds(tau=3)) is None
    plan = grains.plan_job(four.snapshot, Bounds(), quiet, threading.Event())
    assert plan.systems == len(four.grains.systems)


@pytest.mark.parametrize("width", [85, 120])
def test_both_grains_are_printed_with_their_numbers_and_the_verdicts(four, width):
    assert 85 < BESIDE_MM <= 120  # below each other, beside each other
    text = said("grain", four, width)
    assert "Asmicrounits:φ0.04409(AB)" in text
    assert "Astheseunits:φ1.004" in text
    assert "α=AND(AB)" in text
    assert "ABisaunitofitsown" in text


def test_the_systems_are_printed_with_a_key_also_without_colours(four):
    text = said("grain-space", four)
    assert "80systems,1complex" in text
    assert "{AND(AB),AND(CD)}" in text
    assert "overunits" in text
    assert text.count("{") <= MOST_NAMED
    assert "microunitsinthesystem" in text
    assert "complex" in said("grain-space", four, grey=True)


def test_a_figure_carries_its_formalism_and_the_macro_units(four):
    newer = replace(four.snapshot, formalism="iit4-2026")
    exhibit = with_needs(Exhibit(newer), {"comparison", "grains"}, quiet, threading.Event())
    for plot in ("grain", "grain-space"):
        content = carried(carried_by((plot,), exhibit).encode())
        assert "--formalism=iit4-2026" in content["command"]
        assert content["network"]["macro"]["units"][0]["constituents"] == ["A", "B"]


def test_a_mapping_is_printed_with_the_present_history_framed(four):
    text = said("mapping", four, 85)
    assert "α=AND(AB)" in text
    assert text.count("OFF") == 3
    other = replace(four, macro_unit="β")
    assert "β=AND(CD)" in said("mapping", other, 85)
    longer, _ = macros.set_tau(four.snapshot, "α", 4)
    many = replace(four, snapshot=longer)
    text = said("mapping", many, 178)
    assert "Thehistoryisassumedconstant." in text
    printed = text.count("|ON") + text.count("|OFF")
    assert printed % MOST_PRINTED == 0
    assert f"{printed}of256sequencesareprinted." in text
