"""The constellation as a picture: places in concept space, fates, flows whose cost is Φ, names apart."""

import itertools
from functools import cache

import numpy as np
import pytest

from cards import example
from engine import Substrate, iit3
from engine.errors import PhiscopeError
from printed import collisions, outside, said, small
from viz.html.star_key import star_key
from viz.paper.constellation import draw
from viz.screen.constellation import ConstellationPlot
from viz.shapes.stars import kinds_of, names, radius, star_look
from viz.theme import DARK, GREY, LIGHT
from viz.view.concept_space import ConceptAxes, axes_of_states
from viz.view.constellation import constellation_view
from viz.view.star import CROWD, NAMED

FIG4, BASIC, FIG17C = "iit3-fig4", "pyphi-basic", "iit3-fig17c-majority"


@cache
def found(slug):
    network = example(slug)
    return iit3.unfold(network, network.state, network.system)


@cache
def noisy():
    """A system in which the cut moves concepts instead of only losing them."""
    weights = np.random.default_rng(7).normal(0, 1, (3, 3))
    return iit3.unfold(Substrate.from_weights(weights, k=2.0), (1, 0, 1))


def spread(structure, concept, side):
    """The repertoire of a concept over all units, by the definition, state by state."""
    purview = (concept.cause if side == "past" else concept.effect).purview
    values = (concept.cause if side == "past" else concept.effect).repertoire
    on = dict(zip(structure.units, [0.5] * 9 if side == "past" else structure.unconstrained, strict=False))
    whole = []
    for state in itertools.product((0, 1), repeat=len(structure.units)):
        now = dict(zip(structure.units, reversed(state), strict=True))
        p = values[sum(now[unit] << i for i, unit in enumerate(purview))]
        for unit in set(structure.units) - set(purview):
            p *= on[unit] if now[unit] else 1 - on[unit]
        whole.append(p)
    return whole


@pytest.mark.parametrize("structure", [lambda: found(FIG4), lambda: found(BASIC), noisy])
def test_places_are_the_repertoires_over_all_units(structure):
    structure = structure()
    space = ConceptAxes(structure)
    for concept in structure.concepts:
        for side in ("past", "future"):
            expected = spread(structure, concept, side)
            assert sum(expected) == pytest.approx(1)
            place = space.place(concept, [(side, i) for i in range(len(expected))])
            assert place == pytest.approx(expected)
    null = space.place(None, [("past", 0), ("future", 0)])
    assert null == pytest.approx((1 / 8, np.prod([1 - p for p in structure.unconstrained])))


def test_the_axes_are_those_of_largest_variance_and_the_user_may_choose_others():
    view = constellation_view(found(BASIC))
    assert [axis.name for axis in view.axes] == ["future abC", "past ABc", "past aBc"]
    spreads = [axis.variance for axis in view.choices]
    assert spreads == sorted(spreads, reverse=True)
    assert len(view.choices) == 16
    assert view.limit == 1.0
    for name in ("future abC", "past ABc", "past aBc"):
        assert name in view.screen_text
    flat = constellation_view(found(BASIC), [("past", 0), ("future", 1)])
    assert [axis.name for axis in flat.axes] == ["past abc", "future Abc"]
    for star in flat.stars:
        assert star.at == pytest.approx([p / flat.limit for p in star.place])
        assert star.foot == star.at
    assert axes_of_states(("A", "B"))[:2] == [(("past", 0), "past:ab"), (("past", 1), "past:Ab")]


@pytest.mark.parametrize(
    "axes",
    [[("past", 0)], [("past", 0), ("past", 0)], [("past", 0), ("past", 8)], [("past", i) for i in range(4)]],
)
def test_other_axes_are_refused(axes):
    with pytest.raises(PhiscopeError, match="two or three different states"):
        constellation_view(found(FIG4), axes)


def test_the_cut_of_fig_4_keeps_a_and_b_and_loses_the_rest():
    view = constellation_view(found(FIG4))
    fates = {star.name: star.fate for star in view.stars if star.units}
    assert fates == {"A": "kept", "b": "kept", "Ab": "lost", "c": "lost", "bc": "lost", "Abc": "lost"}
    assert view.title == "Constellation of Abc: Φ = 1.917 bits"
    assert "summed over 4 moves" in view.note
    assert sum(flow.mass * flow.distance for flow in view.flows) == pytest.approx(23 / 12)
    assert {view.stars[flow.target].units for flow in view.flows} == {None}


def test_a_noisy_cut_moves_concepts_and_what_it_moves_is_phi():
    structure = noisy()
    view = constellation_view(structure)
    moved = [star for star in view.stars if star.fate == "moved"]
    assert moved
    assert sorted(star.name for star in moved if star.after) == sorted(
        star.name for star in moved if not star.after
    )
    assert sum(flow.mass * flow.distance for flow in view.flows) == pytest.approx(structure.big_phi)
    for flow, move in zip(view.flows, structure.transport, strict=True):
        assert view.stars[flow.source].units == move.source
        assert view.stars[flow.target].units == move.target
        assert view.stars[flow.target].after or view.stars[flow.target].fate in ("kept", "null")
    for moment, concepts in (("before", structure.concepts), ("after", structure.concepts_after_cut)):
        alone = constellation_view(structure, moment=moment)
        assert [star.units for star in alone.stars] == [None, *(each.mechanism for each in concepts)]
        assert [star.phi for star in alone.stars[1:]] == [each.phi for each in concepts]
        assert not alone.flows
        assert not alone.note


