"""One line of a script, such as ``D = MAJ(A, B, C) noise 0.05  # comment``: from words to a unit function.

The meaning of a word follows from its place, so that no label is reserved: a unit may be called ``AND``,
``k`` or ``noise``.
"""

import re
from typing import Any

from engine.errors import PhiscopeError, RuleError
from engine.substrate.formats.script_words import Line, Token, number
from engine.substrate.functions import GATES, MAX_PARAMETER, Gate, Logistic, Rule, Table, UnitFunction
from engine.substrate.rules import parse_rule
from engine.substrate.units import check_label
from engine.words import tr

CALLS = {name.lower(): name for name in GATES} | {"maj": "MAJORITY"}
IN_RULE = frozenset("&|^!()")
BAD_IN_QUOTES = re.compile(r"[\s&|^!()]")


def read_line(at: int, text: str, tokens: list[Token]) -> Line:
    """Read a line that has words.

    Parameters
    ----------
    at : int
        Number of the line, counted from 1.
    text : str
    tokens : list of Token
        The words of `text`, at least one.

    Returns
    -------
    Line
        With its problems; without a function if there are any.
    """
    line = Line(at, tokens[0])
    if not tokens[0].is_value:
        line.wrong_at(tokens[0], tr("A line starts with the label of a unit; write it as 'A = B & !C'."))
        return line
    try:
        check_label(line.label.label)
    except PhiscopeError as error:
        line.wrong_at(tokens[0], str(error))
    if len(tokens) == 1 or tokens[1].text not in "=~":
        place = tokens[1] if len(tokens) > 1 else Token(" ", tokens[0].end)
        line.wrong_at(
            place, tr("After the label comes '='; write it as '{label} = B & !C'.", label=tokens[0].text[:32])
        )
        return line
    body = tokens[2:]
    if not body:
        line.wrong(
            tokens[1].start, tokens[1].end, tr("Nothing follows; write what the unit does, as in 'A = B'.")
        )
        return line
    line.span = (body[0].start, body[-1].end)
    body, noise = _without_noise(line, body)
    try:
        if len(body) > 1 and body[1].text == "(" and body[0].is_value:
            line.function = _call(line, body, noise)
        else:
            line.function = _rule(line, text, body, noise or 0.0)
    except PhiscopeError as error:
        line.wrong(*line.span, str(error))
    if line.problems:
        line.function = None
    return line


def _without_noise(line: Line, body: list[Token]) -> tuple[list[Token], float | None]:
    """Split off ``noise 0.05``, which can only follow a value."""
    for i in range(1, len(body)):
        before = body[i - 1]
        if body[i].text.lower() == "noise" and (before.is_value or before.text == ")"):
            break
    else:
        return body, None
    tail = body[i:]
    if len(tail) != 2:
        end = tail[-1].end
        line.wrong(
            tail[0].start, end, tr("One number from 0 to 1 follows 'noise'; end the line 'noise 0.05'.")
        )
        return body[:i], 0.0
    value = number(line, tail[1])
    if not 0 <= value <= 1:
        line.wrong_at(
            tail[1], tr("The noise is {word}; give a probability from 0 to 1.", word=tail[1].text[:20])
        )
        return body[:i], 0.0
    return body[:i], value


def _rule(line: Line, text: str, body: list[Token], noise: float) -> Rule | None:
    for token in body:
        if not token.is_value and token.text not in IN_RULE:
            line.wrong_at(
                token,
                tr("'{word}' has no place in a rule; use labels, 0, 1, &, |, ^, ! and ().", word=token.text),
            )
            return None
    end = body[-1].end
    for token in (t for t in body if t.is_quoted):
        if not token.label or BAD_IN_QUOTES.search(token.label):
            line.wrong_at(
                token, tr("{word} is no label; put one label between the quotes.", word=token.text[:40])
            )
            return None
    try:
        # Each quote becomes a blank, so that the places in the line stay the same.
        parse_rule(text[body[0].start : end].replace('"', " "))
    except RuleError as error:
        at = body[0].start + (error.pos if error.pos is not None else 0)
        token = next((t for t in body if t.start <= at < t.end), Token(" ", min(at, end)))
        line.wrong_at(token, error.here)
        return None
    line.reads = [t for t in body if t.is_value and (t.is_quoted or t.text not in ("0", "1"))]
    return Rule(text[body[0].start : end].replace('"', ""), noise)


def _call(line: Line, body: list[Token], noise: float | None) -> UnitFunction | None:
    name = body[0].text.lower()
    close = next((i for i, token in enumerate(body) if token.text == ")"), None)
    if name not in CALLS and name not in ("table", "logistic", "p"):
        said = tr(
            "{word!r} is no function; use {gates}, table, logistic or p, or put &, | or ^ before the '('.",
            word=body[0].text[:32],
            gates=", ".join(GATES),
        )
        line.wrong_at(body[0], said)
        return None
    if close is None:
        line.wrong_at(body[1], tr("This parenthesis is never closed; add a ')'."))
        return None
    if close < len(body) - 1:
        line.wrong(
            body[close + 1].start,
            body[-1].end,
            tr(
                "{word} stands alone on its line; remove what follows or write a rule with & | ^ !.",
                word=body[0].text,
            ),
        )
        return None
    given = body[2:close]
    if name in CALLS:
        return _gate(line, CALLS[name], given, noise or 0.0)
    if noise is not None:
        line.wrong(
            *line.span,
            tr("Noise is for gates and rules, not for {name}; put it into the probabilities.", name=name),
        )
    return {"table": _table, "logistic": _logistic, "p": _constant}[name](line, given)


