"""The lattice and table of candidate systems, as data and as glyphs."""

import numpy as np
import pytest

from apps.document.examples import NETWORKS
from engine.iit4.complexes import complexes
from engine.large.search import complexes as search
from engine.substrate.substrate import Substrate
from viz.paper import complexes as paper
from viz.paper.export import to_bytes
from viz.screen.complexes import LatticePlot, about
from viz.shapes.dots import below
from viz.theme import LIGHT
from viz.view.candidate_rows import columns
from viz.view.complexes import MOST_A_ROW, NOTHING, complexes_view


@pytest.fixture(scope="module")
def fig1(substrate):
    return complexes(substrate, "aBC")


@pytest.fixture(scope="module")
def nine():
    weights = np.random.default_rng(4).normal(size=(9, 9))
    substrate = Substrate.from_weights(weights, 1.0, list("ABCDEFGHI"))
    return substrate, complexes(substrate, (0, 1, 0, 1, 1, 0, 1, 0, 0))


def test_every_candidate_has_its_verdict(fig1):
    view = complexes_view("ABC", fig1, ("A", "B"))
    verdicts = {row.text: row.verdict for row in view.rows}
    assert [row.text for row in view.rows][:2] == ["C", "aB"]  # the larger first
    assert verdicts["aB"] == "complex"
    assert verdicts["aBC"] == "excluded by C"
    assert verdicts["a"] == "excluded by aB"
    assert verdicts["BC"] == "reducible: the units are not strongly connected"
    assert len(verdicts) == 7
    assert "2 complexes: C with φ_s = 0.2122, aB with φ_s = 0.1719" in view.screen_text


def test_the_lattice_holds_all_small_sets_in_rows_by_size_joined_by_one_unit(fig1):
    view = complexes_view("ABC", fig1, ("A", "B"))
    assert [level.text for level in view.levels] == ["1 unit", "2 units", "3 units"]
    assert {view.rows[dot.row].size == dot.y for dot in view.dots} == {True}
    assert len(view.lines) == 9  # the edges of a cube without the empty set
    for low, high in view.lines:
        small, large = (set(view.rows[view.dots[i].row].units) for i in (low, high))
        assert small < large
        assert len(large - small) == 1
    assert view.rows[view.dots[view.selected].row].text == "aB"
    assert view.rival is None


def test_an_excluded_system_points_at_what_excludes_it(fig1):
    view = complexes_view("ABC", fig1, ("A",))
    assert view.rows[view.dots[view.rival].row].units == ("A", "B")
    plot = LatticePlot(LIGHT)
    plot.show(view)
    assert len(plot.sources["exclusion"].data["x0"]) == 1


def test_of_many_candidates_the_complexes_the_system_and_the_strongest_are_drawn(nine):
    substrate, found = nine
    weakest = min(found.candidates, key=lambda c: (c.phi_s, len(c.units) != 4)).units
    view = complexes_view(substrate.labels, found, weakest)
    assert len(view.rows) == 511
    drawn = [view.rows[dot.row] for dot in view.dots]
    assert len(drawn) == sum(level.shown for level in view.levels) < 300
    assert {c.units for c in found.complexes} <= {row.units for row in drawn}
    assert weakest in {row.units for row in drawn}
    fours = [row for row in view.rows if row.size == 4 and row.units != weakest]
    shown = [row for row in drawn if row.size == 4 and row.units != weakest]
    best = sorted((row.phi_s for row in fours), reverse=True)
    assert sorted((row.phi_s for row in shown), reverse=True) == best[: len(shown)]
    assert view.levels[3].text == f"4 units: {MOST_A_ROW} of 126"
    assert f"{511 - len(drawn)} more" in view.note
    assert not view.lines


