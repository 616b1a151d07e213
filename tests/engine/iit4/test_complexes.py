import json
from itertools import permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import naive
from engine.errors import UnreachableStateError
from engine.iit4.complexes import Candidate, complexes, select
from engine.iit4.structure import unfold
from engine.substrate.substrate import Substrate
from strategies import binary_substrates, dense_tables, deterministic_substrates, reachable


def near(value):
    return pytest.approx(value, rel=1e-9, abs=1e-10)


def relabelled(substrate, state, order):
    """The same system with its units in another order; `order[new] = old`."""
    n = substrate.n
    columns = substrate.tpm.reshape((2,) * n + (n,)).transpose(*(n - 1 - i for i in reversed(order)), n)
    labels = [substrate.labels[i] for i in order]
    return Substrate.from_tpm(columns.reshape(2**n, n)[:, order], labels=labels), tuple(
        state[i] for i in order
    )


def check_twin(substrate, state):
    tpm = naive.from_columns(substrate.columns, substrate.radix)
    names = substrate.labels
    subsets = naive.nonempty_subsets(range(substrate.n))
    phis = {units: naive.phi_s(tpm, state, units)["phi_s"] for units in subsets}
    found = complexes(substrate, state)
    assert len(found.candidates) == len(phis)
    for candidate in found.candidates:
        assert candidate.phi_s == near(phis[tuple(names.index(u) for u in candidate.units)])
        assert (candidate.phi_s == 0) == (candidate.reason is not None)

    def big_phi(units):
        return naive.structure(tpm, state, units, substrate.cm)[0]

    expected = naive.complexes(phis, big_phi)
    assert {c.units for c in found.complexes} == {tuple(names[i] for i in units) for units in expected}
    check_bookkeeping(found)


def check_bookkeeping(found):
    """Every candidate with φ_s > 0 is a complex, excluded or undecided, and only one of these."""
    sets = [{c.units for c in group} for group in (found.complexes, found.excluded, found.undecided)]
    assert sum(map(len, sets)) == len(set().union(*sets))
    assert set().union(*sets) == {c.units for c in found.candidates if c.phi_s > 0}
    phi = {c.units: c.phi_s for c in found.candidates}
    for out in found.excluded:
        assert set(out.units) & set(out.by)
        assert phi[out.by] >= out.phi_s - 1e-9
    values = [c.phi_s for c in found.complexes]
    assert values == sorted(values, reverse=True)
    used = [label for c in found.complexes for label in c.units]
    assert len(used) == len(set(used))


@settings(max_examples=30)
@given(reachable(st.one_of(binary_substrates(3), dense_tables(3))))
def test_naive_twin(situation):
    check_twin(*situation)


@settings(max_examples=20)
@given(reachable(deterministic_substrates(3)))
def test_naive_twin_with_ties(situation):
    check_twin(*situation)


@settings(max_examples=5)
@given(reachable(dense_tables(4)))
def test_naive_twin_of_four_units(situation):
    check_twin(*situation)


