"""The document in a link comes back identical; what no link holds is refused quickly, in one sentence."""

import base64
import json
import zlib
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from apps.document import link_text
from apps.document.link_text import MAX_ENCODED, MAX_JSON, STORE, VERSION, decode, encode, restored, shared
from apps.document.snapshot import Snapshot, opened
from engine import Substrate
from engine.errors import PhiscopeError
from engine.formalisms import shown_in
from engine.iit4.choices import DIRECTIONS
from engine.iit4.distinctions import PurviewChoice
from engine.iit4.readings import CHOICES as READINGS
from engine.substrate.computer import computer
from engine.substrate.functions import Logistic
from engine.substrate.substrate import MAX_UNITS
from processor import soon
from strategies import binary_substrates, many_valued_substrates, states

SCALARS = st.one_of(
    st.booleans(), st.none(), st.floats(allow_nan=False, allow_infinity=False), st.text(max_size=9)
)
VIEWS = st.dictionaries(st.text(max_size=9), st.one_of(SCALARS, st.lists(SCALARS, max_size=3)), max_size=4)


@st.composite
def snapshots(draw):
    substrate = draw(st.one_of(binary_substrates(), many_valued_substrates()))
    substrate = replace(substrate, name=draw(st.text(max_size=9)))
    units = draw(st.none() | st.lists(st.sampled_from(substrate.labels), min_size=1, unique=True))
    if units is not None:
        units = None if len(units) == substrate.n else substrate.units_of(units)
    formalism = draw(st.sampled_from(shown_in("explore")))
    readings = {key: draw(st.sampled_from(choice.keys)) for key, choice in READINGS.items()}
    origin = draw(st.sampled_from(["", "xor-grid"]))
    chosen = draw(st.lists(choices(substrate.labels), max_size=3, unique_by=lambda c: c.mechanism))
    return Snapshot(
        substrate,
        draw(states(substrate)),
        units,
        formalism,
        origin=origin,
        by_hand=tuple(chosen),
        **readings,
    )


def choices(labels):
    some = st.lists(st.sampled_from(labels), min_size=1, unique=True).map(tuple)
    return st.builds(PurviewChoice, some, st.sampled_from(DIRECTIONS), some)


def dense(n):
    weights = np.random.default_rng(n).normal(size=(n, n)).round(3)
    return Substrate.from_weights(weights, k=4.0)


def pack(data):
    return VERSION + base64.urlsafe_b64encode(zlib.compress(data, 9)).decode().rstrip("=")


def packed(document):
    return pack(json.dumps(document).encode())


@given(snapshots(), VIEWS, st.lists(st.text(max_size=9), max_size=4))
def test_a_document_comes_back_identical(snapshot, view, selection):
    document = shared(snapshot, view, selection)
    text = encode(document)
    assert decode(text) == document
    again, shown, chosen = restored(decode(text))
    assert (shown, chosen) == (view, tuple(selection))
    known = replace(snapshot.substrate, state=snapshot.state, system=snapshot.units)
    assert again == replace(snapshot, substrate=known)
    assert again.substrate.sha256 == snapshot.substrate.sha256


@given(snapshots())
def test_a_link_survives_any_address_bar_and_is_no_number(snapshot):
    text = encode(shared(snapshot))
    assert set(text) <= set("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.")
    with pytest.raises(ValueError, match=r"Extra data|Expecting"):
        json.loads(text)


def test_a_large_document_is_refused_before_it_is_written_out(monkeypatch):
    monkeypatch.setattr(link_text, "shared", lambda *_: pytest.fail("It was written out."))
    tables = Substrate.from_tpm(np.random.default_rng(0).uniform(size=(2**14, 14)))
    logistic = replace(tables, units=tuple(replace(unit, function=Logistic()) for unit in tables.units))
    for substrate in (tables, replace(logistic, tpm_rows=tables.tpm)):
        with pytest.raises(PhiscopeError, match="save a file instead"):
            link_text.linked(Snapshot(substrate, (0,) * 14))


@given(snapshots())
def test_a_snapshot_is_linked_by_its_document(snapshot):
    assert link_text.linked(snapshot, link_text.LINK, {"a": 1}, ["b"]) == encode(
        shared(snapshot, {"a": 1}, ["b"])
    )


def test_twelve_dense_units_fit_at_full_precision():
    weights = np.random.default_rng(1).normal(size=(12, 12))
    substrate = Substrate.from_weights(weights, k=4.0)
    text = encode(shared(Snapshot(substrate, (0,) * 12)))
    assert len(text) < MAX_ENCODED
    assert (restored(decode(text))[0].substrate.weights == weights).all()


@pytest.mark.slow
def test_a_computer_of_thousands_of_units_is_kept_by_the_browser_and_too_large_for_a_link():
    small, large = opened(computer(4)), opened(computer(8))
    assert restored(decode(link_text.linked(small)))[0].substrate.sha256 == small.substrate.sha256
    with pytest.raises(PhiscopeError, match="too large for a link; save a file instead"):
        link_text.linked(large)
    kept = link_text.linked(large, STORE)
    assert len(kept) < 60_000
    back, _, _ = restored(decode(kept, STORE))
    assert (back.substrate.sha256, back.state) == (large.substrate.sha256, large.state)


