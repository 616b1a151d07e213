"""Boolean rules such as ``B & !(C | D)``: reading them without `eval`, and evaluating them on arrays.

Operators, tightest first: ``!`` (not), ``&`` (and), ``^`` (exclusive or), ``|`` (or); parentheses, labels,
``0`` and ``1``. Reading is iterative, so no rule can exhaust the interpreter's stack.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from engine.errors import RuleError
from engine.words import tr

MAX_LENGTH = 10_000
MAX_DEPTH = 200
PRECEDENCE = {"|": 1, "^": 2, "&": 3, "!": 4}
TOKEN = re.compile(r"[&|^!()]|[^\s&|^!()]+")
BINARY = {"&": np.logical_and, "|": np.logical_or, "^": np.logical_xor}


@dataclass(frozen=True, slots=True)
class ParsedRule:
    """A rule as a postfix program.

    Attributes
    ----------
    text : str
        The rule as written.
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
        stack: list[NDArray[np.bool_]] = []
        for token in self.program:
            if token == "!":
                stack.append(~stack.pop())
            elif token in BINARY:
                right, left = stack.pop(), stack.pop()
                stack.append(BINARY[token](left, right))
            elif token in "01":
                stack.append(np.full(size, token == "1"))
            else:
                stack.append(values[token])
        return stack[0]


@lru_cache(maxsize=4096)
def parse_rule(text: str) -> ParsedRule:
    """Read a rule.

    Raises
    ------
    RuleError
        If it is empty, too long, nested too deeply or not a rule; `pos` is the place of the mistake.
    """
    if len(text) > MAX_LENGTH:
        raise RuleError(
            tr(
                "The rule has {count:,} characters; shorten it to {most:,} or fewer.",
                count=len(text),
                most=MAX_LENGTH,
            )
        )
    program: list[str] = []
    waiting: list[tuple[str, int]] = []
    operand_next = True
    for match in TOKEN.finditer(text):
        token, pos = match.group(), match.start()
        if operand_next:
            operand_next = _operand(token, pos, program, waiting)
        else:
            operand_next = _operator(token, pos, program, waiting)
    if operand_next:
        raise RuleError(tr("The rule ends where a label, 0 or 1 is missing; complete it."), len(text))
    while waiting:
        token, pos = waiting.pop()
        if token == "(":
            raise RuleError(
                tr("The parenthesis at character {at} is never closed; add a ')'.", at=pos + 1),
                pos,
                here=tr("The parenthesis is never closed; add a ')'."),
            )
        program.append(token)
    labels = [token for token in program if token not in PRECEDENCE and token not in "01"]
    return ParsedRule(text, tuple(dict.fromkeys(labels)), tuple(program))


def _operand(token: str, pos: int, program: list[str], waiting: list[tuple[str, int]]) -> bool:
    """Read a token where a value must start; return whether a value is still to come."""
    if token in "!(":
        waiting.append((token, pos))
        if len(waiting) > MAX_DEPTH and sum(t in "!(" for t, _ in waiting) > MAX_DEPTH:
            raise RuleError(tr("The rule is nested more than {most} deep; simplify it.", most=MAX_DEPTH), pos)
        return True
    if token in PRECEDENCE or token == ")":
        raise RuleError(
            tr(
                "'{token}' at character {at} stands where a label, 0, 1, '!' or '(' should be; "
                "put a label before it or remove it.",
                token=token,
                at=pos + 1,
            ),
            pos,
            here=tr(
                "'{token}' stands where a label, 0, 1, '!' or '(' should be; "
                "put a label before it or remove it.",
                token=token,
            ),
        )
    program.append(token)
    return False


def _operator(token: str, pos: int, program: list[str], waiting: list[tuple[str, int]]) -> bool:
    """Read a token where a value has just ended; return whether a value must follow."""
    if token == ")":
        while waiting and waiting[-1][0] != "(":
            program.append(waiting.pop()[0])
        if not waiting:
            raise RuleError(
                tr("The parenthesis at character {at} closes nothing; remove it or add a '('.", at=pos + 1),
                pos,
                here=tr("The parenthesis closes nothing; remove it or add a '('."),
            )
        waiting.pop()
        return False
    if token not in "&|^":
        raise RuleError(
            tr(
                "'{token}' at character {at} follows a value directly; put &, | or ^ between them.",
                token=token,
                at=pos + 1,
            ),
            pos,
            here=tr("'{token}' follows a value directly; put &, | or ^ between them.", token=token),
        )
    while waiting and waiting[-1][0] != "(" and PRECEDENCE[waiting[-1][0]] >= PRECEDENCE[token]:
        program.append(waiting.pop()[0])
    waiting.append((token, pos))
    return True
