"""Whatever comes in by a door of the page, the page soon goes on and others never wait for long."""

import asyncio
import gc
import json
from types import SimpleNamespace

import param
import pytest
from panel.util.parameters import edit_readonly

import hostile
from apps.document import outside
from apps.document.document import Document
from apps.document.examples import FIRST, begun, first_substrate
from apps.document.link_text import MAX_ENCODED, MAX_JSON, STORE, linked
from apps.document.read_file import read_bytes
from apps.editor.drawing import NetworkDrawing
from apps.editor.marks import Marks
from apps.editor.matrix_view import KINDS, MatrixEditor
from apps.editor.read_gesture import MAX_IDS, MAX_PASTED
from apps.editor.text_view import TextEditor
from apps.editor.unit_function import FunctionRows
from apps.selection.selection import Selection
from apps.ui import aside
from apps.ui.matrix_grid import MAX_BLOCK, MAX_CELLS, MatrixGrid
from apps.views.compare.right_in_link import BROWSER, PACKED, put
from apps.workspace.documents import stored_documents
from apps.workspace.documents.autosave import Autosave
from apps.workspace.documents.open_documents import MAX_TABS, OpenDocuments
from apps.workspace.documents.stored_documents import MAX_TEXT, MAX_TEXTS, VERSION, Packer, unpack
from apps.workspace.share_link import KEY, Share
from engine.substrate.formats.script import MAX_LENGTH, MAX_LINE
from engine.substrate.functions import Rule
from engine.substrate.rules import MAX_LENGTH as MAX_RULE
from parts import part
from stalls import TURN_SECONDS, Hold, check
from wire import Wire, edit


class NoMarks(Marks):
    """Nothing is marked in the drawing."""

    def all(self):
        return {"highlight": []}

    def lit(self):
        return []


def plain_drawing(document):
    selection = Selection()
    return NetworkDrawing(document, selection, NoMarks(document, selection))


@pytest.fixture
def hold(monkeypatch):
    """Watches everything that is read away from the loop."""
    hold = Hold()
    monkeypatch.setattr(aside, "_tried", hold.watch(aside._tried))
    yield hold
    assert hold.longest <= TURN_SECONDS


@pytest.fixture(scope="module", autouse=True)
def little_garbage():
    """As the server begins: what is there by then is not looked through when something is thrown away."""
    gc.collect()
    gc.freeze()
    yield
    gc.unfreeze()


@pytest.fixture(scope="module")
def reader():
    """The process that reads what is large; it takes a second to start, which is not what is measured."""
    outside.read(read_bytes, "a.json", (hostile.substrate() + " " * outside.SMALL).encode())
    yield
    outside.end()


@pytest.fixture
def document():
    return Document(first_substrate(), origin=FIRST)


def by_name(found):
    return pytest.mark.parametrize("text", found.values(), ids=found)


@by_name(hostile.documents(MAX_JSON, MAX_ENCODED))
def test_links(hold, document, text):
    share = Share(OpenDocuments(document), Selection())
    check(lambda: share.open(KEY + text))
    assert document.message or document.snapshot != begun(FIRST)


@by_name(hostile.documents(BROWSER.json, BROWSER.encoded))
def test_the_right_side_of_a_comparison(hold, document, reader, text):
    shown = []
    other = SimpleNamespace(document=document, show=shown.append)
    check(lambda: put(other, {PACKED: text}, BROWSER))
    assert shown or document.refused


@by_name(hostile.json_texts(MAX_PASTED))
def test_pastes(hold, document, text):
    wire = Wire(plain_drawing(document).view)
    check(lambda: wire.send({"type": "paste", "seq": 1, "text": text}))
    assert wire.told or document.can_undo


def test_a_gesture_waits_for_the_paste_before_it(document):
    wire = Wire(plain_drawing(document).view)
    units = len(document.substrate.units)

    def scene():
        wire.send({"type": "paste", "seq": 1, "text": hostile.substrate()})
        wire.send({"type": "undo", "seq": 2})
        wire.send({"type": "toggle", "seq": 3, "label": "A", "state": 1})

    check(scene)
    assert (len(document.substrate.units), document.state[0]) == (units, 1)
    document.undo()
    assert document.state[0] == 0
    assert not document.can_undo


@pytest.mark.parametrize("kind", ["select", "delete", "move", "duplicate", "copy", "arrange", "connect"])
def test_gestures(document, kind):
    wire = Wire(plain_drawing(document).view)
    many = {"ids": ["unit:A"] * MAX_IDS, "edges": [["A", "B"]] * MAX_IDS, "units": ["A"] * MAX_IDS}
    many |= {"positions": {f"U{i}": [0, 0] for i in range(MAX_IDS)}, "how": "ring", "source": "A" * 10**6}
    check(lambda: wire.send({"type": kind, "seq": 1, "target": "B", **many}))


