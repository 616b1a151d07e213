import numpy as np
import pytest
from hypothesis import given

from engine.errors import TPMError
from engine.substrate.tpm import columns_from_state_by_node, state_by_state
from engine.substrate.tpm_input import as_array, columns_from_state_by_state, read_tpm
from strategies import binary_substrates


@given(binary_substrates(3))
def test_a_state_by_state_tpm_has_the_columns_as_its_marginals(substrate):
    joint = state_by_state(substrate.columns, substrate.radix)
    np.testing.assert_allclose(columns_from_state_by_state(joint), substrate.columns, atol=1e-12)


def test_an_axis_per_unit_is_indexed_by_its_state():
    cube = np.random.default_rng(4).uniform(size=(2, 2, 2, 3)).round(2)
    columns, radix = read_tpm(cube.tolist())
    assert radix == (2, 2, 2)
    for row in range(8):
        state = row & 1, row >> 1 & 1, row >> 2
        np.testing.assert_array_equal(columns[row, 1::2], cube[state])
    np.testing.assert_array_equal(columns, columns_from_state_by_node(columns[:, 1::2]))


def test_units_that_depend_on_each_other_within_a_step_are_refused_with_their_rows():
    together = [[0.5, 0, 0, 0.5], [1, 0, 0, 0], [0, 0.5, 0.5, 0], [0, 0, 0, 1]]
    with pytest.raises(TPMError, match=r"row\(s\) 0, 2:"):
        read_tpm(together)


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ([[0.1, 0.2], [0.3]], "tpm"),
        ([[0.1, "x"]], "tpm"),
        ([], "tpm"),
        ([[0.1, np.nan]], "tpm[0][1]"),
        ([[0.1, 0.2], [0.3, np.inf]], "tpm[1][1]"),
    ],
)
def test_an_entry_that_is_no_number_is_named(values, field):
    with pytest.raises(TPMError) as refusal:
        as_array(values)
    assert refusal.value.field == field


def test_the_first_entry_outside_0_to_1_is_named():
    with pytest.raises(TPMError, match="probabilities go from 0 to 1") as refusal:
        read_tpm([[0.1, 0.2], [0.3, 1.4], [2, 0], [0, 0]])
    assert refusal.value.field == "tpm[1][1]"
