"""What the panes of one pair, one system and one cut ask the engine."""

import pytest

from apps.document.snapshot import opened
from apps.results.findings import Findings
from apps.results.limits import PAIR_UNITS
from apps.results.pairs import (
    Pair,
    cut_pair_job,
    cut_system_job,
    first_pair,
    pair_job,
    pair_units,
    system_job,
)
from cards import example
from engine import unfold
from engine.errors import PhiscopeError
from engine.iit4.partitions import MechanismPartition, SystemPartition
from engine.substrate.substrate import Substrate


@pytest.fixture(scope="module")
def fig1():
    snapshot = opened(example("iit4-fig1"))
    return Findings(snapshot, unfold(snapshot.substrate, snapshot.state, snapshot.units))


def test_units_go_in_and_out_of_a_pair_and_the_last_one_stays():
    pair = Pair(("A",), ("B",))
    assert pair.toggled("mechanism", "B", ("A", "B")) == Pair(("A", "B"), ("B",))
    assert pair.toggled("purview", "A", ("A", "B")) == Pair(("A",), ("A", "B"))
    assert pair.toggled("mechanism", "A", ("A", "B")) is pair
    assert Pair(("A", "C"), ("B",)).within(("A", "B")) == Pair(("A",), ("B",))
    assert Pair(("C",), ("B",)).within(("A", "B")) is None


def test_the_first_pair_is_a_distinction_s_own(fig1):
    for index, distinction in enumerate(fig1.answer.distinctions):
        pair = first_pair(fig1, index, "cause")
        assert (pair.mechanism, pair.purview) == (distinction.mechanism, distinction.cause.units)
    assert first_pair(fig1, 99, "effect") == first_pair(fig1, 0, "effect") == first_pair(fig1, None, "effect")


def test_a_distinction_s_pair_has_its_phi(fig1):
    for index, distinction in enumerate(fig1.answer.distinctions):
        for side in ("cause", "effect"):
            view = pair_job(fig1, first_pair(fig1, index, side))
            assert view.arithmetic.value == pytest.approx(getattr(distinction, side).phi)


def test_the_system_s_minimum_is_phi_s_and_no_cut_is_below_it(fig1):
    view = system_job(fig1)
    assert view.arithmetic.value == pytest.approx(fig1.answer.phi_s)
    assert view.drawing.cut == tuple(fig1.answer.mip.cut)
    nothing = cut_system_job(fig1, None)
    assert nothing.arithmetic is None
    own = cut_system_job(fig1, SystemPartition((("A",), ("B",)), ("effect", "cause")))
    assert own.arithmetic.value >= fig1.answer.phi_s - 1e-12


def test_a_mechanism_is_cut_from_its_purview_or_it_is_said_why_not(fig1):
    pair = first_pair(fig1, 2, "effect")
    whole = cut_pair_job(fig1, pair, None)
    assert whole.arithmetic is None
    assert "its effect" in whole.name
    parts = MechanismPartition(((pair.mechanism, ()), ((), pair.purview)))
    assert cut_pair_job(fig1, pair, parts).arithmetic.value >= 0
    wrong = cut_pair_job(fig1, pair, MechanismPartition(((pair.mechanism, pair.purview),)))
    assert wrong.arithmetic is None
    assert wrong.said
    assert len(pair_units(pair)) == len(set(pair_units(pair))) == len(pair.mechanism) + len(pair.purview)


def test_a_pair_too_large_is_refused():
    ring = opened(Substrate.from_rules({chr(65 + i): chr(65 + (i - 1) % 11) for i in range(11)}))
    found = Findings(ring, unfold(ring.substrate, ring.state, ("A",)))
    every = tuple(ring.substrate.labels)
    assert 2 * len(every) > PAIR_UNITS
    with pytest.raises(PhiscopeError, match="more than 20 units together"):
        pair_job(found, Pair(every, every))
