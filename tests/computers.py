"""The computers of Findlay et al. (2024) with their programs, and what the reference data says of them."""

import json
from functools import cache
from pathlib import Path

from engine.substrate import computer as builder
from engine.substrate.dynamics import walk
from engine.substrate.functions import Gate, Rule
from engine.substrate.substrate import Edge, Substrate, Unit

DATA = Path(__file__).parent / "data" / "networks.json"
WEAK, FEEDBACK = "findlay2024_computer_k2", "findlay2024_computer_k2_feedback"
TARGETS = {"PQRS": "findlay2024_PQRS", "WXYZ": "findlay2024_WXYZ_rule110"}
PERIOD = builder.period(4)


@cache
def entries():
    return {each["id"]: each for each in json.loads(DATA.read_text(encoding="utf-8"))["networks"]}


@cache
def computer(which):
    return builder.computer(4, which == FEEDBACK)


@cache
def described(which):
    """A computer as the wiring of its entry describes it, unit by unit."""
    entry = entries()[which]
    wiring = {wire["unit"]: wire for wire in entry["wiring"]}
    units = tuple(Unit(label, function_of(wiring[label])) for label in entry["units"])
    edges = tuple(Edge(source, label) for label in entry["units"] for source in wiring[label]["inputs"])
    return Substrate(units, edges, name=which)


def function_of(wire):
    """The function of a unit as its entry describes it: a gate over its inputs, or a rule."""
    kind, inputs = wire["function"], wire["inputs"]
    if kind == "AND_NOT_LAST":
        return Rule(" & ".join([*inputs[:-1], f"!{inputs[-1]}"]))
    if kind == "MATCH":
        pattern = [*wire["match"], 1]
        literals = [each if on else f"!{each}" for each, on in zip(inputs, pattern, strict=True)]
        return Rule(" & ".join(literals))
    return Gate(kind)


def target_of(target):
    return Substrate.from_tpm(entries()[TARGETS[target]]["tpm"], labels=list(target))


def start(which, target, first):
    """The state in which a computer starts that simulates a target from one of its states."""
    return builder.start(computer(which), builder.program_of(target_of(target)), first)


def run(which, target, first, steps):
    """The states of a computer that simulates a target from one of its states."""
    return list(walk(computer(which), start(which, target, first), steps))
