import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.errors import UnreachableStateError
from engine.substrate.functions import Table
from engine.substrate.past import Past
from engine.substrate.substrate import Edge, Substrate, Unit
from strategies import binary_substrates, many_valued_substrates, reachable


@given(reachable(st.one_of(binary_substrates(5), many_valued_substrates(3))), st.data())
def test_it_is_the_posterior_over_all_states(situation, data):
    substrate, state = situation
    units = data.draw(st.lists(st.sampled_from(range(substrate.n)), unique=True))
    offsets = np.concatenate(([0], np.cumsum(substrate.radix)[:-1]))
    likely = substrate.columns[:, offsets + np.array(state)].prod(axis=1)
    joint = likely.reshape(substrate.radix, order="F") / likely.sum()
    others = tuple(unit for unit in range(substrate.n) if unit not in units)
    expected = joint.sum(axis=others).transpose(np.argsort(np.argsort(units)) if units else [])
    np.testing.assert_allclose(Past(substrate, state).of(units), expected, atol=1e-12)


def test_many_small_probabilities_do_not_underflow():
    tables = [Table(("A",), (1e-28, 0.5))] * 20 + [Table(("A",), (0.5, 1e-28))] * 20
    units = [Unit("A", Table((), (0.5,))), *(Unit(f"U{i}", table) for i, table in enumerate(tables))]
    substrate = Substrate(tuple(units), tuple(Edge("A", unit.label) for unit in units[1:]))
    assert Past(substrate, (1,) * 41).of([0]) == pytest.approx([0.5, 0.5])
    assert Past(substrate, (1,) * 40 + (0,)).of([0]) == pytest.approx([1e-28, 1], rel=1e-9, abs=0)


def test_what_no_state_leads_to_is_refused():
    with pytest.raises(UnreachableStateError):
        Past(Substrate.from_rules({"A": "B", "C": "B", "B": "B"}), (0, 1, 0))
