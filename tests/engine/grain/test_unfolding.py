"""Φ-structures over units of any grain: published numbers, and what the result carries."""

import json
import threading

import numpy as np
import pytest

from engine import unfold
from engine.errors import Cancelled, GrainError
from engine.formalisms import FORMALISMS
from engine.grain import MacroUnit
from engine.grain.unfolding import history_of
from engine.iit4.grain_record import Grain
from engine.iit4.integration import integrate
from engine.iit4.system import CandidateSystem
from engine.substrate.substrate import Substrate
from grain_cases import preset

ALPHA, BETA = MacroUnit("AB", label="α"), MacroUnit("CD", label="β")
ON = (1,) * 8
BOXES = MacroUnit("ABCD", 2, "last:C"), MacroUnit("EFGH", 2, "last:G")


def exactly(value):
    return pytest.approx(value, abs=1e-10)


class TestPublished:
    """Marshall et al. 2024; numbers of formalism §8."""

    def test_minimal_pair(self):
        assert unfold(preset("grain-min-micro"), "ab", macro=[ALPHA]).phi_s == exactly(0.7883339770634886)

    def test_coarse_grained_four(self):
        found = unfold(preset("grain-coarse-micro"), "abcd", macro=[ALPHA, BETA])
        assert found.phi_s == exactly(1.0040208141)
        np.testing.assert_allclose(
            found.grain.effect,
            [[0.0615 / 9] * 2, [0.0256, 0.7855], [0.7855, 0.0256], [0.9216] * 2],
            atol=1e-12,
        )

    def test_the_typed_table_is_rounded(self):
        typed = [[0.006833, 0.006833], [0.0256, 0.7855], [0.7855, 0.0256], [0.9212, 0.9212]]
        assert unfold(Substrate.from_tpm(typed), "ab").phi_s == exactly(1.0039763812908649)

    def test_black_boxes(self):
        found = unfold(preset("grain-black-boxes"), ON, macro=BOXES)
        assert found.phi_s == exactly(1.1183776016500528)

    def test_one_unit_over_the_micro_universe_is_no_part_of_a_macro_network(self):
        alone = unfold(preset("grain-coarse-micro"), "abcd", macro=[ALPHA]).phi_s
        assert alone == exactly(0.007115237059108961)
        network = unfold(preset("grain-coarse-micro"), "abcd", macro=[ALPHA, BETA]).grain.effect
        assert unfold(Substrate.from_tpm(network), "ab", "A").phi_s == exactly(0.0136016435673900)

    @pytest.mark.parametrize("background", ["", "EFGH"])
    def test_one_box_over_the_micro_universe(self, background):
        box = MacroUnit("ABCD", 2, "last:C", background)
        assert unfold(preset("grain-black-boxes"), ON, macro=[box]).phi_s == exactly(3.8676199518e-05)


def test_the_result_carries_what_it_is_of():
    found = unfold(preset("grain-black-boxes"), ON, macro=BOXES)
    assert found.units == found.labels == ("α", "β")
    assert found.state == (1, 1)
    assert [unit.label for unit in found.grain.units] == ["α", "β"]
    assert isinstance(found.grain, Grain)
    assert found.grain.history == (ON, ON)
    assert found.grain.history_assumed
    content = json.loads(json.dumps(found.to_dict(), allow_nan=False))
    assert content["macro"]["units"][0] == {
        "label": "α",
        "constituents": ["A", "B", "C", "D"],
        "tau": 2,
        "mapping": "last:C",
        "background": [],
    }
    assert content["macro"]["history_assumed"] is True
    assert np.shape(content["macro"]["cause_tpm"]) == (4, 2)


def test_a_history_that_is_given_is_not_assumed():
    history = [(0, *ON[1:]), (1, 0, *ON[2:]), ON]
    found = unfold(preset("grain-black-boxes"), ON, macro=BOXES, history=history)
    assert found.grain.history == tuple(history[1:])
    assert not found.grain.history_assumed
    assert not unfold(preset("grain-coarse-micro"), "abcd", macro=[ALPHA]).grain.history_assumed
    assert history_of(preset("grain-min-micro"), (0, 1), ["AB", "aB"], 1) == (((0, 1),), False)
    assert history_of(preset("grain-min-micro"), (0, 1), None, 3) == (((0, 1),) * 3, True)


def test_micro_units_beside_macro_units():
    found = unfold(
        preset("grain-coarse-micro"), "abCd", macro=[MacroUnit("AB"), MacroUnit("C"), MacroUnit("D")]
    )
    assert found.units == ("α", "C", "D")
    assert found.state == (0, 1, 0)
    assert {d.mechanism for d in found.distinctions} <= {
        ("α",), ("C",), ("D",), ("α", "C"), ("α", "D"), ("C", "D"), ("α", "C", "D")
    }  # fmt: skip


@pytest.mark.parametrize(
    ("options", "match"),
    [
        ({"macro": [ALPHA], "units": "AB"}, "leave out its micro units"),
        ({"history": ["abcd"]}, "give these too"),
        ({"macro": [ALPHA], "history": ["abcd", "Abcd"]}, "ends in Abcd and the present state is abcd"),
        ({"macro": [MacroUnit("AB", 3)], "history": ["abcd", "abcd"]}, "2 states and the macro units look 3"),
        ({"macro": [ALPHA], "formalism": "iit3"}, "IIT 3.0 has no macro units"),
    ],
)
def test_what_does_not_fit_is_refused_in_one_sentence(options, match):
    with pytest.raises(GrainError, match=match):
        unfold(preset("grain-coarse-micro"), "abcd", **options)


@pytest.mark.parametrize("formalism", [each.key for each in FORMALISMS.values() if each.macro])
def test_every_formalism_with_macro_units(formalism):
    found = unfold(preset("grain-coarse-micro"), "abcd", macro=[ALPHA, BETA], formalism=formalism)
    assert found.formalism == formalism
    assert 0 < found.phi_s <= 1.0040208142


def test_a_stop():
    event = threading.Event()
    event.set()
    with pytest.raises(Cancelled):
        unfold(preset("grain-black-boxes"), ON, macro=BOXES, cancel=event)


def test_units_that_look_back_at_states_without_a_common_cause():
    """B copies itself, so it cannot have changed: nothing leads to "changed", and φ_s is 0."""
    substrate = Substrate.from_rules({"A": "A", "B": "B"})
    found = unfold(substrate, "AB", macro=[MacroUnit("B", 2, "parity")], history=["Ab", "AB"])
    assert (found.phi_s, found.reason) == (0, "no-cause")
    assert not found.distinctions


def test_no_cause_where_every_unit_alone_has_one():
    def columns(on):
        on = np.array(on, float)
        return np.stack([1 - on, on], axis=2).reshape(4, 4)

    effect = columns([[0.1, 0.2], [0.8, 0.3], [0.4, 0.9], [0.7, 0.6]])
    cause = columns([[0, 0.5], [0, 0.5], [0, 0.5], [0.5, 0]])
    cm = np.ones((2, 2), np.uint8)
    system = CandidateSystem(("α", "β"), (0, 1), (1, 1), (2, 2), effect, cause, cm, cm)
    assert not system.has_cause
    (found,) = integrate(system)
    assert (found.phi_s, found.reason) == (0, "no-cause")
    assert np.isfinite([found.phi_c, found.phi_e, found.ii_c]).all()
