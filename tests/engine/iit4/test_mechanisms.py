import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.iit4 import mechanisms
from engine.iit4.system import candidate_system
from engine.substrate.substrate import Substrate
from strategies import binary_substrates, many_valued_substrates, reachable


@settings(max_examples=15)
@given(reachable(st.one_of(binary_substrates(3), many_valued_substrates(2))))
def test_the_search_is_the_same_in_this_thread_and_in_many_pieces_on_all_cores(situation):
    system = candidate_system(*situation)
    here = mechanisms.irreducible_mechanisms(system)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(mechanisms, "COST_INLINE", 0.0)
        patch.setattr("engine.iit4.pieces.COST_A_PIECE", 300.0)
        assert mechanisms.irreducible_mechanisms(system) == here


@pytest.mark.nojit
def test_a_pair_of_copies_has_each_unit_as_the_cause_and_effect_of_the_other():
    system = candidate_system(Substrate.from_rules({"A": "B", "B": "A"}), (1, 0))
    found = mechanisms.irreducible_mechanisms(system)
    assert [f.mechanism for f in found] == [(0,), (1,)]
    assert found[0].cause == found[0].effect == mechanisms.Side(1.0, (((1,), (1,)),))
    assert found[1].cause == found[1].effect == mechanisms.Side(1.0, (((0,), (0,)),))
