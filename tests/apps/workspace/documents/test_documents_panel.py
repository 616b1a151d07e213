"""What keeps the drawings of a page: one shelf for its tabs, files, examples and autosave."""

from apps.document.document import Document
from apps.document.examples import FIRST, first_substrate
from apps.workspace.documents.documents_panel import DocumentsPanel
from apps.workspace.documents.drop_file import DropZone
from wire import send


def test_all_ways_in_lead_to_the_same_shelf():
    keeping = DocumentsPanel(Document(first_substrate(), origin=FIRST))
    send(keeping.gallery, {"open": "xor-line"})
    (zone,) = [part for part in keeping.unseen if isinstance(part, DropZone)]
    send(zone, {"name": "pair.bnet", "data": "dGFyZ2V0cywgZmFjdG9ycwpBLCBBCg=="})
    send(keeping.tabs, {"do": "new"})
    assert keeping.documents.names == keeping.tabs.names == ["XOR line", "pair", "Network 1"]
    assert {keeping.autosave.view, keeping.gallery} < {*keeping.unseen}
