"""φ_s by grain: every system once, complexes marked, dots that are found again under the pointer."""

import pytest

from engine.grain import grains
from engine.words import speaking
from grain_cases import preset
from viz.screen.grain_space import GrainSpacePlot
from viz.shapes.grains import MARKERS, PRINTED, SIGNS, grain_colour
from viz.theme import DARK, GREY, LIGHT
from viz.view import grain_space
from viz.view.grain_space import KINDS, grain_space_view


@pytest.fixture(scope="module")
def found():
    substrate = preset("grain-coarse-micro")
    return grains(substrate, substrate.state)


def test_rows_are_all_systems_the_largest_first(found):
    view = grain_space_view(found, "four", "abcd", preset("grain-coarse-micro").macro.units)
    assert len(view.rows) == len(view.dots) == len(found.systems)
    assert [row.phi_s for row in view.rows] == sorted((s.phi_s for s in found.systems), reverse=True)
    best = view.rows[0]
    assert (best.text, best.standing, best.size, best.units) == ("{AND(AB), AND(CD)}", "complex", 4, 2)
    assert view.present == 0
    assert sum(row.standing == "excluded" for row in view.rows) == len(found.excluded)
    assert "excluded by {AND(AB), AND(CD)}" in {row.verdict for row in view.rows}
    assert "Complexes: {AND(AB), AND(CD)} 1.004." in view.screen_text
    assert view.caption.startswith("four · state abcd · ")
    assert all(abs(dot.x - view.rows[dot.row].size) < 0.5 for dot in view.dots)
    assert len({(dot.x, round(dot.y, 6)) for dot in view.dots[:6]}) == 6


def test_verdicts_are_in_the_language_of_the_page(found):
    with speaking("de"):
        verdicts = [row.verdict for row in grain_space_view(found).rows]
    # As a table is sent them: of a phrase that would be the English.
    assert {"".join(each) for each in verdicts if " " not in each} == {"Komplex", "reduzibel"}


def test_many_systems_are_drawn_in_part_and_that_is_said(found, monkeypatch):
    monkeypatch.setattr(grain_space, "MOST_DOTS", 10)
    view = grain_space_view(found)
    assert (len(view.dots), len(view.rows)) == (10, 80)
    assert view.note.startswith("The 10 of largest φ_s are drawn.")


def test_no_complex_is_said_in_words():
    substrate = preset("grain-min-micro")
    view = grain_space_view(grains(substrate, substrate.state, size=1))
    assert view.kinds == ("micro",)
    assert view.screen_text.count("Complexes: ") == 1


def test_a_tap_on_a_dot_reports_its_system_and_rings_mark_complexes(found):
    plot = GrainSpacePlot(LIGHT)
    assert plot.pick(0, 0) is None
    view = grain_space_view(found)
    plot.show(view)
    dot = view.dots[0]
    assert plot.pick(dot.x, dot.y) == view.rows[0].index
    assert plot.pick(dot.x - 1.5, dot.y) is None
    assert list(plot.sources["ring"].data["y"]) == [dot.y]
    assert len(plot.sources["present"].data["x"]) == 0
    plot.set_theme(DARK)
    assert grain_colour(DARK, "units") in plot.sources["dots"].data["color"]


def test_every_grain_has_its_own_shape_and_a_colour_where_there_are_colours():
    for shapes in (MARKERS, PRINTED, SIGNS):
        assert len(set(shapes.values())) == len(KINDS) == len(shapes)
    assert len({grain_colour(LIGHT, kind) for kind in KINDS}) == len(KINDS)
    assert {grain_colour(GREY, kind) for kind in KINDS} == {GREY.muted}
