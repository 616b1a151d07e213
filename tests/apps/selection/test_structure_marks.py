"""What is picked and pointed at in the picture of a Φ-structure, as things of the selection."""

import pytest

from apps.selection.selection import MechanismRef, PurviewRef, RelationRef, Selection
from apps.selection.structure_marks import StructureMarks, thing
from engine import Substrate, unfold
from viz.view.structure import StructurePick

WEIGHTS = [[-0.2, 0.7, 0.2], [0.7, -0.2, 0.0], [0.0, -0.8, 0.2]]


@pytest.fixture(scope="module")
def structure():
    """Fig 1: a over (b, b), B over (A, Ab), aB over (b, Ab)."""
    return unfold(Substrate.from_weights(WEIGHTS, k=4.0), (0, 1, 1), "AB")


def test_a_spot_is_a_thing_of_the_result_or_nothing(structure):
    assert thing(StructurePick("distinction", (2,)), structure) == MechanismRef(("A", "B"))
    assert thing(StructurePick("purview", (3,)), structure) == PurviewRef("effect", ("A", "B"))
    assert thing(StructurePick("relation", (0, 2)), structure) == RelationRef((("A",), ("A", "B")))
    for spot in (
        StructurePick("distinction", (3,)),
        StructurePick("purview", (6,)),
        StructurePick("relation", (0, 9)),
        StructurePick("purview", (-1,)),
    ):
        assert thing(spot, structure) is None
    assert thing(StructurePick("distinction", (0,)), None) is None


class Found:
    def __init__(self, structure):
        self.structure = structure


def test_a_click_picks_and_puts_back_and_one_beside_everything_clears(structure):
    selection = Selection()
    spots = StructureMarks(selection, Found(structure))
    effect = StructurePick("purview", (3,))
    spots.toggle(effect)
    assert selection.picked == PurviewRef("effect", ("A", "B"))
    spots.toggle(effect)
    assert selection.picked is None
    spots.pick(effect)
    spots.pick(effect)  # by key, where the same again stays
    assert selection.picked == PurviewRef("effect", ("A", "B"))
    spots.toggle(StructurePick("purview", (99,)))
    assert selection.picked == PurviewRef("effect", ("A", "B"))
    spots.toggle(None)
    assert selection.picked is None


def test_pointing_lights_and_leaving_puts_out(structure):
    selection = Selection()
    spots = StructureMarks(selection, Found(structure))
    spots.hover(StructurePick("distinction", (1,)))
    assert selection.hovered == MechanismRef(("B",))
    spots.hover(None)
    assert selection.hovered is None
    StructureMarks(selection, Found(None)).hover(StructurePick("distinction", (1,)))
    assert selection.hovered is None
