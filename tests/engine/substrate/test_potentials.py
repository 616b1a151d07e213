import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.substrate.potentials import Potential, joined, pinned, product, summed

RADIX = (2, 3, 2, 2)
entries = st.sampled_from((0.0, 1e-200, 1e-30, 0.1, 0.5, 1.0))


@st.composite
def potentials(draw, values=entries):
    scope = tuple(draw(st.lists(st.integers(0, 3), unique=True, max_size=3)))
    shape = [RADIX[each] for each in scope]
    size = int(np.prod(shape, dtype=int))
    table = np.array(draw(st.lists(values, min_size=size, max_size=size))).reshape(shape)
    return Potential(scope, table)


def log_of(potential):
    """The logs of the entries, which do not underflow, up to a common number."""
    with np.errstate(divide="ignore"):
        return np.log2(potential.table) + (0 if potential.power is None else potential.power)


@given(st.lists(potentials(), max_size=5))
def test_products_and_sums_lose_nothing(factors):
    whole = product(factors, (0, 1, 2, 3), RADIX)
    expected = np.zeros(RADIX)
    for factor in factors:
        order = [each for each in range(4) if each in factor.scope]
        axes = [factor.scope.index(each) for each in order]
        shape = [RADIX[each] if each in factor.scope else 1 for each in range(4)]
        expected = expected + log_of(factor).transpose(axes).reshape(shape)
    np.testing.assert_allclose(log_of(whole), expected, atol=1e-6)
    if not whole.is_possible:
        return
    less = log_of(summed(whole, 1))
    added = np.logaddexp2.reduce(expected, axis=1)
    shift = less.max() - added.max()
    np.testing.assert_allclose(less, added + shift, atol=1e-6)
    assert whole.relative().max() > 0


@given(st.lists(potentials(st.sampled_from((0.0, 1.0))), min_size=1, max_size=5))
def test_pinned_variables_are_those_that_cannot_be_otherwise(factors):
    whole = product(factors, (0, 1, 2, 3), RADIX).table > 0
    known, rest = pinned(factors)
    if not whole.any():
        return
    for each, state in known.items():
        others = tuple(axis for axis in range(4) if axis != each)
        assert np.flatnonzero(whole.any(axis=others)).tolist() == [state]
    free = tuple(each for each in range(4) if each not in known)
    at = tuple(known.get(each, slice(None)) for each in range(4))
    assert ((product(rest, free, RADIX).table > 0) == whole[at]).all()


def test_factors_that_contradict_each_other_stay_impossible():
    _, rest = pinned([Potential((0,), np.array([0.0, 1.0])), Potential((0,), np.array([1.0, 0.0]))])
    assert not rest[0].is_possible


def test_a_certain_state_is_followed_along_a_chain():
    copy = np.eye(2)
    known, rest = pinned(
        [Potential((0, 1), copy), Potential((1, 2), copy), Potential((2,), np.array([0.0, 0.3]))]
    )
    assert known == {0: 1, 1: 1, 2: 1}
    assert rest == []


def test_scopes_are_joined_along_chains():
    found = joined([(0, 1), (2,), (1, 3), (), (3, 4)])
    assert sorted(map(sorted, found)) == [[0, 2, 4], [1], [3]]


def test_small_entries_have_powers_of_two():
    small = Potential((0,), np.array([1e-200, 1e-100]))
    found = product([small] * 4, (0,), (2,))
    assert found.power is not None
    assert found.relative()[0] == 0
    assert 0.5 <= found.relative()[1] < 1
    assert log_of(found)[1] - log_of(found)[0] == pytest.approx(4 * np.log2(1e100))
