"""The text face of a network: one line per unit, read with every mistake at its place, and written back.

::

    A = B & !C                              a rule, with & | ^ ! ( ) 0 1
    D = MAJ(A, B, C) noise 0.05             a gate; THRESHOLD(2; A, B, C) needs two
    E ~ logistic(k=4, bias=0.1, A:0.7)      weights of the edges into E
    T = table(B, C: 0.1, 0.9, 0.2, 1)       P(ON), the first input fastest; 0.2/0.3/0.5 beyond two states
    F = p(0.5)                              a unit that ignores the others  # and a comment

The order of the lines is the order of the units. Gate names may be written small.
"""

import math
import re
from collections.abc import Iterable
from dataclasses import replace

import numpy as np

from engine.builders import with_tables
from engine.errors import PhiscopeError, SubstrateError, TooLargeError
from engine.formats.script_lines import read_line
from engine.formats.script_words import BARE, Line, Problem, tokens_of
from engine.functions import Gate, Logistic, Rule, Table, UnitFunction, gate_output, table_rows
from engine.rules import TOKEN
from engine.substrate import MAX_DRAWN, Edge, Substrate, Unit

__all__ = ["MAX_LENGTH", "MAX_LINE", "Problem", "ScriptError", "parse_script", "write_script"]

MAX_LENGTH = 100_000
MAX_LINE = 10_000


class ScriptError(PhiscopeError):
    """A script that cannot be read.

    Attributes
    ----------
    problems : tuple of Problem
        Every mistake found, in the order of the text.
    line, column, length : int
        The place of the first, counted from 1 in characters.
    """

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(sorted(problems, key=lambda p: (p.line, p.column)))
        first = self.problems[0]
        self.line, self.column, self.length = first.line, first.column, first.length
        more = f" ({len(self.problems) - 1} more below.)" if len(self.problems) > 1 else ""
        super().__init__(f"Line {first.line}, column {first.column}: {first.message}{more}", "script")


def parse_script(text: str, previous: Substrate | None = None) -> Substrate:
    """Read a script.

    Parameters
    ----------
    text : str
        The script, at most `MAX_LENGTH` characters with at most `MAX_LINE` in a line.
    previous : Substrate, optional
        The network before: units that still exist keep their places and states, edges into gates, rules and
        tables their weights, and units whose lines say what they said keep all their edges. New units have no
        place and are OFF. If nothing changed, `previous` itself is returned.

    Raises
    ------
    ScriptError
        With all mistakes of the text.
    """
    lines, problems = _read(text)
    defined = {line.label.label: line for line in lines}
    before = _plain(previous) if previous is not None else None
    for line in lines:
        problems += line.problems
        problems += _unknown(line, defined)
    same = _unchanged(lines, before)
    if not problems:
        for line in lines:
            problems += [] if line.label.label in same else _misfit(line, defined)
    if not lines and not problems:
        problems.append(Problem(1, 1, 1, "There are no units; write a line such as 'A = B & !C'."))
    if problems:
        raise ScriptError(problems)
    made = _made(lines, _edges(lines, before, same), before)
    return previous if previous is not None and made == before else made


def _plain(previous: Substrate) -> Substrate:
    """Return the network before, its functions being what its TPM says."""
    return previous if previous.tpm_rows is None else with_tables(previous)


