"""Substrates: what each unit function computes, states as text, value semantics, and the published TPMs."""

import json
import math
import pickle
import subprocess
import sys
from dataclasses import FrozenInstanceError, replace
from itertools import permutations
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine import Edge, Substrate, Unit
from engine.errors import TPMError
from engine.substrate import checks
from engine.substrate.functions import GATES, Gate, Logistic, Rule, Table
from engine.substrate.tpm import all_states
from strategies import binary_substrates, many_valued_substrates, rule_units, states

WIRED = {"A": "B & C", "B": "A | !C", "C": "A ^ B"}


def single(function, n_inputs, weights=None):
    """Return P(unit X ON) over the states of n inputs A, B, …, which are tables of their own."""
    labels = "ABCDE"[:n_inputs]
    units = [*(Unit(label, Table((), (0.5,))) for label in labels), Unit("X", function)]
    weights = weights or [1.0] * n_inputs
    edges = [Edge(label, "X", w) for label, w in zip(labels, weights, strict=True)]
    substrate = Substrate(tuple(units), tuple(edges))
    return substrate.tpm[: 2**n_inputs, n_inputs].tolist()


TRUTH = {
    "AND": lambda on, n: on == n,
    "OR": lambda on, n: on > 0,
    "XOR": lambda on, n: on in (1, 3, 5),
    "PARITY": lambda on, n: on in (1, 3, 5),
    "NAND": lambda on, n: on < n,
    "NOR": lambda on, n: on == 0,
    "XNOR": lambda on, n: on in (0, 2, 4),
    "MAJORITY": lambda on, n: on > n / 2,
    "THRESHOLD": lambda on, n: on >= 2,
    "NOT": lambda on, n: on == 0,
    "COPY": lambda on, n: on == 1,
}


@pytest.mark.parametrize("gate", GATES)
@pytest.mark.parametrize("noise", [0.0, 0.1])
def test_gates(gate, noise):
    for n in (1,) if gate in ("NOT", "COPY") else (1, 2, 3, 4):
        function = Gate(gate, noise, 2 if gate == "THRESHOLD" else None)
        expected = [
            1 - noise if TRUTH[gate](sum(state), n) else noise for state in all_states((2,) * n).tolist()
        ]
        assert single(function, n) == expected


def test_logistic_counts_off_as_minus_one():
    k, bias, weights = 1.5, 0.25, [0.5, -1.0]
    expected = [1 / (1 + math.exp(-(k * (0.5 * a - 1.0 * b) + bias))) for b in (-1, 1) for a in (-1, 1)]
    assert single(Logistic(k, bias), 2, weights) == pytest.approx(expected, abs=1e-15)


def test_logistic_without_inputs_is_a_coin_and_steep_ones_do_not_overflow():
    assert single(Logistic(4.0), 0) == [0.5]
    assert single(Logistic(1e6), 1, [1e6]) == pytest.approx([0, 1], abs=1e-300)


def test_a_weight_of_zero_is_no_dependence():
    substrate = Substrate.from_weights([[0.0, 1.0], [1.0, 0.0]])
    drawn = replace(substrate, edges=(*substrate.edges, Edge("A", "A", 0.0)))
    assert drawn.cm.tolist() == [[0, 1], [1, 0]]
    assert drawn.drawn.tolist() == [[1, 1], [1, 0]]
    assert drawn.sha256 == substrate.sha256


def test_tables_read_their_first_input_fastest():
    p = (0.1, 0.2, 0.3, 0.4)
    units = (Unit("A", Table((), (0.5,))), Unit("B", Table((), (0.5,))), Unit("C", Table(("B", "A"), p)))
    substrate = Substrate(units, (Edge("A", "C"), Edge("B", "C")))
    rows = {(a, b): p[b + 2 * a] for a in (0, 1) for b in (0, 1)}
    for state, on in zip(all_states((2, 2, 2)), substrate.tpm[:, 2], strict=True):
        assert on == rows[state[0], state[1]]


@given(st.permutations("ABC"))
def test_rules_do_not_care_where_their_inputs_stand(labels):
    rule = "A & !B | C ^ A"
    substrate = rule_units(labels, [rule] * 3)
    for state, on in zip(all_states((2, 2, 2)), substrate.tpm[:, 0], strict=True):
        a, b, c = (int(state[labels.index(x)]) for x in "ABC")
        assert on == ((a & (1 - b)) | (c ^ a))


def test_noise_of_a_rule_flips_its_output():
    assert single(Rule("A & B", 0.1), 2) == [0.1, 0.1, 0.1, 0.9]


