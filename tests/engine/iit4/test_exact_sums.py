from fractions import Fraction
from math import inf, log2

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.iit4.exact_sums import EXPONENT, ExactSum, scaled, unscaled

pytestmark = pytest.mark.nojit


@given(st.lists(st.floats(0, 1e300), max_size=5))
def test_exact_sums_add_like_fractions(values):
    total = ExactSum(0)
    for value in values:
        total = total + value
    assert Fraction(total.scaled, 2**1126) == sum(map(Fraction, values))


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_every_double_is_kept(value):
    assert unscaled(scaled(value)) == value
    assert Fraction(scaled(value), 2**EXPONENT) == Fraction(value)


def test_a_sum_beyond_the_largest_double_has_digits_and_a_logarithm():
    """10^400 is no double."""
    total = ExactSum(10**400 << EXPONENT)
    assert float(total) == inf
    assert total.json == "1.0000000000000000e+400"
    assert total.log2 == pytest.approx(400 * log2(10))


def test_a_sum_that_is_a_double_is_written_as_one():
    assert (ExactSum(0) + 0.75).json == 0.75
    assert (ExactSum(0) + 0.75).log2 == pytest.approx(log2(0.75))
    assert ExactSum(0).log2 == -inf
