"""YAML is read strictly: plain values, small, each refusal with its line."""

import pytest

from engine.errors import FormatError
from engine.recompute.yaml_text import MAX_TEXT, load_yaml


def test_plain_values():
    text = "A: 6\nb: [PHI, PURVIEW_SIZE]\nc:\n  d: 3.0\n  e: false\nf: '3.0_STYLE'\ng: 2020-01-01\nh:\n"
    assert load_yaml(text) == {
        "A": 6,
        "b": ["PHI", "PURVIEW_SIZE"],
        "c": {"d": 3.0, "e": False},
        "f": "3.0_STYLE",
        "g": "2020-01-01",
        "h": None,
    }
    assert load_yaml("# nothing\n---\n") is None
    assert load_yaml("a: 0b_") == {"a": "0b_"}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("a: 1\nb: &x [1]\nc: *x", "Line 2: references"),
        ("a: 1\nb: *x", "Line 2: references"),
        ("a: !!python/object/apply:os.system [ls]", "Line 1: tags"),
        ("a: 1\n---\nb: 2", "Line 2: a second document"),
        ("a: 1\nb: 2\na: 3", "Line 3: a stands twice"),
        ("? [a]\n: b", "Line 1: a name must be a word"),
        ("a:\n  b: [", "it is no YAML"),
        ("a: b: c", "Line 1: it is no YAML"),
        ("a: 1\nb: \x00", "Line 2: a character"),
        ("[" * 60_000, "nested more than 8"),
        ("- " * 9_000 + "1", "nested more than 8"),
        ("a: " + "9" * 5_000, "more than 40 digits"),
        ("#" * (MAX_TEXT + 1), "use at most 65,536"),
    ],
)
def test_everything_else_is_refused(text, said):
    with pytest.raises(FormatError) as refusal:
        load_yaml(text)
    assert said in str(refusal.value)
