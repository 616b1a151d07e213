from hypothesis import given
from hypothesis import strategies as st

from engine.substrate.masks import bits, mask_of, members


@given(st.sets(st.integers(0, 200)))
def test_a_mask_is_a_set(units):
    assert list(bits(mask_of(units))) == sorted(units)
    assert members(mask_of(units)) == tuple(sorted(units))
