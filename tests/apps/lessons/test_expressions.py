"""Values and conditions as lessons write them."""

import pytest

from apps.lessons.expressions import (
    Comparison,
    ExpressionError,
    Reference,
    condition,
    reference,
    references_in,
)

KINDS = {"phi_s": "number", "inside": "yes", "system": "units", "view": "word", "complexes": "word"}


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("phi_s", Reference("phi_s")),
        (" phi_s( AB , aBC ) ", Reference("phi_s", ("AB", "aBC"))),
        ("phi_s()", Reference("phi_s")),
        ("phi_s(OR AND)@cut-it", Reference("phi_s", ("OR AND",), "cut-it")),
    ],
)
def test_a_value_is_read_and_written_the_same(text, read):
    assert reference(text) == read
    assert reference(str(read)) == read


@pytest.mark.parametrize("text", ["", "Phi", "phi_s(", "phi_s AB", "phi_s(A(B))", "3"])
def test_what_is_no_value_is_refused(text):
    with pytest.raises(ExpressionError):
        reference(text)


def test_a_condition_compares_values_with_words_and_values():
    found = condition("inside and phi_s >= 0.5 and phi_s < phi_s@before and system = AB", KINDS)
    assert found.parts == (
        Comparison(Reference("inside")),
        Comparison(Reference("phi_s"), ">=", "0.5"),
        Comparison(Reference("phi_s"), "<", Reference("phi_s", (), "before")),
        Comparison(Reference("system"), "=", "AB"),
    )
    assert len(found.references) == 5


@pytest.mark.parametrize("text", ["", "phi_s >", "= 3", "phi_s = 1 = 2", "not inside"])
def test_what_is_no_condition_is_refused(text):
    with pytest.raises(ExpressionError):
        condition(text, KINDS)


def test_the_values_of_a_text_stand_in_braces():
    assert references_in("φ_s is {phi_s}, not {phi_s(AB)}.") == (
        Reference("phi_s"),
        Reference("phi_s", ("AB",)),
    )
    assert references_in("none") == ()


def test_a_word_may_be_called_like_a_value():
    (part,) = condition("view = complexes", KINDS).parts
    assert part.right == "complexes"
    (part,) = condition("view = complexes(abc)", KINDS).parts
    assert part.right == Reference("complexes", ("abc",))