def test_a_concept_that_the_cut_makes_is_new():
    chance = np.random.default_rng(21)
    weights = chance.normal(0, 1, (4, 4)) * (chance.random((4, 4)) < 0.7)
    state = tuple(int(value) for value in chance.integers(0, 2, 4))
    structure = iit3.unfold(Substrate.from_weights(weights, k=20.0), state)
    made = {each.mechanism for each in structure.concepts_after_cut}
    made -= {each.mechanism for each in structure.concepts}
    stars = constellation_view(structure).stars
    assert made
    assert {star.units for star in stars if star.fate == "new"} == made
    assert all(star.after and "new under the cut" in star.about for star in stars if star.units in made)


def test_without_a_cut_every_concept_is_kept():
    alone = iit3.unfold(example("iit4-fig1"), (0, 1, 1), "A")
    view = constellation_view(alone)
    assert [star.fate for star in view.stars] == ["null", "kept"]
    assert not view.flows
    assert alone.cut is None


def test_long_names_of_units_become_digits():
    labels = ["mitogen", "Αλφα", "p53"]
    weights = np.random.default_rng(7).normal(0, 1, (3, 3))
    view = constellation_view(iit3.unfold(Substrate.from_weights(weights, 2.0, labels), (1, 0, 1)))
    for axis in view.axes:
        assert axis.short == f"{axis.side} {axis.digits}"
        assert axis.name not in (axis.short, "")
    assert len({axis.short for axis in view.choices}) == 16
    assert view.note.endswith("Digits are the states of mitogen, Αλφα, p53.")
    assert "Digits" not in constellation_view(found(FIG4)).note


def test_the_area_of_a_star_tells_phi():
    view = constellation_view(found(FIG4))
    stars = {star.name: star for star in view.stars}
    assert stars["Abc"].size == 1
    assert stars["Ab"].size ** 2 == pytest.approx(stars["Ab"].phi / stars["Abc"].phi)


@pytest.mark.parametrize("width", [85, 120, 178])
@pytest.mark.parametrize("axes", [(), (("past", 0), ("future", 4))])
@pytest.mark.parametrize("structure", [lambda: found(FIG4), lambda: found(BASIC), noisy])
def test_nothing_overlaps_on_paper(structure, axes, width):
    figure = draw(constellation_view(structure(), axes), width)
    texts = said(figure)
    assert small(texts) == set()
    assert collisions(texts) == []
    assert outside(texts, figure) == []
    assert {"null concept", "kept"} <= {text.text for text in texts} or "moved: before" in str(texts)


def test_of_a_crowd_the_largest_are_named_and_the_number_of_the_others_is_said():
    structure = found(FIG17C)
    view = constellation_view(structure)
    assert len(view.stars) > CROWD
    phi = sorted((concept.phi for concept in structure.concepts), reverse=True)
    named = [star for star in view.stars if star.named and star.units]
    assert sorted((star.phi for star in named), reverse=True) == phi[:NAMED]
    assert "Named are the largest of 30 concepts; 20 are without a name" in view.note
    assert sum(flow.mass * flow.distance for flow in view.flows) == pytest.approx(10.7296, abs=1e-4)
    smallest = structure.concepts[-1].mechanism
    picked = constellation_view(structure, picked=smallest)
    assert smallest in {star.units for star in picked.stars if star.named}
    assert "19 are without a name" in picked.note
    assert "without a name" not in constellation_view(found(FIG4)).note
    for moment, count in (("before", 30), ("after", 17)):
        alone = constellation_view(structure, moment=moment)
        assert sum(star.named for star in alone.stars if star.units) == NAMED
        assert f"largest of {count} concepts" in alone.note


@pytest.mark.parametrize("width", [85, 120, 178])
def test_names_in_a_crowd_cover_neither_each_other_nor_a_star(width):
    view = constellation_view(found(FIG17C))
    figure = draw(view, width)
    assert collisions(said(figure)) == []
    high, scale = 2.0, 60.0
    for name in names(view, scale, high, 2.0):
        for star in view.stars:
            dx, dy = (abs(name.at[i] - star.at[i] * scale) for i in (0, 1))
            assert dx > radius(star, 2.0) or dy > radius(star, 2.0)


def test_every_kind_of_star_has_a_look_of_its_own_without_colours():
    kinds = [("kept", False), ("moved", False), ("moved", True), ("lost", False), ("new", True)]
    for theme in (LIGHT, DARK, GREY):
        looks = [star_look(theme, kind) for kind in kinds]
        assert len({(look.fill, look.dashed, look.sign) for look in looks}) == len(kinds)


def test_the_screen_shows_the_stars_and_reports_the_one_that_is_tapped():
    plot = ConstellationPlot(LIGHT)
    view = constellation_view(found(FIG4))
    plot.show(view)
    stars, picked = plot.sources["stars"].data, []
    assert len(stars["x"]) == len(view.stars) == 7
    assert len(plot.sources["flows"].data["x0"]) == 4
    plot.on_pick(picked.append)
    target = next(star for star in view.stars if star.name == "Abc")
    assert plot.pick(*target.at) == ("A", "B", "C")
    assert plot.pick(9.0, 9.0) is None
    plot.mark([("A", "B", "C")])
    lit = plot.sources["lit"].data
    assert (lit["x"], lit["y"]) == ([target.at[0]], [target.at[1]])
    before = list(stars["fill"])
    plot.set_theme(DARK)
    assert plot.sources["stars"].data["fill"] != before
    assert plot.screen_text == view.screen_text


def test_the_key_has_a_line_for_each_kind():
    view = constellation_view(noisy())
    key = star_key(view, LIGHT)
    assert key.count("<svg") == len(kinds_of(view)) > 2
    assert "null concept" in key
