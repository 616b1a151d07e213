"""The text view of a network: one line per unit, read with every mistake at its place, and written back.

::

    A = B & !C                              a rule, with & | ^ ! ( ) 0 1
    D = MAJ(A, B, C) noise 0.05             a gate; THRESHOLD(2; A, B, C) needs two
    E ~ logistic(k=4, bias=0.1, A:0.7)      weights of the edges into E
    T = table(B, C: 0.1, 0.9, 0.2, 1)       P(ON), the first input fastest; 0.2/0.3/0.5 beyond two states
    F = p(0.5)                              a unit that ignores the others  # and a comment

The order of the lines is the order of the units. Gate names may be in lower case.
"""

from collections.abc import Iterable
from dataclasses import replace

import numpy as np

from engine.errors import PhiscopeError, SubstrateError
from engine.substrate.checks import needs_table
from engine.substrate.formats.script_lines import read_line
from engine.substrate.formats.script_words import (
    MAX_LENGTH,
    MAX_LINE,
    MAX_PROBLEMS,
    Line,
    Problem,
    rows_of,
    tokens_of,
)
from engine.substrate.formats.script_writer import plain, write_script
from engine.substrate.functions import Gate, Rule, Table, gate_output, table_rows
from engine.substrate.substrate import MAX_DRAWN, Edge, Substrate, Unit
from engine.words import tr

__all__ = ["MAX_LENGTH", "MAX_LINE", "Problem", "ScriptError", "parse_script", "write_script"]


class ScriptError(PhiscopeError):
    """A script that cannot be read.

    Attributes
    ----------
    problems : tuple of Problem
        Every mistake found, in the order of the text.
    line, column, length : int
        Place of the first mistake, counted from 1 in characters.
    """

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(sorted(problems, key=lambda p: (p.line, p.column)))
        first = self.problems[0]
        self.line, self.column, self.length = first.line, first.column, first.length
        parts = {"line": first.line, "column": first.column, "sentence": first.message}
        more = len(self.problems) - 1
        if more:
            said = tr("Line {line}, column {column}: {sentence} ({more} more below.)", more=more, **parts)
        else:
            said = tr("Line {line}, column {column}: {sentence}", **parts)
        super().__init__(said, "script")


def parse_script(text: str, previous: Substrate | None = None) -> Substrate:
    """Read a script.

    Parameters
    ----------
    text : str
        At most `MAX_LENGTH` characters, with at most `MAX_LINE` in a line.
    previous : Substrate, optional
        The network before the edit. Units that still exist keep their places and states; edges into gates,
        rules and tables keep their weights; a unit whose line is unchanged keeps all its edges. New units
        have no place and are OFF.

    Returns
    -------
    Substrate
        `previous` itself if nothing changed.

    Raises
    ------
    ScriptError
        With all mistakes of the text.
    """
    lines, problems = _read(text)
    defined = {line.label.label: line for line in lines}
    before = plain(previous) if previous is not None else None
    for line in lines:
        _note_unknown(line, defined)
        problems += line.problems
    same = _unchanged(lines, before)
    if not problems:
        for line in lines:
            problems += [] if line.label.label in same else _misfit(line, defined)
    if not lines and not problems:
        problems.append(Problem(1, 1, 1, tr("There are no units; write a line such as 'A = B & !C'.")))
    if problems:
        raise ScriptError(problems)
    made = _made(lines, _edges(lines, before, same), before)
    return previous if previous is not None and made == before else made


def _read(text: str) -> tuple[list[Line], list[Problem]]:
    """Read each line by itself, as far as the limits allow."""
    if len(text) > MAX_LENGTH:
        said = tr(
            "The text has {count:,} characters; shorten it to {most:,} or fewer.",
            count=len(text),
            most=MAX_LENGTH,
        )
        return [], [Problem(1, 1, 1, said)]
    lines: list[Line] = []
    problems: list[Problem] = []
    first: dict[str, int] = {}
    for at, row in enumerate(rows_of(text), start=1):
        if len(row) > MAX_LINE:
            said = tr(
                "The line has {count:,} characters; shorten it to {most:,} or fewer.",
                count=len(row),
                most=MAX_LINE,
            )
            problems.append(Problem(at, MAX_LINE + 1, len(row) - MAX_LINE, said))
            continue
        tokens = tokens_of(row)
        if not tokens:
            continue
        if len(lines) >= MAX_DRAWN:
            said = tr("This is more than {most} units; remove the lines from here on.", most=MAX_DRAWN)
            problems.append(Problem(at, 1, max(1, len(row)), said))
            break
        line = read_line(at, row, tokens)
        label = line.label.label
        if label in first:
            line.wrong_at(
                line.label,
                tr(
                    "{label} already has line {line}; keep one of the two.",
                    label=label[:32],
                    line=first[label],
                ),
            )
        first.setdefault(label, at)
        lines.append(line)
    return lines, problems


def _note_unknown(line: Line, defined: dict[str, Line]) -> None:
    """Note the labels of a line that have no line of their own."""
    for token in [token for token in line.reads if token.label not in defined][:MAX_PROBLEMS]:
        label = token.label
        twin = next((x for x in (label.upper(), label.lower(), label.capitalize()) if x in defined), None)
        if twin:
            said = tr("There is no unit {label!r}; write {twin}.", label=label[:32], twin=twin)
        else:
            said = tr(
                "There is no unit {label!r}; correct it or add a line such as '{word} = 0'.",
                label=label[:32],
                word=token.text[:32],
            )
        line.wrong_at(token, said)


def _misfit(line: Line, defined: dict[str, Line]) -> list[Problem]:
    """Return the problem of a function that does not fit its inputs, if there is one."""
    label, function, inputs = line.label.label, line.function, line.inputs
    assert function is not None  # a line without one has a problem
    radix = [defined[name].states for name in inputs]
    try:
        Unit(label, function, line.states)
        if isinstance(function, Table):
            table_rows(function, radix, line.states, label)
        elif any(r != 2 for r in radix):
            raise SubstrateError(needs_table(label), "function")
        elif isinstance(function, Gate):
            gate_output(function, np.zeros(1, dtype=np.int64), len(inputs), label)
    except PhiscopeError as error:
        start, end = line.span
        return [Problem(line.number, start + 1, max(1, end - start), str(error))]
    return []


def _unchanged(lines: list[Line], before: Substrate | None) -> set[str]:
    """Return the units whose lines are unchanged; in them an unfinished function may stay as it is."""
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
    """Return the edges that the lines need: present ones first, in their order, then the new ones."""
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
                # The edge is only drawn: the table or rule does not read it, and its line is unchanged.
                kept.append(edge)
    return (*kept, *(Edge(a, b, 1.0 if weight is None else weight) for (a, b), weight in wanted.items()))
