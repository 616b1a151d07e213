"""What can be swept, and that a value lands in the network it is meant for."""

import pytest

from engine.errors import SubstrateError
from engine.substrate.functions import Gate, Logistic, Rule, Table
from engine.substrate.parameters import Parameter, parameters, value_of, with_value
from engine.substrate.substrate import Edge, Substrate, Unit

MIXED = Substrate(
    (
        Unit("A", Logistic(k=4.0, bias=0.5)),
        Unit("B", Logistic(k=2.0)),
        Unit("C", Gate("OR", noise=0.1)),
        Unit("D", Table(("A",), (0.1, 0.9))),
        Unit("E", Rule("A & B", noise=0.2)),
    ),
    tuple(Edge(a, b, w) for a, b, w in
          (("A", "B", 0.7), ("B", "A", -0.3), ("A", "C", 1), ("A", "D", 1), ("A", "E", 1), ("B", "E", 1))),
)  # fmt: skip


@pytest.mark.nojit
class TestParameters:
    def test_only_what_changes_the_dynamics_is_offered(self):
        assert set(parameters(MIXED)) == {
            Parameter("k", ("A", "B")), Parameter("k", ("A",)), Parameter("k", ("B",)),
            Parameter("bias", ("A", "B")), Parameter("bias", ("A",)), Parameter("bias", ("B",)),
            Parameter("noise", ("C", "E")), Parameter("noise", ("C",)), Parameter("noise", ("E",)),
            Parameter("weight", ("A", "B")), Parameter("weight", ("B", "A")),
        }  # fmt: skip

    @pytest.mark.parametrize("parameter", parameters(MIXED), ids=str)
    def test_each_can_be_read_and_set_and_changes_the_dynamics(self, parameter):
        other = with_value(MIXED, parameter, 0.45)
        assert value_of(other, parameter) == 0.45
        assert other.sha256 != MIXED.sha256
        assert with_value(other, parameter, value_of(MIXED, parameter)).labels == MIXED.labels

    def test_a_shared_number_is_set_in_all_units_and_nowhere_else(self):
        other = with_value(MIXED, Parameter("k", ("A", "B")), 9.0)
        assert [u.function.k for u in other.units[:2]] == [9.0, 9.0]
        assert other.units[2:] == MIXED.units[2:]
        assert other.units[0].function.bias == 0.5

    def test_a_network_given_by_its_tpm_has_none(self):
        substrate = Substrate(MIXED.units[:2], MIXED.edges[:2], tpm_rows=((0.1, 0.2),) * 4)
        assert parameters(substrate) == ()
        with pytest.raises(SubstrateError, match="no k of A"):
            value_of(substrate, Parameter("k", ("A",)))

    def test_impossible_values_are_refused(self):
        with pytest.raises(SubstrateError, match="noise"):
            with_value(MIXED, Parameter("noise", ("C",)), 1.5)
