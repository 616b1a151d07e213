"""The row of tabs: it follows the shelf, and a press is checked before it is handed on."""

import pytest

from apps.document.document import Document
from apps.document.examples import FIRST, first_substrate
from apps.workspace.documents.open_documents import OpenDocuments
from apps.workspace.documents.tabs import Tabs
from wire import send


@pytest.fixture
def shelf():
    return OpenDocuments(Document(first_substrate(), origin=FIRST))


def test_presses_are_carried_out_and_shown(shelf):
    tabs = Tabs(shelf)
    send(tabs, {"do": "new"})
    assert (tabs.names, tabs.active) == ([*shelf.names], 1)
    send(tabs, {"do": "rename", "index": 1, "name": "Mine"})
    assert tabs.names[1] == "Mine"
    send(tabs, {"do": "choose", "index": 0})
    assert tabs.active == 0
    send(tabs, {"do": "close", "index": 1})
    assert len(tabs.names) == 1
    assert tabs.closed == "Mine"
    send(tabs, {"do": "reopen"})
    assert tabs.names[1] == "Mine"


@pytest.mark.parametrize(
    "message",
    [
        *(None, "new", [], {}, {"do": ["new"]}, {"do": "choose"}, {"do": "choose", "index": "1"}),
        *({"do": "choose", "index": True}, {"do": "choose", "index": 99}, {"do": "close", "index": -1}),
        *({"do": "rename", "index": 0}, {"do": "rename", "index": 0, "name": 3}, {"do": "reopen"}),
    ],
)
def test_nonsense_changes_nothing(shelf, message):
    tabs = Tabs(shelf)
    before = (list(shelf.names), shelf.active, shelf.document.snapshot)
    send(tabs, message)
    assert (list(shelf.names), shelf.active, shelf.document.snapshot) == before
