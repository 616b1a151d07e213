"""The distinctions of two Φ-structures, mechanism by mechanism."""

from dataclasses import replace

import pytest

from engine.iit4.structure import unfold
from viz.view.compared_rows import ONLY_LEFT, ONLY_RIGHT, PARTS, compared_rows, counts_sentence


@pytest.fixture(scope="module")
def other(substrate):
    return unfold(substrate, "ABC", ["A", "B"])


def test_a_structure_differs_in_nothing_from_itself(structure):
    rows = compared_rows(structure, structure)
    assert [row.mechanism for row in rows] == [("a", "a"), ("B", "B"), ("aB", "aB")]
    assert all(row.differs == () and row.said == "" and row.difference == 0 for row in rows)
    assert counts_sentence(rows) == "3 distinctions are the same, 0 differ."


def test_the_parts_that_differ_are_named(structure, other):
    for row in compared_rows(structure, other):
        assert set(row.differs) <= {*PARTS, ONLY_LEFT, ONLY_RIGHT}
        for part, texts in (("state", row.mechanism), ("cause", row.cause), ("effect", row.effect)):
            assert (part in row.differs) == (texts[0] != texts[1] and None not in row.phi)


def test_sides_exchange(structure, other):
    there, back = compared_rows(structure, other), compared_rows(other, structure)
    assert [row.units for row in there] == [row.units for row in back]
    for row, turned in zip(there, back, strict=True):
        assert turned.phi == row.phi[::-1]
        assert turned.cause == row.cause[::-1]
        assert turned.difference == pytest.approx(-row.difference)


def test_a_mechanism_can_be_missing_on_one_side(structure):
    fewer = replace(structure, distinctions=structure.distinctions[1:])
    row = compared_rows(fewer, structure)[0]
    gone = structure.distinctions[0]
    assert row.differs == (ONLY_RIGHT,)
    assert row.phi == (None, gone.phi)
    assert row.mechanism[0] == row.cause[0] == row.effect[0] == ""
    assert row.difference == pytest.approx(gone.phi)
    assert counts_sentence(compared_rows(fewer, structure)).endswith("1 only on the right.")
    assert counts_sentence(()) == "Neither side has distinctions."
