"""What lessons ask and fill in, as text: ``phi_s(AB, aBC)``, ``phi_s@before``, ``system = AB and inside``."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeAlias

from engine.errors import PhiscopeError
from engine.words import tr

REFERENCE = re.compile(r"\s*([a-z][a-z0-9_]*)\s*(?:\(([^()]*)\))?\s*(?:@\s*([\w-]+))?\s*")
SPLIT = re.compile(r"(!=|<=|>=|=|<|>)")
AND = re.compile(r"\s+and\s+")
BRACES = re.compile(r"\{([^{}]*)\}")


class ExpressionError(PhiscopeError):
    """A text that is neither a value nor a condition."""


@dataclass(frozen=True, slots=True)
class Reference:
    """A value that is asked for.

    Attributes
    ----------
    name : str
        Its name in `apps.lessons.values.VALUES`.
    args : tuple of str
        Its arguments as they are written; none stands for what is on the page.
    step : str
        The step at whose end it is meant; empty for now.
    """

    name: str
    args: tuple[str, ...] = ()
    step: str = ""

    @property
    def now(self) -> Reference:
        """The same value, asked at this moment."""
        return Reference(self.name, self.args)

    def __str__(self) -> str:
        """Return it as a lesson writes it."""
        given = f"({', '.join(self.args)})" if self.args else ""
        return f"{self.name}{given}{'@' * bool(self.step)}{self.step}"


Operand: TypeAlias = Reference | str


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two operands and what must hold between them; without an operator the left one must be yes."""

    left: Reference
    operator: str = ""
    right: Operand = ""


@dataclass(frozen=True, slots=True)
class Condition:
    """Comparisons that must all hold."""

    parts: tuple[Comparison, ...]

    @property
    def references(self) -> tuple[Reference, ...]:
        """Every value that is asked for."""
        asked = [operand for part in self.parts for operand in (part.left, part.right)]
        return tuple(each for each in asked if isinstance(each, Reference))


def reference(text: str) -> Reference:
    """Read a value, such as ``phi_s(AB, aBC)``."""
    found = REFERENCE.fullmatch(text)
    if found is None:
        raise ExpressionError(
            tr(
                "“{written}” is no value; write one as phi_s, phi_s(AB) or phi_s@step.",
                written=text.strip()[:60],
            )
        )
    name, given, step = found.groups()
    args = tuple(part.strip() for part in given.split(",")) if given and given.strip() else ()
    return Reference(name, args, step or "")


def condition(text: str, kinds: Mapping[str, str]) -> Condition:
    """Read a condition.

    ``kinds`` are the kinds of all values, by their names. On the right side a name with arguments is a value,
    as is one that a number is compared with; anything else is a word: ``view = complexes``.
    """
    return Condition(tuple(_comparison(part, kinds) for part in AND.split(text.strip())))


def _comparison(text: str, kinds: Mapping[str, str]) -> Comparison:
    parts = SPLIT.split(text)
    if len(parts) not in (1, 3) or not all(part.strip() for part in parts):
        raise ExpressionError(
            tr(
                "“{written}” is no condition; write one as phi_s > 0 or system = AB.",
                written=text.strip()[:60],
            )
        )
    left = reference(parts[0])
    if len(parts) == 1:
        return Comparison(left)
    word = parts[2].strip()
    found = REFERENCE.fullmatch(word)
    is_given = found is not None and (found[2] is not None or found[3] or kinds.get(left.name) == "number")
    is_value = found is not None and found[1] in kinds and is_given
    return Comparison(left, parts[1], reference(word) if is_value else word)


def references_in(text: str) -> tuple[Reference, ...]:
    """Return the values that a text fills in."""
    return tuple(reference(found) for found in BRACES.findall(text))
