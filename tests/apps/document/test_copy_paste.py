"""Copying, pasting and duplicating units as changes of the document."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from apps.document import copy_paste
from apps.document.document import Document
from apps.document.gestures import Arrange, Duplicate, Paste
from apps.document.snapshot import opened
from engine import Substrate
from engine.errors import PhiscopeError
from viz.layout import positions

ROUTES = {"A": "B & !C", "B": "A | C", "C": "A"}


@pytest.fixture
def document():
    return Document(Substrate.from_rules(ROUTES))


def rule_of(unit):
    return getattr(unit.function, "rule", None)


def copied(document, *labels):
    return copy_paste.copied(document.snapshot, labels)[0]


def test_what_is_copied_is_a_phiscope_file_of_its_own(document):
    text, note = copy_paste.copied(document.snapshot, ["B", "A"])
    part = Substrate.from_dict(json.loads(text))
    assert part.labels == ["A", "B"]
    assert {(e.source, e.target) for e in part.edges} == {("A", "B"), ("B", "A")}
    assert [rule_of(unit) for unit in part.units] == ["B & !0", "A | 0"]
    assert note == "Left behind: the edges from C."


def test_pasting_into_another_document_keeps_labels_states_and_dynamics():
    source = Document(Substrate.from_rules(ROUTES))
    source.set_state((1, 0, 1))
    target = Document(Substrate.from_rules({"X": "X"}))
    assert target.apply(Paste(copied(source, "A", "B", "C")))
    assert target.substrate.labels == ["X", "A", "B", "C"]
    assert target.state == (0, 1, 0, 1)
    rules = {unit.label: rule_of(unit) for unit in target.substrate.units}
    assert rules == {"X": "X"} | ROUTES
    target.undo()
    assert target.substrate.labels == ["X"]
    assert not target.can_undo


def test_labels_that_are_taken_change_everywhere_at_once(document):
    # A chain of names: A becomes D while D's own name goes on to another.
    part = Substrate.from_rules({"A": "D", "D": "A & D"})
    document.apply(Paste(json.dumps(part.to_dict())))
    assert document.substrate.labels == ["A", "B", "C", "D", "E"]
    rules = {unit.label: rule_of(unit) for unit in document.substrate.units[3:]}
    names = dict(zip(("A", "D"), document.substrate.labels[3:], strict=True))
    assert rules == {names["A"]: names["D"], names["D"]: f"{names['A']} & {names['D']}"}
    assert document.message == "Pasted A as D, D as E: the labels were taken."
    assert not document.refused


def test_longer_labels_are_numbered():
    assert copy_paste.new_names(["Left", "left7", "U1"], ["left", "U1"]) == {
        "Left": "Left2",
        "left7": "left7",
        "U1": "A",
    }


def test_pasted_units_cover_nothing_and_go_where_they_are_put(document):
    text = copied(document, "A", "B")
    document.apply(Paste(text))
    places = list(positions(document.substrate).values())
    apart = [(a, b) for i, a in enumerate(places) for b in places[:i]]
    assert min((a[0] - b[0]) ** 2 + (a[1] - b[1]) ** 2 for a, b in apart) >= copy_paste.APART**2
    document.apply(Paste(copied(document, "C"), (0.3, 0.6)))
    assert positions(document.substrate)["F"] == (0.3, 0.6)
    document.apply(Paste(copied(document, "A", "C"), (1.0, 1.0)))
    assert all(0 <= v <= 1 for place in positions(document.substrate).values() for v in place)


def test_a_duplicate_listens_to_what_its_original_listens_to(document):
    assert document.apply(Duplicate(("A",)))
    unit = document.substrate.units[3]
    assert (unit.label, rule_of(unit)) == ("D", "B & !C")
    assert {e.source for e in document.substrate.edges if e.target == "D"} == {"B", "C"}
    assert not [e for e in document.substrate.edges if e.source == "D"]
    document.apply(Duplicate(("A", "B"), {"A": (0.1, 0.1), "B": (0.9, 0.1)}))
    rules = {unit.label: rule_of(unit) for unit in document.substrate.units}
    assert rules["E"] == "F & !C"
    assert rules["F"] == "E | C"
    assert positions(document.substrate)["F"] == (0.9, 0.1)
    document.undo()
    document.undo()
    assert document.substrate.labels == ["A", "B", "C"]


def test_a_whole_tpm_becomes_tables_when_units_join_it():
    document = Document(Substrate.from_tpm([[0, 1], [1, 1], [0, 0], [1, 0]]))
    before = document.substrate.tpm
    document.apply(Duplicate(("A",)))
    assert document.substrate.tpm_rows is None
    assert document.substrate.tpm[:4, :2] == pytest.approx(before)


def test_arranging_is_one_step(document):
    document.apply(Arrange("top", ("A", "B", "C")))
    assert len({y for _, y in positions(document.substrate).values()}) == 1
    document.apply(Arrange("grid", ()))
    assert len({y for _, y in positions(document.substrate).values()}) == 2
    document.undo()
    document.undo()
    assert not document.can_undo


def table(p):
    unit = {"label": "A", "function": {"type": "table", "inputs": ["A"], "p": p}}
    return json.dumps({"format": "phiscope-substrate", "version": 1, "units": [unit], "edges": [EDGE]})


EDGE = {"from": "A", "to": "A"}
MANY = [{"label": f"U{i}", "function": {"type": "logistic"}} for i in range(129)]
HEAD = {"format": "phiscope-substrate", "version": 1}


@pytest.mark.parametrize(
    "text",
    [
        "Dear colleague,",
        "{",
        "[]",
        "{}",
        '{"format": "other"}',
        json.dumps(HEAD),
        json.dumps(HEAD | {"units": MANY, "edges": []}),
        json.dumps(HEAD | {"units": MANY[:1], "edges": [EDGE] * 4001}),
        json.dumps(HEAD | {"units": [{"label": "<b>", "function": {"type": "logistic"}}]}),
        json.dumps(HEAD | {"units": [{"label": "A", "function": {"type": "script"}}]}),
        table([0.5]),
        table([0.5, 2]),
        table([0.5, "NaN"]),
        '{"format": "phiscope-substrate", "x": ' + "[" * 5000,
        '{"format": ' + "9" * 190_000,
        " " * 200_001,
    ],
)
def test_anything_else_on_the_clipboard_is_refused_with_a_sentence(document, text):
    before = document.snapshot
    assert not document.change(copy_paste.pasted, text)
    assert document.snapshot is before
    assert document.refused
    assert document.message.endswith(".")
    assert "Traceback" not in document.message


def test_a_full_drawing_takes_nothing(document):
    part = json.dumps(HEAD | {"units": MANY[:126], "edges": []})
    assert not document.apply(Paste(part))
    assert "at most 128" in document.message


@given(st.text(max_size=60) | st.text(alphabet='{}[]":,formatuniedgs0123456789e-', max_size=60))
def test_hostile_texts_only_raise_sentences(text):
    snapshot = opened(Substrate.from_rules(ROUTES))
    with pytest.raises(PhiscopeError):
        copy_paste.pasted(snapshot, text)
