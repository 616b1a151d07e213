"""Numbers that papers print (to their rounding) or their authors' code recomputes (to 1e-9)."""

import json
from collections import Counter
from dataclasses import replace
from itertools import product
from math import prod
from pathlib import Path

import numpy as np
import pytest

from engine.iit4.complexes import complexes
from engine.iit4.relations import Relations
from engine.iit4.structure import unfold
from engine.substrate.substrate import Substrate

ROOT = Path(__file__).parents[1]
DATA = json.loads((ROOT / "tests" / "data" / "networks.json").read_text(encoding="utf-8"))
PUBLISHED = {entry["id"]: entry for entry in DATA["networks"]}


def substrate_of(entry):
    if "tpm" in entry:
        return Substrate.from_tpm(entry["tpm"], entry.get("cm"), labels=entry["units"])
    return Substrate.from_weights(entry["weights"], k=entry["k"], labels=entry["units"])


def published(name, units=None, formalism="iit4-2023"):
    entry = PUBLISHED[name]
    return unfold(substrate_of(entry), state_of(entry), units, formalism)


def state_of(entry):
    return tuple(entry.get("state") or entry["state_analysed"])


def preset(slug):
    return Substrate.read(ROOT / "assets" / "networks" / f"{slug}.json")


def printed(value, text=None):
    """Equal but for the last digit printed: papers round some numbers and truncate others."""
    decimals = len((text or repr(value)).partition(".")[2])
    return pytest.approx(value, abs=10.0**-decimals * (1 - 1e-9), rel=0)


def recomputed(value):
    return pytest.approx(value, rel=1e-9, abs=1e-12)


def state_label(units, state):
    return "".join(u if v else u.lower() for u, v in zip(units, state, strict=True))


def choices(distinction):
    """Every form of a distinction over its tied congruent purviews."""

    def forms(side):
        yield side
        for tie in side.ties:
            if tie.congruent:
                yield replace(side, units=tie.units, state=tie.state)

    for cause, effect in product(forms(distinction.cause), forms(distinction.effect)):
        yield replace(distinction, cause=cause, effect=effect)


def by_name(structure):
    return {"".join(d.mechanism): d for d in structure.distinctions}


class TestFig1:
    """Albantakis et al. 2023, Figs 1, 2 and 4."""

    entry = PUBLISHED["iit4_2023_fig1"]

    @pytest.mark.parametrize("units", entry["expected_printed"]["phi_s"])
    def test_printed_phi_s(self, units):
        assert published("iit4_2023_fig1", units).phi_s == printed(
            self.entry["expected_printed"]["phi_s"][units]
        )

    @pytest.mark.parametrize("units", entry["recomputed"])
    def test_recomputed_candidate(self, units):
        expected, found = self.entry["recomputed"][units], published("iit4_2023_fig1", units)
        assert found.phi_s == recomputed(expected["phi_s"])
        if found.phi_s > 0:
            assert found.integration.phi_c == recomputed(expected["phi_c"])
            assert found.integration.phi_e == recomputed(expected["phi_e"])
            assert found.integration.cause_state == tuple(expected["cause_state"])
            assert found.integration.effect_state == tuple(expected["effect_state"])
        phis = {name: d.phi for name, d in by_name(found).items()}
        if found.reason == "not-strongly-connected":
            # recomputed without asking for congruence: no state was specified
            assert len(found.distinctions) + found.incongruent == expected["n_d"]
            for mechanism, phi in phis.items():
                assert phi == pytest.approx(expected["phi_d"][mechanism], abs=1e-6)
            return
        assert len(found.distinctions) == expected["n_d"]
        assert found.relations.count == expected["n_r"]
        assert found.sum_phi_d == recomputed(expected["sum_phi_d"])
        assert found.big_phi == recomputed(expected["Phi"])
        assert phis == pytest.approx(expected["phi_d"], abs=1e-6)

    def test_integration_of_ab(self):
        expected, found = self.entry["expected_printed"]["AB"], published("iit4_2023_fig1", "AB").integration
        for name in ("ii_c", "ii_e", "phi_c", "phi_e"):
            assert getattr(found, name) == printed(expected[name]), name
        assert state_label("AB", found.cause_state) == expected["cause_state"]
        assert state_label("AB", found.effect_state) == expected["effect_state"]
        assert found.mip.cut == (("A", "B"),)

    def test_distinctions_of_ab(self):
        found = by_name(published("iit4_2023_fig1", "AB"))
        expected = self.entry["expected_printed"]["distinctions_AB"]
        assert found.keys() == expected.keys()
        for name, theirs in expected.items():
            assert found[name].phi == printed(theirs["phi"])
            for side in (found[name].cause, found[name].effect):
                assert side.ties == ()
            assert state_label(found[name].cause.units, found[name].cause.state) == theirs["cause"]
            assert state_label(found[name].effect.units, found[name].effect.state) == theirs["effect"]

    def test_relation_of_a_and_ab(self):
        structure = published("iit4_2023_fig1", "AB")
        names = list(by_name(structure))
        relation = structure.relations.relation([names.index("A"), names.index("AB")])
        expected = self.entry["expected_printed"]["relation_A_AB"]
        assert len(relation.faces) == expected["faces"]
        assert relation.phi == printed(expected["phi_r"])

    def test_complexes(self):
        found = complexes(substrate_of(self.entry), self.entry["state"])
        assert [c.units for c in found.complexes] == [("C",), ("A", "B")]
        assert ("A", "B", "C") in [e.units for e in found.excluded]


