"""Boolean rules such as ``B & !(C | D)``: reading them without `eval`, and evaluating them on arrays.

Operators, tightest first: ``!`` (not), ``&`` (and), ``^`` (exclusive or), ``|`` (or); parentheses, labels,
``0`` and ``1``. Other spellings (``B AND NOT C``, ``maj(A, B, C)``) are in `engine.substrate.spellings`; a
rule is kept in this plain one. Reading is iterative, so no rule can exhaust the interpreter's stack.
"""

import re
from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

from engine.errors import RuleError
from engine.substrate.spellings import (
    AFTER_VALUE,
    COUNTED,
    SIGNS,
    WORD,
    Word,
    counted,
    infix,
    value_of,
    words_of,
)
from engine.words import tr

MAX_LENGTH = 20_000
MAX_DEPTH = 200
MAX_WORDS = 100_000  # in all rules of a network: 0.2 s of reading
PRECEDENCE = {"|": 1, "^": 2, "&": 3, "!": 4}
TOKEN = re.compile(r"[&|^!()]|[^\s&|^!()]+")
CONSTANTS = ("0", "1")
OUT_OF_PLACE = (")", ",", AFTER_VALUE)
BINARY = {"&": np.bitwise_and, "|": np.bitwise_or, "^": np.bitwise_xor}


@dataclass(frozen=True, slots=True)
class ParsedRule:
    """A rule as a postfix program.

    Attributes
    ----------
    text : str
        The rule in the plain spelling: as written, if it was written in it.
    inputs : tuple of str
        Its labels, in order of first appearance.
    program : tuple of str
        Labels, ``"0"``, ``"1"`` and operators, operands first.
    """

    text: str
    inputs: tuple[str, ...]
    program: tuple[str, ...]

    def evaluate(self, values: Mapping[str, NDArray[np.bool_]], size: int) -> NDArray[np.bool_]:
        """Evaluate the rule in many states at once.

        Parameters
        ----------
        values : mapping
            For each label a bool array of shape (size,): whether the unit is ON in each state.
        size : int
            Number of states.

        Returns
        -------
        array of bool, shape (size,)
        """
        # Eight states a byte: a rule of 10,000 operators over 65,536 states took 24 ms, now 6.
        known = {label: np.packbits(values[label]) for label in self.inputs}
        known |= {token: np.packbits(np.full(size, token == "1")) for token in CONSTANTS}
        stack: list[NDArray[np.uint8]] = []
        for token in self.program:
            if token == "!":
                stack.append(~stack.pop())
            elif token in BINARY:
                right, left = stack.pop(), stack.pop()
                stack.append(BINARY[token](left, right))
            else:
                stack.append(known[token])
        return np.unpackbits(stack[0], count=size).astype(bool)


@lru_cache(maxsize=4096)
def parse_rule(text: str) -> ParsedRule:
    """Read a rule in which every word that can be a label is one.

    Raises
    ------
    RuleError
        If it is empty, too long, nested too deeply or not a rule; `pos` is the place of the mistake.
    """
    return read_rule(text)


def read_rule(text: str, labels: Container[str] | None = None) -> ParsedRule:
    """Read a rule about known units, as people write it.

    Parameters
    ----------
    text : str
    labels : container of str, optional
        The units there are. Other words may then be constants (``TRUE``) and hold signs (``~B``, ``B'``).

    Returns
    -------
    ParsedRule

    Raises
    ------
    RuleError
        As `parse_rule`.
    """
    if len(text) > MAX_LENGTH:
        raise RuleError(_too_long(len(text)))
    reading = _Reading(words_of(text, labels), labels)
    program = reading.program_of(text)
    plain = text if reading.plain else infix(program, PRECEDENCE)
    if len(plain) > MAX_LENGTH:
        raise RuleError(_too_long(len(plain)))
    inputs = dict.fromkeys(token for token in program if token not in PRECEDENCE and token not in CONSTANTS)
    return ParsedRule(plain, tuple(inputs), tuple(program))


def check_rules(texts: Iterable[Any]) -> None:
    """Refuse rules that are too long together; what is no text is not counted."""
    count = 0
    for text in texts:
        if isinstance(text, str) and len(text) <= MAX_LENGTH:
            count += len(WORD.findall(text))
    if count > MAX_WORDS:
        raise RuleError(
            tr(
                "The rules have {count:,} words and signs together; use at most {most:,}, or give tables.",
                count=count,
                most=MAX_WORDS,
            )
        )


def plain_rule(text: Any, labels: Container[str]) -> Any:
    """Return a rule about known units in the plain spelling; what is no text is returned as it is."""
    return read_rule(text, labels).text if isinstance(text, str) else text


def substituted(rule: str, names: Mapping[str, str]) -> str:
    """Return a rule in the plain spelling with its labels replaced as in ``names``, all at once."""
    return TOKEN.sub(lambda match: names.get(match.group(), match.group()), rule)


