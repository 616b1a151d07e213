"""Bad input: every refusal is one sentence that names the file, the field and the remedy."""

import copy
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine import Edge, Substrate, Unit
from engine.errors import FormatError, PhiscopeError, StateError, SubstrateError, TooLargeError, TPMError
from engine.substrate import formats
from engine.substrate.functions import Gate, Logistic, Rule, Table
from processor import soon

COIN = Table((), (0.5,))
A = {"label": "A", "function": {"type": "logistic"}}
RULE = {"type": "rule", "rule": "A & B"}


def own(units=None, **keys):
    data = {"format": "phiscope-substrate", "version": 1, "units": [A] if units is None else units, **keys}
    return json.dumps(data).encode()


def function(**described):
    return own([{"label": "A", "function": described}], edges=[{"from": "A", "to": "A"}])


def macro(**described):
    return own(macro={"units": [{"constituents": ["A"], **described}]})


OWN = {
    "no units": (own([]), "no units; add"),
    "version": (own(version=2), "version is 2; it must be 1"),
    "unknown key": (own(colour="red"), "unknown key 'colour'; remove it or use one of format"),
    "unknown unit key": (own([{**A, "colour": 1}]), r"units\[0\] has the unknown key 'colour'"),
    "no label": (own([{"function": {"type": "logistic"}}]), r"units\[0\] has no 'label'; add it"),
    "no function": (own([{"label": "A"}]), r"units\[0\] \(A\) has no function; give it one, or give the tpm"),
    "twice": (own([A, A]), "Two units are labelled A; rename one"),
    "label": (own([{**A, "label": "A & B"}]), "Label 'A & B' contains ' '; choose another"),
    "constant": (own([{**A, "label": "1"}]), "Label '1' is a constant in rules"),
    "long label": (own([{**A, "label": "A" * 129}]), "1 to 128 printable characters"),
    "place": (own([{**A, "x": 2}]), r"units\[0\] \(A\): Unit A has x = 2; use 0 to 1"),
    "states": (own([{**A, "states": 5}]), "Unit A has 5 states; units have 2 to 4"),
    "states of a gate": (own([{**A, "states": 3}]), "which only a table describes"),
    "edge": (own(edges=[{"from": "A", "to": "Z"}]), "A → Z names 'Z', which is not a unit; add the unit"),
    "edge twice": (own(edges=[{"from": "A", "to": "A"}] * 2), "A → A is given twice; keep one"),
    "weight": (own(edges=[{"from": "A", "to": "A", "weight": 1e7}]), r"edges\[0\]: Edge A → A has weight"),
    "huge weight": (own(edges=[{"from": "A", "to": "A", "weight": 10**400}]), r"edges\[0\].weight is too"),
    "text weight": (own(edges=[{"from": "A", "to": "A", "weight": "1"}]), "is '1'; make it a number"),
    "type": (function(type="magic"), r"function.type is 'magic'; use one of logistic, gate, table, rule"),
    "k": (function(type="logistic", k="4"), r"units\[0\].function.k is '4'; make it a number"),
    "huge k": (function(type="logistic", k=10**400), "k is 1000.*; give a number from"),
    "true": (function(type="logistic", k=True), "k is True; make it a number"),
    "gate": (function(type="gate", gate="and"), "use one of AND, OR, XOR"),
    "threshold": (function(type="gate", gate="THRESHOLD"), "needs how many inputs must be ON"),
    "n": (function(type="gate", gate="AND", n=1), "n is for THRESHOLD gates, not AND; remove it"),
    "noise": (function(type="gate", gate="AND", noise=1.5), "noise is 1.5; give a number from 0 to 1"),
    "gate without inputs": (
        own([{"label": "A", "function": {"type": "gate", "gate": "AND"}}]),
        r"Unit A is a gate \(AND\) without inputs; draw an edge into it or make it a table",
    ),
    "table length": (function(type="table", inputs=["A"], p=[0.5]), "has 1 entries for 1 inputs; give 2"),
    "table value": (function(type="table", inputs=["A"], p=[0.5, 2]), r"p\[1\] is 2; probabilities go from"),
    "table text": (function(type="table", inputs=["A"], p=[0.5, "1"]), "p must be a list"),
    "table empty": (function(type="table", inputs=[], p=[]), "p must be a list"),
    "table ragged": (function(type="table", inputs=["A"], p=[0.5, [1]]), "p must be a list"),
    "table of lists": (function(type="table", inputs=["A"], p=[[0.5, 0.5]] * 2), r"give P\(ON\) as numbers"),
    "table inputs": (function(type="table", inputs=["A", "A"], p=[0.5] * 4), "names an input twice"),
    "table unit": (function(type="table", inputs=["Z"], p=[0.5] * 2), "table of unit A names 'Z'"),
    "rule": (function(type="rule", rule="A &"), r"units\[0\] \(A\): The rule ends where"),
    "rule unit": (function(type="rule", rule="A & Z"), "rule of unit A names 'Z', which is not a unit"),
    "rule edge": (
        own(
            [{"label": "A", "function": RULE}, {"label": "B", "function": {"type": "logistic"}}],
            edges=[{"from": "A", "to": "A"}],
        ),
        "reads B but there is no edge B → A; add the edge or take B out of the rule",
    ),
    "tpm shape": (own(tpm=[[0.5]]), "tpm has shape 1 by 1; give 2 rows"),
    "tpm edge": (own(tpm=[[0.5], [0.6]]), "makes A depend on A but there is no edge A → A"),
    "tpm value": (own(tpm=[[0.5], [1.6]]), r"tpm\[1\]\[0\] is 1.6; probabilities go from 0 to 1"),
    "state": (own(state={"A": 2}), "Unit A cannot be in state 2; use a whole number from 0 to 1"),
    "state unit": (own(state={"Z": 1}), "state names 'Z', which is not a unit"),
    "state missing": (own(state={}), "does not say how unit A is; add it"),
    "system": (own(system=["Z"]), "no unit 'Z'"),
    "transition": (own(transition={"when": {}}), "transition has the unknown key 'when'"),
    "transition state": (own(transition={"before": {"A": 7}}), "Unit A cannot be in state 7"),
    "card": (own(card={"shape": 1}), "card has the unknown key 'shape'"),
    "macro": (own(macro=[]), "macro is .*; make it an object"),
    "macro key": (macro(shape=1), r"macro.units\[0\] has the unknown key 'shape'"),
    "macro unit": (macro(constituents=["Z"]), "There is no unit 'Z'; use A"),
    "macro nothing": (own(macro={"units": []}), "no macro units; give at least one"),
    "macro grain": (macro(tau=0), r"macro.units\[0\]: The update grain τ is 0"),
    "macro mapping": (macro(mapping="most"), r"macro.units\[0\]: There is no mapping 'most'"),
    "macro constant": (macro(mapping=[0, 0]), r"macro.units\[0\]: The mapping is constant"),
    "macro entries": (macro(mapping=[0]), "The mapping has 1 entries; give one for each of the 2 sequences"),
    "macro entry": (macro(mapping=[0, 2]), "entries other than 0 and 1"),
    "macro text": (macro(mapping=["x"]), r"mapping\[0\] is 'x'; make it a whole number"),
    "macro overlap": (own(macro={"units": [{"constituents": ["A"]}] * 2}), "units overlap in A"),
    "macro tables": (macro(constituents=list("ABCDEFGH"), tau=400), "more than 65,536 entries"),
    "macro all tables": (
        own(macro={"units": [{"constituents": ["A"], "tau": 16}] * 5}),
        "mappings of macro have more than 262,144 entries",
    ),
    "macro history": (
        own(macro={"units": [{"constituents": ["A"]}], "history": [{"A": 3}]}),
        "macro.history: Unit A cannot be in state 3",
    ),
    "macro states": (
        own(
            [
                {
                    "label": "A",
                    "states": 3,
                    "function": {"type": "table", "inputs": [], "p": [[0.2, 0.3, 0.5]]},
                }
            ],
            macro={"units": [{"constituents": ["A"]}]},
        ),
        "Unit A has more than two states",
    ),
    "big tpm": (
        own([{**A, "label": f"U{i}"} for i in range(17)], tpm=[[0.5]]),
        "17 units does not fit; use at most 16",
    ),
    "many units": (
        own([{**A, "label": f"U{i}"} for i in range(3000)]),
        "There are 3,000 units; use at most 2,800",
    ),
}

