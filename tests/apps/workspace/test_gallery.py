"""The examples as cards, each with a picture; a card opens in place or beside."""

import pytest

from apps.document.document import Document
from apps.document.examples import FIRST, first_substrate, presets
from apps.workspace.gallery import Gallery, cards, picture
from apps.workspace.open_documents import Shelf
from wire import send


@pytest.fixture
def shelf():
    return Shelf(Document(first_substrate(), origin=FIRST))


def test_every_example_has_a_card_with_a_picture():
    found = cards()
    assert [card["slug"] for card in found] == [preset.slug for preset in presets()]
    for card in found:
        assert card["picture"].startswith("<svg"), card["slug"]
        assert card["name"]
        assert isinstance(card["tries"], list)
    assert picture("no-such-example") == ""


def test_a_card_opens_in_place_or_beside(shelf):
    gallery = Gallery(shelf)
    send(gallery, {"open": "xor-line"})
    assert shelf.names == ["XOR line"]
    send(gallery, {"open": "findlay-pqrs", "beside": True})
    assert len(shelf.names) == 2
    assert shelf.document.snapshot.origin == "findlay-pqrs"


@pytest.mark.parametrize("message", [None, "xor-line", {"open": 3}, {"open": "../x"}, {"beside": True}])
def test_what_is_no_card_opens_nothing(shelf, message):
    send(Gallery(shelf), message)
    assert shelf.untouched
