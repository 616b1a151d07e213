"""Every version of the theory beside the others: the instructive networks, with the numbers of each."""

import threading
from dataclasses import replace

import numpy as np
import pytest

from apps.document.snapshot import opened
from apps.results.versions import formalisms, is_searched, versions_job
from cards import example
from engine import Substrate
from viz.html.markup import marked
from viz.view.concepts import concepts_view
from viz.view.versions import value_of, versions_view, winners


def noisy_ring(count):
    copies = [[0.1 + 0.8 * (row >> (i - 1) % count & 1) for i in range(count)] for row in range(2**count)]
    return Substrate.from_tpm(copies), (0,) * count


def three_gates():
    rules = {"A": "B & C", "B": "A & C", "C": "A & B"}
    return Substrate.from_rules(rules), (1, 1, 1)


def logistic3():
    weights = np.full((3, 3), 0.3)
    return Substrate.from_weights(weights, 8.0), (0, 0, 0)


def two_logistic():
    return Substrate.from_weights([[1.0, 0.2], [0.2, 1.0]], 2.0), (1, 1)


def noisy_majority():
    rows = [[0.9 if bin(row).count("1") > 1 else 0.1] * 3 for row in range(8)]
    return Substrate.from_tpm(rows), (0, 0, 0)


def preset(slug, state=None):
    network = example(slug)
    return network, network.state if state is None else network.parse_state(state)


# Φ of IIT 3.0, φ_s of 2023 and of 2026, and the complexes under each: issue "versions side by side".
INSTRUCTIVE = {
    "basic": (lambda: preset("pyphi-basic", "Abc"), (2.3125, 0.4150, 0.0), ("ABC", "BC", "")),
    "three AND gates": (three_gates, (0.5, 6.0, 0.0), (None, "ABC", "")),
    "five majorities": (lambda: preset("iit3-fig17c-majority"), (10.7296, 0.0, 0.0), ("ABCDE", "", "")),
    "modular": (lambda: preset("iit3-fig17a-modular"), (0.5312, 3.0, 0.0), ("AB CD EF", "ABCDEF", "")),
    "ring of 3": (lambda: noisy_ring(3), (0.64, 1.2364, 0.4560), None),
    "ring of 4": (lambda: noisy_ring(4), (0.64, 1.1127, 0.6080), None),
    "logistic": (logistic3, (0.7259, 0.0366, 0.0032), ("ABC", "", "ABC")),
    "two logistic": (two_logistic, (0.0199, 0.1019, 0.1019), ("AB", "A B", "A B")),
    "noisy majority": (noisy_majority, (0.3419, 0.0, 0.0), ("ABC", "", "")),
}


def compared(network, state):
    snapshot = replace(opened(network), state=state, units=None)
    return versions_job(snapshot, lambda *_: None, threading.Event())


@pytest.mark.parametrize("name", INSTRUCTIVE)
def test_instructive_networks(name):
    made, values, complexes = INSTRUCTIVE[name]
    network, state = made()
    found = compared(network, state)
    assert [each.formalism for each in found] == list(formalisms())
    assert [value_of(each) for each in found] == pytest.approx(values, abs=6e-5)
    if complexes is not None:
        for each, expected in zip(found, complexes, strict=True):
            if expected is not None:
                got = " ".join("".join(units) for units, _ in winners(each))
                assert sorted(got.split()) == sorted(expected.split())
    view = versions_view(name, found)
    assert len(view.rows) == 3
    assert view.why


WINNERS = {
    "basic": ({"ABC": 2.3125}, {"BC": 2.0}, {}),
    "three AND gates": (None, {"ABC": 6.0}, {}),
    "modular": (dict.fromkeys(("AB", "CD", "EF"), 1.0), {"ABCDEF": 3.0}, {}),
    "logistic": ({"ABC": 0.7259}, {}, {"ABC": 0.0032}),
    "two logistic": ({"AB": 0.0199}, {"A": 0.6558, "B": 0.6558}, {"A": 0.1253, "B": 0.1253}),
    "noisy majority": ({"ABC": 0.3419}, {}, {}),
}


