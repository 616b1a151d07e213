"""The account as a picture, a table and a figure: Figs 6, 7 and 10 of the actual causation paper."""

import itertools
import re
from dataclasses import replace
from xml.etree import ElementTree

import numpy as np
import pytest
from bokeh.document import Document
from bokeh.models import ColumnDataSource

from apps.document.examples import NETWORKS
from engine.causation.account import account
from engine.causation.counterfactuals import analyse_link
from engine.causation.why_not import best_purview
from engine.substrate.substrate import Substrate
from viz.html.account_svg import svg
from viz.paper import account as paper
from viz.paper.export import to_bytes
from viz.screen.account import SCALE, AccountPlot, thickness
from viz.shapes.strands import strands, written_sets
from viz.theme import DARK, LIGHT
from viz.view.account import LABELLED, account_view, columns
from viz.view.link import link_arithmetic, link_view, nearest, what_if
from viz.view.link_text import arithmetic, partition_text


def read(name):
    substrate = Substrate.read(NETWORKS / f"ac-{name}.json")
    known = substrate.transition
    return substrate, account(
        substrate, known["before"], known["after"], known.get("causes"), known.get("effects")
    )


def test_a_caption_does_not_list_a_background_of_a_hundred_units():
    rules = {"A": "B", "B": "A"} | {f"Y{i}": "A" for i in range(60)}
    substrate = Substrate.from_rules(rules)
    now = (1, 0, *[0] * 60)
    found = account(substrate, now, (0, 1, *[1] * 60), ["A", "B"], ["A", "B"])
    said = account_view(substrate, found).caption
    assert "y23 and 36 more units" in said
    assert "y24" not in said


def view_of(name, selected=None):
    return account_view(*read(name), selected)


def test_the_rows_are_the_papers_two_blocks():
    rows = view_of("fig6-or-and").rows
    assert [row.direction for row in rows] == ["effect"] * 2 + ["cause"] * 3
    assert [f"{row.x} {row.arrow} {row.y}" for row in rows[1:4]] == ["and → and", "OR ← OR", "and ← and"]
    assert rows[-1].arithmetic == "α = log2(0.5/0.4444) = 0.1699 bits"
    assert rows[-1].partition == "OR/OR AND/AND"


def test_the_arithmetic_is_that_of_the_brief():
    assert arithmetic(0.5, 0.375, np.log2(0.5 / 0.375)) == "α = log2(0.5/0.375) = 0.415 bits"
    assert partition_text(((("A",), ()), ((), ("C",)))) == "A alone, C unconstrained"


def test_tied_candidates_stand_in_a_brace():
    view = view_of("fig10-voting")
    row = view.rows[-1]
    assert row.tied
    assert row.x == "{ AB | Acde }"
    mark = view.links[-1]
    assert [view.spots[i].text for i in mark.there] == ["AB", "Acde"]
    drawn = {strand.mark.index: strand for strand in strands(view, (0.1, 0.1))}
    assert drawn[mark.index].brace is not None
    assert len(drawn[mark.index].heads) == 2
    assert all(drawn[other.index].brace is None for other in view.links[:-1])


def test_units_stand_in_two_columns_and_only_background_that_matters_is_shown():
    view = view_of("fig9b-doc-background")
    before = [spot for spot in view.spots if spot.column == "before"]
    assert [(spot.text, spot.background) for spot in before] == [("A", False), ("b", True), ("C", False)]
    assert [spot.text for spot in view.spots if spot.column == "after"] == ["D"]
    assert all(0 <= spot.x <= 1 and 0 <= spot.y <= 1 for spot in view.spots)
    assert "background bd" in view.caption


def test_spots_of_a_column_keep_apart():
    substrate, found = read("noisy-and-ring")
    spots = account_view(substrate, found).spots
    for column in ("before", "after"):
        for kind in (False, True):
            ys = sorted(spot.y for spot in spots if spot.column == column and spot.is_set == kind)
            assert all(b - a > 0.05 for a, b in itertools.pairwise(ys))


def test_causes_and_effects_differ_by_more_than_colour():
    plot = AccountPlot(LIGHT)
    plot.show(view_of("fig7b-conjunction"))
    looks = set(zip(plot.sources["lines"].data["color"], plot.sources["lines"].data["dash"], strict=True))
    assert looks == {(LIGHT.after, "solid"), (LIGHT.before, "11 5")}
    angles = plot.sources["heads"].data["angle"]
    assert sorted({round(angle, 3) for angle in angles}) == [-1.571, 1.571]


def test_thickness_grows_with_alpha():
    plot = AccountPlot(LIGHT)
    view = view_of("fig7b-conjunction")
    plot.show(view)
    widths = sorted(plot.sources["lines"].data["width"])
    assert widths == sorted(thickness(row.alpha / 2) for row in view.rows)


