"""What figures carry: found in any bytes, bounded, and refused with a sentence."""

import base64
import json
import zlib

import pytest

from engine.errors import FormatError, PhiscopeError
from engine.substrate.formats.figures import MARK, MOST, carried, to_mark
from engine.substrate.substrate import Substrate

S = Substrate.from_rules({"A": "B & C", "B": "A | C", "C": "A ^ B"})


def marked(content) -> bytes:
    return MARK.encode() + base64.b64encode(zlib.compress(json.dumps(content).encode()))


def test_what_is_carried_is_found_among_other_bytes():
    mark = to_mark({"network": S.to_dict(), "about": "Φ-structure"})
    for around in (b"", b"\x89PNG\r\n\x00\x00", b"%PDF-1.4 /Keywords ("):
        found = Substrate.read(around + mark.encode() + b") endobj", "figure.pdf")
        assert found.sha256 == S.sha256
        assert found.notes == "Read from a figure. Φ-structure"


def test_the_kind_is_known_without_a_name():
    mark = to_mark({"network": S.to_dict()}).encode()
    for magic in (b"%PDF-1.4\n", b"\x89PNG\r\n", b"<svg>"):
        assert Substrate.read(magic + mark).sha256 == S.sha256


BOMB = MARK.encode() + base64.b64encode(zlib.compress(b" " * 50_000_000))
HOSTILE = {
    "carries no network: only figures that phiscope made": [b"%PDF-1.4", b"<svg></svg>", MARK.encode(), b""],
    "is too large or cut off": [BOMB, MARK.encode() + base64.b64encode(zlib.compress(b"{}" * 9)[:-6])],
    "is damaged": [
        MARK.encode() + b"AAAA",
        MARK.encode() + b"A",
        MARK.encode() + base64.b64encode(zlib.compress(b"\xff\xfe")),
    ],
    "open its own file": [marked([]), marked({}), marked({"network": 3})],
    "nested more than": [MARK.encode() + base64.b64encode(zlib.compress(b"[" * 100_000))],
}


@pytest.mark.parametrize("said", HOSTILE)
def test_hostile_pictures_are_refused(said):
    for data in HOSTILE[said]:
        with pytest.raises(FormatError, match=said):
            carried(data)


def test_a_network_that_is_none_is_refused_like_any_file():
    with pytest.raises(PhiscopeError, match=r"figure\.png"):
        Substrate.read(
            marked({"network": {"format": "phiscope-substrate", "version": 1, "units": 3}}), "figure.png"
        )


def test_a_network_that_is_too_large_is_not_carried():
    noise = [hex(i * 2654435761 % 2**32) for i in range(400_000)]
    assert to_mark({"network": noise}) == ""
    assert len(to_mark({"network": noise[:100]})) < MOST
