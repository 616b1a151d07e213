import pytest
from jsonschema import Draft202012Validator

from engine.substrate.formats.schema import FUNCTION, FUNCTIONS, SUBSTRATE
from engine.substrate.functions import GATES

FULL = {
    "logistic": {"k": 1, "bias": 0.5},
    "gate": {"gate": "AND", "noise": 0.1},
    "table": {"inputs": ["A"], "p": [0, 1]},
    "rule": {"rule": "A", "noise": 0},
}


@pytest.mark.parametrize("schema", [FUNCTION, SUBSTRATE])
def test_it_is_a_schema(schema):
    Draft202012Validator.check_schema(schema)


@pytest.mark.parametrize("kind", FUNCTIONS)
def test_each_kind_of_function_has_its_own_keys(kind):
    validator = Draft202012Validator(FUNCTION)
    assert validator.is_valid({"type": kind, **FULL[kind]})
    assert not validator.is_valid({"type": kind, **FULL[kind], "colour": 1})
    others = [k for k in FULL if k != kind]
    assert not any(validator.is_valid({"type": other, **FULL[kind]}) for other in others)


def test_every_gate_can_be_written():
    validator = Draft202012Validator(FUNCTION)
    assert all(validator.is_valid({"type": "gate", "gate": gate}) for gate in GATES)
