"""What the matrices of a network show, and the changes that an edited one makes."""

import numpy as np
import pytest

from apps.document.snapshot import opened
from apps.editor.matrix_edits import connectivity_grid, put_connectivity, put_weights, tpm_table, weights_grid
from engine.substrate.functions import Gate
from engine.substrate.substrate import Substrate, Unit


def test_a_long_tpm_is_shown_around_the_state_only():
    substrate = Substrate.from_weights(np.eye(7), k=2.0)
    grid = tpm_table(opened(substrate))
    assert not grid.editable
    assert "128 rows" in grid.words
    assert grid.rows[grid.current] == "abcdefg"
    assert grid.rows[1:4] == ("Abcdefg", "aBcdefg", "abCdefg")
    assert grid.values is not None
    assert grid.values[3] == pytest.approx(substrate.tpm[4])
    assert "65,536 rows" in tpm_table(opened(Substrate.from_weights(np.eye(16)))).words


def test_an_unfinished_drawing_says_why_it_has_no_tpm():
    grid = tpm_table(opened(Substrate((Unit("A", Gate("NOT")),))))
    assert grid.rows == ()
    assert "without inputs" in grid.words


def test_weights_and_ticks_go_into_the_network_and_come_out_again():
    snapshot = opened(Substrate.from_weights([[0.0, 0.7], [0.0, -0.2]], labels=["A", "B"]))
    grid = weights_grid(snapshot)
    assert grid.texts() == [["", "0.7"], ["", "-0.2"]]
    changed, said = put_weights(snapshot, np.array([[0.5, 0.0], [0.0, -0.2]]))
    assert changed.edge_pairs == {("A", "A"), ("B", "B")}
    assert "A → A" in said
    assert connectivity_grid(changed).texts() == [["1", "0"], ["0", "1"]]
    back, _ = put_connectivity(changed, np.array([[0.0, 0.0], [0.0, 1.0]]))
    assert back.edge_pairs == {("B", "B")}
    assert back.substrate.weights[1, 1] == -0.2
