"""TPMs: the row order, every form, round trips, inferred connectivity, and every refusal."""

from itertools import product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.errors import TooLargeError, TPMError
from engine.substrate import tpm as tpms
from engine.substrate.substrate import Substrate
from engine.substrate.tpm_input import columns_from_state_by_state, read_tpm
from strategies import binary_substrates, many_valued_substrates, rare_tables, states

COPY_SWAP = [[0, 0], [0, 1], [1, 0], [1, 1]]


def test_rows_are_little_endian():
    assert tpms.all_states((2, 2)).tolist() == [[0, 0], [1, 0], [0, 1], [1, 1]]
    assert tpms.all_states((3, 2)).tolist() == [[0, 0], [1, 0], [2, 0], [0, 1], [1, 1], [2, 1]]
    assert tpms.row_of((1, 0, 1), (2, 2, 2)) == 5
    assert tpms.row_of((2, 1), (3, 2)) == 5
    # A is OFF and B is ON in row 2: a swap turns A on and B off.
    assert Substrate.from_tpm(COPY_SWAP).tpm[2].tolist() == [1, 0]


@given(many_valued_substrates().flatmap(lambda s: st.tuples(st.just(s), states(s))))
def test_row_and_state_are_inverse(case):
    substrate, state = case
    row = tpms.row_of(state, substrate.radix)
    assert tpms.state_of(row, substrate.radix) == state
    assert tuple(tpms.all_states(substrate.radix)[row]) == state


@given(binary_substrates())
def test_state_by_state_round_trip(substrate):
    joint = tpms.state_by_state(substrate.columns, substrate.radix)
    np.testing.assert_allclose(joint.sum(axis=1), 1)
    np.testing.assert_allclose(columns_from_state_by_state(joint), substrate.columns, atol=1e-12)


@given(binary_substrates(max_units=3))
def test_state_by_state_is_the_product_over_units(substrate):
    joint = tpms.state_by_state(substrate.columns, substrate.radix)
    every = tpms.all_states(substrate.radix)
    for row, following in product(range(len(every)), repeat=2):
        on = substrate.tpm[row]
        expected = np.prod(np.where(every[following] == 1, on, 1 - on))
        assert joint[row, following] == pytest.approx(expected, abs=1e-14)


@given(many_valued_substrates())
def test_many_valued_state_by_state_has_the_columns_as_marginals(substrate):
    joint = tpms.state_by_state(substrate.columns, substrate.radix)
    every = tpms.all_states(substrate.radix)
    start = 0
    for unit, base in enumerate(substrate.radix):
        for value in range(base):
            marginal = joint[:, every[:, unit] == value].sum(axis=1)
            np.testing.assert_allclose(marginal, substrate.columns[:, start + value], atol=1e-9)
        start += base


@given(binary_substrates())
def test_every_form_is_the_same_tpm(substrate):
    n = substrate.n
    cube = np.empty((2,) * n + (n,))
    for row, state in enumerate(tpms.all_states(substrate.radix)):
        cube[tuple(state)] = substrate.tpm[row]
    for form in (substrate.tpm, cube, tpms.state_by_state(substrate.columns, substrate.radix)):
        columns, radix = read_tpm(form)
        assert radix == substrate.radix
        np.testing.assert_allclose(columns, substrate.columns, atol=1e-12)


def connectivity_by_flipping(substrate):
    """Flip one unit at a time in every state and see which units notice."""
    n = substrate.n
    cm = np.zeros((n, n), dtype=int)
    for i, j, row in product(range(n), range(n), range(2**n)):
        p, q = substrate.tpm[row, j], substrate.tpm[row ^ (1 << i), j]
        if abs(p - q) > 1e-12 * max(p, q) or abs(p - q) > max(1e-12 * max(1 - p, 1 - q), 1e-15):
            cm[i, j] = 1
    return cm


@given(st.one_of(binary_substrates(), rare_tables(3)))
def test_inferred_connectivity(substrate):
    np.testing.assert_array_equal(substrate.cm, connectivity_by_flipping(substrate))


def test_a_rare_state_still_depends_on_its_inputs():
    """A connection between 1e-13 and 3e-13 counts, in p and in 1 - p, for any number of states."""
    rare = Substrate.from_tpm([[0.1, 1e-13], [0.1, 3e-13], [0.9, 1e-13], [0.9, 3e-13]])
    often = Substrate.from_tpm([[0.1, 1 - 1e-13], [0.1, 1 - 3e-13], [0.9, 1 - 1e-13], [0.9, 1 - 3e-13]])
    assert rare.cm.tolist() == often.cm.tolist() == [[0, 1], [1, 0]]
    with pytest.raises(TPMError, match="depend on A"):
        Substrate.from_tpm(rare.tpm, cm=[[0, 0], [1, 0]])
    columns = np.array([[1e-13, 1 - 1e-13, 0], [3e-13, 1 - 3e-13, 0], [3e-13, 1 - 3e-13, 0]])
    assert tpms.infer_cm(columns, (3,)).tolist() == [[1]]


