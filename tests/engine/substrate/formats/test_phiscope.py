import json

import pytest

from engine.errors import FormatError
from engine.substrate.formats.phiscope import (
    check_function,
    check_schema,
    from_dict,
    function_from_dict,
    function_to_dict,
    to_dict,
    to_text,
)
from engine.substrate.functions import Gate, Logistic, Rule, Table
from engine.substrate.substrate import Substrate

COIN = {"type": "table", "inputs": [], "p": [0.5]}


def file_of(**parts):
    return {"format": "phiscope-substrate", "version": 1, "units": [{"label": "A", "function": COIN}]} | parts


@pytest.mark.parametrize(
    "function",
    [
        Logistic(4.0, -0.5),
        Gate("XOR", 0.1),
        Gate("THRESHOLD", 0.0, 3),
        Rule("A & !B", 0.2),
        Table(("A", "B"), (0.1, 0.2, 0.3, 0.4)),
        Table((), ((0.2, 0.3, 0.5),)),
    ],
)
def test_functions_come_back_from_their_description(function):
    described = json.loads(json.dumps(function_to_dict(function)))
    check_function(described, "function", "here")
    assert function_from_dict(described) == function


def test_a_whole_number_may_be_written_with_a_point():
    assert function_from_dict({"type": "gate", "gate": "THRESHOLD", "n": 2.0}) == Gate("THRESHOLD", n=2)


@pytest.mark.parametrize(
    ("parts", "field"),
    [
        ({"format": "other"}, "format"),
        ({"units": [{}]}, "units[0]"),
        ({"units": [{"label": 3}]}, "units[0].label"),
        ({"units": [{"label": "A", "function": {"type": "gate", "gate": "IF"}}]}, "units[0].function.gate"),
        ({"colour": "red"}, None),
    ],
)
def test_the_first_field_that_is_wrong_is_named(parts, field):
    with pytest.raises(FormatError) as refusal:
        check_schema(file_of(**parts))
    assert refusal.value.field == field


def test_the_place_of_a_function_is_said_in_words():
    with pytest.raises(FormatError, match=r"function of unit A\.k is 'x'; make it a number") as refusal:
        check_function({"type": "logistic", "k": "x"}, "units[0].function", "function of unit A")
    assert refusal.value.field == "units[0].function.k"


def test_a_file_holds_one_unit_or_edge_per_line():
    units = [{"label": label, "states": 2, "function": COIN} for label in "AB"]
    edges = [{"from": "A", "to": "B", "weight": 0.5}]
    data = file_of(units=units, edges=edges)
    text = to_text(from_dict(Substrate, data))
    assert json.loads(text) == to_dict(from_dict(Substrate, data)) == data
    assert [line for line in text.splitlines() if "label" in line or "from" in line] == [
        f"  {json.dumps(units[0])},",
        f"  {json.dumps(units[1])}",
        f"  {json.dumps(edges[0])}",
    ]