def _read(text: str) -> tuple[list[Line], list[Problem]]:
    """Read each line on its own, as far as the limits go."""
    if len(text) > MAX_LENGTH:
        said = f"The text has {len(text):,} characters; shorten it to {MAX_LENGTH:,} or fewer."
        return [], [Problem(1, 1, 1, said)]
    lines: list[Line] = []
    problems: list[Problem] = []
    first: dict[str, int] = {}
    for at, row in enumerate(text.replace("\r\n", "\n").replace("\r", "\n").split("\n"), start=1):
        if len(row) > MAX_LINE:
            said = f"The line has {len(row):,} characters; shorten it to {MAX_LINE:,} or fewer."
            problems.append(Problem(at, MAX_LINE + 1, len(row) - MAX_LINE, said))
            continue
        tokens = tokens_of(row)
        if not tokens:
            continue
        if len(first) >= MAX_DRAWN:
            said = f"This is more than {MAX_DRAWN} units; remove the lines from here on."
            problems.append(Problem(at, 1, max(1, len(row)), said))
            break
        line = read_line(at, row, tokens)
        label = line.label.label
        if label in first:
            line.wrong_at(line.label, f"{label[:32]} already has line {first[label]}; keep one of the two.")
        first.setdefault(label, at)
        lines.append(line)
    return lines, problems


def _unknown(line: Line, defined: dict[str, Line]) -> list[Problem]:
    """Return the problems with labels that have no line."""
    problems = []
    for token in line.reads:
        label = token.label
        if label not in defined:
            twin = next((x for x in (label.upper(), label.lower(), label.capitalize()) if x in defined), None)
            remedy = f"write {twin}" if twin else f"correct it or add a line such as '{token.text[:32]} = 0'"
            said = f"There is no unit {label[:32]!r}; {remedy}."
            problems.append(Problem(line.number, token.start + 1, len(token.text), said))
    return problems


def _misfit(line: Line, defined: dict[str, Line]) -> list[Problem]:
    """Return the problem with a function that does not fit its inputs."""
    label, function, inputs = line.label.label, line.function, line.inputs
    assert function is not None  # a line without one has a problem
    radix = [defined[name].states for name in inputs]
    try:
        Unit(label, function, line.states)
        if isinstance(function, Table):
            table_rows(function, radix, line.states, label)
        elif any(r != 2 for r in radix):
            raise SubstrateError(
                f"Unit {label} reads a unit with more than two states; make {label} a table.", "function"
            )
        elif isinstance(function, Gate):
            gate_output(function, np.zeros(1, dtype=np.int64), len(inputs), label)
    except PhiscopeError as error:
        start, end = line.span
        return [Problem(line.number, start + 1, max(1, end - start), str(error))]
    return []


def _unchanged(lines: list[Line], before: Substrate | None) -> set[str]:
    """Return the units whose lines say what they said; what the drawing left unfinished there may stay so."""
    if before is None:
        return set()
    sources: dict[str, set[str]] = {label: set() for label in before.labels}
    for edge in before.edges:
        sources[edge.target].add(edge.source)
    functions = {unit.label: unit.function for unit in before.units}
    return {
        line.label.label
        for line in lines
        if functions.get(line.label.label) == line.function
        and (isinstance(line.function, Table | Rule) or sources[line.label.label] == set(line.inputs))
    }


def _made(lines: list[Line], edges: tuple[Edge, ...], before: Substrate | None) -> Substrate:
    """Return the substrate of lines without problems."""
    old = {unit.label: unit for unit in before.units} if before is not None else {}
    units = []
    for line in lines:
        label = line.label.label
        x, y = (old[label].x, old[label].y) if label in old else (None, None)
        assert line.function is not None  # a line without one has a problem
        units.append(Unit(label, line.function, line.states, x, y))
    if before is None:
        return Substrate(tuple(units), edges)
    labels = [unit.label for unit in units]
    same = labels == before.labels
    return replace(
        before,
        units=tuple(units),
        edges=edges,
        state=_state(units, before),
        system=tuple(x for x in before.system or () if x in labels) or None,
        transition=before.transition if same else None,
    )


def _state(units: list[Unit], before: Substrate) -> tuple[int, ...] | None:
    if before.state is None:
        return None
    old = dict(zip(before.labels, before.state, strict=True))
    return tuple(min(old.get(unit.label, 0), unit.states - 1) for unit in units)


