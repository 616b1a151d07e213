from fractions import Fraction
from math import prod

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.substrate.probabilities import differ, is_certain, rare_digits, scaled_products

chances = st.one_of(st.floats(0, 1), st.sampled_from((1e-170, 3e-170, 1e-28, 1e-13, 1 - 1e-13)))


@pytest.mark.parametrize(
    ("p", "q", "expected"),
    [
        (1e-13, 3e-13, True),
        (0.0, 1e-300, True),
        (1 - 1e-13, 1 - 3e-13, True),
        (1e-13, 1e-13 * (1 + 1e-13), False),
        (0.5, 0.5 + 1e-13, False),
        (0.5, 0.5 + 1e-11, True),
        (1.0, 1 - 2e-16, False),
    ],
)
def test_probabilities_differ_relative_to_themselves_or_to_what_is_left(p, q, expected):
    assert differ(np.array([p]), np.array([q])) == differ(np.array([q]), np.array([p])) == [expected]


@given(chances, chances)
def test_equal_probabilities_do_not_differ_and_others_do(p, q):
    assert not differ(np.array([p]), np.array([p]))
    gap, larger, rest = abs(Fraction(p) - Fraction(q)), Fraction(max(p, q)), 1 - Fraction(min(p, q))
    if gap > Fraction(1e-14) and gap > Fraction(2e-12) * min(larger, rest):
        assert differ(np.array([p]), np.array([q]))


@given(st.lists(st.lists(chances, min_size=3, max_size=3), min_size=1, max_size=5))
def test_scaled_products_are_the_exact_ones_times_a_power_of_two(rows):
    exact = [prod(map(Fraction, row)) for row in rows]
    products, exponent = scaled_products(np.array(rows))
    for found, true in zip(products, exact, strict=True):
        scaled = true / Fraction(2) ** exponent
        assert found == pytest.approx(float(scaled), rel=1e-15, abs=1e-300)
        assert found <= 1
    assert (max(products) > 0) == any(exact)


def test_where_nothing_underflows_the_products_are_the_same_bit_for_bit():
    factors = np.random.default_rng(0).uniform(0.01, 1, (64, 7))
    products, exponent = scaled_products(factors)
    np.testing.assert_array_equal(np.ldexp(products, exponent), factors.prod(axis=-1))


def test_the_digest_of_ordinary_probabilities_has_nothing_added():
    assert rare_digits(np.array([0, 1, 0.5, 1e-4, 1 - 1e-4, 1 - 1e-16])) == b""
    assert rare_digits(np.array([1e-13])) != rare_digits(np.array([3e-13]))
    assert rare_digits(np.array([1 - 1e-13])) != rare_digits(np.array([1 - 3e-13]))
    assert rare_digits(np.array([1e-13, 0.5])) != rare_digits(np.array([0.5, 1e-13]))
    assert rare_digits(np.array([1e-13])) == rare_digits(np.array([1e-13 * (1 + 1e-15)]))


def test_certain_but_for_rounding():
    assert is_certain(np.array([0, 1, 1 - 2e-16, 2e-16])).all()
    assert not is_certain(np.array([1e-13, 1 - 1e-13])).any()
