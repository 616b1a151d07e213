import dataclasses
import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from apps.document.gestures import (
    AddUnit,
    Arrange,
    Connect,
    Copy,
    Delete,
    Duplicate,
    Edit,
    MoveUnits,
    Paste,
    Reconnect,
    Redo,
    Regroup,
    Select,
    SetWeight,
    Toggle,
    Undo,
)
from apps.editor.read_gesture import GestureError, parse, sequence

NETWORK = {
    "units": [
        {"label": "A", "x": 0.2, "y": 0.5, "on": 0, "states": 2},
        {"label": "B", "x": 0.8, "y": 0.5, "on": 1, "states": 3},
        {"label": "T>0", "x": 0.5, "y": 0.5, "on": 1},
    ],
    "edges": [{"from": "A", "to": "B", "weight": 1.0}, {"from": "B", "to": "B", "weight": -1.0}],
}


@pytest.mark.parametrize(
    ("raw", "gesture"),
    [
        ({"type": "toggle", "label": "A", "state": 1}, Toggle("A", 1)),
        ({"type": "toggle", "label": "B", "state": 2.0}, Toggle("B", 2)),
        ({"type": "add", "x": 1, "y": 0.25}, AddUnit(1.0, 0.25)),
        ({"type": "move", "positions": {"A": [0, 1]}}, MoveUnits({"A": (0.0, 1.0)})),
        (
            {"type": "regroup", "units": ["A"], "into": "α", "positions": {"A": [0, 1]}},
            Regroup(("A",), "α", {"A": (0.0, 1.0)}),
        ),
        ({"type": "connect", "source": "B", "target": "A"}, Connect("B", "A")),
        ({"type": "connect", "source": "A", "target": "A"}, Connect("A", "A")),
        (
            {"type": "reconnect", "source": "A", "target": "B", "new_source": "A", "new_target": "T>0"},
            Reconnect("A", "B", "A", "T>0"),
        ),
        (
            {"type": "weight", "source": "A", "target": "B", "weight": -1, "stroke": 4.0},
            SetWeight("A", "B", -1.0, 4),
        ),
        ({"type": "weight", "source": "B", "target": "B", "weight": 0.5}, SetWeight("B", "B", 0.5)),
        ({"type": "delete", "units": ["A", "A"], "edges": [["B", "B"]]}, Delete(("A",), (("B", "B"),))),
        ({"type": "delete", "edges": [["A", "B"]]}, Delete((), (("A", "B"),))),
        (
            {"type": "select", "ids": ["edge:A>B", "unit:T>0", "unit:Gone", 3]},
            Select(("edge:A>B", "unit:T>0")),
        ),
        ({"type": "select", "ids": []}, Select(())),
        ({"type": "edit", "id": "unit:A"}, Edit("unit:A")),
        ({"type": "edit", "id": "<script>"}, Edit(None)),
        ({"type": "undo", "seq": 4}, Undo()),
        ({"type": "redo"}, Redo()),
        ({"type": "duplicate", "units": ["A", "A"]}, Duplicate(("A",))),
        (
            {"type": "duplicate", "units": ["A"], "positions": {"A": [0, 1]}},
            Duplicate(("A",), {"A": (0.0, 1.0)}),
        ),
        ({"type": "copy", "units": ["T>0"]}, Copy(("T>0",))),
        ({"type": "paste", "text": "{}"}, Paste("{}")),
        ({"type": "paste", "text": "{}", "x": 0, "y": 0.5}, Paste("{}", (0.0, 0.5))),
        ({"type": "arrange", "how": "left", "units": ["A", "B"]}, Arrange("left", ("A", "B"))),
        ({"type": "arrange", "how": "circle"}, Arrange("circle", ())),
    ],
)
def test_gesture_is_read(raw, gesture):
    assert parse(raw, NETWORK) == gesture