JSON = {
    "empty": (b"", "file is empty"),
    "blank": (b" \n", "file is empty"),
    "broken": (b'{"format": ', "breaks at line 1, column"),
    "latin": ('{"name": "é"}'.encode("latin-1"), "Byte 10 is not UTF-8"),
    "utf16": ('{"name": 1}'.encode("utf-16-le"), "zero bytes"),
    "nan": (b'{"tpm": [[NaN]]}', "holds NaN, which is not a number"),
    "infinity": (b'{"tpm": [[-Infinity]]}', "holds -Infinity"),
    "overflow": (b'{"tpm": [[1e999]]}', "1e999, which is too large"),
    "digits": (b'{"tpm": [[' + b"1" * 5000 + b"]]}", "too many digits"),
    "deep": (b"[" * 100_000, "nested more than 64"),
    "deep objects": (b'{"a":' * 65 + b"1" + b"}" * 65, "nested more than 64"),
    "key twice": (b'{"tpm": 1, "tpm": 2}', "gives 'tpm' twice"),
    "other": (b'{"data": 1}', "no substrate, PyPhi network or node-link graph"),
    "list": (b"[1, 2]", "no substrate, PyPhi network or node-link graph"),
    "number": (b"5", "no substrate"),
    "pyphi tpm": (b'{"tpm": 5}', "tpm must be a list"),
    "pyphi text": (b'{"tpm": [["0", "1"], ["1", "0"]]}', "not numbers"),
    "pyphi labels": (b'{"tpm": [[0], [1]], "labels": "A"}', "labels must be a list"),
    "pyphi label count": (b'{"tpm": [[0], [1]], "labels": ["A", "B"]}', "2 labels for 1 units"),
    "pyphi cm": (b'{"tpm": [[0], [1]], "cm": [[0]]}', "no edge A"),
    "nodes": (b'{"nodes": 1, "links": []}', "nodes must be a list of objects"),
    "no nodes": (b'{"nodes": [], "links": []}', "no nodes; add"),
    "node id": (b'{"nodes": [{"label": "A"}], "links": []}', r"nodes\[0\] has no id"),
    "node twice": (b'{"nodes": [{"id": "A"}, {"id": "A"}], "links": []}', "Two nodes have the id 'A'"),
    "node function": (b'{"nodes": [{"id": "A", "function": 3}], "links": []}', "function of node A is 3"),
    "links": (b'{"nodes": [{"id": "A"}]}', "edges must be a list of objects"),
    "link end": (b'{"nodes": [{"id": "A"}], "links": [{"source": "A"}]}', r"links\[0\] has no target"),
    "link to nothing": (
        b'{"nodes": [{"id": "A"}], "links": [{"source": "A", "target": "Z"}]}',
        "names node 'Z', which is absent",
    ),
    "link weight": (
        b'{"nodes": [{"id": "A"}], "links": [{"source": "A", "target": "A", "weight": "x"}]}',
        "weight of edge A → A is 'x'; give a finite number",
    ),
}

