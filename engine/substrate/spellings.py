"""Rules as people write them: ``B AND NOT C``, ``B && ~C``, ``B and C'``, ``maj(A, B, C)``, ``TRUE``.

A word has a meaning by its place, so that no label is reserved: ``and`` is an operator where a value has just
ended and a label where one must start, ``not`` is an operator before a value, ``maj`` is a function before a
parenthesis. What a place cannot tell (``TRUE``, ``~B``, ``B'``) is read so unless a unit has that label.
"""

import re
from collections.abc import Container, Iterator, Mapping
from itertools import combinations
from math import comb

from engine.errors import RuleError
from engine.words import tr

WORD = re.compile(r"&&?|\|\|?|[\^!(),]|[^\s&|^!(),]+")
IN_WORD = re.compile(r"[~¬∧∨⊕⊻']|[^~¬∧∨⊕⊻']+")
SIGNS = {"&": "&", "|": "|", "^": "^", "!": "!", "&&": "&", "||": "|", "and": "&", "or": "|", "xor": "^"}
SIGNS |= {"∧": "&", "∨": "|", "⊕": "^", "⊻": "^", "not": "!", "~": "!", "¬": "!"}
AFTER_VALUE = "'"  # negates the value before it
PLAIN = frozenset("&|^!(),01")
NO_VALUE = ("", "&", "&&", "|", "||", "^", ")", ",")
TRUTHS = {"true": "1", "false": "0"}
# The functions of BoolNet, with the parenthesis that makes them functions; a number ends the last three.
COUNTED = ("all(", "any(", "maj(", "sumgt(", "sumlt(", "sumis(")
MAX_TOKENS = 20_000

Word = tuple[str, int]


def words_of(text: str, labels: Container[str] | None = None) -> list[Word]:
    """Return the words and signs of a rule with their places.

    Parameters
    ----------
    text : str
    labels : container of str, optional
        The units there are: signs are split off all other words, as in ``~B`` and ``B'``.

    Returns
    -------
    list of (str, int)
    """
    words = [(match.group(), match.start()) for match in WORD.finditer(text)]
    return words if labels is None else list(_split(words, labels))


def _split(words: list[Word], labels: Container[str]) -> Iterator[Word]:
    for word, pos in words:
        if word in labels or word in PLAIN:
            yield word, pos
        else:
            yield from ((part.group(), pos + part.start()) for part in IN_WORD.finditer(word))


def value_of(word: str, following: str, labels: Container[str] | None = None) -> str:
    """Return what a word is where a value must start.

    Parameters
    ----------
    word, following : str
        The word, and the one after it; empty if it is the last.
    labels : container of str, optional
        The units there are; without them every word is one that can be.

    Returns
    -------
    str
        ``"!"``, ``"("``, one of `COUNTED`, ``"0"``, ``"1"``, a label, or another sign, which is out of place.
    """
    lower = word.lower()
    sign = SIGNS.get(lower, word)
    if sign == "!" and (word == "!" or _starts_value(following, labels)):
        return "!"
    if following == "(" and f"{lower}(" in COUNTED:
        return f"{lower}("
    if word in NO_VALUE:
        return sign
    if labels is None or word in labels:
        return word
    return TRUTHS.get(lower, sign)


def _starts_value(word: str, labels: Container[str] | None) -> bool:
    if word in NO_VALUE or word == AFTER_VALUE:
        return False
    return SIGNS.get(word.lower(), "!") == "!" or (labels is not None and word in labels)


def counted(name: str, parts: list[list[str]], pos: int) -> list[str]:
    """Return the program of a function over the programs of its parts.

    Parameters
    ----------
    name : str
        One of `COUNTED`.
    parts : list of list of str
    pos : int
        Place of the function, for errors.

    Returns
    -------
    list of str

    Raises
    ------
    RuleError
        If a number is missing, or the rule becomes too long.
    """
    if name in ("all(", "any(", "maj("):
        least = {"all(": len(parts), "any(": 1, "maj(": len(parts) // 2 + 1}[name]
        return _at_least(least, parts, pos)
    *parts, last = parts
    if not parts or len(last) != 1 or not re.fullmatch("[0-9]{1,3}", last[0]):
        said = tr("{name}…) ends with a whole number; write {name}A, B, 1).", name=name)
        raise RuleError(said, pos)
    number = int(last[0])
    if name == "sumgt(":
        return _at_least(number + 1, parts, pos)
    if name == "sumlt(":
        return [*_at_least(number, parts, pos), "!"]
    return [*_at_least(number, parts, pos), *_at_least(number + 1, parts, pos), "!", "&"]


def _at_least(least: int, parts: list[list[str]], pos: int) -> list[str]:
    """Return the program that at least so many parts are true: their conjunctions, joined by or."""
    if not 0 < least <= len(parts):
        return ["1" if least <= 0 else "0"]
    if comb(len(parts), least) * least * 2 * max(map(len, parts)) > MAX_TOKENS:
        raise RuleError(
            tr("This function has too many parts; make the unit a MAJORITY or THRESHOLD gate instead."), pos
        )
    return _joined([_joined(list(some), "&") for some in combinations(parts, least)], "|")


def _joined(programs: list[list[str]], sign: str) -> list[str]:
    first, *rest = programs
    return [*first, *(token for program in rest for token in (*program, sign))]


def infix(program: list[str], precedence: Mapping[str, int]) -> str:
    """Return a program as a rule in the plain spelling, with no more parentheses than it needs.

    Parameters
    ----------
    program : list of str
        Labels, constants and operators, operands first.
    precedence : mapping
        Operator to how tightly it binds.

    Returns
    -------
    str
    """
    stack: list[tuple[list[str], str]] = []
    for token in program:
        if token == "!":
            words, sign = stack.pop()
            words[:0] = ["!"] if sign in ("", "!") else ["!", "("]
            words += [] if sign in ("", "!") else [")"]
            stack.append((words, "!"))
        elif token in precedence:
            (right, low), (left, high) = stack.pop(), stack.pop()
            for words, sign in ((left, high), (right, low)):
                if sign and precedence[sign] < precedence[token]:
                    words[:0] = ["("]
                    words += [")"]
            # In place: copied, a chain of 10,000 operators would take quadratic time.
            left += [f" {token} ", *right]
            stack.append((left, token))
        else:
            stack.append(([token], ""))
    return "".join(stack[0][0])