@pytest.mark.parametrize("name", WINNERS)
def test_the_complexes_of_instructive_networks_have_the_values_printed(name):
    made, _values, _complexes = INSTRUCTIVE[name]
    for each, expected in zip(compared(*made()), WINNERS[name], strict=True):
        got = {"".join(units): value for units, value in winners(each)}
        if expected is not None:
            assert got == pytest.approx(expected, abs=6e-5)
        else:  # one of three tied pairs
            assert list(got.values()) == pytest.approx([1.0])
            assert each.complexes.ties
            assert len(each.complexes.ties[0]) == 3


def test_the_value_of_a_complex_is_called_the_maximum():
    old, new, capped = versions_view("basic", compared(*preset("pyphi-basic", "Abc"))).rows
    assert (old.symbol, new.symbol, capped.symbol) == ("Φ^Max", "φ_s", "φ_s")
    assert marked(old.symbol) == "Φ<sup>Max</sup>"


@pytest.mark.parametrize(
    ("network", "state", "said"),
    [
        (Substrate.from_rules({"A": "B | C", "B": "A & C", "C": "A ^ B"}), (0, 1, 0), "no state leads to it"),
        (Substrate.from_weights([[1.0]], 2.0), (1,), "not one thing: one unit alone has no Φ"),
        (Substrate.from_rules({"A": "1", "B": "0"}), (1, 0), "some unit does not reach every other"),
        (Substrate.from_tpm([[0.5, 0.5]] * 4), (0, 1), "some unit does not reach every other"),
        (Substrate.from_weights(np.eye(9), 2.0), (0,) * 9, "at most 8 units, not 9: choose fewer"),
    ],
    ids=["unreachable", "one unit", "constants", "no connections", "nine units"],
)
def test_what_cannot_be_or_is_not_one_thing_has_its_sentence(network, state, said):
    rows = versions_view("", compared(network, state)).rows
    assert said in rows[0].verdict


def test_sentences_say_why():
    said = {}
    for name, (made, _values, _complexes) in INSTRUCTIVE.items():
        said[name] = " ".join(versions_view(name, compared(*made())).why)
    assert "deterministic" in said["basic"]
    assert "The complexes differ: ABC under IIT 3.0; BC under IIT 4.0 (2023); none under" in said["basic"]
    assert "tie" in said["three AND gates"]
    assert "whole constellation" in said["five majorities"]
    assert "Under every version this system is one thing." in said["ring of 3"]


def test_complexes_are_searched_where_that_is_quick():
    dense = {n: opened(Substrate.from_weights(np.ones((n, n)))) for n in (5, 6)}
    assert is_searched(dense[5])
    assert not is_searched(dense[6])
    for slug in ("iit3-fig16", "iit3-fig17a-modular"):
        assert is_searched(opened(example(slug)))
    ring = np.roll(np.eye(8), 1, axis=0)
    assert not is_searched(opened(Substrate.from_weights(ring)))
    whole = compared(*preset("iit3-fig16"))
    assert {"".join(units): round(phi, 4) for units, phi in winners(whole[0])} == {
        "ABC": 1.9167,
        "FG": 0.0694,
    }


def test_a_refusal_of_one_version_leaves_the_others():
    network = Substrate.from_tpm([[1 / 3] * 3] * 3, radix=(3,))
    found = compared(network, (0,))
    old, *new = found
    assert old.structure is None
    assert "binary" in old.problem
    assert all(each.structure is not None for each in new)
    rows = versions_view("A", found).rows
    assert rows[0].value == "–"
    assert "binary" in rows[0].verdict


def test_the_transport_sums_to_phi_and_the_smaller_side_binds():
    (old, *_rest) = compared(*preset("iit3-fig4"))
    view = concepts_view(old.structure)
    assert view.big_phi == pytest.approx(23 / 12)
    assert sum(move.cost for move in view.moves) == pytest.approx(view.big_phi)
    assert len(view.concepts) == 6
    for row in view.concepts:
        assert row.phi == pytest.approx(min(row.phi_past, row.phi_future))
        assert row.bound_by in {"past", "future", "both"}
    assert "AB sends to C" in view.cut