SLOTS = {
    "tabs": [f'{{"version":{VERSION},"tabs":["{"A" * 100_000}"]}}'] * MAX_TEXTS,
    "lists": [hostile.repeated("[],", MAX_TEXT, f'{{"version":{VERSION},"tabs":[', "[]]}")] * 2,
    "quotes": [hostile.repeated('\\"', MAX_TEXT, '{"version": "')] * 2,
    "not even text": [3, None, [], {"a": 1}],
}


@by_name(SLOTS)
def test_slots_of_the_browser(hold, document, reader, text, monkeypatch):
    monkeypatch.setattr("apps.workspace.documents.autosave.unpack", hold.watch(unpack))
    documents = OpenDocuments(document)
    wire = Wire(Autosave(documents).view)
    found = [{"name": "a" * 8, "text": each, "stamp": 1.0} for each in text]
    check(lambda: wire.send({"own": "a" * 8, "found": found}))
    assert document.refused


def test_slots_full_of_documents(hold, document, reader):
    documents = OpenDocuments(document)
    bad = hostile.documents(STORE.json, STORE.encoded)
    kept = [
        bad[name] for name in ("quotes", "lists", "rows", "a card", "many edges", "a large tpm", "a bomb")
    ]
    kept = [*kept * 2, linked(begun(FIRST), STORE)]
    texts = [
        json.dumps({"version": VERSION, "active": 0, "tabs": kept[at : at + MAX_TABS]})
        for at in range(0, len(kept), MAX_TABS)
    ]
    found = []

    async def read():
        found.append(await asyncio.to_thread(hold.watch(unpack), texts))

    check(lambda: asyncio.get_running_loop().create_task(read()))
    assert found[0].unread > 5
    assert found[0].snapshots
    check(lambda: Autosave(documents).recover(found[0]))
    assert len(documents.names) == len(found[0].snapshots)


def test_what_came_back_is_not_packed_again(monkeypatch):
    text, _ = Packer().pack([begun(FIRST), begun("xor-grid")], 1)
    found = unpack([text])
    packer = Packer()
    packer.know(found)
    monkeypatch.setattr(stored_documents, "linked", lambda *_: pytest.fail("packed again"))
    assert packer.pack(found.snapshots, found.active)[0] == text


def test_unpacking_ends_after_its_time():
    text, _ = Packer().pack([begun(FIRST), begun("xor-grid")], 0)
    found = unpack([text], seconds=-1)
    assert (found.snapshots, found.unread, found.reason) == ((), 2, outside.TOO_LONG)


@by_name(hostile.scripts(MAX_LENGTH, MAX_LINE))
def test_texts_of_a_network(hold, document, text, monkeypatch):
    monkeypatch.setattr(param.parameterized, "async_executor", lambda _function: None)
    face = TextEditor(document, lambda _snapshot: None)
    face.toggle.value = True
    area = part(face.view, "script")

    def scene():
        with edit_readonly(area):
            area.value_input = text
        face.settle()

    check(scene)


@by_name(hostile.rules(MAX_RULE))
def test_rules(document, text):
    rows = FunctionRows(document, "A", lambda _function: None)
    document.set_function("A", Rule("B"))
    entry = rows.fields(Rule("B"))[0]
    check(lambda: edit(entry, value=text, value_input=text))
    assert len(entry.value) <= 100_000


@pytest.mark.parametrize("text", ["A" * 15_000_000, "1" * 100_000, "a," * 50_000, "(" * 100_000])
def test_states(document, text):
    check(lambda: document.set_state(text))
    assert len(document.message) < 1_000


TABLES = {
    "cells": {"type": "cells", "cells": [[r % 16, r % 3, "1/3"] for r in range(MAX_CELLS)]},
    "no cells": {"type": "cells", "cells": [[[], {}, "x" * 10**6]] * MAX_CELLS},
    "too many cells": {"type": "cells", "cells": [[0, 0, "1"]] * 10**5},
    "a block": {"type": "paste", "row": 0, "column": 0, "text": "1\t" * (MAX_BLOCK // 2)},
    "lines": {"type": "paste", "row": 0, "column": 0, "text": "1\n" * (MAX_BLOCK // 2)},
    "a long entry": {"type": "paste", "row": 0, "column": 0, "text": "9" * MAX_BLOCK},
    "too long a block": {"type": "paste", "row": 0, "column": 0, "text": "1\t" * 5_000_000},
    "drops": {"type": "drop", "cells": [[0, 0]] * 10**5},
}


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("message", TABLES.values(), ids=TABLES)
def test_typed_tables(document, message, kind):
    editor = MatrixEditor(document)
    editor.toggle.value = True
    part(editor.view, "matrix-kind").value = kind
    (grid,) = editor.view.select(MatrixGrid)
    wire = Wire(grid)
    check(lambda: wire.send({"turn": grid.grid["turn"], **message}))
