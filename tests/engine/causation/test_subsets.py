import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import naive
from engine.causation.subsets import in_order, named, over_subsets
from engine.substrate.masks import members


@given(st.integers(0, 3), st.sampled_from([np.add, np.maximum]), st.integers(0, 2**32 - 1))
def test_every_mask_has_the_entries_of_its_subsets(units, combine, seed):
    table = np.random.default_rng(seed).normal(size=(2, 1 << units, 3))
    found = over_subsets(table, 1, combine)
    for mask in range(1 << units):
        below = [table[:, sub] for sub in range(1 << units) if sub & mask == sub]
        np.testing.assert_allclose(found[:, mask], combine.reduce(below))


@given(st.integers(0, 2**10 - 1))
def test_bit_i_is_unit_i(mask):
    assert members(mask) == naive.units_in(mask)
    assert named("ABCDEFGHIJ", mask) == tuple("ABCDEFGHIJ"[i] for i in members(mask))


@pytest.mark.parametrize("units", [1, 3])
def test_few_units_come_first_then_the_first_units(units):
    found = [members(mask) for mask in in_order(range(1, 1 << units))]
    assert found == naive.nonempty_subsets(range(units))
