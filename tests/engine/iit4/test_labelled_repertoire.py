"""Repertoires by name are those of the definitions, with an axis for each unit of the purview."""

import numpy as np
import pytest

from engine import Substrate, repertoire
from engine.errors import PhiscopeError
from engine.iit4.labelled_repertoire import REPERTOIRES
from engine.iit4.system import candidate_system

WEIGHTS = np.random.default_rng(5).normal(size=(4, 4))
S = Substrate.from_weights(WEIGHTS, k=1.0)
STATE = (0, 1, 1, 0)


@pytest.mark.parametrize("direction", REPERTOIRES)
def test_the_axes_are_the_units_of_the_purview(direction):
    found = repertoire(S, STATE, direction, "BD", "CA", "ABCD")
    system = candidate_system(S, STATE, None)
    assert np.array_equal(found.values, REPERTOIRES[direction](system, (1, 3), (0, 2)))
    assert list(found.axes) == ["A", "C"]
    assert found.values.sum() == pytest.approx(1)
    assert not found.values.flags.writeable


def test_an_effect_by_hand():
    """P(A ON next | B ON) is the mean over the states of the others."""
    found = repertoire(S, STATE, "effect", "B", "A")
    rows = [row for row in range(16) if row >> 1 & 1]
    assert found.values[1] == pytest.approx(S.tpm[rows, 0].mean())


def test_refusals():
    with pytest.raises(PhiscopeError, match="use cause or effect"):
        repertoire(S, STATE, "past", "A", "B")  # type: ignore[arg-type]
    with pytest.raises(PhiscopeError, match="D is not in the candidate system; choose from A, B, C"):
        repertoire(S, STATE, "cause", "D", "A", "ABC")
