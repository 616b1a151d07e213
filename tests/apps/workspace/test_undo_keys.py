"""Keys undo and redo the document; no other message does anything."""

from apps.document.document import Document
from apps.document.edits import put
from apps.workspace.undo_keys import UndoKeys
from cards import example
from wire import send


def test_keys_undo_and_redo():
    document = Document(example("iit4-fig1"))
    keys, before = UndoKeys(document), document.state
    document.change(put, "A", 1)
    after = document.state
    for given in (None, [], {}, {"act": None}, {"act": ["undo"]}, {"act": "reset"}):
        send(keys, given)
    assert document.state == after != before
    send(keys, {"act": "undo"})
    assert document.state == before
    send(keys, {"act": "redo"})
    assert document.state == after
