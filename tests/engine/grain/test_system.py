"""Macro TPMs: numbers of another program, theorems, and the twin that lists every sequence."""

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

import naive_grain
from engine import unfold
from engine.errors import GrainError, TooLargeError, UnreachableStateError
from engine.grain import MacroUnit, macro_system
from engine.iit4.integration import integrate
from engine.iit4.system import candidate_system
from engine.substrate.substrate import Substrate
from grain_cases import GOLDEN, named, preset, situations, tables


def system_of(substrate, units, history):
    """The macro system, or skip a history that nothing leads to."""
    try:
        return macro_system(substrate, [named(substrate, unit) for unit in units], history)
    except UnreachableStateError:
        assume(False)


def phi_s(system):
    return integrate(system)[0].phi_s if system.strongly_connected else 0.0


@pytest.mark.parametrize("case", GOLDEN, ids=range(len(GOLDEN)))
def test_numbers_of_another_program(case):
    substrate = Substrate.from_tpm(case["P"])
    units = [named(substrate, unit) for unit in case["units"]]
    system = macro_system(substrate, units, case["h"])
    np.testing.assert_allclose(system.effect[:, 1::2], case["e"], rtol=0, atol=1e-12)
    np.testing.assert_allclose(system.cause[:, 1::2], case["c"], rtol=0, atol=1e-12)
    assert list(system.state) == case["state"]
    found = unfold(substrate, case["h"][-1], macro=units, history=case["h"])
    assert found.phi_s == pytest.approx(case["phi"], abs=1e-10)


@pytest.mark.nojit
@settings(max_examples=30)
@given(situations(3))
def test_naive_twin(situation):
    check_twin(*situation)


@settings(max_examples=3)
@given(situations(4))
def test_naive_twin_of_four_units(situation):
    check_twin(*situation)


def check_twin(substrate, units, history):
    system = system_of(substrate, units, history)
    effect, cause = naive_grain.macro_tpms(substrate.tpm, units, history)
    np.testing.assert_allclose(system.effect[:, 1::2], effect, rtol=0, atol=1e-12)
    np.testing.assert_allclose(system.cause[:, 1::2], cause, rtol=0, atol=1e-12)
    assert system.state == tuple(
        naive_grain.value_of(unit, history[len(history) - unit[1] :]) for unit in units
    )


@settings(max_examples=40)
@given(situations(4), st.data())
def test_identity_units_are_the_candidate_system(situation, data):
    substrate, _, (*_, state) = situation
    inside = data.draw(st.lists(st.sampled_from(substrate.labels), min_size=1, unique=True))
    inside = substrate.units_of(inside)
    try:
        micro = candidate_system(substrate, state, inside)
    except UnreachableStateError:
        with pytest.raises(UnreachableStateError):
            macro_system(substrate, [MacroUnit((label,)) for label in inside], [state])
        return
    macro = macro_system(substrate, [MacroUnit((label,)) for label in inside], [state])
    assert macro.labels == micro.labels
    assert macro.state == micro.state
    np.testing.assert_allclose(macro.effect, micro.effect, rtol=1e-12, atol=1e-15)
    np.testing.assert_allclose(macro.cause, micro.cause, rtol=1e-12, atol=1e-15)
    assert phi_s(macro) == pytest.approx(phi_s(micro), abs=1e-10)
    found = unfold(substrate, state, macro=[MacroUnit((label,)) for label in inside])
    expected = unfold(substrate, state, inside)
    assert found.big_phi == pytest.approx(expected.big_phi, rel=1e-9, abs=1e-9)


@settings(max_examples=30)
@given(situations(4, tau=1))
def test_one_update_has_no_go_between(situation):
    """At τ = 1 neither the discounting nor apportioned background changes anything."""
    substrate, units, history = situation
    system = system_of(substrate, units, history)
    bare = system_of(substrate, [(at, tau, table, ()) for at, tau, table, _ in units], history)
    np.testing.assert_array_equal(system.effect, bare.effect)
    np.testing.assert_array_equal(system.cause, bare.cause)
    # Undiscounted: each unit's chance is that of its constituents together, from the TPM itself.
    for j, unit in enumerate(units):
        at, _, table, _ = unit
        chance = np.zeros(2**substrate.n)
        for c in np.flatnonzero(table):
            wanted = [
                substrate.tpm[:, i] if c >> k & 1 else 1 - substrate.tpm[:, i] for k, i in enumerate(at)
            ]
            chance += np.prod(wanted, axis=0)
        if len(units) == 1 and len(at) == substrate.n:
            share = naive_grain.shares(unit)
            np.testing.assert_allclose(system.effect[:, 2 * j + 1], share @ chance, atol=1e-12)