def test_inferred_connectivity_of_many_valued_units():
    # A (three states) reads B; B reads nothing.
    columns = np.array([[1, 0, 0, 0.5, 0.5]] * 3 + [[0, 0, 1, 0.5, 0.5]] * 3)
    assert tpms.infer_cm(columns, (3, 2)).tolist() == [[0, 0], [1, 0]]


@given(binary_substrates())
def test_from_tpm_gives_the_tpm_back(substrate):
    again = Substrate.from_tpm(substrate.tpm)
    np.testing.assert_allclose(again.tpm, substrate.tpm, atol=1e-12)
    np.testing.assert_array_equal(again.cm, substrate.cm)
    assert again.tpm_rows is None


@given(many_valued_substrates())
def test_from_tpm_gives_many_valued_columns_back(substrate):
    again = Substrate.from_tpm(
        substrate.columns if not substrate.is_binary else substrate.tpm, radix=substrate.radix
    )
    np.testing.assert_allclose(again.columns, substrate.columns, atol=1e-9)


def test_rounding_is_no_connection():
    tpm = np.full((4, 2), 0.5)
    tpm[3, 0] += 1e-15
    assert not Substrate.from_tpm(tpm).cm.any()
    tpm[3, 0] += 1e-9
    assert Substrate.from_tpm(tpm).cm.tolist() == [[1, 0], [1, 0]]


def test_a_declared_edge_may_do_nothing():
    substrate = Substrate.from_tpm(COPY_SWAP, cm=[[1, 1], [1, 0]])
    assert [(e.source, e.target) for e in substrate.edges] == [("A", "A"), ("A", "B"), ("B", "A")]
    assert substrate.cm.tolist() == [[0, 1], [1, 0]]


@pytest.mark.parametrize(
    ("tpm", "sentence"),
    [
        ([[0, 0], [1, 1], [0, 1]], r"3 rows for 2 units; give 4"),
        ([[0, 0], [1, 1.5], [0, 1], [0, 0]], r"tpm\[1\]\[1\] is 1.5; probabilities go from 0 to 1"),
        ([[0, 0], [1, 1], [0, -0.1], [0, 0]], r"tpm\[2\]\[1\] is -0.1"),
        ([[0, 0], [1, float("nan")], [0, 1], [0, 0]], r"tpm\[1\]\[1\] is not a finite number"),
        ([[0, 0], [1], [0, 1], [0, 0]], r"tpm\[1\] has 1 entries where tpm\[0\] has 2"),
        ([[0, 0], 1, [0, 1], [0, 0]], r"tpm\[1\] has no entries"),
        ([1, [0, 0], [0, 1], [0, 0]], r"tpm\[1\] has 2 entries where tpm\[0\] has no entries"),
        ([["a", 0], [1, 1], [0, 1], [0, 0]], r"not numbers"),
        ([], r"empty"),
        ([[]], r"empty"),
        ([0, 1], r"shape \(2,\)"),
        ([[[0]]], r"shape \(1, 1, 1\)"),
        ([[0.5, 0.4], [0, 1]], r"tpm\[0\] adds up to 0.9"),
        ([[0.5, 0, 0, 0.5], [1, 0, 0, 0], [0, 0.5, 0.5, 0], [1, 0, 0, 0]], r"independent in row\(s\) 0, 2:"),
    ],
)
def test_refused_tpms_say_why(tpm, sentence):
    with pytest.raises(TPMError, match=sentence):
        Substrate.from_tpm(tpm)


@pytest.mark.parametrize(
    ("cm", "sentence"),
    [
        ([[0, 1], [0, 0]], "makes A depend on B but there is no edge B → A"),
        ([[0, 1]], "cm must be 2 by 2"),
        ([[0, 2], [1, 0]], "entries 0 and 1"),
    ],
)
def test_refused_connectivity_says_why(cm, sentence):
    with pytest.raises(TPMError, match=sentence):
        Substrate.from_tpm(COPY_SWAP, cm=cm)


def test_refused_many_valued_tpms():
    with pytest.raises(TPMError, match="give 3 rows, each with one distribution per unit"):
        Substrate.from_tpm([[0.5, 0.5, 0]] * 2, radix=(3,))
    with pytest.raises(TPMError, match=r"tpm\[1\] gives unit 0 probabilities that add up to 0.9"):
        Substrate.from_tpm([[0.5, 0.5, 0], [0.5, 0.4, 0], [1, 0, 0]], radix=(3,))


def test_too_many_units():
    with pytest.raises(TooLargeError, match="17 units does not fit; use at most 16"):
        Substrate.from_tpm(np.zeros((4, 17)))
    with pytest.raises(TooLargeError, match="state-by-state"):
        tpms.state_by_state(np.zeros((2**13, 26)), (2,) * 13)
