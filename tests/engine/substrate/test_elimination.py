import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.errors import TooLargeError
from engine.substrate.elimination import eliminated
from engine.substrate.potentials import Potential, product

RADIX = (2, 3, 2, 2, 2)


@st.composite
def potentials(draw):
    scope = tuple(draw(st.lists(st.integers(0, 4), unique=True, min_size=1, max_size=3)))
    seed = draw(st.integers(0, 1000))
    return Potential(scope, np.random.default_rng(seed).random([RADIX[each] for each in scope]))


@given(st.lists(potentials(), min_size=1, max_size=6), st.data())
def test_it_is_the_product_summed_over_the_others(factors, data):
    there = sorted({each for factor in factors for each in factor.scope})
    kept = tuple(data.draw(st.lists(st.sampled_from(there), unique=True)))
    scopes = []
    found = eliminated(factors, kept, RADIX, scopes.append)
    whole = product(factors, tuple(there), RADIX).table
    others = tuple(axis for axis, each in enumerate(there) if each not in kept)
    left = [each for each in there if each in kept]
    expected = whole.sum(axis=others).transpose([left.index(each) for each in kept])
    np.testing.assert_allclose(found.table / found.table.sum(), expected / expected.sum(), rtol=1e-9)
    assert scopes[-1] == kept


def test_the_cheapest_goes_first_and_every_table_is_asked_for():
    ring = [Potential((i, (i + 1) % 5), np.ones((RADIX[i], RADIX[(i + 1) % 5]))) for i in range(5)]
    scopes = []
    eliminated(ring, (), RADIX, scopes.append)
    assert max(math.prod(RADIX[each] for each in scope) for scope in scopes) == 12

    def refuse(scope):
        raise TooLargeError("too large")

    with pytest.raises(TooLargeError):
        eliminated(ring, (), RADIX, refuse)


def test_what_is_impossible_is_found():
    factors = [Potential((0, 1), np.zeros((2, 3))), Potential((1, 2), np.ones((3, 2)))]
    assert not eliminated(factors, (2,), RADIX, lambda scope: None).is_possible
