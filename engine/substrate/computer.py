"""The computers of Findlay et al. (2024): stored programs that do what a target does, step by step.

A computer for n = 2^k target bits, k ≥ 2, has a clock, n registers, a program of 2^n lines and a
multiplexer. Each line of the program is a ring of n units that turns by one unit an update; its instruction
register reads out what passes while the slowest bit of the clock is OFF. The multiplexer lets through the
line whose number the registers hold. Every 2n updates the registers take the bits that came. On their way
these pass four units, which takes as many updates: with fewer than 4 bits a period is too short for that,
with 8 they wait in four buffers more.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

import numpy as np

from engine.errors import SubstrateError
from engine.substrate.functions import Gate, Rule, UnitFunction
from engine.substrate.substrate import Edge, Substrate, Unit
from engine.words import phrase, tr, trn

SIZES = 4, 8
"""Bits of the computers there are."""
MOST_BITS = SIZES[-1]
SOURCE = phrase("Findlay et al. 2024")
Kind = Literal["clock", "registers", "program", "multiplexer"]
Program = tuple[tuple[int, ...], ...]
"""The next state of the target for each of its states, the first unit fastest."""
Wire = tuple[str, UnitFunction, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Module:
    """A part of a computer.

    Attributes
    ----------
    kind : {"clock", "registers", "program", "multiplexer"}
    parts : tuple of tuple of str
        Labels of the units that do one thing: a register; a line's ring and its instruction register.
    """

    kind: Kind
    parts: tuple[tuple[str, ...], ...]

    @property
    def units(self) -> tuple[str, ...]:
        """Labels of all its units."""
        return tuple(label for part in self.parts for label in part)


def bits_for(units: int) -> int:
    """Return how many bits the computer for a target of so many units has: 4 or 8.

    Raises
    ------
    SubstrateError
        If there are more than `MOST_BITS`.
    """
    if not 1 <= units <= MOST_BITS:
        raise SubstrateError(
            trn(
                "A target of {n} unit has no computer; choose one with 1 to {most} units.",
                "A target of {n} units has no computer; choose one with 1 to {most} units.",
                units,
                most=MOST_BITS,
            ),
            "target",
        )
    return SIZES[0] if units <= SIZES[0] else SIZES[1]


def period(bits: int) -> int:
    """Return how many updates of a computer of so many bits make one of its target."""
    return 2 * bits


def outputs(bits: int) -> tuple[str, ...]:
    """Return the labels of the units that show the target's state, from the first update on."""
    return tuple(f"T{i}R0" for i in range(bits))


def modules(bits: int) -> tuple[Module, ...]:
    """Return the parts of a computer of so many bits."""
    bits, lines = _checked(bits), range(2**bits)
    depth = bits.bit_length() - 1
    divided = tuple((f"X{i}", f"A{i}") for i in range(1, depth + 1))
    return (
        Module("clock", (("C0",), *divided)),
        Module("registers", tuple((f"T{i}R0", f"T{i}R1", f"T{i}R2") for i in range(bits))),
        Module("program", tuple((*_ring(bits, line), f"IR/{line}") for line in lines)),
        Module("multiplexer", (tuple(f"M{line}" for line in lines), ("O", *_buffers(bits)[-2::-1]))),
    )


def computer(bits: int = 4, feedback: bool = False) -> Substrate:
    """Return the computer for targets of so many bits, all units OFF.

    Parameters
    ----------
    bits : {4, 8}
        117 or 2,603 units.
    feedback : bool
        The variant that is strongly connected as a whole: the clock waits for registers that change, and the
        instruction registers write back what their rings hold anyway.

    Returns
    -------
    Substrate
        The next state of the target is in `outputs` every `period` updates, from 1 on.

    Raises
    ------
    SubstrateError
        If there is no such computer.
    """
    wires = list(_wires(_checked(bits), feedback))
    units = tuple(Unit(label, function) for label, function, _ in wires)
    edges = tuple(Edge(source, label) for label, _, inputs in wires for source in inputs)
    return Substrate(units, edges, name=_name(bits, feedback), source=SOURCE)


