import numpy as np
import pytest

from engine import unfold
from engine.errors import FormatError, PhiscopeError
from engine.substrate.formats.bnet import from_text, sum_of_products, to_text
from engine.substrate.functions import Gate
from engine.substrate.substrate import Edge, Substrate, Unit


def test_a_unit_without_a_rule_keeps_its_state():
    substrate = from_text(Substrate, "targets, factors\nA, B & !I  # both\nB, A\n")
    assert substrate.labels == ["A", "B", "I"]
    np.testing.assert_array_equal(substrate.columns[:4, 5], 0)
    np.testing.assert_array_equal(substrate.columns[4:, 5], 1)
    assert "I" in substrate.notes


@pytest.mark.parametrize(
    "text",
    [
        "A, B & !C\nB, A\nC, C\n",
        "targets, factors\nA, B & !C\nB, A\nC, C\n",
        "targets, functions\nA, B & !C\nB, A\nC, C\n",
        "# by hand\n\n Targets ,\tFunctions\nA,\tB & !C\nB,\tA\nC,\tC\n",
        "targets\tfactors\nA\tB & !C\nB\tA\nC\tC\n",
        "targets, functions, probabilities\nA, B & !C, 1\nB, A, 1.0\nC, C, 1\n",
        "A, B AND NOT C\nB, all(A)\nC, C & TRUE\n",
        "A, B && ~C\nB, A | FALSE\nC, C[-1]\n",
    ],
)
def test_every_header_and_spelling_is_the_same_network(text):
    substrate = Substrate.read(text.encode(), "net.bnet")
    assert substrate.labels == ["A", "B", "C"]
    assert substrate.sha256 == Substrate.from_rules({"A": "B & !C", "B": "A", "C": "C"}).sha256


def test_words_for_constants_are_no_units():
    assert from_text(Substrate, "A, FALSE | B\nB, A\n").labels == ["A", "B"]
    named = from_text(Substrate, "TRUE, A\nA, TRUE\n")
    assert (named.labels, named.tpm.tolist()) == (["TRUE", "A"], [[0, 0], [0, 1], [1, 0], [1, 1]])


def test_labels_of_noughts_and_ones_are_units():
    ring = from_text(Substrate, "01, 02\n02, 01\n")
    assert (ring.labels, ring.cm.tolist()) == (["01", "02"], [[0, 1], [1, 0]])
    assert unfold(ring, (1, 1)).phi_s == 2


def test_a_label_with_a_delay_or_a_comment_is_kept_or_refused():
    delayed = Substrate.from_rules({"B[-2]": "A", "A": "B[-2]"})
    assert from_text(Substrate, to_text(delayed)).sha256 == delayed.sha256
    with pytest.raises(FormatError, match="# begins a comment; rename unit A#1"):
        to_text(Substrate.from_rules({"A#1": "A#1"}))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("A, B[-2]\nB, A\n", "Line 1 has the delay B.-2., .*'B_1, B', and write B_1"),
        ("A, B[-3]\nB, A\n", "'B_1, B' and 'B_2, B_1', and write B_2"),
        ("A, all[i=-2..-1](B[i])\nB, A\n", "rules here read the last step only"),
        ("A, timeis(3) & B\nB, A\n", "rule about the time"),
        (
            "A, B, 0.5\nA, !B, 0.5\nB, A, 1\n",
            "probability 0.5: a probabilistic network. Keep one rule per unit",
        ),
        ("A, B, C\nB, A\nC, A\n", "Line 1 has 'C' after the rule of A, which is no probability"),
        ("targets, functions, weight\nA, A, 1\n", "heads a third column 'weight'"),
        ("A, T | B\nB, A\n", "write TRUE for the constant, or add the line 'T, T' if it is an input"),
        ("A, b\nB, A\n", "Line 1 names b, which has no rule; write B"),
        ("A, 2\n", "write 0 or 1"),
        ("A B, A\n", "line 1: Label 'A B' contains ' '"),
        ("A, B C\nB, A\n", "line 1: 'C' at character 3 follows a value"),
        ("A,\n", "line 1: The rule ends"),
        ("A, " + "B" * 30_000, "Line 1 has 30,003 characters; rules have 20,000"),
    ],
)
def test_what_a_network_of_one_step_cannot_hold_is_refused_with_the_remedy(text, words):
    with pytest.raises(PhiscopeError, match=words):
        from_text(Substrate, text)


def test_the_remedy_for_a_delay_is_read():
    assert from_text(Substrate, "A, B_1\nB, A\nB_1, B\n").n == 3


@pytest.mark.parametrize(
    ("output", "rule"),
    [
        ([0, 0, 0, 1], "A & B"),
        ([0, 1, 1, 0], "(A & !B) | (!A & B)"),
        ([1, 1, 1, 0], "!(A & B)"),
        ([0, 1, 0, 1], "A"),
        ([1, 1, 0, 0], "!B"),
        ([1, 1, 1, 1], "1"),
    ],
)
def test_a_rule_reads_only_the_inputs_that_matter(output, rule):
    assert sum_of_products(("A", "B"), np.array(output, bool)) == rule


def test_gates_and_exclusive_or_are_written_with_and_or_and_not():
    units = (Unit("A", Gate("NAND")), Unit("B", Gate("COPY")))
    substrate = Substrate(units, (Edge("A", "A"), Edge("B", "A"), Edge("A", "B")))
    assert to_text(substrate).splitlines()[1:] == ["A, !(A & B)", "B, A"]
    assert "^" not in to_text(Substrate.from_rules({"A": "A ^ B", "B": "B"}))


def test_probabilities_cannot_be_written():
    with pytest.raises(FormatError, match="no probabilities"):
        to_text(Substrate((Unit("A", Gate("COPY", 0.1)),), (Edge("A", "A"),)))