BOMB = '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><graphml>&b;</graphml>'
TEXT = {
    "bomb": ("g.graphml", BOMB, "holds <!DOCTYPE, which is not accepted; remove"),
    "entity": ("g.graphml", '<!entity a "b"><graphml/>', "holds <!ENTITY"),
    "no xml": ("g.graphml", "<graphml>", "cannot be read"),
    "other xml": ("g.graphml", "<svg/>", "cannot be read"),
    "no comma": ("n.bnet", "targets, factors\nA", "Line 2 has no comma; write 'label, rule'"),
    "second rule": ("n.bnet", "A, B\nB, A\nA, A", "Line 3 gives A a second rule; keep one"),
    "bad rule": ("n.bnet", "A, B\nB, A |", "line 2: The rule ends where"),
    "no rules": ("n.bnet", "targets, factors\n", "no rules; add lines"),
    "csv text": ("t.csv", "A,B\n0,x\n1,1\n0,0\n1,1", "'x' in line 2, column 2 is not a finite number"),
    "csv nan": ("t.csv", "A,B\n0,nan\n1,1\n0,0\n1,1", "'nan' in line 2, column 2 is not a finite number"),
    "csv ragged": ("t.csv", "A,B\n0,0\n1", "Line 3 has 1 cells where line 1 has 2"),
    "csv shape": ("t.csv", "A,B\n0,0\n1,0\n1,1", "3 rows and 2 columns; a TPM of 2 units"),
    "csv either": ("t.csv", "1,0\n0,1", "may be weights or a state-by-state TPM; put the unit labels"),
    "csv unlabelled": ("t.csv", "1,0,0\n0,1,0\n0,0,1", "read as weights; put the unit labels"),
    "csv names": ("t.csv", ",A,B\nB,0,1\nA,1,0", "different labels; make them the same"),
    "csv header only": ("t.csv", "A,B", "labels but no numbers"),
    "csv probability": ("t.csv", "A\n0\n2", "2 in line 3, column 1 is no probability"),
    "unknown": ("t.docx", "hello", "kind of file is unknown; give a name ending in .json"),
}


