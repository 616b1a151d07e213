"""Candidate systems without a TPM: the same as with one, and in larger substrates those of their parts."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.errors import TooLargeError, UnreachableStateError
from engine.iit4.complexes import complexes
from engine.iit4.sparse import sparse_tables
from engine.iit4.structure import unfold
from engine.iit4.system import candidate_system
from engine.substrate.substrate import Edge, Substrate, Unit
from strategies import beside, binary_substrates, many_valued_substrates, rare_tables, reachable

pytestmark = pytest.mark.nojit


def with_units(situations):
    return situations.flatmap(
        lambda pair: st.tuples(
            st.just(pair), st.lists(st.sampled_from(pair[0].labels), min_size=1, unique=True)
        )
    )


@settings(max_examples=200)
@given(
    with_units(reachable(st.one_of(binary_substrates(5), many_valued_substrates(3), rare_tables(3)))),
)
def test_it_is_what_a_tpm_gives(situation):
    (substrate, state), units = situation
    system = candidate_system(substrate, state, units)
    effect, cause = sparse_tables(substrate, state, system.units)
    np.testing.assert_allclose(effect, system.effect, atol=0, rtol=1e-12)
    np.testing.assert_allclose(cause, system.cause, atol=1e-15, rtol=1e-9)


@given(st.one_of(binary_substrates(4), many_valued_substrates(3)), st.data())
def test_what_no_state_leads_to_is_refused(substrate, data):
    state = tuple(data.draw(st.integers(0, states - 1)) for states in substrate.radix)
    try:
        candidate_system(substrate, state)
    except UnreachableStateError:
        with pytest.raises(UnreachableStateError):
            sparse_tables(substrate, state, (0,))
    else:
        sparse_tables(substrate, state, (0,))


@settings(max_examples=20)
@given(with_units(reachable(binary_substrates(4))))
def test_units_that_do_not_touch_a_system_change_nothing(situation):
    (substrate, state), units = situation
    large = beside(substrate, 17)
    alone = unfold(substrate, state, units)
    found = unfold(large, (*state, *[0, 1] * 8, 0), units)
    assert found.phi_s == pytest.approx(alone.phi_s, abs=1e-12)
    assert found.big_phi == pytest.approx(alone.big_phi, abs=1e-9)
    assert found.labels == tuple(large.labels)


def test_a_copied_pair_beside_fifteen_units():
    large = beside(Substrate.from_rules({"A": "B", "B": "A"}), 15)
    found = unfold(large, (1, 0, *[0] * 15), "AB")
    assert (found.phi_s, found.big_phi, len(found.distinctions)) == (2.0, 4.0, 2)
    assert found.substrate_sha256 == large.sha256


def test_what_feeds_a_system_is_inferred_along_chains():
    """B is A or X; X was ON, since Y is a copy of it and is ON, so that A made no difference to B."""
    rules = {"A": "B", "B": "A | X", "X": "X", "Y": "X"} | {f"U{i}": f"U{i}" for i in range(13)}
    large = Substrate.from_rules(rules)
    state = (1, 1, 1, 1, *[0] * 13)
    assert large.n == 17
    system = candidate_system(large, state, "AB")
    assert system.cause[:, 3].tolist() == [1.0] * 4  # B's past: on whatever A was
    assert system.cm.tolist() == [[0, 1], [1, 0]]
    with pytest.raises(UnreachableStateError):
        candidate_system(large, (1, 1, 0, 1, *[0] * 13), "AB")


def test_the_digest_follows_the_dynamics_alone():
    large = beside(Substrate.from_rules({"A": "B & B", "B": "A"}), 15)
    same = beside(Substrate.from_rules({"A": "B | (B & A)", "B": "A"}), 15)
    other = beside(Substrate.from_rules({"A": "!B", "B": "A"}), 15)
    assert large.sha256 == same.sha256 != other.sha256
    assert replace(large, name="other").sha256 == large.sha256


def test_refusals_name_the_reason():
    ring = beside(Substrate.from_rules({"A": "B", "B": "A"}), 17)
    state = (0,) * 19
    with pytest.raises(TooLargeError, match="candidate system of 19 units does not fit; choose at most 16"):
        unfold(ring, state)
    with pytest.raises(TooLargeError, match="All sets of 19 units are too many to search"):
        complexes(ring, state)


def test_a_past_that_cannot_be_inferred_exactly_is_refused():
    """Forty units that each read thirteen others at random, and are all noisy: no order sums them out."""
    rng = np.random.default_rng(1)
    labels = [f"U{i}" for i in range(40)]
    edges = [
        Edge(labels[source], label, 0.1) for label in labels for source in rng.choice(40, 13, replace=False)
    ]
    dense = Substrate.from_weights(np.eye(40), labels=labels)
    dense = Substrate(tuple(Unit(unit.label, unit.function) for unit in dense.units), tuple(edges))
    with pytest.raises(TooLargeError, match=r"depends on \d+ units together, which is too many to infer"):
        unfold(dense, (0,) * 40, ["U0", "U1"])