def program_of(target: Substrate) -> Program:
    """Return the program that makes a computer do what a target does.

    Parameters
    ----------
    target : Substrate
        Binary units, deterministic. Bits that the computer has beyond them stay 0.

    Returns
    -------
    tuple of tuple of int, shape (2**bits, bits)

    Raises
    ------
    SubstrateError
        If the target is not binary, not deterministic or too large.
    """
    bits = bits_for(target.n)
    if not target.is_binary or not np.isin(target.tpm, (0.0, 1.0)).all():
        raise SubstrateError(
            tr("A computer simulates deterministic targets of ON-OFF units only; this one is none."), "target"
        )
    rows = np.zeros((2**bits, bits), dtype=int)
    rows[:, : target.n] = target.tpm[np.arange(2**bits) % 2**target.n]
    return tuple(tuple(row) for row in rows.tolist())


def start(substrate: Substrate, program: Program, first: Sequence[int]) -> tuple[int, ...]:
    """Return the state in which a computer begins: its clock, its program and the target's first state.

    Parameters
    ----------
    substrate : Substrate
        From `computer`.
    program : tuple of tuple of int
        From `program_of`.
    first : sequence of int
        State of the target.

    Returns
    -------
    tuple of int
        In the order of the computer's units.
    """
    on = {"C0": 1} | {f"T{i}R0": int(value) for i, value in enumerate(first)}
    for line, row in enumerate(program):
        on |= {f"T{i}/{line}": value for i, value in enumerate(row)}
    return tuple(on.get(label, 0) for label in substrate.labels)


def _checked(bits: int) -> int:
    if bits not in SIZES:
        raise SubstrateError(tr("A computer has 4 or 8 bits, not {bits}.", bits=bits), "bits")
    return bits


def _name(bits: int, feedback: bool) -> str:
    if feedback:
        return tr("Computer for {bits} bits, with feedback", bits=bits)
    return tr("Computer for {bits} bits", bits=bits)


def _wires(bits: int, feedback: bool) -> Iterator[Wire]:
    """Yield label, function and inputs of every unit, in the order of the paper's code."""
    depth, lines, buffers = bits.bit_length() - 1, range(2**bits), _buffers(bits)
    switching = tuple(f"T{i}R1" for i in range(bits)) if feedback else ()
    yield "C0", Gate("NOR" if feedback else "NOT"), ("C0", *switching)
    for i in range(1, depth + 1):
        yield f"X{i}", Gate("XOR"), (f"X{i}", f"A{i - 1}" if i > 1 else "C0")
        held = ("C0", *(f"X{j}" for j in range(1, i + 1)))
        yield f"A{i}", Rule(" & ".join([*held, f"!A{i}"])), (*held, f"A{i}")
    for i, fed in enumerate(buffers[:bits]):
        yield f"T{i}R0", Gate("XOR"), (f"T{i}R0", f"T{i}R1")
        yield f"T{i}R1", Gate("AND"), (f"T{i}R2", f"A{depth}")
        yield f"T{i}R2", Gate("XOR"), (f"T{i}R0", fed)
    for line in lines:
        ring = _ring(bits, line)
        for i, label in enumerate(ring):
            back = (f"IR/{line}",) if feedback and i == bits - 2 else ()
            yield label, Gate("OR" if back else "COPY"), (ring[(i + 1) % bits], *back)
    for line in lines:
        yield f"IR/{line}", Rule(f"T0/{line} & !X{depth}"), (f"T0/{line}", f"X{depth}")
    for line in lines:
        literals = [label if line >> i & 1 else f"!{label}" for i, label in enumerate(outputs(bits))]
        yield f"M{line}", Rule(" & ".join([*literals, f"IR/{line}"])), (*outputs(bits), f"IR/{line}")
    multiplexed = tuple(f"M{line}" for line in lines)
    yield "O", Rule(" | ".join(multiplexed)), multiplexed
    for label, fed in pairwise(buffers):
        yield label, Gate("COPY"), (fed,)


def _ring(bits: int, line: int) -> tuple[str, ...]:
    return tuple(f"T{i}/{line}" for i in range(bits))


def _buffers(bits: int) -> tuple[str, ...]:
    """Return the row in which bits wait behind the output, the last first; its first ones feed registers."""
    return (*(f"B{i}" for i in range(2 * bits - SIZES[0] - 1)), "O")