def refused(data, name, sentence):
    with pytest.raises(PhiscopeError, match=sentence) as caught:
        Substrate.read(data, name)
    assert str(caught.value).startswith(f"{name}: ")
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(("data", "sentence"), [*OWN.values(), *JSON.values()], ids=[*OWN, *JSON])
def test_bad_json(data, sentence):
    refused(data, "bad.json", sentence)


@pytest.mark.parametrize(("name", "text", "sentence"), TEXT.values(), ids=TEXT.keys())
def test_bad_text(name, text, sentence):
    refused(text.encode(), name, sentence)


def test_fields_are_named():
    for data, field in (
        (own(version=2), "version"),
        (function(type="logistic", k="4"), "units[0].function.k"),
    ):
        with pytest.raises(FormatError) as caught:
            Substrate.read(data, "bad.json")
        assert caught.value.field == field


def test_large_files_are_refused_unread(tmp_path, monkeypatch):
    path = tmp_path / "large.json"
    with path.open("wb") as file:
        file.truncate(50 * 2**20)

    def opened(*_args, **_kwargs):
        raise AssertionError("the file was opened")

    monkeypatch.setattr(Path, "open", opened)
    with pytest.raises(FormatError, match=r"large.json: The file is 50 MB; the limit is 8 MB"):
        Substrate.read(path)


def test_large_uploads_are_refused():
    with pytest.raises(FormatError, match="9 MB; the limit is 8 MB"):
        Substrate.read(b" " * (9 * 2**20), "large.json")


@pytest.mark.parametrize("kind", ["missing", "folder"])
def test_files_that_cannot_be_opened(kind, tmp_path):
    path = tmp_path if kind == "folder" else tmp_path / "none.json"
    with pytest.raises(FormatError, match=f"{path}: The file cannot be read"):
        Substrate.read(path)


