import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import naive
from engine.iit4 import repertoires
from engine.iit4.system import candidate_system
from strategies import binary_substrates, many_valued_substrates, reachable

pytestmark = pytest.mark.nojit


@st.composite
def pairs(draw):
    """A candidate system, its naive tables, a mechanism and a purview."""
    substrate, state = draw(reachable(st.one_of(binary_substrates(3), many_valued_substrates(3))))
    tpm = naive.from_columns(substrate.columns, substrate.radix)
    units = st.sets(st.integers(0, substrate.n - 1), min_size=1).map(lambda s: tuple(sorted(s)))
    tables = naive.candidate_system(tpm, state, range(substrate.n))
    return candidate_system(substrate, state), tables, draw(units), draw(units)


@settings(max_examples=30)
@given(pairs())
def test_repertoires_are_the_products_of_the_paper(drawn):
    system, (cause, effect, state), mechanism, purview = drawn
    ahead = repertoires.effect_repertoire(system, mechanism, purview)
    likelihood = repertoires.cause_likelihood(system, mechanism, purview)
    now = {i: state[i] for i in mechanism}
    for z in naive.states([system.radix[i] for i in purview]):
        then = dict(zip(purview, z, strict=True))
        assert ahead[z] == pytest.approx(np.prod([naive.given(effect[i], v, now) for i, v in then.items()]))
        assert likelihood[z] == pytest.approx(
            np.prod([naive.given(cause[i], state[i], then) for i in mechanism])
        )
    back = repertoires.cause_repertoire(system, mechanism, purview)
    np.testing.assert_allclose(back, likelihood / likelihood.sum())
    assert ahead.sum() == pytest.approx(1)


@settings(max_examples=30)
@given(pairs())
def test_the_unconstrained_effect_is_the_mean_over_all_states_of_the_mechanism(drawn):
    system, (_, effect, _), mechanism, purview = drawn
    found = repertoires.unconstrained_effect_repertoire(system, mechanism, purview)
    states = naive.states([system.radix[i] for i in mechanism])
    for z in naive.states([system.radix[i] for i in purview]):
        values = [
            np.prod(
                [
                    naive.given(effect[i], v, dict(zip(mechanism, m, strict=True)))
                    for i, v in zip(purview, z, strict=True)
                ]
            )
            for m in states
        ]
        assert found[z] == pytest.approx(np.mean(values))


@settings(max_examples=30)
@given(pairs())
def test_a_partition_into_one_part_changes_nothing_and_the_complete_one_takes_everything(drawn):
    system, _, mechanism, purview = drawn
    whole = [(mechanism, purview)]
    cut = [(mechanism, ()), ((), purview)]
    for direction, intact in (
        ("effect", repertoires.effect_repertoire(system, mechanism, purview)),
        ("cause", repertoires.cause_repertoire(system, mechanism, purview)),
    ):
        same = repertoires.partitioned_repertoire(system, direction, whole, purview)
        np.testing.assert_allclose(same, intact)
        noise = repertoires.partitioned_repertoire(system, direction, cut, purview)
        assert noise.sum() == pytest.approx(1)
        if direction == "cause":
            np.testing.assert_allclose(noise, 1 / noise.size)


@given(st.lists(st.integers(2, 3), min_size=1, max_size=3), st.integers(0, 2**32 - 1))
def test_a_digit_equal_to_the_radix_averages_over_a_unit(radix, seed):
    rng = np.random.default_rng(seed)
    columns = rng.uniform(size=(int(np.prod(radix)), 2))
    every = repertoires.given_every_state(columns, radix)
    state = tuple(int(rng.integers(base)) for base in radix)
    present = repertoires.given_present_state(columns, radix, state)
    cube = columns.reshape(*reversed(radix), 2)
    for pattern in range(len(every)):
        units, values = naive.decoded(pattern, radix)
        kept = dict(zip(units, values, strict=True))
        index = tuple(kept.get(i, slice(None)) for i in reversed(range(len(radix))))
        expected = cube[index].reshape(-1, 2).mean(axis=0)
        np.testing.assert_allclose(every[pattern], expected)
        if all(state[i] == v for i, v in kept.items()):
            averaged = naive.mask_of(set(range(len(radix))) - set(units))
            np.testing.assert_allclose(present[averaged], expected)
    units = tuple(range(0, len(radix), 2))
    rows = repertoires.average_rows(columns, radix, units)
    assert len(rows) == np.prod([radix[i] for i in units])
    np.testing.assert_allclose(rows.mean(axis=0), columns.mean(axis=0))
