import pickle

import numpy as np
import pytest
from hypothesis import assume, given, settings

import naive_grain
from engine.errors import Cancelled, TooLargeError, UnreachableStateError
from engine.grain import universe as universes
from engine.grain.universe import Placed, classes_of, rows_of, universe_of
from engine.run.jobs import new_control
from engine.substrate.substrate import Substrate
from grain_cases import preset, situations


def numbers(units):
    return [Placed(at, tau, bytes(table), beside) for at, tau, table, beside in units]


@settings(max_examples=20)
@given(situations(3, tau=3))
def test_chances_are_those_of_all_sequences(situation):
    substrate, units, history = situation
    assume(all(unit[1] * len(unit[0]) <= 3 for unit in units))
    universe = universe_of(substrate, history)
    for j in range(len(units)):
        found = universe.chances(numbers(units), j)
        expected = [
            naive_grain.chance_on(substrate.tpm, units, j, u[::-1]) for u in naive_grain.states(substrate.n)
        ]
        np.testing.assert_allclose(found[1], expected, atol=1e-12)
        np.testing.assert_allclose(found.sum(axis=0), 1, atol=1e-12)


def test_rows_and_classes():
    np.testing.assert_array_equal(rows_of((2, 0)), [0, 4, 1, 5])
    np.testing.assert_array_equal(classes_of((2, 0), 3), [0, 2, 0, 2, 1, 3, 1, 3])
    np.testing.assert_array_equal(rows_of(()), [0])


def test_shares_count_sequences_equally():
    unit = Placed((0,), 2, bytes((0, 1, 1, 1)))
    np.testing.assert_allclose(unit.shares, [[1, 0], [1 / 3, 2 / 3]])
    assert unit.state(((1,), (0,))) == 1


def test_what_was_computed_is_kept_but_not_sent():
    universe = universe_of(preset("grain-coarse-micro"), ((0,) * 4,) * 2)
    unit = [Placed((0, 1), 2, bytes([0] * 15 + [1]))]
    assert universe.chances(unit, 0) is universe.chances(unit, 0)
    again = pickle.loads(pickle.dumps(universe))
    assert again.known == {}
    np.testing.assert_array_equal(again.chances(unit, 0), universe.chances(unit, 0))


def test_what_is_kept_is_bounded(monkeypatch):
    monkeypatch.setattr(universes, "MOST_KEPT", 600)
    universe = universe_of(preset("grain-coarse-micro"), ((0,) * 4,))
    for i in range(4):
        universe.chances([Placed((i,), 1, bytes((0, 1)))], 0)
        assert 1 <= len(universe.known) <= 3


def test_the_past_of_an_unreachable_state_is_refused():
    universe = universe_of(Substrate.from_rules({"A": "B", "B": "A & B"}), ((0, 1), (1, 1)))
    assert universe.past(1).argmax() == 3
    with pytest.raises(UnreachableStateError, match="aB"):
        universe.past(2)


def test_a_stop_in_a_long_mapping():
    substrate = preset("grain-black-boxes")
    universe = universe_of(substrate, ((1,) * 8,) * 2)
    control = new_control()
    control[0] = 1
    unit = [Placed((0, 1, 2, 3), 2, bytes([0] * 255 + [1]))]
    with pytest.raises(Cancelled):
        universe.chances(unit, 0, control)
    assert universe.chances(unit, 0).sum(axis=0) == pytest.approx(1)


def test_what_takes_too_long_is_refused(monkeypatch):
    monkeypatch.setattr(universes, "MOST_STEPS", 1000)
    universe = universe_of(preset("grain-black-boxes"), ((1,) * 8,))
    with pytest.raises(TooLargeError, match="too long"):
        universe.chances([Placed((0, 1), 1, bytes((0, 0, 0, 1)))], 0)