HOSTILE = {
    "brackets": ("x.json", b"[" * 4_000_000),
    "quotes": ("x.json", b'"' * 4_000_001),
    "rows": ("x.json", b'{"tpm": [' + b"[0]," * 900_000 + b"[0]]}"),
    "units": ("x.json", own([{"label": f"U{i}"} for i in range(300_000)])),
    "edges": ("x.json", own([A], edges=[{"from": "A", "to": "A"}] * 250_000)),
    "keys": ("x.json", b"{" + b",".join(b'"%d":0' % i for i in range(500_000)) + b',"499999":1}'),
    "columns": ("x.csv", b",".join([b"0.5"] * 2_000_000)),
    "lines": ("x.csv", b"0.5\n" * 2_000_000),
    "quotes in a table": ("x.csv", b'",' * 4_000_000),
    "blanks in a table": ("x.csv", b"1 " * 4_000_000),
    "cells": ("x.csv", (b"0,1;" * 100 + b"\n") * 20_000),
    "a number": ("x.txt", b"1" * 8_000_000),
    "an unclosed text": ("x.json", b'{"a":"' + b'\\"' * 4_000_000),
    "escapes without a text": ("x.json", b'\\"' * 4_000_000),
    "words in rules": (
        "x.bnet",
        b"".join(b"U%d, %s\n" % (i, b"|".join([b"U0"] * 6000)) for i in range(128)),
    ),
    "words in rules of JSON": (
        "x.json",
        own([{"label": f"U{i}", "function": {"type": "rule", "rule": "A|" * 9999}} for i in range(128)]),
    ),
    "equals": ("x.booleannet", b"=" * 8_000_000),
    "initial states": ("x.booleannet", b"A=" * 4_000_000),
    "equations": ("x.booleannet", b"A *= B\n" * 1_000_000),
    "an archive": ("x.npz", b"PK\x03\x04" + b"PK\x01\x02" * 1_000_000),
    "a promise": (
        "x.npy",
        b"\x93NUMPY\x01\x00\x76\x00"
        + b"{'descr': '<f8', 'fortran_order': False, 'shape': (99999999999, 9), }".ljust(117)
        + b"\n",
    ),
    "rules": ("x.bnet", b"".join(b"U%d, U%d\n" % (i, i) for i in range(300_000))),
    "brackets in a rule": ("x.bnet", b"A, " + b"(" * 2_000_000 + b"A" + b")" * 2_000_000),
    "nodes": ("x.graphml", b"<graphml><graph>" + b"<node/>" * 1_000_000 + b"</graph></graphml>"),
    "entities": (
        "x.graphml",
        b"<!DOCTYPE a [<!ENTITY b 'b'><!ENTITY c '&b;&b;'>]><graphml>&c;</graphml>",
    ),
}


@pytest.mark.parametrize(("name", "data"), HOSTILE.values(), ids=HOSTILE)
def test_hostile_files_are_refused_soon(name, data):
    """A guard against what grows without end, in seconds of the processor that a busy machine shares."""

    def refused():
        with pytest.raises(PhiscopeError):
            Substrate.read(data, name)

    soon(max(1, 0.3 * len(data) / 1e6), refused)


def read_or_refused(data, name):
    """Read a file, or return the refusal; any other exception is a failure."""
    try:
        return Substrate.read(data, name)
    except PhiscopeError as error:
        return error


def is_read_or_refused(data, name):
    outcome = read_or_refused(data, name)
    if isinstance(outcome, PhiscopeError):
        return str(outcome).startswith(f"{name}: ")
    return Substrate.from_dict(outcome.to_dict()) == outcome


@given(st.binary(max_size=200), st.sampled_from([*formats.READ_SUFFIXES, ""]))
def test_any_bytes_are_read_or_refused(data, suffix):
    assert is_read_or_refused(data, f"any{suffix}")


@given(st.text(max_size=80), st.sampled_from(["bnet", "csv", "graphml"]))
def test_any_text_is_read_or_refused(text, suffix):
    assert is_read_or_refused(text.encode("utf-8", "replace"), f"any.{suffix}")


def places(value, path=()):
    """List the path to everything inside a JSON value."""
    inside = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    found = [path] if path else []
    for key, item in inside:
        found += places(item, (*path, key))
    return found


