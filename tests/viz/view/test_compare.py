"""Two Φ-structures side by side: antisymmetric, nothing marked against itself, one place for one thing."""

from dataclasses import replace

import numpy as np
import pytest

from engine.iit4.choices import choose_purviews
from engine.iit4.distinctions import PurviewChoice
from engine.iit4.structure import unfold
from engine.substrate.functions import Gate, Table
from engine.substrate.substrate import Edge, Substrate, Unit
from viz.paper.compare import draw, draw_substrates
from viz.view.axes import axes_of
from viz.view.compare import ALIKE, beside, columns, comparison_view, substrate_views
from viz.view.differences import Compared, differences
from viz.view.structure import structure_view


def compared(substrate, state, units=None, **rules):
    values = substrate.parse_state(state)
    return Compared(substrate, values, unfold(substrate, values, units, **rules))


@pytest.fixture(scope="module")
def pair(substrate):
    return compared(substrate, "aBC", ["A", "B"]), compared(substrate, "ABC")


@pytest.fixture(scope="module")
def view(pair):
    return comparison_view(*pair)


def test_nothing_differs_from_itself(pair):
    left, _ = pair
    view = comparison_view(left, left)
    assert {row.said for row in view.rows} == {""}
    assert {row.difference for row in view.rows} == {0.0}
    assert {each.difference for each in view.sums} == {"0"}
    assert not any(mark.sign for mark in (*view.left.mechanisms, *view.right.mechanisms))
    assert view.differences.sentences == ()
    assert view.counted == "3 distinctions are the same, 0 differ."
    assert ALIKE in view.screen_text
    alone = structure_view(left.structure)
    assert view.left.vertices == alone.vertices
    assert view.left.lines == alone.lines


def test_choices_by_hand_are_a_difference_that_is_said():
    substrate = Substrate.read("assets/networks/findlay-pqrs.json")
    rule = compared(substrate, substrate.state)
    chosen = replace(
        rule, structure=choose_purviews(rule.structure, [PurviewChoice(("P", "Q"), "effect", ("R", "S"))])
    )
    said = ("Chosen by hand: Rs as the effect of pQ on the left; nothing on the right.",)
    assert differences(chosen, rule).sentences == said
    assert differences(chosen, chosen).sentences == ()
    view = comparison_view(chosen, rule)
    assert [row.said for row in view.rows if row.said] == ["effect"]
    assert [(each.left, each.right) for each in view.sums if each.name == "Φ"] == [("400.8", "397.5")]


def test_exchanged_sides_give_the_opposite(pair, view):
    left, right = pair
    turned = comparison_view(right, left)
    assert {row.units: -row.difference for row in turned.rows} == {
        row.units: row.difference for row in view.rows
    }
    for one, other in zip(view.sums, turned.sums, strict=True):
        assert (one.left, one.right) == (other.right, other.left)
    assert {row.phi for row in view.rows} == {row.phi[::-1] for row in turned.rows}


def test_rows_and_sums_are_those_of_the_structures(pair, view):
    left, right = (each.structure for each in pair)
    assert [(row.units, row.said) for row in view.rows] == [
        (("A",), "only left"), (("B",), "cause, effect, φ_d"), (("A", "B"), "only left"),
        (("B", "C"), "only right"),
    ]  # fmt: skip
    phi = {d.mechanism: d.phi for d in left.distinctions}, {d.mechanism: d.phi for d in right.distinctions}
    for row in view.rows:
        assert row.phi == (phi[0].get(row.units), phi[1].get(row.units))
        assert row.difference == pytest.approx((row.phi[1] or 0) - (row.phi[0] or 0))
    sums = {each.name: each for each in view.sums}
    assert (sums["Φ"].left, sums["Φ"].right, sums["Φ"].difference) == ("1.563", "0.7354", "−0.8272")
    assert (sums["distinctions"].difference, sums["relations"].difference) == ("−1", "−6")
    assert [mark.label for mark in view.left.mechanisms] == ["a +", "B ≠", "aB +"]
    assert view.counted == "0 distinctions are the same, 1 differs, 2 only on the left, 1 only on the right."


