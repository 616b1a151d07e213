from dataclasses import replace
from itertools import product

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from engine.iit4 import ties
from engine.iit4.distinctions import congruent_distinctions
from engine.iit4.integration import integrate
from engine.iit4.mechanisms import irreducible_mechanisms
from engine.iit4.relations import Relations
from engine.iit4.structure import unfold
from engine.iit4.system import candidate_system
from engine.substrate.substrate import Substrate
from strategies import binary_substrates, dense_tables, deterministic_substrates, reachable


def near(value):
    return pytest.approx(value, rel=1e-9, abs=1e-9)


def forms(distinction):
    """Every form of a distinction over its tied congruent purviews."""

    def sides(side):
        options = [(t.units, t.state) for t in side.ties if t.congruent]
        return [replace(side, units=u, state=s) for u, s in [(side.units, side.state), *options]]

    return [
        replace(distinction, cause=c, effect=e)
        for c, e in product(sides(distinction.cause), sides(distinction.effect))
    ]


def big_phi(distinctions):
    return sum(d.phi for d in distinctions) + Relations(distinctions).sum_phi


def searched(substrate, state):
    system = candidate_system(substrate, state)
    one = integrate(system)[0]
    mechanisms = irreducible_mechanisms(system)
    specified = (one.cause_state, one.effect_state)
    return system, mechanisms, specified


@settings(max_examples=40)
@given(reachable(st.one_of(deterministic_substrates(3), binary_substrates(3))))
def test_every_choice_is_within_the_range(situation):
    system, mechanisms, specified = searched(*situation)
    options = [forms(d) for d in congruent_distinctions(system, mechanisms, specified)]
    assume(np.prod([len(o) for o in options]) <= 200)
    values = [big_phi(chosen) for chosen in product(*options)]
    least, largest, exhaustive = ties.big_phi_range(system, mechanisms, specified)
    assert exhaustive
    assert least == near(min(values))
    assert largest == near(max(values))


@settings(max_examples=30)
@given(reachable(st.one_of(deterministic_substrates(3), binary_substrates(3))))
def test_the_local_search_stays_within_the_exhaustive_range(situation):
    system, mechanisms, specified = searched(*situation)
    least, largest, exhaustive = ties.big_phi_range(system, mechanisms, specified)
    assume(exhaustive)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(ties, "EXHAUSTIVE", 0)
        low, high, tried_all = ties.big_phi_range(system, mechanisms, specified)
    assert not tried_all
    assert least - 1e-9 <= low <= high <= largest + 1e-9


@pytest.mark.nojit
@settings(max_examples=30)
@given(reachable(st.one_of(deterministic_substrates(3), dense_tables(3))))
def test_the_structure_is_within_its_range(situation):
    for rule in ("largest", "smallest"):
        found = unfold(*situation, ties=rule)
        least, largest = found.big_phi_range
        assert least - 1e-9 <= found.big_phi <= largest + 1e-9
        if not any(t.congruent for d in found.distinctions for s in (d.cause, d.effect) for t in s.ties):
            assert least == largest == found.big_phi


@pytest.mark.nojit
def test_no_distinctions():
    system, mechanisms, specified = searched(Substrate.from_tpm([[0.3, 0.6]] * 4), (0, 1))
    assert ties.big_phi_range(system, mechanisms, specified) == (0.0, 0.0, True)


@settings(max_examples=40)
@given(reachable(st.one_of(deterministic_substrates(3), dense_tables(4))))
def test_closed_form(situation):
    distinctions = unfold(*situation).distinctions
    pairs = sorted(
        {p for d in distinctions for s in (d.cause, d.effect) for p in zip(s.units, s.state, strict=True)}
    )

    def mask(side):
        return sum(1 << pairs.index(p) for p in zip(side.units, side.state, strict=True))

    phi = np.array([d.phi for d in distinctions])
    masks = [(mask(d.cause), mask(d.effect)) for d in distinctions]
    assert ties.closed_form_phi(phi, masks) == near(big_phi(distinctions))
