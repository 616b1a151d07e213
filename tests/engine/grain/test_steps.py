"""From the TPM of the micro units to those of a macro unit: every table between, against loops."""

import numpy as np
import pytest
from hypothesis import given, settings

import naive_grain as naive
from engine.errors import GrainError
from engine.grain import MacroUnit, macro_system
from engine.grain.steps import MOST_SEQUENCES, steps
from grain_cases import couples, named, preset, situations


def path_chance(tpm, units, j, u, sequence):
    """P(sequence of micro states of the whole universe | u), as one macro unit sees it."""
    chance = 1.0
    for a, b in zip((u, *sequence), sequence, strict=False):
        chance *= naive.step(tpm, units, j, a, b)
    return chance


def sequence_of(unit, states):
    size = 2 ** len(unit[0])
    return sum(naive.class_of(unit, state) * size**t for t, state in enumerate(states))


def naive_sequences(tpm, units, j):
    """P(sequence of the constituents | u): every sequence of the universe is listed."""
    n, unit = tpm.shape[1], units[j]
    found = np.zeros((2**n, len(unit[2])))
    ahead = [()]
    for _ in range(unit[1]):
        ahead = [(*path, v) for path in ahead for v in naive.states(n)]
    for u in naive.states(n):
        for path in ahead:
            found[naive.row_of(u), sequence_of(unit, path)] += path_chance(tpm, units, j, u, path)
    return found


@settings(max_examples=25, deadline=None)
@given(situations(most=2))
def test_every_table_is_that_of_the_definition(situation):
    substrate, units, history = situation
    tpm, n = np.asarray(substrate.tpm), substrate.n
    macro = [named(substrate, unit) for unit in units]
    try:
        whole = macro_system(substrate, macro, history)
    except Exception as error:
        with pytest.raises(type(error)):
            steps(substrate, history[-1], macro, history=history)
        return
    effect, cause = naive.macro_tpms(tpm, units, history[-max(u[1] for u in units) :])
    for j, label in enumerate(whole.labels):
        found = steps(substrate, history[-1], macro, label, history)
        assert found.unit.label == label
        assert found.state == whole.state
        seen = [[naive.discounted(tpm, units, j, i, u) for i in range(n)] for u in in_rows(n)]
        np.testing.assert_allclose(found.discounted, seen, atol=1e-12)
        np.testing.assert_allclose(found.sequences, naive_sequences(tpm, units, j), atol=1e-12)
        np.testing.assert_allclose(found.sequences.sum(axis=1), 1, atol=1e-12)
        np.testing.assert_allclose(found.sequences @ np.array(units[j][2], float), found.on, atol=1e-12)
        np.testing.assert_allclose(found.macro_effect, effect[:, j], atol=1e-12)
        np.testing.assert_allclose(found.macro_cause, cause[:, j], atol=1e-12)
        np.testing.assert_allclose(found.macro_effect, whole.effect[:, 2 * j + 1], atol=1e-12)
        np.testing.assert_allclose(found.macro_cause, whole.cause[:, 2 * j + 1], atol=1e-12)
        averaged(found, tpm, units, j, history)


def in_rows(n):
    return [tuple(row >> i & 1 for i in range(n)) for row in range(2**n)]


def averaged(found, tpm, units, j, history):
    """Effects at the present background, causes over what the background may have been."""
    inside = [i for unit in units for i in unit[0]]
    outside, weight = naive.background(tpm, sorted(inside), history[-units[j][1]])
    chances = [weight[tuple(row >> k & 1 for k in range(len(outside)))] for row in range(2 ** len(outside))]
    np.testing.assert_allclose(found.weights, chances, atol=1e-12)
    now = tuple(history[-1][i] for i in outside)
    assert found.present == naive.row_of(now)
    for row in range(2 ** len(inside)):
        effect = cause = 0.0
        for u in in_rows(tpm.shape[1]):
            if naive.row_of([u[i] for i in inside]) == row:
                w = tuple(u[i] for i in outside)
                effect += found.on[naive.row_of(u)] * (w == now)
                cause += found.on[naive.row_of(u)] * weight[w]
        assert found.effect[row] == pytest.approx(effect, abs=1e-12)
        assert found.cause[row] == pytest.approx(cause, abs=1e-12)
    np.testing.assert_allclose(found.shares[j], naive.shares(units[j]), atol=1e-12)


def test_the_published_boxes_and_a_mapping_of_too_many_sequences():
    boxes = preset("grain-black-boxes")
    macro = boxes.macro
    found = steps(boxes, boxes.state, macro.units, history=macro.history or None)
    assert found.unit.tau == 2
    assert found.sequences.shape == (256, 256)
    whole = macro_system(boxes, macro.units, found.history)
    np.testing.assert_allclose(found.macro_effect, whole.effect[:, 1], atol=1e-12)
    longer = MacroUnit("ABC", 3, "last:A")
    few = steps(couples(2, 0.25), (0, 0, 0, 0), [longer])
    assert len(longer.table) > MOST_SEQUENCES
    assert few.sequences is None
    assert few.history_assumed
    assert few.outside == ("D",)


def test_a_label_of_no_unit_is_refused():
    with pytest.raises(GrainError, match="There is no macro unit β"):
        steps(couples(2, 0.1), (0, 0, 0, 0), [MacroUnit("AB")], "β")