def _too_long(count: int) -> str:
    return tr(
        "The rule has {count:,} characters; shorten it to {most:,} or fewer.", count=count, most=MAX_LENGTH
    )


@dataclass(slots=True)
class _Reading:
    """A rule while it is read: its words, the program so far and the operators that wait for their turn."""

    words: list[Word]
    labels: Container[str] | None
    program: list[str] = field(default_factory=list)
    waiting: list[Word] = field(default_factory=list)
    starts: list[list[int]] = field(default_factory=list)
    plain: bool = True

    def program_of(self, text: str) -> list[str]:
        """Return the rule as a postfix program."""
        operand_next = True
        following = (*(word for word, _ in self.words[1:]), "")
        for (word, pos), after in zip(self.words, following, strict=False):
            operand_next = self._operand(word, pos, after) if operand_next else self._operator(word, pos)
        if operand_next:
            raise RuleError(tr("The rule ends where a label, 0 or 1 is missing; complete it."), len(text))
        self._flush()
        if self.waiting:
            pos = self.waiting[-1][1]
            raise RuleError(
                tr("The parenthesis at character {at} is never closed; add a ')'.", at=pos + 1),
                pos,
                here=tr("The parenthesis is never closed; add a ')'."),
            )
        return self.program

    def _operand(self, word: str, pos: int, following: str) -> bool:
        """Read a word where a value must start; return whether a value is still to come."""
        value = value_of(word, following, self.labels)
        if value in ("(", "!") or value in COUNTED:
            self.plain = self.plain and value == word
            self._wait(value, pos)
            return True
        if value in PRECEDENCE or value in OUT_OF_PLACE:
            raise _out_of_place(word, pos)
        self.plain = self.plain and value == word
        self.program.append(value)
        return False

    def _wait(self, value: str, pos: int) -> None:
        # The parenthesis after the name of a function is read next, as one around its first part.
        self.waiting.append((value, pos))
        if value in COUNTED:
            self.starts.append([])
        elif value == "(" and len(self.waiting) > 1 and self.waiting[-2][0] in COUNTED:
            self.starts[-1].append(len(self.program))
        if len(self.waiting) > MAX_DEPTH and sum(t not in BINARY for t, _ in self.waiting) > MAX_DEPTH:
            raise RuleError(tr("The rule is nested more than {most} deep; simplify it.", most=MAX_DEPTH), pos)

    def _operator(self, word: str, pos: int) -> bool:
        """Read a word where a value has just ended; return whether a value must follow."""
        sign = SIGNS.get(word.lower(), word)
        self.plain = self.plain and sign == word
        if sign == AFTER_VALUE and self.labels is not None:
            self.plain = False
            if self.program[-1] == "!":
                self.program.pop()
            else:
                self.program.append("!")
            return False
        if sign in (")", ","):
            return self._close(sign, pos)
        if sign not in BINARY:
            raise _unjoined(word, pos)
        self._flush(PRECEDENCE[sign])
        self.waiting.append((sign, pos))
        return True

    def _flush(self, least: int = 0) -> None:
        """Move the operators that bind at least so tightly into the program, down to a parenthesis."""
        while self.waiting and PRECEDENCE.get(self.waiting[-1][0], -1) >= least:
            self.program.append(self.waiting.pop()[0])

    def _close(self, sign: str, pos: int) -> bool:
        """Close a parenthesis, or a part of a function."""
        self._flush()
        called = len(self.waiting) > 1 and self.waiting[-2][0] in COUNTED
        if sign == "," and called:
            self.starts[-1].append(len(self.program))
            return True
        if sign == "," or not self.waiting:
            raise _unopened(sign, pos)
        self.waiting.pop()
        if called:
            name, at = self.waiting.pop()
            starts = [*self.starts.pop(), len(self.program)]
            parts = [self.program[a:b] for a, b in pairwise(starts)]
            self.program[starts[0] :] = counted(name, parts, at)
        return False


def _out_of_place(word: str, pos: int) -> RuleError:
    return RuleError(
        tr(
            "'{token}' at character {at} stands where a label, 0, 1, '!' or '(' should be; "
            "put a label before it or remove it.",
            token=word,
            at=pos + 1,
        ),
        pos,
        here=tr(
            "'{token}' stands where a label, 0, 1, '!' or '(' should be; put a label before it or remove it.",
            token=word,
        ),
    )


def _unjoined(word: str, pos: int) -> RuleError:
    return RuleError(
        tr(
            "'{token}' at character {at} follows a value directly; put &, | or ^ between them.",
            token=word,
            at=pos + 1,
        ),
        pos,
        here=tr("'{token}' follows a value directly; put &, | or ^ between them.", token=word),
    )


def _unopened(sign: str, pos: int) -> RuleError:
    if sign == ",":
        return _unjoined(sign, pos)
    return RuleError(
        tr("The parenthesis at character {at} closes nothing; remove it or add a '('.", at=pos + 1),
        pos,
        here=tr("The parenthesis closes nothing; remove it or add a '('."),
    )
