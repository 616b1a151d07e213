"""Φ of IIT 3.0: the plain enumeration, an oracle's numbers, printed numbers, and what must hold.

With it `engine.iit3.layout` and `engine.kernels.iit3_causes`, which nothing else calls.
"""

import json
from pathlib import Path

import numpy as np
import pytest

import naive_iit3
from engine import Substrate, unfold
from engine.errors import Cancelled, PhiscopeError, SubstrateError, TooLargeError, UnreachableStateError
from engine.iit3 import ranking, structure
from engine.iit3.mechanisms import all_cause_rows, effect_rows, repertoires
from engine.iit3.system import candidate_set

DATA = Path(__file__).parents[2] / "data"
GOLDEN = json.loads((DATA / "golden.json").read_text(encoding="utf-8"))["iit3"]
NETWORKS = {
    each["id"]: each for each in json.loads((DATA / "networks.json").read_text(encoding="utf-8"))["networks"]
}


def rules(n, rule):
    """A deterministic TPM: `rule(i, states)` is the next state of unit i."""
    rows = [[r >> k & 1 for k in range(n)] for r in range(2**n)]
    return Substrate.from_tpm([[float(rule(i, row)) for i in range(n)] for row in rows])


def random_tpm(seed, n, kind):
    rng = np.random.default_rng(seed)
    tpm = rng.random((2**n, n))
    if kind == "deterministic":
        tpm = np.round(tpm)
    elif kind == "sparse":
        # Each unit reads only itself and the one before it.
        for j in range(n):
            kept = 1 << j | 1 << (j - 1) % n
            tpm[:, j] = [tpm[row & kept, j] for row in range(2**n)]
    state = tuple(int(v) for v in (tpm[rng.integers(2**n)] > 0.5))
    return tpm, state


CASES = [
    pytest.param(seed, n, kind, id=f"{kind} {n} {seed}", marks=[pytest.mark.slow] * (n == 4 or seed > n - 2))
    for kind in ("noisy", "deterministic", "sparse")
    for n in (2, 3, 4)
    for seed in range(3 if n < 4 else 1)
]


@pytest.mark.parametrize("ties", ["largest", pytest.param("smallest", marks=pytest.mark.slow)])
@pytest.mark.parametrize(("seed", "n", "kind"), CASES)
def test_the_search_finds_what_plain_enumeration_finds(seed, n, kind, ties):
    tpm, state = random_tpm(seed, n, kind)
    found = structure.unfold(Substrate.from_tpm(tpm), state, ties=ties)
    plain = naive_iit3.Naive(tpm, state).concepts(ties)
    labels = "ABCD"
    assert {each.mechanism for each in found.concepts} == {
        tuple(labels[i] for i in mechanism) for mechanism in plain
    }
    for each, (phi, _, _, _, (phi_c, phi_e)) in zip(found.concepts, _in_order(plain), strict=True):
        assert (each.phi, each.cause.phi, each.effect.phi) == pytest.approx((phi, phi_c, phi_e), abs=1e-9)
    expected = naive_iit3.big_phi(tpm, state, ties) if found.reason != "not-strongly-connected" else 0.0
    assert found.big_phi == pytest.approx(expected, abs=1e-9)


def _in_order(plain):
    """Concepts by the bitmask of their mechanism, as the engine lists them."""
    return [plain[m] for m in sorted(plain, key=lambda m: sum(1 << i for i in m))]


@pytest.mark.parametrize("entry", GOLDEN, ids=lambda entry: entry["id"])
def test_the_oracle_agrees(entry):
    found = structure.unfold(Substrate.from_tpm(entry["tpm"]), tuple(entry["state"]))
    assert found.big_phi == pytest.approx(entry["Phi"], abs=1e-6)
    theirs = {tuple("ABCDEFGH"[i] for i in each["mechanism"]): each for each in entry["concepts"]}
    assert {each.mechanism for each in found.concepts} == set(theirs)
    for each in found.concepts:
        other = theirs[each.mechanism]
        assert each.cause.phi == pytest.approx(other["cause_phi"], abs=1e-6)
        assert each.effect.phi == pytest.approx(other["effect_phi"], abs=1e-6)


@pytest.mark.parametrize("entry", GOLDEN, ids=lambda entry: entry["id"])
def test_the_transport_sums_to_phi_and_repertoires_to_one(entry):
    found = structure.unfold(Substrate.from_tpm(entry["tpm"]), tuple(entry["state"]))
    assert sum(each.mass * each.distance for each in found.transport) == pytest.approx(found.big_phi)
    for each in (*found.concepts, *found.concepts_after_cut):
        for side in (each.cause, each.effect):
            assert sum(side.repertoire) == pytest.approx(1)
            assert sum(side.partitioned) == pytest.approx(1)
            at = dict(side.mip)
            assert {u for part in at for u in part} == set(each.mechanism)
            assert {u for half in at.values() for u in half} == set(side.purview)
            p, q = np.array(side.repertoire), np.array(side.partitioned)
            assert naive_iit3.emd(p, q) == pytest.approx(side.phi, abs=1e-9)
    assert found.conceptual_information >= found.big_phi - 1e-9