GOOD = [
    {
        "format": "phiscope-substrate",
        "version": 1,
        "units": [
            {"label": "A", "x": 0.5, "y": 0.5, "function": {"type": "logistic", "k": 2.0, "bias": 1}},
            {"label": "B", "function": {"type": "gate", "gate": "THRESHOLD", "n": 1, "noise": 0.1}},
            {"label": "C", "function": {"type": "rule", "rule": "A & !B", "noise": 0.1}},
            {"label": "D", "states": 3, "function": {"type": "table", "inputs": [], "p": [[0.2, 0.3, 0.5]]}},
        ],
        "edges": [{"from": "A", "to": "B"}, {"from": "A", "to": "C"}, {"from": "B", "to": "C", "weight": 2}],
        "state": {"A": 1, "B": 0, "C": 0, "D": 2},
        "system": ["A", "B"],
        "transition": {"before": {"A": 1, "B": 0, "C": 0, "D": 2}, "causes": ["A"]},
    },
    {
        "format": "phiscope-substrate",
        "version": 1,
        "units": [{"label": "A"}, {"label": "B", "function": {"type": "rule", "rule": "A"}}],
        "edges": [{"from": "A", "to": "B"}, {"from": "B", "to": "A"}],
        "tpm": [[0, 0], [0, 1], [1, 0], [1, 1]],
    },
    {"tpm": [[0, 0], [0, 1], [1, 0], [1, 1]], "cm": [[0, 1], [1, 0]], "labels": ["A", "B"], "state": [0, 1]},
    {
        "directed": True,
        "graph": {"name": "n"},
        "nodes": [
            {"id": "P", "x": 3, "y": 4, "state": 1},
            {"id": 1, "label": "B", "function": '{"type": "rule", "rule": "P"}'},
        ],
        "links": [{"source": "P", "target": 1, "weight": 0.5}],
    },
]
GOOD.append(
    {
        **{key: GOOD[1][key] for key in ("format", "version", "units", "edges", "tpm")},
        "macro": {
            "units": [
                {"label": "α", "constituents": ["B"], "tau": 2, "mapping": "last:B", "background": ["A"]},
            ],
            "history": [{"A": 0, "B": 1}, {"A": 1, "B": 0}],
        },
    }
)
JUNK = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-1, 5),
    st.just(10**400),
    st.floats(allow_nan=False, allow_infinity=False),
    st.text(max_size=2),
    st.sampled_from(["A", "Z", "\ud800", "A=1"]),
    st.lists(st.integers(0, 1) | st.none() | st.just("A"), max_size=3),
    st.dictionaries(st.sampled_from("AZ"), st.integers(0, 3), max_size=2),
)


KINDS = ["own", "own tpm", "pyphi", "node-link", "own macro"]


@pytest.mark.parametrize("good", GOOD, ids=KINDS)
def test_the_files_to_be_spoilt_are_good(good):
    assert Substrate.read(json.dumps(good).encode(), "good.json").check().n >= 2


@pytest.mark.parametrize("good", GOOD, ids=KINDS)
@given(st.data())
def test_one_wrong_value_is_read_or_refused(good, data):
    mutated = copy.deepcopy(good)
    *parents, last = data.draw(st.sampled_from(places(mutated)))
    parent = mutated
    for key in parents:
        parent = parent[key]
    parent[last] = data.draw(JUNK)
    assert is_read_or_refused(json.dumps(mutated).encode(), "any.json")


@pytest.mark.parametrize("gate", ["NOT", "COPY"])
def test_gates_of_one_input_refuse_two(gate):
    units = (Unit("A", COIN), Unit("B", COIN), Unit("C", Gate(gate)))
    substrate = Substrate(units, (Edge("A", "C"), Edge("B", "C")))
    with pytest.raises(
        SubstrateError, match=f"Unit C is a {gate} gate, which takes exactly one input, and has 2"
    ):
        _ = substrate.tpm


def test_only_tables_read_many_valued_units():
    units = (Unit("A", Table((), ((0.2, 0.3, 0.5),)), 3), Unit("B", Gate("COPY")))
    substrate = Substrate(units, (Edge("A", "B"),))
    with pytest.raises(SubstrateError, match="Unit B reads a unit with more than two states; make B a table"):
        _ = substrate.columns


def test_many_valued_units_have_no_state_by_node_form():
    substrate = Substrate((Unit("A", Table((), ((0.2, 0.3, 0.5),)), 3),))
    with pytest.raises(SubstrateError, match="needs binary units"):
        _ = substrate.tpm
    with pytest.raises(FormatError, match="binary units only; write JSON"):
        formats.to_text(substrate, ".bnet")


def test_distributions_of_the_wrong_width():
    unit = Unit("A", Table((), ((0.5, 0.5),)), 3)
    with pytest.raises(TPMError, match="Unit A has 3 states; give 3 probabilities"):
        _ = Substrate((unit,)).columns
    with pytest.raises(SubstrateError, match=r"p\[0\] adds up to 0.9"):
        Table((), ((0.5, 0.4),))


