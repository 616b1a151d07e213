import pytest

from apps.selection.selection import Mechanism, Purview, Relation
from apps.selection.structure_marks import thing
from apps.views.explore.structure_3d import LIBRARY, VENDOR, Structure3D, read_spot
from engine import Substrate, unfold
from viz.view.structure import StructurePick

WEIGHTS = [[-0.2, 0.7, 0.2], [0.7, -0.2, 0.0], [0.0, -0.8, 0.2]]


@pytest.mark.parametrize(
    ("said", "spot"),
    [
        ({"kind": "purview", "numbers": [3]}, StructurePick("purview", (3,))),
        ({"kind": "relation", "numbers": [0, 2]}, StructurePick("relation", (0, 2))),
        ({"kind": "purview", "numbers": [3, 4]}, None),
        ({"kind": "purview", "numbers": []}, None),
        ({"kind": "purview", "numbers": [True]}, None),
        ({"kind": "purview", "numbers": [1.5]}, None),
        ({"kind": "purview", "numbers": "3"}, None),
        ({"kind": "distinction", "numbers": ["3"]}, None),
        ({"kind": ["purview"], "numbers": [3]}, None),
        ({"kind": "unit", "numbers": [3]}, None),
        ({"kind": "relation", "numbers": list(range(65))}, None),
        (None, None),
        ([], None),
    ],
)
def test_what_the_browser_names_is_read_or_nothing(said, spot):
    assert read_spot(said) == spot


def test_a_spot_is_a_thing_of_the_result_or_nothing():
    structure = unfold(Substrate.from_weights(WEIGHTS, k=4.0), (0, 1, 1), "AB")
    assert thing(StructurePick("distinction", (2,)), structure) == Mechanism(("A", "B"))
    assert thing(StructurePick("purview", (3,)), structure) == Purview("effect", ("A", "B"))
    assert thing(StructurePick("relation", (0, 2)), structure) == Relation((("A",), ("A", "B")))
    for spot in (
        StructurePick("distinction", (3,)),
        StructurePick("purview", (6,)),
        StructurePick("relation", (0, 9)),
        StructurePick("purview", (-1,)),
    ):
        assert thing(spot, structure) is None
    assert thing(StructurePick("distinction", (0,)), None) is None


def test_messages_reach_the_listeners():
    heard = []
    space = Structure3D(
        lambda spot: heard.append(("pick", spot)),
        lambda spot: heard.append(("choose", spot)),
        lambda spot: heard.append(("hover", spot)),
        lambda: heard.append("failed"),
    )
    for message in (
        {"pick": None},
        {"hover": {"kind": "purview", "numbers": [1]}},
        {"failed": True},
        "x",
        {},
    ):
        space._handle_msg(message)
    assert heard == [("pick", None), ("hover", StructurePick("purview", (1,))), "failed"]


def test_the_library_stands_in_the_repository_with_its_licence():
    path = VENDOR.parent / LIBRARY
    assert path.stat().st_size > 500_000
    assert "MIT License" in (path.parent / "LICENSE").read_text(encoding="utf-8")