def test_candidates_that_the_reading_leaves_out_are_neither_reducible_nor_zero():
    pqrs = Substrate.read(NETWORKS / "findlay-pqrs.json")
    found = complexes(pqrs, "pQrS", candidates="reachable-now")
    view = complexes_view(pqrs.labels, found)
    rows = {row.text: row for row in view.rows}
    assert rows["QS"].kind == "left-out"
    assert rows["QS"].verdict.startswith("left out: its state cannot follow")
    assert view.tally("left-out") == 15 - found.evaluated > 0
    assert f"{found.evaluated} candidate systems" in view.screen_text
    assert "left out" in view.note
    assert "candidates: reachable now" in view.caption
    assert "QS: left out" in about(rows["QS"], "0")
    assert below(rows["QS"], "0") == "–"
    at = [row.text for row in view.rows].index("QS")
    assert columns(view.rows)["phi_s"][at] is None
    plot = LatticePlot(LIGHT)
    plot.show(view)
    assert to_bytes(paper.draw(view), "svg")


def test_no_complex_at_all_is_a_sentence():
    found = complexes(Substrate.from_rules({"A": "0", "B": "A"}), "ab")
    view = complexes_view("AB", found)
    assert view.note == NOTHING
    assert NOTHING in view.screen_text


def test_the_table_has_full_precision(fig1):
    table = columns(complexes_view("ABC", fig1).rows)
    assert table["phi_s"][0] == max(c.phi_s for c in fig1.candidates)
    assert table["excluded_by"][table["units"].index("A")] == "A B"


def test_glyphs_tell_the_verdict_without_colour(fig1):
    plot = LatticePlot(LIGHT)
    plot.show(complexes_view("ABC", fig1, ("A", "B")))
    names = plot.sources["names"].data["text"]
    below = dict(zip(names, plot.sources["values"].data["text"], strict=True))
    assert (below["aB"], below["aBC"], below["BC"]) == ("0.17", "0.13✕", "0")
    assert len(plot.sources["ring"].data["x"]) == 2
    sizes = dict(zip(names, plot.sources["dots"].data["size"], strict=True))
    assert sizes["BC"] < sizes["a"] < sizes["aBC"] < sizes["aB"] < sizes["C"]


def test_a_tap_picks_the_nearest_candidate_of_its_row(fig1):
    plot = LatticePlot(LIGHT)
    view = complexes_view("ABC", fig1)
    plot.show(view)
    for dot in view.dots:
        assert plot.pick(dot.x + 0.01, dot.y - 0.2) == view.rows[dot.row].units
    assert plot.pick(0.5, 1.49) is None


@pytest.mark.parametrize("slug", ["iit4-fig1", "iit4-fig6e-exclusion"])
def test_the_figure_says_what_the_screen_says(slug):
    substrate = Substrate.read(NETWORKS / f"{slug}.json")
    found = complexes(substrate, substrate.state)
    view = complexes_view(substrate.labels, found, found.complexes[0].units)
    svg = to_bytes(paper.draw(view), "svg").decode()
    for winner in found.complexes:
        row = next(row for row in view.rows if row.units == winner.units)
        assert f">{row.text}</text>" in svg
    assert "Candidate systems of" in svg
    assert svg.count("✕") > 0


def test_of_a_large_substrate_the_sizes_that_occur_are_rows():
    computer = Substrate.read(NETWORKS / "findlay-computer-pqrs.json")
    view = complexes_view(computer.labels, search(computer, computer.state), computer.system)
    assert [(level.size, level.total) for level in view.levels] == [(1, 6), (4, 16)]
    assert {(view.rows[dot.row].size, dot.y) for dot in view.dots} == {(1, 1), (4, 2)}
    assert view.title == "Candidate systems among 117 units"
    assert " of 117 units ON" in view.caption
    assert view.searched.startswith("22 of ≈ 1.66×10³⁵ sets")
    assert view.unsettled == ()
    drawn = LatticePlot(LIGHT)
    drawn.show(view)
    assert drawn.pick(view.dots[-1].x, 2) == view.rows[view.dots[-1].row].units
    assert to_bytes(paper.draw(view), "svg")


def test_names_are_smaller_where_there_is_little_room():
    rules = dict.fromkeys("ABCDEF", "A")
    substrate = Substrate.from_rules(rules)
    found = complexes(substrate, "ABCDEF")
    plot = LatticePlot(LIGHT)
    plot.show(complexes_view(substrate.labels, found))
    sizes = []
    for room in (2000, 500, 300):
        plot._resized("inner_width", None, room)
        sizes.append(float(str(plot._glyph("names").text_font_size).removesuffix("px")))
    assert sizes[0] > sizes[1] >= sizes[2] >= 8