FIG6 = [
    pytest.param(name, units, expected, id=f"{name[-5:]}-{units}")
    for name in ("iit4_2023_fig6a", "iit4_2023_fig6b", "iit4_2023_fig6c", "iit4_2023_fig6e")
    for units, expected in PUBLISHED[name]["expected_printed"].items()
    if "Phi" in expected
]


class TestFig6:
    """Albantakis et al. 2023, Fig 6."""

    @pytest.mark.parametrize(("name", "units", "expected"), FIG6)
    def test_complex(self, name, units, expected):
        found = published(name, units)
        assert found.phi_s == printed(expected["phi_s"])
        assert found.big_phi == printed(expected["Phi"])
        assert len(found.distinctions) == expected["n_d"]
        assert found.relations.count == expected["n_r"]
        if "sum_phi_d" in expected:
            assert found.sum_phi_d == printed(expected["sum_phi_d"])
            assert found.relations.sum_phi == printed(expected["sum_phi_r"])
        for name, phi in expected.get("phi_d", {}).items():
            assert by_name(found)[name.upper()].phi == printed(phi)
        if "phi_d_each" in expected:
            assert [d.phi for d in found.distinctions] == [printed(expected["phi_d_each"])] * 6

    def test_a_has_six_complexes(self):
        entry = PUBLISHED["iit4_2023_fig6a"]
        found = complexes(substrate_of(entry), entry["state"]).complexes
        assert sorted(c.units for c in found) == [("A", "B"), ("C",), ("D",), ("E",), ("F",)]
        singles = [c.phi_s for c in found if len(c.units) == 1]
        assert singles == [printed(0.008)] * 4

    def test_b_prints_one_distinction_wrongly(self):
        entry = PUBLISHED["iit4_2023_fig6b"]["expected_printed"]["CD"]
        for units in ("CD", "EF"):
            c, d, cd = published("iit4_2023_fig6b", units).distinctions
            assert c.phi == printed(entry["phi_d_printed"]["c"])
            assert cd.phi == printed(entry["phi_d_printed"]["cd"])
            # a misprint: 0.7551 is printed for d as for c, but not counted so in the printed Σφ_d = 1.5513
            assert d.phi == pytest.approx(0.636891, abs=1e-6)
            assert c.phi + d.phi + cd.phi == printed(entry["sum_phi_d"])

    def test_b_falls_into_its_modules(self):
        entry = PUBLISHED["iit4_2023_fig6b"]
        found = complexes(substrate_of(entry), entry["state"]).complexes
        assert {c.units for c in found} == {("A", "B"), ("C", "D"), ("E", "F")}

    def test_c_is_one_complex(self):
        entry = PUBLISHED["iit4_2023_fig6c"]
        found = complexes(substrate_of(entry), entry["state"]).complexes
        assert [c.units for c in found] == [tuple("ABCDEF")]
        expected = entry["expected_printed"]["ABCDEF"]["phi_s_recomputed_pyphi2"]
        assert found[0].phi_s == printed(expected)

    def test_d_has_more_than_a_million_relations(self):
        found = published("iit4_2023_fig6d")
        assert len(found.distinctions) == 27
        assert found.relations.count == 1_537_080
        assert sum(found.relations.by_degree.values()) == 1_537_080

    def test_e_excludes_the_whole(self):
        entry = PUBLISHED["iit4_2023_fig6e"]
        found = complexes(substrate_of(entry), entry["state"])
        assert [c.units for c in found.complexes] == [tuple("ABEF"), tuple("CD")]
        whole = next(e for e in found.excluded if e.units == tuple("ABCDEF"))
        assert whole.phi_s == printed(0.15)
        assert whole.by == tuple("ABEF")


