"""What the browser keeps comes back identical; whatever else stands there does no harm."""

import json
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from apps.document import edits
from apps.document.examples import FIRST, NETWORKS, begun, presets
from apps.document.link_text import decode, encode, restored, shared
from apps.document.snapshot import opened
from apps.workspace.documents.open_documents import MAX_TABS
from apps.workspace.documents.stored_documents import MAX_TEXT, Packer, StoredWindow, unpack
from engine.substrate.substrate import Substrate


def packed(*snapshots, active=0):
    text, left_out = Packer().pack(snapshots, active)
    assert left_out == ()
    return text


@pytest.mark.parametrize("preset", presets(), ids=lambda preset: preset.slug)
def test_every_example_comes_back_identical(preset):
    snapshot = begun(preset.slug)
    again = restored(decode(encode(shared(snapshot))))[0]
    written = replace(snapshot.substrate, state=snapshot.state, system=snapshot.units)
    assert again == replace(snapshot, substrate=written)
    assert again.substrate.sha256 == snapshot.substrate.sha256
    found = unpack([packed(snapshot)])
    assert found == StoredWindow((again,))


def test_the_documents_come_back_in_order_with_the_one_that_was_shown():
    first, second = begun(FIRST), begun("xor-grid")
    changed = replace(edits.toggle(second, "A")[0], formalism="iit4-2026", ties="smallest", units=("A", "B"))
    found = unpack([packed(first, changed, active=1)])
    assert found.active == 1
    assert [one.state for one in found.snapshots] == [first.state, changed.state]
    assert found.snapshots[1].units == ("A", "B")
    assert (found.snapshots[1].formalism, found.snapshots[1].ties) == ("iit4-2026", "smallest")


def test_an_unfinished_drawing_is_kept_too():
    lone, _ = edits.disconnect(begun("twin-zombie"), "M", "B")
    assert unpack([packed(lone)]).snapshots[0].substrate.edges == lone.substrate.edges


def test_windows_that_show_the_same_are_merged():
    first, second = begun(FIRST), begun("xor-grid")
    found = unpack([packed(first), packed(second, first, active=1)])
    assert [one.origin for one in found.snapshots] == [FIRST, "xor-grid"]
    assert found.active == 0


def test_parts_of_the_view_come_after_the_documents():
    text, _ = Packer().pack([begun(FIRST)], 0, {"right": {"base": "this"}})
    assert unpack([text, packed(begun("xor-grid"))]).view == {"right": {"base": "this"}}
    assert unpack([packed(begun("xor-grid")), text]).view == {}
    text, left_out = Packer().pack([begun(FIRST)], 0, {"right": "x" * MAX_TEXT})
    assert (left_out, unpack([text]).view) == ((), {})
    assert len(text) < MAX_TEXT


@pytest.mark.parametrize("view", [3, [], "x", None])
def test_a_view_that_is_none_is_passed_over(view):
    found = unpack([json.dumps(GOOD | {"view": view})])
    assert (found.view, found.unread, len(found.snapshots)) == ({}, 0, 1)


def test_what_is_too_large_is_named_and_the_rest_kept():
    large = opened(Substrate.from_tpm(np.random.default_rng(1).uniform(size=(2**13, 13))))
    text, left_out = Packer().pack([begun(FIRST), large], 1)
    assert left_out == (1,)
    assert len(text) < MAX_TEXT
    assert unpack([text]).snapshots[0].origin == FIRST


def test_an_example_that_is_no_more_is_just_a_network():
    gone = replace(begun(FIRST), origin="<script>")
    assert unpack([packed(gone)]).snapshots[0].origin == ""


GOOD = json.loads(packed(begun(FIRST)))


@pytest.mark.parametrize(
    ("text", "word"),
    [
        (3, "no text"),
        ("x" * (MAX_TEXT + 1), "too long"),
        ("{", "breaks"),
        ("[" * 50_000, "nested"),
        ("[]", "another version"),
        (json.dumps(GOOD | {"version": 2}), "another version"),
        (json.dumps(GOOD | {"tabs": "x"}), "damaged"),
        (json.dumps(GOOD | {"tabs": ["1."] * (MAX_TABS + 1)}), "damaged"),
        (json.dumps(GOOD | {"tabs": ["1.AAAA"]}), "damaged"),
        (json.dumps(GOOD | {"tabs": [None]}), "damaged"),
    ],
)
def test_what_cannot_be_read_is_counted_and_the_rest_comes_back(text, word):
    found = unpack([text, packed(begun("xor-line"))])
    assert found.unread == 1
    assert word in found.reason
    assert [one.origin for one in found.snapshots] == ["xor-line"]


@pytest.mark.parametrize("active", [None, True, -1, 99, "0", [1]])
def test_a_wrong_place_shows_the_first(active):
    assert unpack([json.dumps(GOOD | {"active": active})]).active == 0


@given(st.lists(st.none() | st.text(max_size=40) | st.integers(), max_size=4))
def test_nothing_is_raised(texts):
    assert unpack(texts).snapshots == ()


def test_all_examples_are_here():
    assert len(presets()) == len(list(NETWORKS.glob("*.json")))