def test_a_chain_of_more_units_than_are_drawn_goes_into_a_link():
    labels = [f"u{i}" for i in range(300)]
    chain = Substrate.from_rules({label: labels[i - 1] for i, label in enumerate(labels)})
    back, _, _ = restored(decode(link_text.linked(opened(chain))))
    assert back.substrate.sha256 == chain.sha256


def test_what_is_too_long_says_to_save_a_file():
    rng = np.random.default_rng(1)
    for n in (10, MAX_UNITS - 4):
        large = Substrate.from_tpm(rng.uniform(size=(2**n, n)))
        with pytest.raises(PhiscopeError, match="save a file instead"):
            encode(shared(Snapshot(large, (0,) * n)))


@pytest.mark.parametrize(
    ("document", "word"),
    [
        ({}, "no substrate"),
        ({"substrate": []}, "no substrate"),
        ({"substrate": {"units": [{"label": "A"}] * 2801}}, "more than 2,800 units"),
        ({"substrate": {"units": [], "edges": [{}] * 16_385}}, "more than 16,384 edges"),
        ({"substrate": {}, "formalism": "iit9"}, "formalism is unknown"),
        ({"substrate": {}, "ties": ["largest"]}, "ties is unknown"),
        ({"substrate": {}, "origin": 3}, "origin is no text"),
        ({"substrate": {}, "by_hand": [{}]}, "malformed"),
        ({"substrate": {}, "view": []}, "malformed"),
        ({"substrate": {}, "selection": [1]}, "malformed"),
        ({"substrate": {}, "view": {"a": "x" * 3000}}, "too large"),
        ({"substrate": {}, "script": "alert(1)"}, "unknown part 'script'"),
    ],
)
def test_what_is_no_document_is_refused_both_ways(document, word):
    with pytest.raises(PhiscopeError, match=word):
        encode(document)
    with pytest.raises(PhiscopeError, match=f"The link: .*{word}"):
        decode(packed(document))


@pytest.mark.parametrize("value", [float("nan"), object(), {1, 2}])
def test_what_json_cannot_hold_is_refused(value):
    with pytest.raises(PhiscopeError, match="save a file"):
        encode({"substrate": {"units": value}})


GOOD = encode(shared(Snapshot(dense(3), (0, 1, 0))))


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("", "no document"),
        (None, "no document"),
        ("hello", "no document"),
        ("2." + GOOD[2:], "another version"),
        ("1.", "cut"),
        (GOOD[:-9], "cut|damaged"),
        (GOOD[:30] + "AAAA" + GOOD[34:], "damaged|cut"),
        (GOOD + "A", "damaged|grown"),
        (GOOD + "AAAA", "grown"),
        (GOOD[:9] + "+/" + GOOD[11:], "characters that no link has"),
        (GOOD + "\n", "characters that no link has"),
        ("1." + "A" * MAX_ENCODED, "8,002 characters"),
        (pack(b"\xff\xfe"), "damaged"),
        (pack(b"[" * 5000), "nested"),
        (pack(b"[NaN]"), "not a number"),
        (pack(b"[1" + b"0" * 5000 + b"]"), "too many digits"),
        (pack(b"{"), "breaks"),
        (pack(b"[]"), "no substrate"),
        (packed({"substrate": {"format": "phiscope-substrate", "version": 1, "units": [3]}}), "units"),
        (packed({"substrate": {"format": "phiscope-substrate", "version": 1, "units": []}}), "no units"),
    ],
)
def test_whatever_arrives_is_refused_in_one_sentence(text, word):
    with pytest.raises(PhiscopeError, match=word) as caught:
        decode(text)
    assert str(caught.value).endswith(".")
    assert "\n" not in str(caught.value)


@given(st.text(max_size=60) | st.binary(max_size=60).map(pack) | st.text(max_size=60).map("1.".__add__))
def test_any_text_is_refused_as_a_sentence(text):
    with pytest.raises(PhiscopeError):
        decode(text)


HEAD = {"format": "phiscope-substrate", "version": 1}
UNIT = {"label": "A", "function": {"type": "rule", "rule": "A"}}
HOSTILE = {
    "a bomb": pack(b" " * 5_000_000),
    "up to the limit": pack(b"[" + b"0," * (MAX_JSON // 2 - 2) + b"0]"),
    "edges": packed({"substrate": HEAD | {"units": [UNIT], "edges": [{"from": "A", "to": "B"}] * 4000}}),
    "units": packed({"substrate": HEAD | {"units": [UNIT] * 128}}),
    "rules": packed(
        {"substrate": HEAD | {"units": [UNIT | {"function": {"type": "rule", "rule": "!" * 9999}}] * 18}}
    ),
    "tpm": packed({"substrate": HEAD | {"units": [UNIT], "tpm": [[0] * 9] * 9000}}),
    "states": packed({"substrate": HEAD | {"units": [UNIT], "state": {f"U{i}": 0 for i in range(9000)}}})[
        :MAX_ENCODED
    ],
    "control characters": packed({"substrate": HEAD | {"units": [UNIT | {"label": "\x00\x1b<script>"}]}}),
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_hostile_links_are_refused_without_blowing_up(text):
    Substrate.from_dict(HEAD | {"units": [UNIT], "edges": [{"from": "A", "to": "A"}]})  # compiles the schema

    def refused():
        with pytest.raises(PhiscopeError):
            decode(text)

    soon(5, refused)