class TestFig7:
    """Albantakis et al. 2023, Fig 7; self-loops of 0.05 (the key draws 0.2, which is a misprint)."""

    @pytest.mark.parametrize(
        ("panel", "phi_s", "big_phi"), [("A", 1.11, 22.26), ("B", 1.31, 19.32)], ids=["active", "inactive"]
    )
    def test_e_active_or_inactive(self, panel, phi_s, big_phi):
        # 7B prints 18.55, which follows PyPhi's order of purviews (`test_papers_readings.py`)
        entry = PUBLISHED["iit4_2023_fig7"]
        found = unfold(substrate_of(entry), entry["panels"][panel]["state"])
        assert found.phi_s == printed(phi_s)
        assert found.big_phi == printed(big_phi)

    def test_e_inactivated(self):
        lesion = preset("iit4-fig7c-inactivated")
        found = unfold(lesion, PUBLISHED["iit4_2023_fig7"]["panels"]["C"]["state"], "ABCD")
        assert found.phi_s == printed(0.11)
        assert found.big_phi == printed(3.35)
        assert len(found.distinctions) == 14

    def test_the_loops_of_the_key_do_not_reproduce_it(self):
        entry = PUBLISHED["iit4_2023_fig7"]
        weights = np.array(entry["weights"])
        np.fill_diagonal(weights, 0.2)
        substrate = Substrate.from_weights(weights, k=entry["k"])
        assert unfold(substrate, entry["panels"]["A"]["state"]).phi_s != printed(1.11)


class TestFig8:
    """Albantakis et al. 2023, Fig 8: counters that do the same."""

    @pytest.mark.parametrize("system", [1, 2, 3])
    def test_bc_is_no_complex(self, system):
        # a misprint: the figure labels φ_s(bc) = 2.0 where b and c are apart
        assert published(f"iit4_2023_fig8_sys{system}", "BC").phi_s == 0

    def test_the_third_is_reducible(self):
        assert published("iit4_2023_fig8_sys3", "ABC").phi_s == 0
        assert published("iit4_2023_fig8_sys1", "ABC").phi_s > 0
        assert published("iit4_2023_fig8_sys2", "ABC").phi_s > 0

    def test_input_and_output_are_in_no_complex(self):
        for system in (1, 2, 3):
            entry = PUBLISHED[f"iit4_2023_fig8_sys{system}"]
            found = complexes(substrate_of(entry), entry["state"])
            assert not {"I", "O"} & {label for c in found.complexes for label in c.units}


class TestGrain:
    """Marshall et al. 2024: micro and macro systems."""

    @pytest.mark.parametrize(
        ("name", "units", "key"),
        [
            ("min_micro", "A", "A"),
            ("min_micro", "B", "B"),
            ("min_micro", "AB", "AB"),
            ("min_macro", ["alpha"], "alpha"),
            *(("cg_micro", unit, "A,B,C,D each") for unit in "ABCD"),
            *(("cg_micro", pair, "AB,CD") for pair in ("AB", "CD")),
            *(
                ("cg_micro", units, "AC,AD,BC,BD and all triples")
                for units in ("AC", "AD", "BC", "BD", "ABC", "ABD", "ACD", "BCD")
            ),
            ("cg_micro", "ABCD", "ABCD"),
            ("cg_macro", ["alpha"], "alpha"),
            ("cg_macro", ["beta"], "beta"),
            ("cg_macro", ["alpha", "beta"], "alpha,beta"),
        ],
        ids=str,
    )
    def test_phi_s(self, name, units, key):
        name = f"marshall2024_{name}"
        assert published(name, units).phi_s == recomputed(PUBLISHED[name]["expected"][key])

    def test_couples_that_do_not_meet(self):
        assert unfold(preset("grain-couples-sfn"), "abcd").reason == "not-strongly-connected"


