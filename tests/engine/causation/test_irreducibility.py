import numpy as np
import pytest
from hypothesis import given, settings

from causal import transitions
from engine.causation.account import account
from engine.substrate.substrate import Substrate
from strategies import binary_substrates


@settings(max_examples=25)
@given(transitions(binary_substrates(3)))
def test_one_partition_for_both_loses_at_least_as_much_as_one_for_each(transition):
    found = account(*transition).irreducibility
    assert found.effect >= 0
    assert found.cause >= 0
    assert found.both >= found.effect + found.cause - 1e-9


@settings(max_examples=25)
@given(transitions(binary_substrates(3)))
def test_parts_divide_the_units_and_leave_none_empty(transition):
    moved = transition[3:]
    found = account(*transition).irreducibility
    for partition in (found.effect_partition, found.cause_partition, found.partition):
        assert len(partition.parts) == 2
        assert all(causes or effects for causes, effects in partition.parts)
        for side, units in enumerate(moved):
            assert sorted(u for part in partition.parts for u in part[side]) == sorted(units)


def test_two_pairs_without_a_connection_lose_nothing_when_cut_apart():
    pairs = np.kron(np.eye(2), [[0.3, 0.9], [0.8, -0.4]])
    found = account(Substrate.from_weights(pairs, k=2), (1, 0, 1, 1), (0, 1, 1, 1)).irreducibility
    assert (found.effect, found.cause, found.both) == (0, 0, 0)


def test_a_lone_link_is_lost_whole():
    """A copies A: either of the two parts lacks the cause or the effect, so Σα = 1 + 1 bits is lost."""
    found = account(Substrate.from_rules({"A": "A"}), (1,), (1,)).irreducibility
    assert (found.effect, found.cause, found.both) == pytest.approx((1, 1, 2))
    assert found.to_dict()["A"] == pytest.approx(2)