def _edges(lines: list[Line], before: Substrate | None, same: set[str]) -> tuple[Edge, ...]:
    """Return the edges the lines ask for: those of before first, in their order, then the new ones."""
    wanted: dict[tuple[str, str], float | None] = {}
    for line in lines:
        weights = line.weights if line.weights is not None else [None] * len(line.inputs)
        for source, weight in zip(line.inputs, weights, strict=True):
            wanted[source, line.label.label] = weight
    kept: list[Edge] = []
    if before is not None:
        labels = {line.label.label for line in lines}
        for edge in before.edges:
            pair = edge.source, edge.target
            if pair in wanted:
                weight = wanted.pop(pair)
                kept.append(edge if weight is None else replace(edge, weight=weight))
            elif edge.target in same and edge.source in labels:
                # A table or a rule does not read it: it is drawing, which an unchanged line leaves alone.
                kept.append(edge)
    return (*kept, *(Edge(a, b, 1.0 if weight is None else weight) for (a, b), weight in wanted.items()))


def write_script(substrate: Substrate) -> str:
    """Return the script of a substrate: read again, it has exactly the same dynamics.

    Raises
    ------
    TooLargeError
        If a table is too long for a line, or the whole for a script.
    """
    substrate = _plain(substrate)
    lines = []
    for unit in substrate.units:
        lines.append(_line(substrate, unit))
        if len(lines[-1]) > MAX_LINE:
            raise TooLargeError(
                f"What unit {unit.label} does takes {len(lines[-1]):,} characters, too long for a line of "
                "text; edit it in the drawing or the TPM.",
                unit.label,
            )
    text = "\n".join(lines) + "\n"
    if len(text) > MAX_LENGTH:
        raise TooLargeError(
            f"The network takes {len(text):,} characters, which is too long for a text; edit the drawing or "
            "the matrices.",
            "script",
        )
    return text


def _line(substrate: Substrate, unit: Unit) -> str:
    function, label = unit.function, _label(unit.label)
    if not isinstance(function, Logistic):
        return f"{label} = {_body(substrate, unit.label, function)}"
    weights = substrate.weights[:, substrate.index(unit.label)]
    sources = {name: weights[substrate.index(name)] for name in substrate.inputs(unit.label)}
    bias = [f"bias={_number(function.bias)}"] if function.bias else []
    parts = [f"k={_number(function.k)}", *bias, *(f"{_label(x)}:{_number(w)}" for x, w in sources.items())]
    return f"{label} ~ logistic({', '.join(parts)})"


def _body(substrate: Substrate, label: str, function: UnitFunction) -> str:
    if isinstance(function, Rule):
        rule = TOKEN.sub(lambda match: _label(match.group()), function.rule.strip())
        # Line ends and the like may stand in a rule, but not in a line.
        return re.sub(r"[^\S \t]", " ", rule) + _noise(function.noise)
    if isinstance(function, Table):
        rows = ", ".join(
            "/".join(map(_number, row)) if isinstance(row, tuple) else _number(row) for row in function.p
        )
        return (
            f"table({', '.join(map(_label, function.inputs))}: {rows})" if function.inputs else f"p({rows})"
        )
    assert isinstance(function, Gate)
    name = "MAJ" if function.gate == "MAJORITY" else function.gate
    least = "" if function.n is None else f"{function.n}; "
    return f"{name}({least}{', '.join(map(_label, substrate.inputs(label)))}){_noise(function.noise)}"


def _noise(noise: float) -> str:
    return f" noise {_number(noise)}" if noise else ""


def _label(label: str) -> str:
    """Return a label as a word, in quotes where it must be; the signs of a rule stay as they are."""
    return label if BARE.fullmatch(label) or label in ("&", "|", "^", "!", "(", ")") else f'"{label}"'


def _number(value: float) -> str:
    """Return a number so that it is read back exactly."""
    if not math.isfinite(value):
        raise SubstrateError(f"{value} cannot be written; give a finite number.")
    return repr(float(value)).removesuffix(".0")
