"""When a condition holds, and when nobody knows yet."""

import pytest

from apps.document.examples import begun
from apps.lessons.answers import Scene
from apps.lessons.compose import KINDS
from apps.lessons.expressions import Reference, condition
from apps.lessons.facts import Facts
from apps.lessons.judging import gathered, holds, literal, related

FACTS = Facts(begun("iit4-fig1"))


def judged(text, scene=None):
    read = condition(text, KINDS)
    return holds(read, gathered(set(read.references), FACTS, scene or Scene()), FACTS)


@pytest.mark.parametrize(
    ("text", "so"),
    [
        ("state = aBC", True),
        ("state != aBC", False),
        ("system = B, A", True),
        ("phi_s > 0.17 and phi_s < 0.18", True),
        ("phi_s = phi_s(AB)", True),
        ("phi_s < phi_s(AB)", False),
        ("phi_s <= phi_s(AB)", True),
        ("inside", False),
        ("edge(A, B)", True),
        ("effect(B) = B, A", True),
        ("picked = nothing", True),
        ("phi_s(XY) > 0", None),
        ("state = aBCd", None),
        ("system = XY", None),
        ("phi_s@earlier > 0", None),
        ("inside and phi_s(XY) > 0", False),
        ("cut_cost > 0", False),
    ],
)
def test_conditions_on_the_example_of_the_paper(text, so):
    assert judged(text) is so


def test_the_page_is_seen():
    assert judged("inside and view = complexes", Scene(view="complexes", inside=True)) is True
    assert judged("picked = AB", Scene(picked=("A", "B"))) is True


def test_numbers_that_differ_by_rounding_are_equal():
    assert related(0.1 + 0.2, "=", 0.3, "number")
    assert not related(0.1 + 0.2, ">", 0.3, "number")
    assert related(0.1 + 0.2, "<=", 0.3, "number")
    assert not related(float("nan"), "!=", 0.3, "number")


def test_words_stand_for_what_they_are_compared_with():
    assert literal("cba", "units", FACTS) == "A B C"
    assert literal("yes", "yes", FACTS) is True
    assert literal("complex", "word", FACTS) == "complex"
    with pytest.raises(ValueError, match="could not convert"):
        literal("much", "number", FACTS)


def test_values_that_a_network_lacks_are_left_out():
    found = gathered({Reference("phi_s"), Reference("phi_s", ("XY",))}, FACTS, Scene())
    assert set(found) == {Reference("phi_s")}
