"""Units as people write them."""

import pytest

from apps.document.unit_labels import parse_units
from engine.errors import PhiscopeError


@pytest.mark.parametrize("text", ["AB", "BA", "A,B", "A B", " b  a ", "ab"])
def test_units_come_in_the_order_of_the_substrate(text):
    assert parse_units(text, ["A", "B", "C"]) == ("A", "B")


def test_long_labels_are_told_apart_by_commas_or_spaces():
    labels = ["Eye", "Ear", "E"]
    assert parse_units("ear eye", labels) == ("Eye", "Ear")
    assert parse_units("E,Ear", labels) == ("Ear", "E")


@pytest.mark.parametrize(
    ("text", "said"),
    [("", "no unit is named"), ("A,Z", "'Z' is not a unit"), ("AZ", "'Z' starts with no unit's label")],
)
def test_what_names_no_unit_is_refused_with_those_there_are(text, said):
    with pytest.raises(PhiscopeError, match=said) as caught:
        parse_units(text, ["A", "B"])
    assert "A, B" in str(caught.value)
