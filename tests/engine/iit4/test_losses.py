from math import inf, log2

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.iit4.losses import Factor, Loss

pytestmark = pytest.mark.nojit
chances = st.floats(0.01, 1)


def loss(before, after, selectivity=0.5, mean=0.25):
    factors = tuple(Factor(f"U{i}", 1, (), b, a) for i, (b, a) in enumerate(zip(before, after, strict=True)))
    return Loss("effect", ("Z",), (1,), selectivity, mean, factors)


@given(st.lists(st.tuples(chances, chances), min_size=1, max_size=3), chances)
def test_phi_is_selectivity_times_the_bits_lost_and_never_negative(pairs, selectivity):
    before, after = zip(*pairs, strict=True)
    found = loss(before, after, selectivity)
    bits = sum(map(log2, before)) - sum(map(log2, after))
    assert found.informativeness == pytest.approx(bits, abs=1e-9)
    assert found.phi == pytest.approx(selectivity * max(0, bits), abs=1e-9)
    assert found.phi >= 0
    assert found.ii == pytest.approx(selectivity * (sum(map(log2, before)) + 2), abs=1e-9)
    assert found.differentiation == -log2(selectivity)


def test_a_state_of_probability_0_loses_nothing_and_differs_without_end():
    impossible = loss([0.0, 0.5], [0.5, 0.5], selectivity=0)
    assert (impossible.before, impossible.phi, impossible.ii) == (0, 0, 0)
    assert impossible.differentiation == inf
