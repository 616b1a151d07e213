import pytest

from engine.errors import StateError, SubstrateError
from engine.substrate.labelled import Labelled
from engine.substrate.substrate import Substrate


def test_a_substrate_knows_what_its_units_are_called():
    substrate = Substrate.from_rules({"A": "B", "T0": "A", "B": "A"})
    assert isinstance(substrate, Labelled)
    assert (substrate.n, substrate.labels, substrate.radix) == (3, ["A", "T0", "B"], (2, 2, 2))
    assert substrate.index("B") == 2
    assert substrate.units_of("BA") == ("A", "B")
    assert substrate.parse_state("A=1 T0=0 B=1") == (1, 0, 1)
    assert substrate.state_label((1, 0, 1), ["B"]) == "B"
    with pytest.raises(SubstrateError, match="no unit 'C'"):
        substrate.index("C")
    with pytest.raises(StateError, match="listed twice"):
        substrate.units_of("A,A")