def written_cut(found):
    """The cut as the file of published networks writes it."""
    return " -/-> ".join(f"[{','.join(side)}]" for side in found.cut)


class TestPrinted:
    """Numbers of Oizumi, Albantakis and Tononi 2014, and of PyPhi 1.2."""

    def test_figure_4(self):
        found = structure.unfold(Substrate.from_tpm(NETWORKS["iit3_2014_fig4_6_8to12"]["tpm"]), (1, 0, 0))
        assert found.big_phi == pytest.approx(23 / 12)
        assert found.conceptual_information == pytest.approx(2.1111, abs=5e-5)
        assert found.cut == (("A", "B"), ("C",))
        assert {"".join(c.mechanism): round(c.phi, 2) for c in found.concepts} == {
            "A": 0.17, "B": 0.17, "C": 0.25, "AB": 0.25, "BC": 0.33, "ABC": 0.5,
        }  # fmt: skip

    @pytest.mark.parametrize(
        ("name", "state", "phi", "smallest"),
        [
            ("iit3_2014_fig4_6_8to12", (1, 0, 0), 1.9167, 1.7431),
            ("pyphi_basic_PQR", (1, 0, 0), 2.3125, 2.0625),
            ("pyphi_rule110_ring3", (1, 0, 1), 1.1000, 1.0338),
        ],
    )
    def test_both_tie_rules(self, name, state, phi, smallest):
        substrate = Substrate.from_tpm(NETWORKS[name]["tpm"])
        assert structure.unfold(substrate, state).big_phi == pytest.approx(phi, abs=5e-5)
        found = structure.unfold(substrate, state, ties="smallest")
        assert found.big_phi == pytest.approx(smallest, abs=5e-5)

    def test_every_number_of_figures_4_to_12(self):
        entry = NETWORKS["iit3_2014_fig4_6_8to12"]
        printed, state = entry["expected"], tuple(entry["state"])
        substrate = Substrate.from_tpm(entry["tpm"], labels=entry["units"])
        found = structure.unfold(substrate, state)
        assert found.big_phi == pytest.approx(printed["Phi"], abs=1e-9)
        assert round(found.big_phi, 2) == printed["Phi_printed"]
        assert written_cut(found) == printed["cut"]
        assert {"".join(c.mechanism): c.phi for c in found.concepts} == pytest.approx(printed["concepts"])
        # PyPhi 1.2 rounds φ to six decimals before it sums.
        information = printed["conceptual_information"]
        assert found.conceptual_information == pytest.approx(information, abs=3e-6)
        system = candidate_set(substrate, state)
        made = repertoires(system)
        alone, free = (made.causes[m, system.layout.offsets[7] :][:8] for m in (1, 0))
        assert naive_iit3.emd(alone, free) == pytest.approx(printed["cause_info_A_over_ABC"])
        # Effects are products of units, whose distance is the sum over the units.
        told = np.abs(made.effects[1] - made.effects[0]).sum()
        assert told == pytest.approx(printed["effect_info_A_over_ABC"])
        causes = all_cause_rows(system, made, 7, np.zeros(2, np.int64))
        assert causes.phi[7] == pytest.approx(printed["phi_cause_mip_ABC_ABC"])
        assert effect_rows(system, made, 7).phi[7] == pytest.approx(printed["phi_effect_mip_ABC_ABC"])

    def test_every_number_of_the_basic_network(self):
        entry = NETWORKS["pyphi_basic_PQR"]
        printed = entry["expected"]
        found = structure.unfold(Substrate.from_tpm(entry["tpm"], labels=entry["units"]), (1, 0, 0))
        assert found.big_phi == pytest.approx(printed["IIT3_Phi"], abs=1e-9)
        assert written_cut(found) == printed["IIT3_cut"]
        assert {"".join(c.mechanism) for c in found.concepts} == set(printed["IIT3_mechanisms"])

    def test_no_number_of_iit3_is_left_out(self):
        """Whoever adds one to the file adds its test."""
        with_numbers = {name for name, each in NETWORKS.items() if each.get("formalism") == "IIT3"}
        with_numbers |= {
            name for name, each in NETWORKS.items() if any("IIT3" in key for key in each.get("expected", {}))
        }
        assert with_numbers == {
            "iit3_2014_fig4_6_8to12", "pyphi_basic_PQR", "pyphi_xor3", "iit3_2014_fig16", "iit3_2014_fig17",
            "iit3_2014_fig18", "iit3_2014_fig19_photodiode",
        }  # fmt: skip
        assert len(GOLDEN) == 18

    def test_three_xor(self):
        found = structure.unfold(Substrate.from_tpm(NETWORKS["pyphi_xor3"]["tpm"]), (0, 0, 0))
        assert found.big_phi == pytest.approx(1.875)

    def test_figure_17b_all_or(self):
        found = structure.unfold(rules(5, lambda i, x: any(x)), (1,) * 5)
        assert found.big_phi == pytest.approx(0.0031, abs=5e-5)

    def test_figure_17c_five_majorities(self):
        """The paper prints 10.75, by another choice among equally large purviews."""
        inputs = {0: (2, 3, 4), 1: (0, 3, 4), 2: (0, 1, 4), 3: (0, 1, 2), 4: (1, 2, 3)}
        found = structure.unfold(rules(5, lambda i, x: sum(x[a] for a in inputs[i]) >= 2), (1,) * 5)
        assert found.big_phi == pytest.approx(10.7296, abs=5e-5)

    def test_figure_18_copies_in_a_ring(self):
        found = structure.unfold(rules(4, lambda i, x: x[i - 1]), (0,) * 4)
        assert found.big_phi == pytest.approx(1.0)
        assert len(found.tied_cuts) > 1

    def test_figure_17a_whole(self):
        substrate = rules(6, lambda i, x: x[i + 1] if i % 2 == 0 else x[0] & x[2] & x[4])
        assert structure.unfold(substrate, (1,) * 6).big_phi == pytest.approx(0.53125)