def test_columns_keep_the_sides_apart(view):
    found = columns(view)
    assert found["mechanism_left"] == ["a", "B", "aB", ""]
    assert found["mechanism_right"] == ["", "B", "", "BC"]
    assert found["phi_d_right"][0] is None
    assert {len(column) for column in found.values()} == {len(view.rows)}
    assert (beside(("b", "b")), beside(("b", "B")), beside(("", "B"))) == ("b", "b | B", "– | B")


def test_what_both_have_stands_at_one_place(substrate, dense):
    states = [compared(substrate, state) for state in ("aBC", "ABC", "abC")]
    axes = axes_of(*(each.structure for each in states))
    seen = {}
    for each in states:
        drawn = structure_view(each.structure, axes=axes)
        assert drawn.rows == axes.rows
        for vertex in drawn.vertices:
            distinction = each.structure.distinctions[vertex.index]
            purview = getattr(distinction, vertex.direction)
            name = (distinction.mechanism, vertex.direction, purview.units)
            assert seen.setdefault(name, (vertex.x, vertex.y)) == (vertex.x, vertex.y)
    assert len(set(seen.values())) == len(seen)
    largest = max(p.phi for each in states for d in each.structure.distinctions for p in (d.cause, d.effect))
    assert axes.largest == largest


def test_one_scale_of_colours(view):
    low, high = view.left.phi_range
    assert view.right.phi_range == (low, high)
    for face in (*view.left.lines, *view.left.triangles, *view.right.lines, *view.right.triangles):
        assert face.strength == pytest.approx((face.phi - low) / (high - low))


