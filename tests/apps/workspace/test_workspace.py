"""The drawing side that all pages share: one document, one selection, one shelf in all of its parts."""

import asyncio

import pytest

from apps.workspace.documents.stored_documents import StoredWindow, unpack
from apps.workspace.workspace import Workspace
from parts import part
from wire import send

pytestmark = [
    pytest.mark.filterwarnings("ignore:Both 'variant' and 'button_style'"),
    pytest.mark.usefixtures("every_tool"),
]


@pytest.fixture
def desk():
    return Workspace()


def test_its_parts_are_about_the_same_document():
    async def scene():
        desk = Workspace()
        left, document = desk.left, desk.document
        send(part(left, "network-editor"), {"seq": 1, "type": "toggle", "label": "A", "state": 1})
        assert document.state == (1, 1, 1)
        assert part(desk.settings, "state").value == "ABC"
        part(left, "text-toggle").value = True
        assert part(left, "script").value_input.startswith("A ~ logistic")
        part(left, "matrix-toggle").value = True
        assert part(left, "matrix-grid").grid["rows"] == ["A", "B", "C"]
        send(part(left, "document-tabs"), {"do": "new"})
        assert document.substrate.n == 1
        assert desk.documents.names[1:] == ["Network 1"]
        assert desk.runner is desk.analysis.runner
        desk.runner.close()

    asyncio.run(scene())  # what is typed is applied after a pause, which needs a loop


def test_the_drawing_is_high_where_there_are_no_things_to_try(desk):
    pane = part(desk.left, "drawing-pane")
    assert "alone" not in pane.css_classes
    desk.document.open_substrate(desk.document.substrate)
    assert "alone" in pane.css_classes


def test_what_was_open_beside_the_drawing_is_open_again():
    async def scene():
        kept = []
        before, after = Workspace(), Workspace()
        before.autosave.view.keep = lambda text, *_: kept.append(text)
        before.autosave.recover(StoredWindow())
        part(before.left, "matrix-toggle").value = True
        before.side.hidden = True
        assert unpack([kept[-1]]).view == {"matrices": True, "hidden": True}
        after.autosave.recover(unpack([kept[-1]]))
        assert part(after.left, "matrix-toggle").value
        assert not part(after.left, "text-toggle").value
        assert after.side.hidden
        before.side.hidden = part(before.left, "matrix-toggle").value = False
        assert unpack([kept[-1]]).view == {}

    asyncio.run(scene())