@settings(max_examples=30)
@given(situations(4))
def test_exchange_of_0_and_1_and_the_order_of_units_leave_phi_s(situation):
    substrate, units, history = situation
    expected = phi_s(system_of(substrate, units, history))
    exchanged = [(at, tau, [1 - value for value in table], w) for at, tau, table, w in units]
    assert phi_s(system_of(substrate, exchanged, history)) == pytest.approx(expected, abs=1e-10)
    assert phi_s(system_of(substrate, units[::-1], history)) == pytest.approx(expected, abs=1e-10)


@given(tables(2))
def test_constituents_in_another_order_are_the_same_unit(table):
    substrate = preset("grain-coarse-micro")
    one = macro_system(substrate, [MacroUnit(("B", "A"), 1, table)], ["abcd"])
    other = macro_system(substrate, [MacroUnit(("A", "B"), 1, [table[k] for k in (0, 2, 1, 3)])], ["abcd"])
    np.testing.assert_array_equal(one.effect, other.effect)


def test_discounting_is_not_idle():
    """The example of formalism §8: without the discounting φ_s would be 0.3069928623."""
    x = np.array([[row >> i & 1 for i in range(4)] for row in range(16)])
    rows = [0.1 + 0.8 * x[:, 2], 0.1 + 0.8 * x[:, 0], 0.1 + 0.8 * x[:, 3]]
    rows.append(0.1 + 0.7 * x[:, 1] + 0.1 * x[:, 0])
    substrate = Substrate.from_tpm(np.stack(rows, axis=1))
    units = [MacroUnit("AB", 2, "last:A&B"), MacroUnit("CD", 2, "last:C&D")]
    history = [(1, 0, 1, 1), (1, 1, 1, 0)]
    found = unfold(substrate, history[-1], macro=units, history=history)
    assert found.phi_s == pytest.approx(0.0676947982, abs=1e-10)


def test_rare_probabilities_make_no_connection_of_rounding():
    """The chance of staying off is exact beside 1, so that the table below has no false connection."""
    rng = np.random.default_rng(3)
    rare = rng.uniform(1e-5, 2e-5, 8)
    x = np.arange(8)
    tpm = np.stack([1 - rare[x & 1], 1 - rare[x >> 1 & 1], 1 - rare[x >> 2 & 1]], axis=1)
    system = macro_system(Substrate.from_tpm(tpm), [MacroUnit("A"), MacroUnit("BC")], [(1, 1, 1)])
    np.testing.assert_array_equal(system.cm, [[1, 0], [0, 1]])


@pytest.mark.parametrize(
    ("units", "history", "match"),
    [
        ([], ["abcd"], "no macro units"),
        ([MacroUnit("AB"), MacroUnit("BC")], ["abcd"], "overlap in B"),
        (
            [MacroUnit("AB", background="C"), MacroUnit("CD")],
            ["abcd"],
            "C is apportioned background and inside",
        ),
        ([MacroUnit("AB", background="D"), MacroUnit("C", background="D")], ["abcd"], "overlap in D"),
        ([MacroUnit("AX")], ["abcd"], "no unit 'X'"),
        ([MacroUnit("AB", 2)], ["abcd"], "1 states and the macro units look 2"),
        ([MacroUnit("AB", label="C"), MacroUnit("C")], ["abcd"], "same label"),
    ],
)
def test_units_that_make_no_system_are_refused_in_one_sentence(units, history, match):
    with pytest.raises(GrainError, match=match) as refused:
        macro_system(preset("grain-coarse-micro"), units, history)
    assert str(refused.value).count(".") == 1


def test_more_than_two_states_are_refused():
    tpm = np.full((3, 3), 1 / 3)
    substrate = Substrate.from_tpm(tpm, radix=(3,))
    with pytest.raises(GrainError, match="A has more than two states"):
        macro_system(substrate, [MacroUnit("A")], [(0,)])


def test_a_window_that_nothing_leads_to_is_refused():
    substrate = Substrate.from_rules({"A": "B", "B": "A & B"})
    with pytest.raises(UnreachableStateError, match="aB"):
        macro_system(substrate, [MacroUnit("AB", 2)], ["aB", "AB"])


def test_a_substrate_without_a_tpm_is_refused():
    substrate = Substrate.from_rules({f"u{i}": f"u{(i + 1) % 20}" for i in range(20)})
    with pytest.raises(TooLargeError, match="at most 16 units"):
        macro_system(substrate, [MacroUnit(("u0", "u1"))], [(0,) * 20])
