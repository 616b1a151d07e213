"""Files dropped on the page: what a browser sends of them is checked."""

import pytest

from apps.document.document import Document
from apps.document.examples import FIRST, first_substrate
from apps.workspace.documents.drop_file import DropZone, decoded
from apps.workspace.documents.open_documents import OpenDocuments
from apps.workspace.documents.open_file import FileOpener
from engine.errors import FormatError
from wire import send


@pytest.fixture
def opening():
    return FileOpener(OpenDocuments(Document(first_substrate(), origin=FIRST)))


def test_what_the_browser_sends_is_checked(opening):
    zone = DropZone(opening)
    before = opening.document.snapshot
    for nonsense in (None, {"name": 3}, {"name": "x.json", "size": 50_000_000}, {"name": "x.json"}):
        send(zone, nonsense)
    send(zone, {"name": "x.json", "data": "%%%"})
    assert opening.document.refused
    assert "damaged" in opening.document.message
    assert opening.document.snapshot is before
    send(zone, {"name": "pair.bnet", "data": "dGFyZ2V0cywgZmFjdG9ycwpBLCBBCg=="})
    assert opening.document.substrate.labels == ["A"]
    with pytest.raises(FormatError):
        decoded("Ä")


def test_a_name_that_is_cut_by_the_browser_is_refused_as_too_long(opening):
    send(DropZone(opening), {"name": "n" * 300 + ".json", "data": "e30="})
    assert "name has 256 letters" in opening.document.message