@given(many_valued_substrates())
def test_many_valued_columns_are_the_tables(substrate):
    start = 0
    for unit in substrate.units:
        at = [substrate.index(name) for name in unit.function.inputs]
        for row, state in enumerate(all_states(substrate.radix)):
            entry, stride = 0, 1
            for i in at:
                entry += int(state[i]) * stride
                stride *= substrate.radix[i]
            p = unit.function.p[entry]
            expected = (1 - p, p) if unit.states == 2 else p
            assert substrate.columns[row, start : start + unit.states].tolist() == pytest.approx(expected)
        start += unit.states


def test_from_rules_draws_the_edges():
    substrate = Substrate.from_rules(WIRED)
    pairs = [(e.source, e.target) for e in substrate.edges]
    assert pairs == [("A", "B"), ("A", "C"), ("B", "A"), ("B", "C"), ("C", "A"), ("C", "B")]
    assert substrate.tpm[3].tolist() == [0, 1, 0]


@given(binary_substrates(max_units=3), st.data())
def test_relabelling_permutes_the_tpm(substrate, data):
    order = data.draw(st.sampled_from(list(permutations(range(substrate.n)))))
    moved = replace(substrate, units=tuple(substrate.units[i] for i in order))
    for row, state in enumerate(all_states(moved.radix)):
        old = sum(int(value) << i for value, i in zip(state, order, strict=True))
        np.testing.assert_allclose(moved.tpm[row], substrate.tpm[old, list(order)], atol=1e-12)


PUBLISHED = {
    entry["id"]: entry
    for entry in json.loads(
        (Path(__file__).parents[2] / "data" / "networks.json").read_text(encoding="utf-8")
    )["networks"]
}


def test_published_algebra_makes_the_published_tpm():
    """The PQRS network is printed both as polynomials (QR is Q and R, ^ adds) and as a TPM."""
    entry = PUBLISHED["findlay2024_PQRS"]
    rules = {
        label: " ^ ".join("&".join(term) for term in polynomial.split(" ^ "))
        for label, polynomial in entry["unit_functions_ANF"].items()
    }
    assert Substrate.from_rules(rules).tpm.tolist() == entry["tpm"]


@pytest.mark.parametrize("name", ["iit3_2014_fig4_6_8to12", "pyphi_basic_PQR", "pyphi_xor3"])
def test_published_connectivity_is_inferred(name):
    entry = PUBLISHED[name]
    assert Substrate.from_tpm(entry["tpm"]).cm.tolist() == entry["cm"]


@given(binary_substrates().flatmap(lambda s: st.tuples(st.just(s), states(s))))
def test_state_labels_round_trip(case):
    substrate, state = case
    text = substrate.state_label(state)
    assert [letter.isupper() for letter in text] == [bool(value) for value in state]
    assert substrate.parse_state(text) == state
    assert substrate.parse_state(dict(zip(substrate.labels, state, strict=True))) == state
    assert substrate.parse_state(list(state)) == state


def coins(*labels):
    return Substrate(tuple(Unit(label, Table((), (0.5,))) for label in labels))


@pytest.mark.parametrize(
    ("labels", "text", "state"),
    [
        (("A", "B", "C"), "aBC", (0, 1, 1)),
        (("A", "B", "C"), "Cba", (0, 0, 1)),
        (("A", "AB", "B"), "aabB", (0, 0, 1)),
        (("A", "AB", "B"), "ABab", None),
        (("ERK", "Fl"), "erkFl", (0, 1)),
        (("ERK", "Fl"), "ErkFL", (1, 1)),
        (("T0", "T1"), "t0T1", (0, 1)),
        (("T0", "T1"), "T0=1, T1=0", (1, 0)),
        (("2", "3"), "2=1,3=0", (1, 0)),
    ],
)
def test_state_text(labels, text, state):
    substrate = coins(*labels)
    if state is None:
        with pytest.raises(ValueError, match="AB twice"):
            substrate.parse_state(text)
    else:
        assert substrate.parse_state(text) == state


def test_state_text_where_capitals_cannot_show_it():
    assert coins("2", "3").state_label((1, 0)) == "2=1,3=0"
    assert coins("a", "A").state_label((1, 0)) == "a=1,A=0"
    assert coins("ERK", "Fl").state_label((0, 1)) == "erk Fl"


def test_state_label_of_some_units():
    substrate = coins("A", "B", "C")
    assert substrate.state_label((1, 0), units=("C", "A")) == "Ca"
    assert substrate.state_label((1, 0, 0), units=("C", "A")) == "cA"