class TestSimulation:
    """Findlay et al. 2024: PQRS and rule 110 (WXYZ)."""

    def test_pqrs_system(self):
        entry = PUBLISHED["findlay2024_PQRS"]
        expected = entry["expected_state_0101"]
        found = published("findlay2024_PQRS").integration
        assert found.phi_s == recomputed(expected["phi_s"])
        assert found.normalized_phi_s == recomputed(expected["normalized"])
        assert found.ii_c == recomputed(expected["ii_c"])
        assert found.ii_e == recomputed(expected["ii_e"])
        assert found.cause_state == tuple(expected["cause_state"])
        assert found.effect_state == tuple(expected["effect_state"])
        assert found.reason is None
        cut = np.array(expected["mip_cut_matrix"])
        edges = {(entry["units"][a], entry["units"][b]) for a, b in np.argwhere(cut)}
        assert set(found.mip.cut) == edges

    def test_pqrs_structure(self):
        expected = PUBLISHED["findlay2024_PQRS"]["expected_state_0101"]
        found = published("findlay2024_PQRS")
        assert len(found.distinctions) == expected["n_distinctions"]
        assert found.sum_phi_d == recomputed(expected["sum_phi_d"])
        assert found.ties["purviews"]
        least, largest = found.big_phi_range
        for value in (expected["Phi_recomputed"], 400.7855379911255, found.big_phi):
            assert least - 1e-9 <= value <= largest + 1e-9
        assert found.big_phi_range_exhaustive
        assert expected["Phi_recomputed"] == printed(expected["Phi"])

    def test_pqrs_has_the_printed_relations_for_one_choice_among_ties(self):
        expected = PUBLISHED["findlay2024_PQRS"]["expected_state_0101"]
        found = published("findlay2024_PQRS")
        options = [list(choices(d)) for d in found.distinctions]
        counts = {}
        for chosen in product(*options):
            relations = Relations(chosen)
            counts[round(found.sum_phi_d + relations.sum_phi, 9)] = relations.count
        assert len(counts) == prod(map(len, options)) == 8
        assert counts[round(expected["Phi_recomputed"], 9)] == expected["n_relations"]
        assert min(counts) == pytest.approx(found.big_phi_range[0], abs=1e-8)
        # what PyPhi prints for "largest purviews", which leaves ties among equally large ones open
        assert max(counts) == pytest.approx(400.7855379911255, abs=1e-8)
        assert max(counts) == pytest.approx(found.big_phi_range[1], abs=1e-8)

    @pytest.mark.parametrize("units", PUBLISHED["findlay2024_WXYZ_rule110"]["expected_state_1101"])
    def test_wxyz(self, units):
        entry = PUBLISHED["findlay2024_WXYZ_rule110"]
        expected, found = entry["expected_state_1101"][units], published("findlay2024_WXYZ_rule110", units)
        assert found.phi_s == recomputed(expected["phi_s"])
        assert found.integration.normalized_phi_s == recomputed(expected["norm"])
        specified = {(found.integration.cause_state, found.integration.effect_state)}
        specified |= set(found.integration.ties)
        assert (tuple(expected["cause_state"]), tuple(expected["effect_state"])) in specified
        cut = {(entry["units"][a], entry["units"][b]) for a, b in np.argwhere(expected["partition"])}
        assert set(found.mip.cut) == cut
        assert found.relations.count == expected["n_r"]
        assert found.sum_phi_d == recomputed(expected["sum_d"])
        assert found.relations.sum_phi == recomputed(expected["sum_r"])
        assert found.big_phi == recomputed(expected["big_phi"])
        assert [list(d.mechanism) for d in found.distinctions] == [
            d["mechanism"] for d in expected["distinctions"]
        ]
        for ours, theirs in zip(found.distinctions, expected["distinctions"], strict=True):
            assert ours.phi == recomputed(theirs["phi"])
            for side in ("cause", "effect"):
                mine = getattr(ours, side)
                assert mine.phi == recomputed(theirs[side]["phi"])
                assert list(mine.units) == theirs[side]["purview"]
                assert list(mine.state) == theirs[side]["state"]

    def test_wxyz_complexes(self):
        entry = PUBLISHED["findlay2024_WXYZ_rule110"]
        found = complexes(substrate_of(entry), state_of(entry)).complexes
        assert {("W", "Z"), ("Y",)} <= {c.units for c in found}