def test_only_differences_in_colour(substrate):
    left = compared(substrate, "aBC", ["A", "B"])
    right = compared(replace(substrate, edges=substrate.edges[:-1]), "aBC", ["A", "B"])
    grey = comparison_view(left, right, only_differences=True)
    marked = {row.units for row in grey.rows if row.differs}
    for side, drawn in ((left, grey.left), (right, grey.right)):
        for mark in drawn.mechanisms:
            assert mark.lit == (side.structure.distinctions[mark.index].mechanism in marked)
        lit = {mark.index for mark in drawn.mechanisms if mark.lit}
        for face in (*drawn.lines, *drawn.triangles):
            assert face.lit == bool(lit & {corner // 2 for corner in face.corners})


def test_a_picked_mechanism_is_lit_on_both_sides(pair):
    view = comparison_view(*pair, picked=("B",))
    assert (view.left.selected, view.right.selected) == (1, 0)
    assert comparison_view(*pair, picked=("B", "C")).left.selected is None


def test_sentences_say_what_was_asked_differently(substrate):
    left = compared(substrate, "aBC", ["A", "B"])
    edges = [replace(substrate.edges[0], weight=0.5), *substrate.edges[2:], Edge("B", "C", 0.1)]
    units = [*substrate.units[:2], replace(substrate.units[2], function=Gate("OR"))]
    right = compared(Substrate(units, edges), "abC", ["B", "C"], formalism="iit4-2026", ties="smallest")
    found = differences(left, right)
    assert found.sentences == (
        "C works differently.",
        "Edge only on the left: A→B.",
        "Edge only on the right: B→C.",
        "The weight of A→A is −0.2 on the left and 0.5 on the right.",
        "The TPMs differ in 8 of 8 states.",
        "State: aBC on the left, abC on the right; B differs.",
        "Candidate system: AB on the left, BC on the right.",
        "Formalism: IIT 4.0 (2023) on the left, IIT 4.0 (2026) on the right.",
        "Among tied purviews the one with the most units on the left, "
        "the one with the fewest units on the right.",
    )
    assert found.units == {"B", "C"}
    assert found.edges == {("A", "B"), ("B", "C"), ("A", "A")}


def test_networks_that_do_the_same_are_told():
    copy = [Unit("A", Gate("COPY")), Unit("B", Gate("COPY"))]
    edges = [Edge("A", "B"), Edge("B", "A")]
    left = compared(Substrate(copy, edges), "AB")
    right = compared(Substrate([Unit("A", Gate("OR")), copy[1]], edges), "AB")
    assert differences(left, right).sentences == ("A works differently.", "Both have the same TPM.")


def test_units_of_one_side_only():
    alone = [Unit("A", Gate("COPY"))]
    both = [*alone, Unit("D", Gate("COPY"))]
    loops = [Edge("A", "A"), Edge("D", "D")]
    left, right = compared(Substrate(alone, loops[:1]), "A"), compared(Substrate(both, loops), "AD", ["A"])
    found = differences(left, right)
    assert found.sentences == ("Only on the right: D.",)
    assert (found.units, found.edges) == ({"D"}, frozenset())
    less = compared(Substrate([Unit("A", Table((), (0.5,)))], []), "A")
    said = differences(less, right).sentences
    assert said == (
        "Only on the right: D.", "A works differently.", "Among the units of both sides:",
        "Edge only on the right: A→A."
    )  # fmt: skip


def test_drawings_mark_what_differs_and_share_their_scale(substrate):
    heavy = [replace(edge, weight=2 * edge.weight) for edge in substrate.edges]
    sides = compared(substrate, "aBC"), compared(replace(substrate, edges=tuple(heavy)), "ABC")
    left, right = substrate_views(*sides)
    assert [unit.label for unit in left.units if unit.odd] == ["A"]
    assert all(edge.odd for edge in left.edges)
    for thin, thick in zip(left.edges, right.edges, strict=True):
        assert thick.strength == pytest.approx(2 * thin.strength)


@pytest.mark.parametrize("width", [85, 120, 178])
def test_the_printed_pair_holds_names_numbers_and_what_differs(view, pair, width):
    figure = draw(view, width)
    texts = [text.get_text() for axes in figure.axes for text in axes.texts]
    texts += [text.get_text() for axes in figure.axes for text in axes.findobj() if hasattr(text, "get_text")]
    for expected in ("Left", "Right", "Φ(aB) = 1.563", "Φ(ABC) = 0.7354", "−0.8272", "aB +", "BC +"):
        assert expected in texts
    assert figure.get_size_inches()[0] * 25.4 == pytest.approx(width)
    assert draw_substrates(substrate_views(*pair), width).get_size_inches()[0] * 25.4 == pytest.approx(width)


def reordered(substrate, labels):
    """Return the network with its units in another order."""
    by_label = {unit.label: unit for unit in substrate.units}
    return Substrate([by_label[label] for label in labels], substrate.edges)


def test_the_order_of_the_units_changes_nothing(substrate, pair):
    other = reordered(substrate, "CBA")
    left, right = compared(substrate, "ABC"), compared(other, "CBA")
    assert differences(left, right).sentences == ("Order of the units: ABC | CBA.",)
    view = comparison_view(left, right, picked=("B", "C"))
    assert view.rows
    assert not any(row.differs or row.difference for row in view.rows)
    assert [row.mechanism for row in view.rows] == [row.mechanism[:1] * 2 for row in view.rows]
    assert {(sum_.name, sum_.difference) for sum_ in view.sums} == {(sum_.name, "0") for sum_ in view.sums}
    spots = [{(v.x, v.y) for v in side.vertices} for side in (view.left, view.right)]
    assert spots[0] == spots[1]
    lit = [{frozenset(m.text) for m in side.mechanisms if m.lit} for side in (view.left, view.right)]
    assert lit[0] == lit[1]


def test_purviews_of_a_larger_system_in_another_order():
    # above ALL_SUBSETS only purviews in use have a place
    weights = np.random.default_rng(1).normal(size=(5, 5))
    left = compared(Substrate.from_weights(weights, 1.0, list("ABCDE")), "aBcDE")
    right = compared(Substrate.from_weights(weights[::-1, ::-1], 1.0, list("EDCBA")), "EDcBa")
    view = comparison_view(left, right)
    assert len(view.rows) > 10
    assert not any(row.differs for row in view.rows)


def test_big_phi_of_what_is_no_whole_stands_in_brackets_with_the_words_why(substrate):
    whole, apart = compared(substrate, "aBC", ["A", "B"]), compared(substrate, "ABC", ["A", "B"])
    assert apart.structure.reason
    view = comparison_view(whole, apart)
    phi = {each.name: each for each in view.sums}["Φ"]
    assert (phi.left, phi.right[0], phi.right[-1]) == ("1.563", "(", ")")
    assert "if it were one thing" in view.note
    assert view.note in view.screen_text
    assert view.right.title.startswith("If it were one thing: Φ(AB)")
    assert view.left.title == "Φ(aB) = 1.563"
    assert comparison_view(whole, whole).note == ""