@settings(max_examples=25)
@given(reachable(st.one_of(binary_substrates(4), deterministic_substrates(3))))
def test_relabelling_permutes_the_answer(situation):
    substrate, state = situation
    found = complexes(substrate, state)
    check_bookkeeping(found)
    orders = list(permutations(range(substrate.n)))
    for order in orders[:: max(1, len(orders) // 6)]:
        other = complexes(*relabelled(substrate, state, order))
        phi = {frozenset(c.units): c.phi_s for c in other.candidates}
        assert phi == {frozenset(c.units): near(c.phi_s) for c in found.candidates}
        assert {frozenset(c.units) for c in other.complexes} == {frozenset(c.units) for c in found.complexes}
        assert {frozenset(c.units) for c in other.undecided} == {frozenset(c.units) for c in found.undecided}


@pytest.mark.nojit
class TestSelection:
    """Exclusion among made-up candidates; Φ is asked for only where φ_s ties."""

    @staticmethod
    def select(phis, big_phis=None):
        asked = []

        def big_phi(candidate):
            asked.append("".join(candidate.units))
            return big_phis["".join(candidate.units)]

        candidates = [Candidate(tuple(name), phi, None) for name, phi in phis.items()]
        chosen, excluded, undecided = select(candidates, "ABCD", big_phi)
        return (
            ["".join(c.units) for c in chosen],
            {"".join(e.units): "".join(e.by) for e in excluded},
            ["".join(c.units) for c in undecided],
            asked,
        )

    def test_the_larger_excludes_what_overlaps(self):
        found = self.select({"A": 0.1, "B": 0.4, "AB": 0.3, "C": 0.2, "BC": 0.35, "D": 0.0})
        assert found == (["B", "C", "A"], {"BC": "B", "AB": "B"}, [], [])

    def test_an_excluded_one_excludes_nothing(self):
        found = self.select({"AB": 0.5, "BC": 0.4, "CD": 0.3})
        assert found == (["AB", "CD"], {"BC": "AB"}, [], [])

    def test_the_larger_big_phi_wins_a_tie(self):
        chosen, excluded, undecided, asked = self.select({"AB": 0.5, "BC": 0.5, "D": 0.1}, {"AB": 2, "BC": 3})
        assert (chosen, excluded, undecided) == (["BC", "D"], {"AB": "BC"}, [])
        assert sorted(asked) == ["AB", "BC"]

    def test_tied_again_none_is_a_complex(self):
        chosen, _, undecided, _ = self.select({"AB": 0.5, "BC": 0.5, "C": 0.1, "D": 0.1}, {"AB": 2, "BC": 2})
        assert (chosen, undecided) == (["D"], ["AB", "BC"])

    def test_a_tie_apart_is_no_rivalry(self):
        chosen, _, undecided, asked = self.select({"AB": 0.5, "CD": 0.5})
        assert (sorted(chosen), undecided, asked) == (["AB", "CD"], [], [])

    def test_equal_ones_stand_in_the_order_of_their_units_whatever_the_rounding(self):
        up = 0.5 + 5e-11
        chosen, excluded, _, _ = self.select({"AB": 0.5, "CD": up, "BC": 0.2, "D": 0.1, "A": 0.1 + 5e-11})
        assert (chosen, excluded) == (["AB", "CD"], {"BC": "AB", "A": "AB", "D": "CD"})
        assert self.select({"A": 0.5, "B": up, "D": up, "C": 0.5 - 9e-10})[0] == ["A", "B", "D", "C"]

    def test_the_loser_of_a_tie_excludes_nothing(self):
        # BC overlaps the complex AB and is dropped: C overlaps nothing that is left
        chosen, excluded, undecided, _ = self.select({"AB": 0.5, "BC": 0.5, "C": 0.1}, {"AB": 3, "BC": 2})
        assert (chosen, excluded, undecided) == (["AB", "C"], {"BC": "AB"}, [])

    def test_a_chain_of_ties_is_settled_from_the_top(self):
        # AB goes first and drops BC, the only rival of CD
        chosen, excluded, undecided, _ = self.select(
            {"AB": 0.5, "BC": 0.5, "CD": 0.5}, {"AB": 3, "BC": 2, "CD": 1}
        )
        assert (sorted(chosen), excluded, undecided) == (["AB", "CD"], {"BC": "AB"}, [])


@pytest.mark.nojit
class TestComplexes:
    two_swaps = Substrate.from_rules({"A": "B", "B": "A", "C": "D", "D": "C"})

    def test_two_swaps(self):
        found = complexes(self.two_swaps, "AbcD")
        assert [(c.units, c.phi_s) for c in found.complexes] == [(("A", "B"), 2.0), (("C", "D"), 2.0)]
        assert found.excluded == ()
        assert found.state == (1, 0, 0, 1)
        reasons = {c.units: c.reason for c in found.candidates}
        assert reasons[tuple("ABCD")] == "not-strongly-connected"

    def test_json(self):
        found = complexes(self.two_swaps, "AbcD")
        data = json.loads(json.dumps(found.to_dict(), allow_nan=False))
        assert data["complexes"] == [{"units": ["A", "B"], "phi_s": 2.0}, {"units": ["C", "D"], "phi_s": 2.0}]
        assert data["candidates"] == 15
        assert data["substrate_sha256"] == self.two_swaps.sha256

    def test_under_the_revision(self):
        found = complexes(self.two_swaps, "AbcD", formalism="iit4-2026")
        assert found.complexes == ()
        assert {c.reason for c in found.candidates} == {"not-strongly-connected", "deterministic-cap"}

    def test_the_largest_is_what_unfold_says(self, rng):
        substrate = Substrate.from_tpm(rng.uniform(0.05, 0.95, (8, 3)))
        for candidate in complexes(substrate, (1, 0, 1)).candidates:
            assert unfold(substrate, (1, 0, 1), candidate.units).phi_s == candidate.phi_s

    def test_a_real_chain_of_ties(self):
        # φ_s = 1 for B, BC and C; Φ = 2, 1.814 and 1: B is a complex, BC is not, so that C is one too
        tpm = [[1, 1, 0], [1, 1, 1], [1, 1, 1], [0, 0, 1], [0, 1, 1], [0, 0, 0], [1, 0, 0], [0, 0, 0]]
        substrate = Substrate.from_tpm(tpm)
        check_twin(substrate, (0, 1, 1))
        found = complexes(substrate, "aBC")
        assert [c.units for c in found.complexes] == [("B",), ("C",)]
        assert found.undecided == ()

    def test_unreachable(self):
        with pytest.raises(UnreachableStateError):
            complexes(Substrate.from_rules({"A": "A & B", "B": "A & B"}), "Ab")
