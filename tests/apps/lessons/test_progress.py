"""How far a learner has come, in the browser and back; whatever is written there does no harm."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from apps.lessons.answers import Told
from apps.lessons.expressions import Reference
from apps.lessons.progress import MAX_TEXT, Trail, packed, unpacked

TRAILS = {
    "one": Trail(
        "b",
        ["a"],
        {"a": {Reference("phi_s", ("AB",)): Told(0.17, "0.17"), Reference("cut"): Told(True, "yes")}},
    ),
    "two": Trail(),
}


def test_there_and_back():
    assert unpacked(packed(TRAILS)) == TRAILS


@pytest.mark.parametrize(
    "text",
    [None, 3, "", "{", "[]", "null", "x" * (MAX_TEXT + 1), "[" * 5000, '{"a": 3}', '{"a": {"done": 3}}'],
)
def test_what_is_no_trail_is_left_out(text):
    assert all(trail == Trail() for trail in unpacked(text).values())


def test_wrong_parts_are_left_out_one_by_one():
    kept = {
        "s": {"phi_s": [0.5, "0.5"], "Not": [1, "1"], "phi": [None, "x"], "p": [1], "q": [float("inf"), "x"]}
    }
    content = {"l": {"step": 3, "done": ["a", 4, "a", "b"], "kept": kept | {"t": 3}}, "x" * 400: {}}
    assert unpacked(json.dumps(content)) == {
        "l": Trail("", ["a", "b"], {"s": {Reference("phi_s"): Told(0.5, "0.5")}})
    }


PLAIN = st.recursive(
    st.none() | st.booleans() | st.floats() | st.text(max_size=9),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=9), inner, max_size=3),
)


@given(st.dictionaries(st.sampled_from(["a", "step", "done", "kept"]), PLAIN, max_size=4))
def test_no_content_breaks_it(content):
    found = unpacked(json.dumps({"lesson": content}))
    assert unpacked(packed(found)) == found
