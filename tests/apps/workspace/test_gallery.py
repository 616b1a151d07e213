"""The examples as cards, each with a picture; a card opens in place or beside."""

import pytest

from apps.document.document import Document
from apps.document.examples import FIRST, IDEAS, first_substrate, presets
from apps.workspace.documents.open_documents import OpenDocuments
from apps.workspace.gallery import Gallery, NextExample, cards, picture
from engine.words import speaking
from wire import send


@pytest.fixture
def shelf():
    return OpenDocuments(Document(first_substrate(), origin=FIRST))


def test_every_example_has_a_card_with_a_picture():
    found = cards()
    assert sorted(card["slug"] for card in found) == sorted(preset.slug for preset in presets())
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


def test_the_gallery_begins_with_those_to_start_with_and_goes_on_by_idea():
    groups = list(dict.fromkeys(card["group"] for card in cards()))
    assert groups == ["Start here", *IDEAS.values()]
    assert [card["slug"] for card in cards()][:2] == [FIRST, "pyphi-basic"]
    (exclusion,) = (card for card in cards() if card["slug"] == "iit4-fig6e-exclusion")
    assert exclusion["group"] == "Start here"
    assert IDEAS["exclusion"] in exclusion["also"]


def test_the_next_of_the_same_idea_is_a_press_away(shelf):
    following = NextExample(shelf)
    seen = [FIRST]
    while following.view.visible:
        following.view.clicks += 1
        seen.append(shelf.document.snapshot.origin)
    assert seen == [preset.slug for preset in presets() if preset.idea == "exclusion"]
    shelf.new()
    following.view.clicks += 1
    assert not following.view.visible
    assert shelf.document.snapshot.origin == ""


def test_cards_know_their_size_and_their_paper():
    found = {card["slug"]: card for card in cards()}
    assert found["iit4-fig1"]["size"] == [0, "1 to 3 units"]
    assert found["iit4-fig1"]["theory"] == "IIT 4.0 paper"
    assert found["findlay-computer-pqrs"]["size"] == [4, "10 units and more"]
    with speaking("de"):
        assert {card["slug"]: card for card in cards()}["iit4-fig1"]["size"] == [0, "1 bis 3 Einheiten"]


def test_every_card_says_how_many_units_it_has():
    assert {card["slug"]: card["units"] for card in cards()}["pyphi-basic"] == 3
    assert sum(card["units"] == 8 for card in cards()) >= 1
