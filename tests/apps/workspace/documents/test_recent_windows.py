"""What a window showed last survives a reload that is faster than its browser's keeping."""

from typing import Any

import panel as pn
import pytest

from apps.document.document import Document
from apps.document.examples import FIRST, first_substrate
from apps.workspace.documents import autosave, recent_windows
from apps.workspace.documents.autosave import Autosave
from apps.workspace.documents.open_documents import OpenDocuments
from apps.workspace.documents.recent_windows import RecentWindows
from apps.workspace.documents.stored_documents import unpack
from wire import Wire

NAME = "window0123456789"


@pytest.fixture
def memory(monkeypatch: pytest.MonkeyPatch) -> RecentWindows:
    fresh = RecentWindows()
    monkeypatch.setattr(autosave, "WINDOWS", fresh)
    return fresh


class Window:
    """A page and what its browser keeps, which is told with `keep` and shown on the next page."""

    def __init__(self, found: list[dict[str, Any]]) -> None:
        self.document = Document(first_substrate(), origin=FIRST)
        saver = Autosave(OpenDocuments(self.document))
        self._wire = Wire(saver.view)
        self.hear({"own": NAME})
        slots = autosave.read_slots(found)
        assert slots is not None
        saver.recover(unpack(autosave.latest_texts(slots)))

    @property
    def kept(self) -> list[dict[str, Any]]:
        return self._wire.told

    def hear(self, message: dict[str, Any]) -> None:
        self._wire.send(message)

    def slot(self) -> dict[str, Any]:
        last = self.kept[-1]
        return {"name": NAME, "text": last["keep"], "stamp": last["stamp"]}


NOTHING = {"name": NAME, "text": None, "stamp": None}


def test_a_stroke_that_the_browser_never_kept_comes_back(memory):
    first = Window([NOTHING])
    first.document.toggle("A")
    assert first.kept, "A single stroke is kept at once"
    kept = first.slot()
    first.document.toggle("B")
    again = Window([kept])
    assert again.document.state == first.document.state
    assert Window([NOTHING]).document.state == first.document.state


def test_what_the_browser_kept_later_or_elsewhere_wins(memory, monkeypatch):
    first = Window([NOTHING])
    first.document.toggle("A")
    kept = first.slot()
    shown = first.document.state
    another = RecentWindows()  # of another process, or of this one started again
    monkeypatch.setattr(autosave, "WINDOWS", another)
    assert Window([kept]).document.state == shown
    Window([NOTHING]).document.toggle("C")
    later = kept | {"stamp": another.since(NAME, 0).stamp + 1}
    assert Window([later]).document.state == shown


def test_damaged_storage_is_told_of_and_no_name_but_the_own_is_answered(memory):
    first = Window([NOTHING])
    first.document.toggle("A")
    damaged = Window([{"name": NAME, "text": "[", "stamp": None}])
    assert damaged.document.refused
    for name in ("window9876543210", "../x", 7, None):
        assert not Window([{"name": name, "text": None, "stamp": None}]).document.can_undo
    assert autosave.read_slots([{"name": NAME}] * 99) is None
    assert autosave.read_slots("x") is None


def test_a_window_that_sets_a_slot_aside_no_longer_writes_over_what_it_showed(memory):
    window = Window([{"name": NAME, "text": "[", "stamp": None}])
    window.document.toggle("A")
    assert window.kept[-1]["aside"]
    window.document.toggle("B")
    assert memory.since(NAME, 0) is None
    window.hear({"own": "anothername01"})
    assert memory.since("anothername01", 0).snapshots[0].state == window.document.state


def test_only_so_many_windows_are_remembered_and_none_for_ever(memory, monkeypatch):
    snapshots = [Document(first_substrate()).snapshot]
    names = [f"window{number:08}" for number in range(recent_windows.MOST + 9)]
    for name in names:
        memory.put(name, snapshots, 0)
    assert [name for name in names if memory.since(name, 0)] == names[9:]
    late = recent_windows.time.time() + recent_windows.LASTING + 1
    monkeypatch.setattr(recent_windows.time, "time", lambda: late)
    memory.put(NAME, snapshots, 0)
    assert [name for name in (*names, NAME) if memory.since(name, 0)] == [NAME]


@pytest.mark.parametrize("before", [True, False], ids=["before the browser told", "after"])
@pytest.mark.parametrize("text", [None, "kept"])
def test_a_stroke_on_a_page_that_is_still_loading_comes_back(memory, monkeypatch, text, before):
    waiting = []
    monkeypatch.setattr(type(pn.state), "onload", lambda _self, act: waiting.append(act))
    document = Document(first_substrate(), origin=FIRST)
    wire = Wire(Autosave(OpenDocuments(document)).view)
    told = {"own": NAME, "found": [NOTHING | {"text": text}]}
    acts = [lambda: document.toggle("A"), lambda: wire.send(told)]
    for act in acts if before else reversed(acts):
        act()
    assert waiting, "What is kept comes back once the page is loaded"
    shown = memory.since(NAME, 0)
    if text is None:
        assert shown.snapshots[0].state == document.state
        assert Window([NOTHING]).document.state == document.state
    else:  # what is about to come back is not forgotten for it
        assert shown is None
