"""The words of a script, one line at a time, and the record of a line while it is read.

A label stands bare, or in double quotes if it holds one of ``: ; # ~ /``.
"""

import math
import re
from dataclasses import dataclass, field
from typing import NamedTuple

from engine.substrate.functions import Table, UnitFunction
from engine.words import tr

WORD = r'[^\s&|^!(),=<>"\\:;#~/]+'
BARE = re.compile(WORD)
MAX_LENGTH = 100_000
MAX_LINE = 10_000
MAX_PROBLEMS = 20
TOKEN = re.compile(rf'"[^"]*"|{WORD}|\S')
NUMBER = re.compile(r"[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]+)?")


@dataclass(frozen=True, slots=True)
class Problem:
    """A mistake in a script.

    Attributes
    ----------
    line, column, length : int
        Its place, counted from 1 in characters.
    message : str
        One sentence with the mistake and the remedy.
    """

    line: int
    column: int
    length: int
    message: str


class Token(NamedTuple):
    """A word, a quoted label or a sign of a line.

    Attributes
    ----------
    text : str
    start : int
        Its place in the line, counted from 0.
    """

    text: str
    start: int

    @property
    def end(self) -> int:
        """The place after its last character."""
        return self.start + len(self.text)

    @property
    def is_value(self) -> bool:
        """Whether it could be a label or a number."""
        return self.is_quoted or BARE.fullmatch(self.text) is not None

    @property
    def is_quoted(self) -> bool:
        """Whether it is a label in quotes; a quote that is never closed is not."""
        return len(self.text) > 1 and self.text[0] == '"'

    @property
    def label(self) -> str:
        """The label in it, without quotes."""
        return self.text.strip('"')


@dataclass(slots=True)
class Line:
    """A line of a script, as far as it could be read.

    Attributes
    ----------
    number : int
        Counted from 1.
    label : Token
        The unit.
    function : UnitFunction or None
        None if it cannot be read.
    reads : list of Token
        The inputs as they stand in the line.
    weights : list of float or None
        Of the edges from the inputs; None if the line gives no weights.
    span : (int, int)
        Places where the function starts and ends, counted from 0.
    problems : list of Problem
        At most `MAX_PROBLEMS`.
    """

    number: int
    label: Token
    function: UnitFunction | None = None
    reads: list[Token] = field(default_factory=list)
    weights: list[float] | None = None
    span: tuple[int, int] = (0, 0)
    problems: list[Problem] = field(default_factory=list)

    @property
    def states(self) -> int:
        """The number of states that the function gives the unit."""
        p = self.function.p if isinstance(self.function, Table) else ()
        return len(p[0]) if p and isinstance(p[0], tuple) else 2

    @property
    def inputs(self) -> tuple[str, ...]:
        """Labels of the inputs, in order of first appearance."""
        return tuple(dict.fromkeys(token.label for token in self.reads))

    def wrong(self, start: int, end: int, message: str) -> None:
        """Note a problem at the places `start` to `end`, counted from 0; at most `MAX_PROBLEMS` are kept."""
        if len(self.problems) < MAX_PROBLEMS:
            self.problems.append(Problem(self.number, start + 1, max(1, end - start), message))

    def wrong_at(self, token: Token, message: str) -> None:
        """Note a problem with one word."""
        self.wrong(token.start, token.end, message)


def rows_of(text: str) -> list[str]:
    """Return the lines of a text, whatever its line ends."""
    return text.replace("\r\n", "\n").replace("\r", "\n").split("\n")


def comment_of(text: str) -> str:
    """Return the comment of a line with the blanks before it, or an empty string if it has none."""
    start = next((match.start() for match in TOKEN.finditer(text) if match.group() == "#"), None)
    return "" if start is None else text[len(text[:start].rstrip()) :].rstrip()


def tokens_of(text: str) -> list[Token]:
    """Return the words and signs of a line, up to its comment."""
    found = []
    for match in TOKEN.finditer(text):
        if match.group() == "#":
            break
        found.append(Token(match.group(), match.start()))
    return found


def number(line: Line, token: Token, limit: float = math.inf) -> float:
    """Return the number in a word; if there is none, or it exceeds `limit` in size, note a problem.

    Parameters
    ----------
    line : Line
        Takes the problem.
    token : Token
    limit : float

    Returns
    -------
    float
        0 if the word is no number.
    """
    value = float(token.text) if NUMBER.fullmatch(token.text) else math.nan
    if not math.isfinite(value):
        line.wrong_at(token, tr("{word!r} is not a number; write one, such as 0.5.", word=token.text[:20]))
        return 0.0
    if abs(value) > limit:
        line.wrong_at(
            token,
            tr(
                "{word} is too large; give a number of size {most:g} or less.",
                word=token.text[:20],
                most=limit,
            ),
        )
    return value
