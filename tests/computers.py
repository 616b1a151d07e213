"""The computers of Findlay et al. (2024) as substrates: units, wiring, program and start."""

import json
from functools import cache
from itertools import pairwise
from pathlib import Path

from engine.substrate.dynamics import walk
from engine.substrate.functions import Gate, Rule
from engine.substrate.substrate import Edge, Substrate, Unit

DATA = Path(__file__).parent / "data" / "networks.json"
WEAK, FEEDBACK = "findlay2024_computer_k2", "findlay2024_computer_k2_feedback"
TARGETS = {"PQRS": "findlay2024_PQRS", "WXYZ": "findlay2024_WXYZ_rule110"}
PERIOD = 8  # updates of the computer for one of its target


@cache
def entries():
    return {each["id"]: each for each in json.loads(DATA.read_text(encoding="utf-8"))["networks"]}


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


@cache
def computer(which):
    entry = entries()[which]
    wiring = {wire["unit"]: wire for wire in entry["wiring"]}
    units = tuple(Unit(label, function_of(wiring[label])) for label in entry["units"])
    edges = tuple(Edge(source, label) for label in entry["units"] for source in wiring[label]["inputs"])
    return Substrate(units, edges, name=which, source=entry["source"])


def program_of(target):
    return entries()[TARGETS[target]]["tpm"]


def start(substrate, program, first):
    """The state in which the computer starts: its clock, its program, and the target's state in T*R0."""
    state = dict.fromkeys(substrate.labels, 0) | {"C0": 1}
    for line, row in enumerate(program):
        state |= {f"T{j}/{line}": int(on) for j, on in enumerate(row)}
    state |= {f"T{i}R0": int(on) for i, on in enumerate(first)}
    return tuple(state[label] for label in substrate.labels)


def run(which, target, first, steps):
    """The states of a computer that simulates a target from one of its states."""
    substrate = computer(which)
    return list(walk(substrate, start(substrate, program_of(target), first), steps))


def grown(depth, feedback=False):
    """The wiring of the computer for four units grown to n = 2^depth: sizes to test with, 2,599 units for 3.

    Depth 2 is the computer itself; of the others it is not claimed that they simulate.
    """
    n = 2**depth
    clock = [f"X{i}" for i in range(1, depth + 1)]
    last, slow = f"A{depth}", f"X{depth}"
    rules = {"C0": " & ".join(["!C0", *(f"!T{i}R1" for i in range(n) if feedback)])}
    for i, label in enumerate(clock):
        rules[label] = f"{label} ^ {f'A{i}' if i else 'C0'}"
        rules[f"A{i + 1}"] = " & ".join(["C0", *clock[: i + 1], f"!A{i + 1}"])
    buffers = [*(f"B{i}" for i in range(n - 1)), "O"]
    for i, fed in enumerate(buffers):
        rules[f"T{i}R0"] = f"T{i}R0 ^ T{i}R1"
        rules[f"T{i}R1"] = f"T{i}R2 & {last}"
        rules[f"T{i}R2"] = f"T{i}R0 ^ {fed}"
    for line in range(2**n):
        for i in range(n):
            more = f" | IR/{line}" if feedback and i == n - 2 else ""
            rules[f"T{i}/{line}"] = f"T{(i + 1) % n}/{line}{more}"
        rules[f"IR/{line}"] = f"T0/{line} & !{slow}"
        registers = [f"T{i}R0" if line >> i & 1 else f"!T{i}R0" for i in range(n)]
        rules[f"M{line}"] = " & ".join([*registers, f"IR/{line}"])
    rules |= dict(pairwise(buffers))
    rules["O"] = " | ".join(f"M{line}" for line in range(2**n))
    return Substrate.from_rules(rules)
