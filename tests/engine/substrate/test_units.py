import pytest

from engine.errors import SubstrateError
from engine.substrate.functions import Logistic, Table
from engine.substrate.units import MAX_LABEL, MAX_STATES, Edge, Unit, check_label


@pytest.mark.parametrize("label", ["A", "T0", "Γ", "x" * MAX_LABEL, "A_b-c.d"])
def test_a_label_has_1_to_32_characters(label):
    check_label(label)


@pytest.mark.parametrize("label", ["", "x" * (MAX_LABEL + 1), "A B", "A&B", "0", "1", "A\n", 'A"', "A=B", 3])
def test_a_label_that_no_rule_or_file_can_hold_is_refused(label):
    with pytest.raises(SubstrateError) as refusal:
        check_label(label)
    assert refusal.value.field == "label"


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"function": None}, "function"),
        ({"states": 1}, "states"),
        ({"states": MAX_STATES + 1, "function": Table((), (0.5,))}, "states"),
        ({"states": 3}, "function"),
        ({"x": 1.5}, "x"),
        ({"y": "0"}, "y"),
    ],
)
def test_a_part_that_is_out_of_range_is_named(given, field):
    with pytest.raises(SubstrateError) as refusal:
        Unit(**({"label": "A", "function": Logistic()} | given))
    assert refusal.value.field == field


@pytest.mark.parametrize("weight", [float("nan"), float("inf"), -2e6])
def test_a_weight_is_a_number_of_limited_size(weight):
    with pytest.raises(SubstrateError, match="A → B"):
        Edge("A", "B", weight)
