"""What is picked and pointed at in the picture of a Φ-structure, as things of the selection."""

import pytest

from apps.selection.selection import MechanismRef, PurviewRef, RelationRef, Selection
from apps.selection.structure_marks import Spots, thing
from engine import Substrate, unfold
from viz.view.structure import Spot

WEIGHTS = [[-0.2, 0.7, 0.2], [0.7, -0.2, 0.0], [0.0, -0.8, 0.2]]


@pytest.fixture(scope="module")
def structure():
    """Fig 1: a over (b, b), B over (A, Ab), aB over (b, Ab)."""
    return unfold(Substrate.from_weights(WEIGHTS, k=4.0), (0, 1, 1), "AB")


def test_a_spot_is_a_thing_of_the_result_or_nothing(structure):
    assert thing(Spot("distinction", (2,)), structure) == MechanismRef(("A", "B"))
    assert thing(Spot("purview", (3,)), structure) == PurviewRef("effect", ("A", "B"))
    assert thing(Spot("relation", (0, 2)), structure) == RelationRef((("A",), ("A", "B")))
    for spot in (
        Spot("distinction", (3,)),
        Spot("purview", (6,)),
        Spot("relation", (0, 9)),
        Spot("purview", (-1,)),
    ):
        assert thing(spot, structure) is None
    assert thing(Spot("distinction", (0,)), None) is None


class Found:
    def __init__(self, structure):
        self.structure = structure


def test_a_click_picks_and_puts_back_and_one_beside_everything_clears(structure):
    selection = Selection()
    spots = Spots(selection, Found(structure))
    effect = Spot("purview", (3,))
    spots.toggle(effect)
    assert selection.picked == PurviewRef("effect", ("A", "B"))
    spots.toggle(effect)
    assert selection.picked is None
    spots.pick(effect)
    spots.pick(effect)  # by key, where the same again stays
    assert selection.picked == PurviewRef("effect", ("A", "B"))
    spots.toggle(Spot("purview", (99,)))
    assert selection.picked == PurviewRef("effect", ("A", "B"))
    spots.toggle(None)
    assert selection.picked is None


def test_pointing_lights_and_leaving_puts_out(structure):
    selection = Selection()
    spots = Spots(selection, Found(structure))
    spots.hover(Spot("distinction", (1,)))
    assert selection.hovered == MechanismRef(("B",))
    spots.hover(None)
    assert selection.hovered is None
    Spots(selection, Found(None)).hover(Spot("distinction", (1,)))
    assert selection.hovered is None
