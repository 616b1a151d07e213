import numpy as np
import pytest

from engine.formalisms import DEFAULT
from engine.grain import evaluation as evaluations
from engine.grain import grains
from engine.grain.evaluation import Evaluation
from engine.grain.universe import Placed, universe_of
from engine.run import store
from engine.run.jobs import Watch, new_control
from engine.substrate.substrate import Substrate
from grain_cases import preset


def random_evaluation(n=4, seed=5):
    substrate = Substrate.from_tpm(np.random.default_rng(seed).uniform(0.05, 0.95, (2**n, n)))
    return Evaluation(universe_of(substrate, ((0,) * n,)), DEFAULT, "paper")


def test_symmetric_systems_are_evaluated_once(monkeypatch):
    asked = []
    real = evaluations.value_of

    def counting(universe, units, *rest):
        asked.append(units)
        return real(universe, units, *rest)

    monkeypatch.setattr(evaluations, "value_of", counting)
    whole = grains(preset("grain-coarse-micro"), "abcd")
    with_symmetries = len(asked)
    asked.clear()
    monkeypatch.setattr(evaluations, "symmetries", lambda universe: [])
    plain = grains(preset("grain-coarse-micro"), "abcd")
    assert 3 * with_symmetries < len(asked) + 8
    assert [s.phi_s for s in whole.systems] == pytest.approx([s.phi_s for s in plain.systems], abs=1e-12)
    assert whole.complexes[0].units == plain.complexes[0].units


def test_what_is_known_is_not_evaluated_again(monkeypatch):
    evaluation = random_evaluation()
    evaluation.evaluate([(0,), (0, 1)], Watch("first"))
    known = dict(evaluation.values)
    monkeypatch.setattr(evaluations, "value_of", None)
    evaluation.evaluate([(0, 1)], Watch("again"))
    assert evaluation.values == known


def test_a_stopped_piece_counts_what_it_did():
    control = new_control()
    control[0] = 1
    evaluation = random_evaluation()
    micro = tuple((unit,) for unit in evaluation.units)
    phis, codes = evaluations.evaluate_batch(
        evaluation.universe, micro, evaluation.formalism, "paper", control
    )
    assert (control[1], phis.sum(), set(codes.tolist())) == (0, 0, {-1})
    control[0] = 0
    evaluations.evaluate_batch(evaluation.universe, micro, evaluation.formalism, "paper", control)
    assert control[1] == len(micro)


def test_long_searches_resume_from_what_was_kept(monkeypatch, tmp_path):
    monkeypatch.setenv("PHISCOPE_CACHE", str(tmp_path))
    monkeypatch.setattr(evaluations, "KEPT_SECONDS", 0)
    monkeypatch.setattr(evaluations, "INLINE_SECONDS", 0)
    monkeypatch.setattr(evaluations, "SYSTEMS_A_PIECE", 3)
    evaluation = random_evaluation()
    systems = [(0,), (1,), (2,), (0, 1), (0, 2), (1, 2), (0, 1, 2, 3)]
    evaluation.evaluate(systems, Watch("kept"))
    (kept,) = store.kept_jobs()
    assert (kept.done, kept.pieces) == (3, 3)
    assert "7 systems" in kept.title
    monkeypatch.setattr(evaluations, "value_of", None)
    again = random_evaluation()
    again.evaluate(systems, Watch("resumed"))
    assert again.values == evaluation.values
    other = random_evaluation(seed=6)
    with pytest.raises(TypeError):
        other.evaluate(systems, Watch("another"))


def test_a_prediction_grows_with_the_units():
    assert evaluations.seconds_of(1) < evaluations.seconds_of(4) < evaluations.seconds_of(8)


def test_units_have_numbers_in_their_order():
    evaluation = random_evaluation(3)
    pair = Placed((0, 2), 1, bytes((0, 0, 0, 1)))
    evaluation.add([pair])
    assert evaluation.footprints == [1, 2, 4, 5]
    assert evaluation.units[-1] == pair
