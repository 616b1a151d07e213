"""The rule in a line of a script: its spellings, its labels in quotes, and where its inputs stand."""

import re
from collections.abc import Container
from typing import Any

from engine.errors import RuleError
from engine.substrate.formats.script_words import Line, Token
from engine.substrate.functions import GATES, Rule
from engine.substrate.rules import ParsedRule, read_rule
from engine.substrate.spellings import COUNTED
from engine.words import tr

CALLS = {name.lower(): name for name in GATES} | {"maj": "MAJORITY"}
IN_RULE = frozenset("&|^!()~")
BEFORE_VALUE = frozenset(("not", *(name.rstrip("(") for name in COUNTED)))
BAD_IN_QUOTES = re.compile(r"[\s&|^!()]")


def is_call(body: list[Token]) -> bool:
    """Return whether words are a gate, table, logistic or constant, not a rule such as ``not (B & C)``."""
    if len(body) < 2 or body[1].text != "(" or not body[0].is_value:
        return False
    name = body[0].text.lower()
    if name not in BEFORE_VALUE:
        return True
    listed = all(token.is_value if i % 2 == 0 else token.text == "," for i, token in enumerate(body[2:-1]))
    return name in CALLS and body[-1].text == ")" and listed


def rule_of(
    line: Line, text: str, body: list[Token], noise: float, labels: Container[str] | None
) -> Rule | None:
    """Return the rule that stands in a line, or None and note a problem.

    Parameters
    ----------
    line : Line
        Takes the problem, or the inputs of the rule.
    text : str
        The whole line.
    body : list of Token
        The words of the rule.
    noise : float
    labels : container of str, optional
        The units there are; without them every word that can be a label is one.

    Returns
    -------
    Rule or None
    """
    signs = IN_RULE | {","} if any(token.text.lower() in BEFORE_VALUE for token in body) else IN_RULE
    for token in body:
        if not token.is_value and token.text not in signs:
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
    quoted = {t.label for t in body if t.is_quoted}
    try:
        # Each quote becomes a blank, so that the places in the line stay the same.
        given = text[body[0].start : end].replace('"', " ")
        parsed = read_rule(given, None if labels is None else _Either(labels, quoted))
    except RuleError as error:
        at = body[0].start + (error.pos if error.pos is not None else 0)
        token = next((t for t in body if t.start <= at < t.end), Token(" ", min(at, end)))
        line.wrong_at(token, error.here)
        return None
    line.reads = _reads(body, parsed)
    return Rule(parsed.text if parsed.text != given else text[body[0].start : end].replace('"', ""), noise)


class _Either:
    """The units there are, and what stands in quotes, which is never a sign or a constant."""

    def __init__(self, labels: Container[str], quoted: set[str]) -> None:
        self._labels, self._quoted = labels, quoted

    def __contains__(self, word: Any) -> bool:
        return word in self._quoted or word in self._labels


def _reads(body: list[Token], parsed: ParsedRule) -> list[Token]:
    """Return where the inputs of a rule stand: words of their own, or parts of words such as ``B'``."""
    inputs = set(parsed.inputs)
    found = [token for token in body if token.is_value and token.label in inputs]
    for name in inputs.difference(token.label for token in found):
        whole = next(token for token in body if name in token.text)
        found.append(Token(name, whole.start + whole.text.index(name)))
    order = {name: i for i, name in enumerate(parsed.inputs)}
    return sorted(found, key=lambda token: (order[token.label], token.start))
