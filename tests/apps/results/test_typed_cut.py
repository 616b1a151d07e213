"""A cut in the words of a command."""

from dataclasses import replace

import pytest

from apps.results.pairs import Pair
from apps.results.typed_cut import named_cut, of_cut
from engine.errors import PhiscopeError
from engine.iit4.partitions import MechanismPartition, SystemPartition

ABC = ("A", "B", "C")


@pytest.mark.parametrize(
    ("text", "parts", "ways"),
    [
        ("A,B", (("A",), ("B",)), ("both", "both")),
        ("effect:A,B", (("A",), ("B",)), ("effect", "both")),
        ("cause: B A , C", (("A", "B"), ("C",)), ("cause", "both")),
    ],
)
def test_parts_of_the_system_with_the_side_that_is_cut(text, parts, ways):
    cut = named_cut(text, ABC, "effect", revealed=False)
    assert cut.partition == SystemPartition(parts, ways)
    assert cut.pair is None


def test_parts_of_a_mechanism_with_their_purviews():
    cut = named_cut("A=BC,B=", ABC, "cause", revealed=True)
    assert cut.partition == MechanismPartition(((("A",), ("B", "C")), (("B",), ())))
    assert cut.pair == Pair(("A", "B"), ("B", "C"), "cause")
    assert cut.revealed


@pytest.mark.parametrize("text", ["A,Z", "A=B,C", "=B", "A=", "effect:Z"])
def test_what_is_no_cut_is_a_sentence(text):
    with pytest.raises(PhiscopeError):
        named_cut(text, ABC, "effect", revealed=False)


def test_the_cut_of_an_exhibit_is_measured(exhibit):
    cut = of_cut(exhibit)
    assert cut.revealed
    assert cut.arithmetic.value >= exhibit.structure.phi_s - 1e-12
    with pytest.raises(PhiscopeError, match="Nothing is cut yet"):
        of_cut(replace(exhibit, cut=None))
    wrong = named_cut("A,B,C", ABC, "effect", revealed=False)
    with pytest.raises(PhiscopeError):
        of_cut(replace(exhibit, cut=wrong))
