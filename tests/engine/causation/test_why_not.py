import numpy as np
import pytest
from hypothesis import given, settings

import naive
from causal import inputs_to, transitions
from engine.causation.account import account
from engine.causation.counterfactuals import analyse_link
from engine.causation.transitions import transition
from engine.causation.why_not import best_purview
from engine.substrate.functions import Table
from engine.substrate.substrate import Unit
from strategies import binary_substrates


@settings(max_examples=15)
@given(transitions(binary_substrates(3), most=2))
def test_no_purview_has_a_larger_alpha(situation):
    substrate = situation[0]
    moved = transition(*situation)
    for direction, here, there in (
        ("effect", moved.causes, moved.effects),
        ("cause", moved.effects, moved.causes),
    ):
        for occurrence in naive.nonempty_subsets(here):
            found = best_purview(substrate, moved, direction, occurrence)
            alphas, gains = {}, {}
            for purview in naive.nonempty_subsets(there):
                lens = analyse_link(substrate, moved, direction, occurrence, purview)
                alphas[purview] = lens.alpha
                gains[purview] = np.log2(lens.probability / lens.unconstrained[lens.purview_state])
            best, tied = naive.argmaxima(alphas)
            assert found.alpha == pytest.approx(best, abs=1e-9)
            assert found.purview in tied
            assert found.gain == pytest.approx(max(gains[y] for y in tied), abs=1e-9)
            assert found.raises == any(gain > 1e-10 for gain in gains.values())


def test_an_occurrence_that_made_its_effect_less_likely_raises_nothing():
    """A = 1, N = 0 through a noisy copy: α = log2(0.1 / 0.5) (Fig. 12B)."""
    substrate = inputs_to(Unit("N", Table(("I0",), (0.1, 0.9))), 1)
    found = account(substrate, (1, 0), {"N": 0}, ["I0"], ["N"])
    why = best_purview(substrate, found.transition, "effect", ["I0"])
    assert found.links == ()
    assert (why.purview, why.raises) == (("N",), False)
    assert why.alpha == why.gain == pytest.approx(np.log2(0.2))
