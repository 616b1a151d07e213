"""Tied purviews, each with the Φ that it leads to."""

import pytest

from engine.iit4.choices import choose_purviews
from engine.iit4.structure import unfold
from engine.substrate.substrate import Substrate
from viz.numbers import number
from viz.view.ties import tie_sides

RULES = Substrate.from_rules({"A": "B | C", "B": "A & C", "C": "A ^ B"})


@pytest.fixture(scope="module")
def tied():
    found = [unfold(RULES, state) for state in ((1, 0, 0), (0, 0, 0))]
    return [structure for structure in found if any(options(structure))]


def options(structure):
    for index in range(len(structure.distinctions)):
        for side in tie_sides(structure, index):
            yield from side.options


def test_there_are_ties(tied):
    assert tied


def test_one_purview_is_taken_and_the_rule_takes_the_first(tied):
    for structure in tied:
        for index in range(len(structure.distinctions)):
            for side in tie_sides(structure, index):
                if side.options:
                    assert [option.by_rule for option in side.options].index(True) == 0
                    assert sum(option.taken for option in side.options) == 1
                    assert side.options[0].text.endswith("(tie rule)")


def test_big_phi_is_that_of_the_choice(tied):
    for structure in tied:
        for option in options(structure):
            chosen = structure if option.taken else choose_purviews(structure, [option.choice])
            assert option.big_phi == number(chosen.big_phi)


def test_without_ties_there_is_nothing_to_choose(structure):
    for index, distinction in enumerate(structure.distinctions):
        if not distinction.cause.ties and not distinction.effect.ties:
            assert tie_sides(structure, index) == ()
