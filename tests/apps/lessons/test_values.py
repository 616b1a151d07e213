"""The values of lessons, on the example of the paper; what the page adds; what another network lacks."""

import math

import pytest

from apps.document.examples import begun
from apps.lessons.answers import Scene
from apps.lessons.expressions import reference
from apps.lessons.facts import MOST_SEARCHED, Facts
from apps.lessons.judging import ask
from apps.lessons.values import VALUES
from apps.results.own_partition import whole
from cards import example
from engine import unfold
from engine.errors import PhiscopeError


@pytest.fixture(scope="module")
def facts():
    return Facts(begun("iit4-fig1"))


def asked(text, facts, scene=None):
    return ask(reference(text), facts, scene or Scene())


EXPECTED = {
    "state": "aBC",
    "system": "A B",
    "network": "iit4-fig1",
    "units": 3,
    "edges": 7,
    "edge(A, B)": True,
    "edge(C, A)": False,
    "weight(C, B)": -0.8,
    "next": "AbC",
    "reason": "none",
    "reason(AC)": "not-strongly-connected",
    "reason(AB, ABC)": "reducible",
    "mip": "A→B",
    "distinctions": 3,
    "relations": 7,
    "distinctions(ABC)": 6,
    "cause(A)": "B",
    "effect(B)": "A B",
    "phi_d(AC)": 0,
    "complexes": "C AB",
    "complex_count": 2,
    "verdict(ABC)": "excluded",
    "verdict(AB)": "complex",
    "verdict(AC)": "reducible",
    "in_complex(A)": True,
    "in_complex(B, abc)": True,
    "size": 2,
    "inside": False,
    "cut": False,
    "picked": "",
}


@pytest.mark.parametrize("text", EXPECTED)
def test_a_value_of_the_example_of_the_paper(facts, text):
    assert asked(text, facts).raw == EXPECTED[text]


def test_numbers_are_those_of_the_engine(facts):
    network = example("iit4-fig1")
    for units, state in (("AB", "aBC"), ("ABC", "aBC"), ("AB", "ABc")):
        found = unfold(network, state, units)
        assert asked(f"phi_s({units}, {state})", facts).raw == found.phi_s
        assert asked(f"phi({units}, {state})", facts).raw == found.big_phi
    assert asked("phi_s", facts).text == "0.1719"
    assert asked("p(A, aBC)", facts).raw == network.tpm[6][0]
    assert asked("phi_d(B)", facts).raw == unfold(network, "aBC", "AB").distinctions[1].phi


def test_other_formalisms_can_be_named():
    facts, network = Facts(begun("pyphi-xor3")), example("pyphi-xor3")
    for formalism in ("iit4-2023", "iit4-2026"):
        found = unfold(network, "abc", "ABC", formalism=formalism)
        assert asked(f"phi_s(ABC, abc, {formalism})", facts).raw == found.phi_s
    assert asked("phi(ABC, Abc, iit3)", Facts(begun("iit3-fig4"))).raw == pytest.approx(1.92, abs=0.01)


def test_a_state_without_a_past_integrates_nothing():
    facts = Facts(begun("pyphi-basic"))
    assert asked("phi_s(ABC, aBc)", facts).raw == 0
    assert asked("reason(ABC, aBc)", facts).raw == "unreachable"


def test_the_cut_by_hand_costs_what_the_minimum_partition_does(facts):
    assert math.isnan(asked("cut_cost", facts).raw)
    cut = Scene(cut=whole(("A", "B")).snipped(("A", "B")), revealed=True)
    assert asked("cut", facts, cut).raw is True
    assert asked("revealed", facts, cut).raw is True
    assert asked("cut_cost", facts, cut).raw == pytest.approx(asked("phi_s", facts).raw)
    other = Scene(cut=whole(("A", "B")).snipped(("B", "A")))
    assert asked("cut_cost", facts, other).raw > asked("phi_s", facts).raw
    # that of other units than the system's is none
    assert asked("cut", facts, Scene(cut=whole(("A", "C")).snipped(("A", "C")))).raw is False


def test_causes_of_a_transition():
    facts = Facts(begun("ac-fig7a-disjunction"))
    assert asked("caused(cause, C)", facts).text == "A or B"
    assert asked("alpha(effect, A)", facts).raw == pytest.approx(0.415, abs=1e-3)
    assert asked("alpha(cause, A)", facts).raw == 0
    assert asked("links", facts).raw == 3


def test_what_is_picked_is_in_the_order_of_the_network(facts):
    assert asked("picked", facts, Scene(picked=("B", "A"))).text == "AB"


@pytest.mark.parametrize("text", ["phi_s(XY)", "phi_s(AB, abcd)", "p(Q)", "weight(A, Z)"])
def test_what_a_network_lacks_is_refused(facts, text):
    with pytest.raises(PhiscopeError):
        asked(text, facts)


def test_what_takes_too_long_for_a_lesson_is_refused():
    facts = Facts(begun("grain-black-boxes"))
    assert facts.snapshot.substrate.n > MOST_SEARCHED
    with pytest.raises(PhiscopeError):
        asked("complexes", facts)


def test_every_value_is_declared_under_its_name():
    assert all(name == value.name and value.says for name, value in VALUES.items())
    assert all(value.needs <= len(value.takes) for value in VALUES.values())
