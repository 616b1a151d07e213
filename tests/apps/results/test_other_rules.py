"""One outcome under other rules."""

import pytest

from apps.results.other_rules import GATES, MOST_INPUTS, asked, inputs_of, under, unfit
from engine.causation.account import account
from engine.substrate.functions import Table
from engine.substrate.substrate import Edge, Substrate, Unit

PAIR = Substrate.from_rules({"A": "A", "B": "B", "C": "A & B"})


@pytest.fixture(scope="module")
def moved():
    return account(PAIR, (1, 1, 0), (1, 1, 1), "AB", "C").transition


def test_the_inputs_are_those_that_may_be_causes(moved):
    assert inputs_of(PAIR, moved, "C") == ("A", "B")
    fewer = account(PAIR, (1, 1, 0), (1, 1, 1), "A", "C").transition
    assert inputs_of(PAIR, fewer, "C") == ("A",)


def test_what_cannot_be_compared_is_said():
    assert unfit(PAIR, ("A", "B"), "C") == ""
    assert "no inputs among the cause units" in unfit(PAIR, (), "C")
    many = Substrate.from_rules({chr(65 + i): "A" for i in range(8)})
    assert "up to 5 are compared" in unfit(many, tuple(many.labels[: MOST_INPUTS + 1]), "A")
    units = (Unit("A", Table((), ((0.2, 0.3, 0.5),)), 3), Unit("B", Table(("A",), (0.0, 0.5, 1.0))))
    three = Substrate(units, (Edge("A", "B"),))
    assert "units with two states" in unfit(three, ("A",), "B")


def test_a_conjunction_is_its_own_account_and_an_xnor_is_another(moved):
    assert asked(("A", "B"), moved, "C").startswith("C follows AB.")
    same, said = under("AND", GATES["AND"], ("A", "B"), moved, "C")
    assert [row.x for row in same.rows if row.direction == "cause"] == ["AB"]
    assert said.startswith("Actual cause: AB.")
    other, _ = under("OR", GATES["OR"], ("A", "B"), moved, "C")
    assert [row.x for row in other.rows if row.direction == "cause"] == ["{ A | B }"]


def test_an_outcome_that_cannot_follow_is_a_title():
    moved = account(PAIR, (1, 0, 0), (1, 0, 0), "AB", "C").transition
    view, said = under("OR", GATES["OR"], ("A", "B"), moved, "C")
    assert view.rows == ()
    assert view.title == "OR: c cannot follow"
    assert said == "These inputs give C for certain."
