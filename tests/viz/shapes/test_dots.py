"""The dots of the lattice of candidate systems."""

import pytest

from viz.shapes.dots import DASHES, below, dot_look, dot_size
from viz.theme import LIGHT
from viz.view.candidate_rows import RANK, CandidateRow


def row(kind):
    return CandidateRow(("A",), "A", 1, 0.0 if kind == "reducible" else 0.2, kind, "", (), "")


def test_the_area_of_a_dot_is_in_proportion_to_phi_s():
    sizes = [dot_size(row("complex"), strength, 20.0) for strength in (0.25, 0.5, 1.0)]
    assert sizes == pytest.approx([10.0, 20.0 * 0.5**0.5, 20.0])
    assert dot_size(row("excluded"), 0.001, 20.0) == pytest.approx(7.0)
    assert dot_size(row("reducible"), 0.0, 30.0) == pytest.approx(6.0)


def test_verdicts_differ_by_more_than_colour():
    assert set(DASHES) == set(RANK)
    texts = [below(row(kind), "0.2") for kind in RANK]
    assert texts == ["0.2", "0.2?", "0.2✕", "0", "–"]


def test_the_larger_phi_s_the_darker_and_a_reducible_dot_is_hollow():
    fills = [dot_look(LIGHT, row("excluded"), strength)[0] for strength in (0.0, 0.5, 1.0)]
    assert fills == sorted(fills, reverse=True)
    assert dot_look(LIGHT, row("complex"), 1.0)[1] == LIGHT.complex_edge
    assert dot_look(LIGHT, row("reducible"), 0.0) == (LIGHT.background, LIGHT.muted)
