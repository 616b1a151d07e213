"""How φ comes about, for print: the system, a distinction, and the pair under the lens."""

from dataclasses import replace

import pytest

from apps.results.arithmetic_views import of_distinction, of_pair, of_system
from apps.results.pairs import Pair
from engine.errors import PhiscopeError
from viz.view.letters import caption


def test_each_has_its_number_and_the_caption_of_the_result(exhibit):
    said = caption(exhibit.structure)
    system = of_system(exhibit)
    assert system.value == pytest.approx(exhibit.structure.phi_s)
    cause, effect = of_distinction(replace(exhibit, chosen=2))
    found = exhibit.structure.distinctions[2]
    assert cause.arithmetic.value == pytest.approx(found.cause.phi)
    assert effect.arithmetic.value == pytest.approx(found.effect.phi)
    assert {system.caption, cause.caption, effect.caption} == {said}


def test_the_pair_is_what_is_left_of_it_in_the_system_or_the_first(exhibit):
    asked = of_pair(replace(exhibit, pair=Pair(("A", "C"), ("B",), "cause")))
    assert asked == of_pair(replace(exhibit, pair=Pair(("A",), ("B",), "cause")))
    assert of_pair(replace(exhibit, pair=Pair(("C",), ("C",)))) == of_pair(replace(exhibit, pair=None))


def test_without_distinctions_there_is_nothing_to_take_apart(exhibit):
    bare = replace(exhibit, structure=replace(exhibit.structure, distinctions=()))
    with pytest.raises(PhiscopeError, match="no distinctions"):
        of_distinction(bare)