def test_the_picked_link_is_lit_and_the_rest_is_grey():
    plot = AccountPlot(DARK)
    plot.show(view_of("fig7b-conjunction", selected=(3, 0)))
    colours = plot.sources["lines"].data["color"]
    assert colours.count(DARK.rest) == 3
    assert colours.count(DARK.before) == 1


def on_screen(view):
    return strands(view, (0.12, 0.06), SCALE)


def test_a_tap_reports_the_link():
    plot = AccountPlot(LIGHT)
    view = view_of("fig7c-biconditional")
    plot.show(view)
    heard = []
    plot.on_pick(heard.append)
    strand = on_screen(view)[0]
    x, y = strand.paths[0][12]
    assert plot.pick(float(x), float(y)) == (strand.mark.index, 0)
    assert plot.pick(0.5, 1.2) is None


def test_each_tied_candidate_can_be_tapped_and_brought_out():
    plot = AccountPlot(LIGHT)
    view = view_of("fig7a-disjunction")
    plot.show(view)
    braced = next(strand for strand in on_screen(view) if strand.brace is not None)
    index = braced.mark.index
    for candidate, path in enumerate(braced.paths[1:]):
        x, y = path.mean(axis=0)
        assert plot.pick(float(x), float(y)) == (index, candidate)
    assert [about.split(":")[0] for about in braced.mark.about] == [
        "A ← C, one of 2 equally good",
        "B ← C, one of 2 equally good",
    ]
    plot.show(view_of("fig7a-disjunction", selected=(index, 1)))
    lines = plot.sources["lines"].data
    rows = zip(lines["link"], lines["candidate"], lines["width"], strict=True)
    widths = [width for link, _, width in rows if link == index]
    full = thickness(braced.mark.strength)
    assert widths == [full, 1.2, full]  # to the brace, to A, to B
    assert plot.pick(*map(float, braced.paths[0][12])) == (index, 1)


def test_what_the_mouse_finds_is_checked_and_gets_a_halo():
    plot = AccountPlot(LIGHT)
    plot.show(view_of("fig6-or-and"))
    heard = []
    plot.on_hover(heard.append)
    for hit in ([3, 0], [9, 0], [], [[], {}]):
        plot.probe.data = {"hit": hit}
    for nonsense in ({"hit": "3"}, {"hit": None}, {"hit": 3}, None):
        with pytest.raises(ValueError, match="expected"):  # Bokeh takes no such thing from a browser
            plot.probe.data = nonsense
    assert {hit for hit in heard if hit is not None} == {(3, 0)}
    assert heard[-1] is None
    before = dict(plot.sources["lines"].data)
    plot.hint((3, 0))
    assert len(plot.sources["halo"].data["xs"]) == 1
    assert dict(plot.sources["lines"].data) == before
    plot.hint(None)
    assert plot.sources["halo"].data["xs"] == []


@pytest.mark.parametrize("theme", [LIGHT, DARK])
def test_the_small_picture_has_the_colours_of_its_theme(theme):
    view = view_of("fig7a-disjunction")
    root = ElementTree.fromstring(svg(view, theme).replace("<svg ", "<svg xmlns='s' ", 1))
    assert root.get("aria-label") == view.screen_text
    assert len(root.findall("{s}circle")) == 3
    lines = root.findall("{s}polyline")
    assert {line.get("stroke") for line in lines} == {theme.before, theme.after}
    dashed = [line.get("stroke") for line in lines if line.get("stroke-dasharray")]
    assert dashed == [theme.before]
    assert {text.text for text in root.findall("{s}text")} >= {"A", "B", "C", "t−1", "t", "0.415"}


def test_showing_replaces_data_only():
    plot = AccountPlot(LIGHT)
    before = {model.id for model in plot.figure.references()}
    for name in ("fig10-voting", "fig12b-noisy-copy-fails", "fig6-or-and"):
        plot.show(view_of(name))
        sources = [m for m in plot.figure.references() if isinstance(m, ColumnDataSource)]
        assert all(len({len(column) for column in s.data.values()}) <= 1 for s in sources)
    added = [model for model in plot.figure.references() if model.id not in before]
    assert not [m for m in added if type(m).__name__ in ("GlyphRenderer", "ColumnDataSource", "Range1d")]
    document = Document()
    document.add_root(plot.figure)
    assert document.to_json()


def test_an_account_without_links_says_so():
    view = view_of("fig12b-noisy-copy-fails")
    assert not view.rows
    assert "Nothing in this transition" in view.note
    assert "Nothing in this transition" in view.screen_text


def test_the_table_keeps_full_precision():
    table = columns(view_of("fig6-or-and"))
    assert table["alpha"][0] == pytest.approx(np.log2(1 / 0.75), abs=1e-12)


