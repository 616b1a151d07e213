"""A file that someone gives the page is read by its ending, or refused in a sentence that names it."""

import json

import pytest

from apps.document.read_file import MAX_BYTES, assumed, read_bytes, too_large
from engine.errors import FormatError
from engine.substrate.substrate import Substrate

PAIR = b"targets, factors\nA, B\nB, A\n"


def test_the_ending_tells_the_format_and_the_name_stays():
    found = read_bytes("some folder/pair.bnet", PAIR)
    assert (found.labels, found.name) == (["A", "B"], "pair")
    named = json.dumps(found.to_dict() | {"name": "Two of them"}).encode()
    assert read_bytes("pair.json", named).name == "Two of them"


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("pair.bnet", b" \n", "pair.bnet is empty"),
        ("pair.json", b"{", "pair.json"),
        ("pair.csv", b"\xff\xfe\x00", "pair.csv"),
        ("", b"{", "the file"),
        ("big.json", b" " * (MAX_BYTES + 1), "big.json has 10 MB"),
    ],
)
def test_what_cannot_be_read_is_a_sentence_that_names_the_file(name, data, said):
    with pytest.raises(FormatError) as caught:
        read_bytes(name, data)
    assert said in str(caught.value)
    assert "upload" not in str(caught.value)


def test_what_was_taken_for_granted_is_said():
    said = assumed(read_bytes("pair.bnet", PAIR), "pair.bnet")
    assert said.startswith("Opened pair.bnet: 2 units and 2 edges.")
    assert "every unit is OFF" in said
    assert "all units are in it" in said
    whole = Substrate.from_dict(read_bytes("pair.bnet", PAIR).to_dict() | {"state": {"A": 1, "B": 0}})
    assert "every unit is OFF" not in assumed(whole, "pair.json")
    assert assumed(whole, "").startswith("Opened the file:")
    assert too_large("x.json", 25_000_000) == "x.json has 25 MB; a substrate file has at most 10 MB."
