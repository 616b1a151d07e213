import numpy as np
import pytest

from engine.errors import FormatError
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
