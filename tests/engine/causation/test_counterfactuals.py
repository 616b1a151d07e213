import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import naive
from causal import in_naive_terms, inputs_to, transitions
from engine.causation.account import account
from engine.causation.counterfactuals import analyse_link
from engine.errors import StateError
from engine.substrate.functions import Table
from engine.substrate.substrate import Unit
from strategies import binary_substrates, many_valued_substrates, rare_tables


def near(value):
    return pytest.approx(value, rel=1e-9, abs=1e-10)


@pytest.mark.nojit
@settings(max_examples=20)
@given(transitions(st.one_of(binary_substrates(3), many_valued_substrates(3))))
def test_the_lens_agrees_with_the_account(transition):
    substrate = transition[0]
    found = account(*transition)
    for link in found.links:
        lens = analyse_link(substrate, found.transition, link.direction, link.occurrence, link.candidates[0])
        assert lens.alpha == near(link.alpha)
        assert lens.partition == link.partition
        assert lens.occurrence_state == link.state
        assert lens.probability == near(link.probability)
        assert lens.partitioned_probability == near(link.partitioned)
        assert lens.unconstrained[lens.purview_state] == near(link.unconstrained)
        for repertoire in (lens.intact, lens.unconstrained, lens.partitioned):
            assert repertoire.sum() == near(1)


@settings(max_examples=20)
@given(transitions(st.one_of(binary_substrates(3), rare_tables(2))), st.data())
def test_counterfactuals_are_what_the_other_states_would_say(transition, data):
    substrate, before, after, causes, effects = transition
    moved = account(*transition).transition
    x = data.draw(st.sampled_from(naive.nonempty_subsets(causes)))
    y = data.draw(st.sampled_from(naive.nonempty_subsets(effects)))
    tpm, *rest = in_naive_terms(*transition)
    at = [tuple(map(substrate.index, units)) for units in (x, y)]
    effect = analyse_link(substrate, moved, "effect", x, y)
    cause = analyse_link(substrate, moved, "cause", y, x)
    for x_state in np.ndindex(*effect.counterfactuals.shape[: len(x)]):
        then = list(before)
        for i, s in zip(at[0], x_state, strict=True):
            then[i] = s
        for y_state in np.ndindex(*effect.intact.shape):
            instead = list(after)
            for j, s in zip(at[1], y_state, strict=True):
                instead[j] = s
            moved_instead = (then, instead, *rest[2:])
            expected = naive.past_or_future("effect", tpm, moved_instead, *at)
            assert effect.counterfactuals[x_state + y_state] == near(expected)
            if cause.counterfactuals[y_state].any():
                expected = naive.past_or_future("cause", tpm, moved_instead, *reversed(at))
                assert cause.counterfactuals[y_state + x_state] == near(expected)


def test_the_lens_shows_why_there_is_no_link():
    """A = 1, N = 0 through a noisy copy: the effect became less likely (Fig. 12B)."""
    substrate = inputs_to(Unit("N", Table(("I0",), (0.1, 0.9))), 1)
    found = account(substrate, (1, 0), {"N": 0}, ["I0"], ["N"])
    assert found.links == ()
    lens = analyse_link(substrate, found.transition, "effect", ["I0"], ["N"])
    assert lens.alpha == near(np.log2(0.1 / 0.5))
    with pytest.raises(StateError, match="N is no unit"):
        analyse_link(substrate, found.transition, "effect", ["N"], ["N"])
    with pytest.raises(StateError, match="Nothing is chosen"):
        analyse_link(substrate, found.transition, "cause", [], ["I0"])
