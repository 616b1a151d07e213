"""Purviews chosen by hand: every combination gives the Φ-structure that unfolding with it would."""

import re
from itertools import product
from math import prod

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from engine.errors import PhiscopeError
from engine.iit4.choices import DIRECTIONS, choose_purviews, fitting_choices
from engine.iit4.distinctions import PurviewChoice
from engine.iit4.relations import Relations
from engine.iit4.structure import unfold
from engine.substrate.substrate import Substrate
from strategies import binary_substrates, deterministic_substrates, reachable

PQRS = "assets/networks/findlay-pqrs.json"


@pytest.fixture(scope="module")
def pqrs():
    substrate = Substrate.read(PQRS)
    return unfold(substrate, substrate.state)


def options(structure):
    """Every tied purview that can be chosen, for each side that has any."""
    found = [
        [
            PurviewChoice(d.mechanism, direction, units)
            for units in [side.units, *(t.units for t in side.ties if t.congruent)]
        ]
        for d in structure.distinctions
        for direction, side in zip(DIRECTIONS, (d.cause, d.effect), strict=True)
    ]
    return [side for side in found if len(side) > 1]


def test_the_published_tie_gives_the_published_number(pqrs):
    chosen = choose_purviews(pqrs, [PurviewChoice(("P", "Q"), "effect", ("R", "S"))])
    assert round(pqrs.big_phi, 2) == 397.55
    assert round(chosen.big_phi, 2) == 400.79
    assert chosen.by_hand == (PurviewChoice(("P", "Q"), "effect", ("R", "S")),)
    assert chosen.to_dict()["by_hand"] == [
        {"mechanism": ["P", "Q"], "direction": "effect", "purview": ["R", "S"]}
    ]
    assert "by_hand" not in pqrs.to_dict()
    assert chosen.phi_s == pqrs.phi_s
    assert chosen.big_phi_range == pqrs.big_phi_range


@pytest.mark.nojit
@settings(max_examples=40)
@given(reachable(st.one_of(deterministic_substrates(3), binary_substrates(3))))
def test_every_combination_is_what_its_purviews_give(situation):
    for rule in ("largest", "smallest"):
        structure = unfold(*situation, ties=rule)
        sides = options(structure)
        assume(prod(map(len, sides)) <= 100)
        for choices in product(*sides):
            found = choose_purviews(structure, choices)
            purviews = {(c.mechanism, c.direction): c.purview for c in choices}
            for before, after in zip(structure.distinctions, found.distinctions, strict=True):
                for direction in DIRECTIONS:
                    old, new = getattr(before, direction), getattr(after, direction)
                    assert new.units == purviews.get((before.mechanism, direction), old.units)
                    assert {(old.units, old.state), *((t.units, t.state) for t in old.ties)} == {
                        (new.units, new.state),
                        *((t.units, t.state) for t in new.ties),
                    }
                assert after.phi == before.phi
            total = sum(d.phi for d in found.distinctions) + Relations(found.distinctions).sum_phi
            assert found.big_phi == pytest.approx(total, rel=1e-12)
            least, largest = structure.big_phi_range
            assert least - 1e-9 <= found.big_phi <= largest + 1e-9
            assert set(found.by_hand) <= set(choices)


@settings(max_examples=30)
@given(reachable(st.one_of(deterministic_substrates(3), binary_substrates(3))))
def test_no_choices_give_back_the_rule(situation):
    structure = unfold(*situation)
    sides = options(structure)
    chosen = choose_purviews(structure, [side[-1] for side in sides])
    assert len(chosen.by_hand) == len(sides)
    back = choose_purviews(chosen, ())
    assert back.distinctions == structure.distinctions
    assert back.big_phi == structure.big_phi
    assert back.by_hand == ()
    assert choose_purviews(chosen, chosen.by_hand).to_dict() == chosen.to_dict()


def test_what_the_rule_takes_is_not_chosen_by_hand(pqrs):
    found = choose_purviews(pqrs, [PurviewChoice(("P", "Q"), "effect", ("P", "R"))])
    assert found.by_hand == ()
    assert found.to_dict() == pqrs.to_dict()


@pytest.mark.nojit
@pytest.mark.parametrize(
    ("choice", "said"),
    [
        (PurviewChoice(("P", "R"), "effect", ("R",)), "no distinction PR"),
        (
            PurviewChoice(("P", "Q"), "effect", ("Q", "R")),
            "QR cannot be chosen as the effect of PQ: .* PR, RS",
        ),
        (PurviewChoice(("P", "Q"), "effect", ("S",)), "S cannot be chosen"),
    ],
)
def test_only_congruent_tied_purviews_can_be_chosen(pqrs, choice, said):
    with pytest.raises(PhiscopeError, match=said):
        choose_purviews(pqrs, [choice])
    good = PurviewChoice(("P", "Q"), "effect", ("R", "S"))
    fitting, (refusal,) = fitting_choices(pqrs, [choice, good])
    assert fitting == (good,)
    with pytest.raises(PhiscopeError, match=f"^{re.escape(refusal)}$"):
        choose_purviews(pqrs, [choice])
