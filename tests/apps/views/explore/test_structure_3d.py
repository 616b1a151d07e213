import pytest

from apps.views.explore.structure_3d import LIBRARY, VENDOR, Structure3D, read_spot
from viz.view.structure import StructurePick
from wire import send

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
        send(space, message)
    assert heard == [("pick", None), ("hover", StructurePick("purview", (1,))), "failed"]


def test_the_library_stands_in_the_repository_with_its_licence():
    path = VENDOR.parent / LIBRARY
    assert path.stat().st_size > 500_000
    assert "MIT License" in (path.parent / "LICENSE").read_text(encoding="utf-8")
