import pytest

from apps.selection.selection import (
    CandidateRef,
    CellRef,
    EdgeRef,
    Light,
    MechanismRef,
    PurviewRef,
    RelationRef,
    Selection,
    SystemState,
    UnitRef,
    light,
)
from cards import example
from engine import Substrate, unfold
from processor import soon

WEIGHTS = [[-0.2, 0.7, 0.2], [0.7, -0.2, 0.0], [0.0, -0.8, 0.2]]


@pytest.fixture(scope="module")
def structure():
    """Fig 1: a over (b, b), B over (A, Ab), aB over (b, Ab)."""
    return unfold(Substrate.from_weights(WEIGHTS, k=4.0), (0, 1, 1), "AB")


@pytest.mark.parametrize(
    ("thing", "units", "distinctions", "vertices"),
    [
        (UnitRef("A"), "A", {0, 2}, {2, 3, 5}),
        (EdgeRef("A", "B"), "AB", set(), set()),
        (MechanismRef(("B",)), "B", {1}, {2, 3}),
        (MechanismRef(("C",)), "C", set(), set()),
        (PurviewRef("cause", ("B",)), "B", {0, 2}, {0, 4}),
        (PurviewRef("effect", ("A", "B")), "AB", {1, 2}, {3, 5}),
        (CandidateRef(("A", "B")), "AB", set(), set()),
        (CellRef((1, 0, 1), "B"), "B", set(), set()),
        (CellRef(None, "A"), "A", {0, 2}, {2, 3, 5}),
        (SystemState((0, 0, 1)), "", set(), set()),
        (None, "", set(), set()),
    ],
)
def test_what_a_thing_lights_up(structure, thing, units, distinctions, vertices):
    lit = light(thing, structure)
    assert (lit.units, lit.distinctions, lit.vertices) == (set(units), distinctions, vertices)


def test_a_relation_lights_its_overlap_and_members(structure):
    lit = light(RelationRef((("A",), ("A", "B"))), structure)
    assert lit.relation == (0, 2)
    assert lit.units == {"B"}
    assert lit.vertices == {0, 1, 4, 5}
    assert light(RelationRef((("A",), ("C",))), structure) == Light()


def test_a_relation_of_many_lights_up_at_once():
    large = unfold(example("iit4-fig6d-lattice"), "Abcdef")
    degree = max(large.relations.by_degree)
    members = next(large.relations.members_of_degree(degree))
    picked = RelationRef(tuple(large.distinctions[i].mechanism for i in members))
    assert light(picked, large).relation == members
    soon(0.5, lambda: light(picked, large))


def test_rows_and_edges(structure):
    assert light(CellRef((1, 0, 1), None), structure).row == (1, 0, 1)
    assert light(SystemState((0, 0, 1)), structure).row == (0, 0, 1)
    assert light(EdgeRef("A", "B"), None).edges == {("A", "B")}


def test_one_thing_is_picked_and_nothing_clears_all():
    selection = Selection()
    selection.know([("A",), ("B",), ("A", "B")])
    selection.pick_distinction(2)
    assert (selection.picked, selection.distinction) == (MechanismRef(("A", "B")), 2)
    selection.pick_unit("A")
    assert (selection.picked, selection.unit) == (UnitRef("A"), "A")
    selection.pick_edge("A", "B")
    assert (selection.unit, selection.edge) == (None, ("A", "B"))
    selection.pick(None)
    assert (selection.picked, selection.edge, selection.distinction) == (None, None, None)


def test_picking_again_puts_back_and_a_hover_comes_first():
    selection = Selection()
    selection.know([("A",)])
    selection.pick_distinction(0)
    selection.hover(UnitRef("B"), by="drawing")
    assert selection.shown == UnitRef("B")
    selection.hover(None, by="drawing")
    assert selection.shown == MechanismRef(("A",))
    selection.pick_distinction(0)
    assert selection.shown is None
    selection.pick_distinction(5)
    assert selection.picked is None


def test_a_view_that_is_left_late_puts_out_only_what_it_lit():
    selection = Selection()
    selection.hover(UnitRef("A"), by="table")
    selection.hover(UnitRef("B"), by="plot")
    selection.hover(None, by="table")
    assert selection.hovered == UnitRef("B")
    selection.hover(None, by="plot")
    assert selection.hovered is None


def test_a_picked_distinction_keeps_its_mechanism_in_a_new_result():
    selection = Selection()
    selection.know([("A",), ("B",), ("A", "B")])
    selection.pick_distinction(2)
    selection.know([("A", "B")])
    assert selection.distinction == 0
    selection.know([("A",)])
    assert selection.distinction is None
    selection.know([("A",), ("A", "B")])
    assert selection.distinction == 1


def test_only_things_can_be_picked():
    with pytest.raises(ValueError, match="picked"):
        Selection().pick("A")


def test_what_is_gone_is_forgotten():
    selection = Selection()
    selection.pick_edge("A", "B")
    selection.hover(UnitRef("C"), by="drawing")
    selection.forget(("A", "B"), frozenset())
    assert (selection.picked, selection.hovered, selection.edge) == (None, None, None)