@pytest.mark.parametrize("units", ["CA", "ca", ["C", "A"], "C,A"])
def test_units_come_back_in_substrate_order(units):
    assert coins("A", "B", "C").units_of(units) == ("A", "C")


def test_a_substrate_is_a_frozen_value():
    substrate = Substrate.from_rules(WIRED)
    with pytest.raises(FrozenInstanceError):
        substrate.name = "other"
    for array in (substrate.tpm, substrate.cm, substrate.weights, substrate.columns, substrate.drawn):
        with pytest.raises(ValueError, match="read-only"):
            array[0, 0] = 1
    assert substrate == Substrate.from_rules(WIRED)
    assert hash(substrate) == hash(Substrate.from_rules(WIRED))


def test_pickling_keeps_the_value_and_the_arrays_read_only():
    substrate = Substrate.from_rules(WIRED)
    digest = substrate.sha256
    again = pickle.loads(pickle.dumps(substrate))
    assert again == substrate
    assert again.sha256 == digest
    assert not again.tpm.flags.writeable


def test_the_digest_depends_on_dynamics_only():
    substrate = Substrate.from_rules(WIRED)
    same = replace(
        substrate,
        name="n",
        notes="x",
        state="abc",
        units=tuple(replace(unit, x=0.5, y=0.5) for unit in substrate.units),
    )
    assert same.sha256 == substrate.sha256
    assert Substrate.from_tpm(substrate.tpm).sha256 == substrate.sha256
    assert Substrate.from_rules({**WIRED, "C": "A"}).sha256 != substrate.sha256
    assert Substrate.from_tpm(substrate.tpm, labels=("A", "B", "D")).sha256 != substrate.sha256


def test_a_given_tpm_wins_over_the_functions():
    substrate = Substrate.from_rules({"A": "B", "B": "A"})
    noisy = [[0.1, 0.1], [0.1, 0.9], [0.9, 0.1], [0.9, 0.9]]
    assert replace(substrate, tpm_rows=noisy).tpm.tolist() == noisy


def test_rows_that_were_checked_are_checked_again_only_for_what_is_new(monkeypatch):
    substrate = Substrate.from_rules({"A": "B", "B": "A"})
    given = replace(substrate, tpm_rows=[[0.1, 0.1], [0.1, 0.9], [0.9, 0.1], [0.9, 0.9]])
    assert pickle.loads(pickle.dumps(given)) == given
    monkeypatch.setattr(checks, "infer_cm", lambda *_: pytest.fail("The rows are known."))
    named = replace(given, name="again", units=tuple(replace(unit, x=0.5, y=0.5) for unit in given.units))
    assert named.tpm.tolist() == given.tpm.tolist()
    with pytest.raises(TPMError, match="no edge B → A"):
        replace(given, units=(Unit("A", Logistic()), Unit("B", Logistic())), edges=(Edge("A", "B"),))
    with pytest.raises(TPMError, match="shape 4 by 2"):
        replace(given, units=(*given.units, Unit("C", Logistic())))


def test_weights_stand_from_row_to_column():
    weights = [[0.0, 2.0], [-1.0, 0.5]]
    substrate = Substrate.from_weights(weights, k=3.0, labels=("P", "Q"))
    assert substrate.weights.tolist() == weights
    assert substrate.tpm[1, 1] == pytest.approx(1 / (1 + math.exp(-3.0 * (2.0 - 0.5))))


def test_large_drawings_are_values_without_a_tpm():
    labels = [f"U{i}" for i in range(128)]
    substrate = Substrate.from_rules({label: labels[i - 1] for i, label in enumerate(labels)})
    assert substrate.check() is substrate
    with pytest.raises(ValueError, match="128 units does not fit"):
        _ = substrate.tpm


def test_the_engine_imports_only_what_is_asked_for():
    code = (
        "import sys, engine; from engine import Substrate; engine.PhiscopeError; "
        "print(sorted({'numba', 'networkx', 'jsonschema', 'panel', 'matplotlib'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_unknown_names_of_the_engine_are_attribute_errors():
    import engine

    with pytest.raises(AttributeError, match="no attribute 'phi'"):
        _ = engine.phi


def test_complexes_is_the_function_even_after_its_module_was_imported():
    import engine
    from engine.iit4.complexes import Complexes

    swap = Substrate.from_rules({"A": "B", "B": "A"})
    assert isinstance(engine.complexes(swap, "AB"), Complexes)