def _split(line: Line, given: list[Token]) -> list[list[Token]]:
    """Split at commas; an empty part is a problem, no part at all is not."""
    if not given:
        return []
    parts: list[list[Token]] = [[]]
    for token in given:
        if token.text != ",":
            parts[-1].append(token)
        elif parts[-1]:
            parts.append([])
        else:
            line.wrong_at(token, tr("Nothing stands before this comma; remove it or fill the place."))
    if not parts[-1]:
        line.wrong_at(given[-1], tr("Nothing follows this comma; remove it or fill the place."))
    return [part for part in parts if part]


def _labels(line: Line, given: list[Token]) -> None:
    """Read labels between commas as the inputs."""
    seen: set[str] = set()
    for part in _split(line, given):
        if len(part) > 1 or not part[0].is_value:
            line.wrong(
                part[0].start,
                part[-1].end,
                tr("Only labels can stand here; write a rule with &, |, ^ and ! instead."),
            )
        elif part[0].label in seen:
            line.wrong_at(part[0], tr("{label} is an input twice; name it once.", label=part[0].label[:32]))
        else:
            seen.add(part[0].label)
            line.reads.append(part[0])


def _gate(line: Line, gate: str, given: list[Token], noise: float) -> Gate | None:
    if gate != "THRESHOLD":
        _labels(line, given)
        return Gate(gate, noise)
    if len(given) < 2 or given[1].text != ";" or not re.fullmatch("[0-9]{1,3}", given[0].text):
        line.wrong(
            *line.span, tr("THRESHOLD starts with how many inputs must be ON; write THRESHOLD(2; A, B, C).")
        )
        return None
    _labels(line, given[2:])
    return Gate(gate, noise, int(given[0].text))


def _table(line: Line, given: list[Token]) -> Table | None:
    colon = next((i for i, token in enumerate(given) if token.text == ":"), None)
    if not colon:
        line.wrong(
            *line.span, tr("A table has inputs, ':' and probabilities; write table(B, C: 0.1, 0.9, 0.2, 1).")
        )
        return None
    _labels(line, given[:colon])
    rows = _rows(line, given[colon + 1 :])
    return Table(line.inputs, rows) if rows and not line.problems else None


def _constant(line: Line, given: list[Token]) -> Table | None:
    rows = _rows(line, given)
    if len(rows) > 1:
        line.wrong(*line.span, tr("p takes one probability; write p(0.5)."))
        return None
    return Table((), rows) if not line.problems else None


def _rows(line: Line, given: list[Token]) -> tuple[Any, ...]:
    """Read P(ON) per state of the inputs, or distributions such as ``0.2/0.3/0.5``."""
    rows: list[float | tuple[float, ...]] = []
    for part in _split(line, given):
        slashes = part[1::2]
        if len(part) % 2 == 0 or any(token.text != "/" for token in slashes):
            said = tr("Write one probability here, or one per state as in 0.2/0.3/0.5.")
            line.wrong(part[0].start, part[-1].end, said)
            continue
        values = tuple(number(line, token) for token in part[::2])
        for token, value in zip(part[::2], values, strict=True):
            if not 0 <= value <= 1:
                line.wrong_at(
                    token, tr("{word} is no probability; give a number from 0 to 1.", word=token.text[:20])
                )
        rows.append(values if slashes else values[0])
    if not rows and not line.problems:
        line.wrong(*line.span, tr("The probabilities are missing; give P(ON) for each state of the inputs."))
    return tuple(rows)


def _logistic(line: Line, given: list[Token]) -> Logistic:
    values: dict[str, float] = {}
    line.weights = []
    seen: set[str] = set()
    for part in _split(line, given):
        sign = part[1].text if len(part) == 3 else ""
        key = part[0].label
        if sign == "=" and key in ("k", "bias") and key not in values:
            values[key] = number(line, part[2], MAX_PARAMETER)
        elif sign == ":" and part[0].is_value and key not in seen:
            seen.add(key)
            line.reads.append(part[0])
            line.weights.append(number(line, part[2], MAX_PARAMETER))
        else:
            twice = tr("This is given twice; keep one; write logistic(k=4, bias=0.1, A:0.7, B:-0.2).")
            unread = tr("This cannot be read; write logistic(k=4, bias=0.1, A:0.7, B:-0.2).")
            line.wrong(part[0].start, part[-1].end, twice if key in seen | set(values) else unread)
    return Logistic(**values)