@pytest.mark.parametrize(
    "raw",
    [
        None,
        [],
        "toggle",
        {},
        {"type": "explode"},
        {"type": ["toggle"]},
        {"type": "toggle", "label": "Z", "state": 1},
        {"type": "weight", "source": "A", "target": "A", "weight": 1},
        {"type": "weight", "source": "A", "target": "B"},
        {"type": "weight", "source": "A", "target": "B", "weight": math.nan},
        {"type": "weight", "source": "A", "target": "B", "weight": math.inf},
        {"type": "weight", "source": "A", "target": "B", "weight": 10**400},
        {"type": "weight", "source": "A", "target": "B", "weight": True},
        {"type": "weight", "source": "A", "target": "B", "weight": 1, "stroke": -1},
        {"type": "weight", "source": "A", "target": "B", "weight": 1, "stroke": "1"},
        {"type": "toggle", "label": "A", "state": 2},
        {"type": "toggle", "label": "A", "state": -1},
        {"type": "toggle", "label": "A", "state": True},
        {"type": "toggle", "label": "A", "state": 0.5},
        {"type": "toggle", "label": {"A": 1}, "state": 0},
        {"type": "add", "x": math.nan, "y": 0},
        {"type": "add", "x": math.inf, "y": 0},
        {"type": "add", "x": 1.01, "y": 0},
        {"type": "add", "x": "0.5", "y": 0},
        {"type": "add", "x": True, "y": 0},
        {"type": "add", "x": 10**400, "y": 0},
        {"type": "move", "positions": {}},
        {"type": "regroup", "units": ["A"], "into": 1, "positions": {"A": [0, 1]}},
        {"type": "regroup", "units": [], "into": "α", "positions": {"A": [0, 1]}},
        {"type": "regroup", "units": ["A"], "into": "α" * 1000, "positions": {"A": [0, 1]}},
        {"type": "move", "positions": [["A", [0, 0]]]},
        {"type": "move", "positions": {"A": [0, 0, 0]}},
        {"type": "move", "positions": {"A": "00"}},
        {"type": "move", "positions": {"Z": [0, 0]}},
        {"type": "connect", "source": "A", "target": "B"},
        {"type": "connect", "source": "A"},
        {"type": "reconnect", "source": "A", "target": "B", "new_source": "B", "new_target": "B"},
        {"type": "reconnect", "source": "B", "target": "A", "new_source": "A", "new_target": "A"},
        {"type": "delete"},
        {"type": "delete", "units": "AB"},
        {"type": "delete", "units": ["A"] * 129},
        {"type": "delete", "edges": [["A", "A"]]},
        {"type": "delete", "edges": [["A"]]},
        {"type": "duplicate"},
        {"type": "duplicate", "units": ["Z"]},
        {"type": "duplicate", "units": ["A"], "positions": {"B": [0, 0]}},
        {"type": "duplicate", "units": ["A"], "positions": {"A": [2, 0]}},
        {"type": "copy", "units": []},
        {"type": "copy", "units": "A"},
        {"type": "paste"},
        {"type": "paste", "text": "  "},
        {"type": "paste", "text": {"units": []}},
        {"type": "paste", "text": "x" * 200_001},
        {"type": "paste", "text": "{}", "x": math.nan, "y": 0},
        {"type": "arrange", "how": "left", "units": ["A"]},
        {"type": "arrange", "how": "vertical", "units": ["A", "B"]},
        {"type": "arrange", "how": ["left"], "units": ["A", "B"]},
        {"type": "arrange", "how": "__class__", "units": ["A", "B"]},
        {"type": "select", "ids": "unit:A"},
        {"type": "select", "ids": ["unit:A"] * 20_000},
    ],
)
def test_anything_else_is_refused_with_a_sentence(raw):
    with pytest.raises(GestureError) as refusal:
        parse(raw, NETWORK)
    sentence = str(refusal.value)
    assert sentence[0].isupper()
    assert sentence.endswith(".")


def test_a_full_drawing_takes_no_more_units():
    full = {"units": [{"label": f"U{i}"} for i in range(128)], "edges": []}
    with pytest.raises(GestureError, match="at most 128"):
        parse({"type": "add", "x": 0, "y": 0}, full)


@pytest.mark.parametrize(
    ("raw", "number"),
    [
        ({"seq": 7}, 7),
        ({"seq": 7.0}, 7),
        ({"seq": -1}, 0),
        ({"seq": "7"}, 0),
        ({"seq": 2**60}, 0),
        ({}, 0),
        (None, 0),
    ],
)
def test_sequence_is_a_trusted_number_or_zero(raw, number):
    assert sequence(raw) == number


NAMES = st.text(max_size=5) | st.sampled_from(["A", "B", "unit:A"])
SCALARS = st.none() | st.booleans() | st.integers() | st.floats() | NAMES
JSON = st.recursive(
    SCALARS, lambda c: st.lists(c, max_size=3) | st.dictionaries(NAMES, c, max_size=3), max_leaves=8
)
KINDS = [
    "duplicate",
    "copy",
    "paste",
    "arrange",
    "toggle",
    "add",
    "move",
    "connect",
    "reconnect",
    "weight",
    "delete",
    "select",
    "edit",
    "undo",
    "redo",
]
FIELDS = ["label", "state", "x", "y", "positions", "source", "target", "new_source", "new_target"]
FIELDS += ["units", "edges", "ids", "id", "text", "how"]
HOSTILE = st.builds(
    lambda kind, fields: {"type": kind, **fields},
    st.sampled_from(KINDS) | SCALARS,
    st.dictionaries(st.sampled_from(FIELDS), JSON, max_size=5),
)


@given(HOSTILE | JSON)
def test_hostile_input_is_refused_or_harmless(raw):
    try:
        gesture = parse(raw, NETWORK)
    except GestureError:
        return
    assert parse(raw, NETWORK) == gesture
    fields = {f.name: getattr(gesture, f.name) for f in dataclasses.fields(gesture)}
    labels = {"A", "B", "T>0"}
    for name in ("label", "source", "target", "new_source", "new_target"):
        assert fields.get(name, "A") in labels
    for x, y in [*(fields.get("positions") or {}).values(), (fields.get("x", 0.0), fields.get("y", 0.0))]:
        assert 0 <= x <= 1
        assert 0 <= y <= 1
