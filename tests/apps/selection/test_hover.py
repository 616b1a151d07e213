"""What the pointer is over and which keys are pressed: only things of the page are believed."""

import pytest

from apps.document.document import Document
from apps.document.snapshot import opened
from apps.selection.hover import HoverSelection, named
from apps.selection.selection import CandidateRef, EdgeRef, MechanismRef, Selection, UnitRef
from engine import Substrate, unfold
from wire import send

WEIGHTS = [[-0.2, 0.7, 0.2], [0.7, -0.2, 0.0], [0.0, -0.8, 0.2]]


@pytest.fixture(scope="module")
def structure():
    """Fig 1: a over (b, b), B over (A, Ab), aB over (b, Ab)."""
    return unfold(Substrate.from_weights(WEIGHTS, k=4.0), (0, 1, 1), "AB")


class Found:
    def __init__(self, structure):
        self.structure = structure


@pytest.mark.parametrize(
    ("said", "thing"),
    [
        ({"unit": "B"}, UnitRef("B")),
        ({"unit": "Z"}, None),
        ({"unit": ["A"]}, None),
        ({"edge": "edge:A>B"}, EdgeRef("A", "B")),
        ({"edge": "edge:B>C"}, None),
        ({"edge": 5}, None),
        ({"mechanism": "aB"}, MechanismRef(("A", "B"))),
        ({"mechanism": "AB"}, None),
        ({"mechanism": {}}, None),
        ({"candidate": "ab"}, CandidateRef(("A", "B"))),
        ({"candidate": "aB"}, None),
        ({"candidate": ""}, None),
        ({"candidate": 3}, None),
        ("unit:A", None),
        (None, None),
    ],
)
def test_the_browser_can_only_name_what_is_there(structure, said, thing):
    selection = Selection()
    lamp = HoverSelection(Document(Substrate.from_weights(WEIGHTS, k=4.0)), selection, Found(structure))
    selection.hover(UnitRef("C"), by=lamp)
    send(lamp, {"hover": said})
    assert selection.hovered == thing


def test_candidates_are_named_in_letter_case():
    short = opened(Substrate.from_tpm([[0.5] * 3] * 8, labels=["A", "B", "C"]))
    assert named("ac", short) == ("A", "C")
    assert named("ca", short) == ()
    long = opened(Substrate.from_tpm([[0.5] * 3] * 8, labels=["A", "Eye", "Ear"]))
    assert named("a eye", long) == ("A", "Eye")
    assert named("ear", long) == ("Ear",)
    assert named("a EYE", long) == ()


def test_escape_clears(structure):
    selection = Selection()
    selection.pick(UnitRef("A"))
    lamp = HoverSelection(Document(Substrate.from_weights(WEIGHTS, k=4.0)), selection, Found(structure))
    for message in (None, [], {"escape": "yes"}, {"hover": {}}):
        send(lamp, message)
    assert selection.picked == UnitRef("A")
    send(lamp, {"pick": {"mechanism": "B"}})
    assert selection.picked == MechanismRef(("B",))
    send(lamp, {"pick": {"mechanism": "nothing"}})
    assert selection.picked == MechanismRef(("B",))
    send(lamp, {"escape": True})
    assert selection.picked is None