def test_too_many_inputs():
    labels = [f"U{i}" for i in range(17)]
    units = (*(Unit(label, COIN) for label in labels), Unit("X", Logistic()))
    substrate = Substrate(units, tuple(Edge(label, "X") for label in labels))
    with pytest.raises(TooLargeError, match="Unit X has 17 inputs; use at most 16"):
        substrate.table("X")


@pytest.mark.parametrize(
    ("state", "sentence"),
    [
        ((0, 1), "2 values for 3 units"),
        ((0, 1, 2), "Unit C cannot be in state 2"),
        ((0, 1, 0.5), "Unit C cannot be in state 0.5"),
        ((0, 1, "x"), "Unit C cannot be in state 'x'"),
        ({"A": 1, "B": 0}, "does not say how unit C is"),
        ({"A": 1, "B": 0, "C": 0, "D": 1}, "names 'D', which is not a unit"),
        ("aB", "does not say how unit C is"),
        ("aBCd", "'d' in the state starts with no unit's label; use A, B, C"),
        ("aBa", "names unit A twice"),
        ("A=1,B=x,C=0", "'B=x' gives no state; write it as label=number"),
        ("A=1,A=1", "names unit A twice"),
        (5, "5 is no state"),
    ],
)
def test_bad_states(state, sentence):
    substrate = Substrate.from_rules({"A": "B", "B": "C", "C": "A"})
    with pytest.raises(StateError, match=sentence):
        substrate.parse_state(state)


def test_states_that_capitals_cannot_show():
    twins = Substrate((Unit("a", COIN), Unit("A", COIN)))
    with pytest.raises(StateError, match="labels a and A differ only by case; write a dict, or 'a=0,A=1'"):
        twins.parse_state("aA")
    with pytest.raises(StateError, match="more than two states; write a dict, or 'A=0'"):
        Substrate((Unit("A", Table((), ((0.2, 0.3, 0.5),)), 3),)).parse_state("a")


def test_units_that_are_not_there():
    substrate = Substrate.from_rules({"A": "B", "B": "A"})
    with pytest.raises(StateError, match="no unit 'Z'; use A, B"):
        substrate.units_of(["A", "Z"])
    with pytest.raises(StateError, match="A is listed twice"):
        substrate.units_of("AA")
    with pytest.raises(StateError, match="starts with no unit's label"):
        substrate.units_of("AZ")
    with pytest.raises(SubstrateError, match="no unit 'Z'"):
        substrate.index("Z")


def test_rules_need_units_with_rules():
    with pytest.raises(SubstrateError, match="rule of unit A names 'B', which has no rule; correct it, or"):
        Substrate.from_rules({"A": "B"})
    with pytest.raises(PhiscopeError, match="A rule is text"):
        Rule(None)


def test_weights_must_be_square():
    with pytest.raises(SubstrateError, match="square"):
        Substrate.from_weights([[1.0, 2.0]])


def test_formats_that_are_not_written(tmp_path):
    with pytest.raises(FormatError, match=r"\.csv cannot be written; use \.pyphi\.json, \.graphml, \.json"):
        Substrate.from_rules({"A": "A"}).write(tmp_path / "net.csv")
    with pytest.raises(FormatError, match="cannot be written"):
        Substrate.from_rules({"A": "A"}).write(tmp_path / "none" / "net.json")


def test_a_file_with_a_conditionally_dependent_tpm_is_refused_with_its_rows():
    file = {
        "format": "phiscope-substrate",
        "version": 1,
        "units": [{"label": "A"}, {"label": "B"}],
        "edges": [{"from": a, "to": b} for a in "AB" for b in "AB"],
        "tpm": [[0.5, 0, 0, 0.5], [1, 0, 0, 0], [0, 1, 0, 0], [0, 0, 1, 0]],
    }
    with pytest.raises(PhiscopeError, match="independent"):
        Substrate.from_dict(file)
    file["tpm"] = [[0.25, 0.25, 0.25, 0.25], [1, 0, 0, 0], [0, 1, 0, 0], [0, 0, 1, 0]]
    assert Substrate.from_dict(file).tpm.tolist() == [[0.5, 0.5], [0, 0], [1, 0], [0, 1]]
