"""Several structures of one state: each as it is alone."""

import pytest

from computers import WEAK, computer, run
from engine.errors import Cancelled
from engine.iit4.structure import unfold
from engine.large.structures import unfold_all
from engine.substrate.substrate import Substrate

RINGS = [tuple(f"T{i}/{line}" for i in range(4)) for line in (0, 7)]


def alike(one, other):
    return {**one.to_dict(), "seconds": 0} == {**other.to_dict(), "seconds": 0}


def test_each_is_what_it_is_alone():
    weak, state = computer(WEAK), run(WEAK, "PQRS", (0, 1, 0, 1), 3)[3]
    for found, units in zip(unfold_all(weak, state, RINGS), RINGS, strict=True):
        assert alike(found, unfold(weak, state, units))


def test_small_substrates_and_readings_too():
    swap = Substrate.from_rules({"A": "B", "B": "A", "C": "A | C"})
    found = unfold_all(swap, (1, 0, 1), ["AB", "C"], ties="smallest", state_ties="first")
    assert [each.units for each in found] == [("A", "B"), ("C",)]
    assert all(
        alike(each, unfold(swap, (1, 0, 1), each.units, ties="smallest", state_ties="first"))
        for each in found
    )


def test_it_can_be_stopped():
    class Stop:
        def is_set(self):
            return True

    with pytest.raises(Cancelled):
        unfold_all(computer(WEAK), run(WEAK, "PQRS", (0, 1, 0, 1), 1)[1], RINGS, cancel=Stop())