@pytest.mark.parametrize("name", ["fig6-or-and", "fig10-voting", "noisy-and-ring"])
def test_the_figure_for_print(name):
    view = view_of(name)
    figure = paper.draw(view)
    assert figure.get_figwidth() == pytest.approx(85 / 25.4)
    svg = to_bytes(figure, "svg")
    found = [
        re.sub(r"\s+", " ", "".join(node.itertext())).strip()
        for node in ElementTree.fromstring(svg).iter("{http://www.w3.org/2000/svg}text")
    ]
    assert view.title in found
    assert "t−1" in found
    assert {mark.text for mark in view.links[:1]} <= set(found)
    assert svg == to_bytes(paper.draw(view), "svg")


def test_a_link_under_the_lens():
    substrate, found = read("fig7a-disjunction")
    moved, link = found.transition, found.links[-1]
    analysis = analyse_link(substrate, moved, link.direction, link.occurrence, link.candidates[0])
    view = link_view(analysis)
    assert view.title == "Cause of C: π(A | C)   α = 0.415"
    assert view.states == ("a", "A")
    assert view.intact == pytest.approx((1 / 3, 2 / 3))
    assert view.unconstrained == pytest.approx((0.5, 0.5))
    assert link_arithmetic(analysis)[0] == "α = log2(0.6667/0.5) = 0.415 bits"


def test_what_if_lists_every_state_the_actual_one_first():
    substrate, found = read("fig7b-conjunction")
    analysis = analyse_link(substrate, found.transition, "effect", ("A", "B"), ("D",))
    rows = what_if(analysis)
    assert [row.state for row in rows] == ["AB", "ab", "Ab", "aB"]
    assert [row.probability for row in rows] == [1, 0, 0, 0]
    assert rows[0].actual
    assert not any(row.actual for row in rows[1:])


def test_what_if_says_what_the_numbers_mean():
    substrate, found = read("fig6-or-and")
    rows = what_if(analyse_link(substrate, found.transition, "effect", ("OR",), ("OR",)))
    assert [row.verdict for row in rows] == ["as it was", "half as probable"]
    substrate, found = read("fig7b-conjunction")
    rows = what_if(analyse_link(substrate, found.transition, "effect", ("A",), ("D",)))
    assert [row.verdict for row in rows] == ["as it was", "never"]


def nearest_of(name, direction, units):
    substrate, found = read(name)
    best = best_purview(substrate, found.transition, direction, units)
    return nearest(best, analyse_link(substrate, found.transition, direction, units, best.purview))


def test_why_there_is_no_link_is_seen_in_equal_chances():
    alone = nearest_of("fig7c-biconditional", "effect", ("A",))
    assert alone.heading == "A before has no actual effect. E after comes nearest; its probability is"
    assert alone.chances == (("with A", 0.5), ("whatever A was", 0.5))
    assert alone.verdict.startswith("A makes no difference")
    both = nearest_of("fig7a-disjunction", "effect", ("A", "B"))
    assert [p for _, p in both.chances] == [1, 0.75, 1]
    assert "the parts do it alone" in both.verdict
    against = nearest_of("fig8a-majority", "effect", ("D",))
    assert against.chances == (("with d", 0.125), ("whatever d was", 0.3125))
    assert "prevents" in against.verdict


@pytest.mark.parametrize("name", ["fig6-or-and", "fig10-voting", "noisy-and-ring", "fig13-classifier"])
def test_the_best_purview_of_a_linked_occurrence_is_its_link(name):
    substrate, found = read(name)
    for link in found.links:
        best = best_purview(substrate, found.transition, link.direction, link.occurrence)
        assert best.alpha == pytest.approx(link.alpha, abs=1e-10)
        assert best.raises


def test_every_link_is_listed_when_not_all_are_drawn():
    substrate, found = read("noisy-and-ring")
    many = replace(found, links=found.links * 5)
    view = account_view(substrate, many)
    assert len(view.rows) == 55
    assert len(view.links) == 40
    assert "The 40 strongest of 55" in view.note


def test_of_many_sets_only_those_are_named_that_cover_no_other():
    substrate = Substrate.from_weights(
        np.random.default_rng(3).normal(size=(5, 5)).round(1), 2.0, list("ABCDE")
    )
    view = account_view(substrate, account(substrate, (0,) * 5, (0, 1, 0, 1, 0)))
    sets = [spot for spot in view.spots if spot.is_set]
    named = written_sets(view, 0.09)
    assert 4 < len(named) < len(sets)
    for a, b in itertools.combinations(named, 2):
        assert a.column != b.column or abs(a.y - b.y) >= 0.09
    strongest = max(view.links, key=lambda mark: mark.strength)
    ends = [view.spots[i] for i in (strongest.here, *strongest.there)]
    assert all(spot in named for spot in ends if spot.is_set)
    drawn = strands(view, (0.12, 0.06))
    assert 1 < sum(strand.text_at is not None for strand in drawn) <= LABELLED
    weakest = min(view.links, key=lambda mark: mark.strength)
    chosen = strands(replace(view, selected=(weakest.index, 0)), (0.12, 0.06))
    assert next(s for s in chosen if s.mark.index == weakest.index).text_at is not None