def test_the_order_of_the_units_does_not_matter():
    rng = np.random.default_rng(7)
    weights = rng.normal(size=(4, 4))
    order = rng.permutation(4)
    one = structure.unfold(Substrate.from_weights(weights, k=1.0), (1, 0, 1, 1))
    state = tuple(np.array((1, 0, 1, 1))[order])
    other = structure.unfold(Substrate.from_weights(weights[np.ix_(order, order)], k=1.0), state)
    assert one.big_phi == pytest.approx(other.big_phi)
    assert sorted(c.phi for c in one.concepts) == pytest.approx(sorted(c.phi for c in other.concepts))


def test_reasons_for_zero():
    swap = Substrate.from_rules({"A": "B", "B": "A"})
    assert structure.unfold(swap, "AB", units="A").reason == "single-unit"
    chain = Substrate.from_rules({"A": "A", "B": "A"})
    assert structure.unfold(chain, "AB").reason == "not-strongly-connected"
    assert structure.unfold(chain, "AB").big_phi == 0
    assert structure.unfold(swap, "AB").reason is None


def test_refusals_say_what_to_do():
    with pytest.raises(UnreachableStateError, match="no state leads to it"):
        structure.unfold(Substrate.from_rules({"A": "A & B", "B": "A & B"}), "Ab")
    with pytest.raises(TooLargeError, match="at most 8 units"):
        structure.unfold(Substrate.from_rules({f"U{i}": f"U{i}" for i in range(9)}), (0,) * 9)
    with pytest.raises(SubstrateError, match="binary units"):
        structure.unfold(Substrate.from_tpm([[1 / 3] * 3] * 3, radix=(3,)), (0,))
    for function in (structure.unfold, ranking.complexes):
        with pytest.raises(PhiscopeError, match="largest, smallest"):
            function(Substrate.from_rules({"A": "A"}), "A", ties="first")  # type: ignore[arg-type]


def test_work_can_be_cancelled():
    class Stop:
        def is_set(self):
            return True

    with pytest.raises(Cancelled):
        structure.unfold(Substrate.from_weights(np.ones((5, 5)), k=1.0), (1,) * 5, cancel=Stop())


def test_the_json_has_the_fields_of_the_contract():
    found = structure.unfold(Substrate.from_rules({"A": "B", "B": "A"}), "AB").to_dict()
    common = {"formalism", "tie_rule", "units", "state", "substrate_sha256", "version", "seconds"}
    own = {"big_phi", "reason", "conceptual_information", "cut", "ties", "concepts", "concepts_after_cut"}
    assert set(found) == common | own | {"transport"}
    assert set(found["ties"]) == {"cuts", "purviews"}
    (concept, *_) = found["concepts"]
    assert set(concept) == {"mechanism", "state", "phi", "cause", "effect"}
    assert set(concept["cause"]) == {"purview", "phi", "mip", "repertoire", "partitioned", "ties"}
    assert set(found["transport"][0]) == {"from", "to", "mass", "distance"}


def test_any_formalism_is_asked_for_by_its_key():
    swap = Substrate.from_rules({"A": "B", "B": "A"})
    assert unfold(swap, "AB", formalism="iit3").to_dict()["big_phi"] == structure.unfold(swap, "AB").big_phi


def test_some_units_of_a_network_too_large_for_a_tpm_are_as_in_a_small_one():
    """What lies outside is held in its present state, so that its own functions do not matter."""
    few = {"A": "B | X", "B": "A & C", "C": "A ^ B", "X": "X"}
    many = few | {f"Y{i}": f"Y{i} & A" for i in range(20)}
    small, large = (Substrate.from_rules(rules) for rules in (few, many))
    for state in (0, 1):
        now = {"A": 1, "B": 0, "C": 1, "X": state}
        there = now | {f"Y{i}": i % 2 for i in range(20)}
        one = unfold(small, now, ["A", "B", "C"], formalism="iit3")
        other = unfold(large, there, ["A", "B", "C"], formalism="iit3")
        assert other.big_phi == one.big_phi
        assert [concept.phi for concept in other.concepts] == [concept.phi for concept in one.concepts]