class TestMonad:
    """Mayner, Marshall, Tononi 2026, Example 1: one unit that stays with probability p."""

    @staticmethod
    def phi_s(p, formalism="iit4-2026"):
        return unfold(Substrate.from_tpm([[1 - p], [p]]), (1,), formalism=formalism).phi_s

    @pytest.mark.parametrize("p", np.linspace(0.51, 0.99, 25).round(4))
    def test_formula(self, p):
        assert self.phi_s(p) == pytest.approx(min(p * np.log2(2 * p), -np.log2(p)), rel=1e-9)

    @pytest.mark.parametrize("p", [0.6, 0.8, 1.0])
    def test_without_the_cap(self, p):
        assert self.phi_s(p, "iit4-2023") == pytest.approx(p * np.log2(2 * p), rel=1e-9)

    def test_maximum(self):
        expected = PUBLISHED["iit4_2026_monad"]["expected"]
        ps = np.arange(0.7, 0.8, 0.001).round(3)
        values = [self.phi_s(p) for p in ps]
        assert ps[int(np.argmax(values))] == expected["max_p"]
        p, phi = expected["recomputed"]
        assert self.phi_s(p) == pytest.approx(phi, abs=1e-6)
        assert max(values) == printed(expected["max_phi"])

    def test_certainty_is_capped(self):
        found = unfold(Substrate.from_tpm([[0.0], [1.0]]), (1,), formalism="iit4-2026")
        assert found.phi_s == 0
        assert found.reason == "deterministic-cap"


class TestPyPhiExamples:
    def test_logistic3(self):
        expected = PUBLISHED["pyphi_logistic3_k8"]["expected"]
        old = published("pyphi_logistic3_k8")
        new = published("pyphi_logistic3_k8", formalism="iit4-2026")
        assert old.phi_s == recomputed(expected["phi_s_2023"])
        # PyPhi takes i_diff at the present state, which here is the specified one too
        assert new.integration.cause_state == new.integration.effect_state == new.state
        assert new.phi_s == recomputed(expected["phi_s_2026_pyphi"])
        for found in (old, new):
            assert found.relations.count == expected["n_relations"]
            assert found.big_phi == recomputed(expected["Phi"])

    def test_basic(self):
        expected = PUBLISHED["pyphi_basic_PQR"]["expected"]
        found = published("pyphi_basic_PQR")
        assert found.phi_s == recomputed(expected["IIT4_2023_phi_s"])
        assert found.big_phi_range[0] - 1e-9 <= expected["IIT4_Phi"] <= found.big_phi_range[1] + 1e-9
        capped = published("pyphi_basic_PQR", formalism="iit4-2026")
        assert capped.phi_s == expected["IIT4_2026_phi_s"]
        assert capped.reason == "deterministic-cap"

    def test_xor3(self):
        expected = PUBLISHED["pyphi_xor3"]["expected"]
        found = published("pyphi_xor3")
        assert found.phi_s == recomputed(expected["IIT4_2023_phi_s"])
        assert found.big_phi == recomputed(expected["IIT4_Phi"])
        assert found.relations.count == expected["n_relations"]
        assert published("pyphi_xor3", formalism="iit4-2026").phi_s == expected["IIT4_2026_phi_s"]

    def test_xor3_relations_by_degree(self):
        found = published("pyphi_xor3").relations
        sizes = Counter(r.degree for degree in found.by_degree for r in found.of_degree(degree))
        assert sizes == found.by_degree
