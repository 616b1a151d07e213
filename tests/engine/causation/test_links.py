import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import naive
from causal import in_naive_terms, transitions
from engine.causation.links import cause_side, effect_side, links_of, log_given, weakest_partition
from engine.causation.transitions import cause_radix, cause_row, likelihoods, transition
from engine.run.jobs import new_control
from strategies import binary_substrates, many_valued_substrates

pytestmark = pytest.mark.nojit


def both_sides(substrate, moved):
    table, radix = likelihoods(substrate, moved), cause_radix(substrate, moved)
    given_masks = log_given(table, radix, moved.before_of(moved.causes))
    return {
        "effect": effect_side(given_masks, new_control()),
        "cause": cause_side(table, np.array(radix), cause_row(substrate, moved), new_control()),
    }


@settings(max_examples=20)
@given(transitions(st.one_of(binary_substrates(3), many_valued_substrates(2)), most=2))
def test_values_are_ratios_of_repertoires(situation):
    substrate = situation[0]
    moved = transition(*situation)
    tpm, *rest = in_naive_terms(*situation)
    causes, effects = (tuple(map(substrate.index, units)) for units in (moved.causes, moved.effects))
    for direction, side in both_sides(substrate, moved).items():
        here, there = (causes, effects) if direction == "effect" else (effects, causes)
        assert side.value.shape == side.alpha.shape == (1 << len(here), 1 << len(there))
        for x in range(1 << len(here)):
            for y in range(1, 1 << len(there)):
                occurrence = tuple(here[i] for i in naive.units_in(x))
                purview = tuple(there[i] for i in naive.units_in(y))
                p = naive.past_or_future(direction, tpm, rest, occurrence, purview)
                free = naive.past_or_future(direction, tpm, rest, (), purview)
                assert 2.0 ** side.value[x, y] == pytest.approx(p / free)
                assert 2.0 ** sum(side.chance[i] for i in naive.units_in(y)) == pytest.approx(free)


@settings(max_examples=20)
@given(transitions(binary_substrates(3)))
def test_the_candidates_of_a_link_are_its_smallest_purviews_of_largest_alpha(situation):
    substrate = situation[0]
    moved = transition(*situation)
    for direction, side in both_sides(substrate, moved).items():
        here, there = (
            (moved.causes, moved.effects) if direction == "effect" else (moved.effects, moved.causes)
        )
        for link in links_of(moved, direction, side):
            x = naive.mask_of(map(here.index, link.occurrence))
            best, tied = naive.argmaxima({y: side.alpha[x, y] for y in range(1 << len(there))})
            assert link.alpha == pytest.approx(best)
            minimal = {y for y in tied if not any(z != y and z & y == z for z in tied)}
            assert {naive.mask_of(map(there.index, c)) for c in link.candidates} == minimal
            y = naive.mask_of(map(there.index, link.candidates[0]))
            assert weakest_partition(side, (x, y), here, there) == link.partition
