"""Words, signs and numbers at the edges of graphs: what activates, and what inhibits."""

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from engine.errors import FormatError
from engine.words import tr

WEIGHTS = ("weight", "value")
LABELS = ("label", "edge_label", "edgelabel")
KINDS = ("type", "edge_type", "interaction_type", "relation")
SIGNS = ("interaction", "shared_interaction", "sign", "effect", "regulation", *KINDS)
READ = (*LABELS, *SIGNS)
MINUS = str.maketrans("−–—‐_", "---- ")


def _phrases(text: str) -> frozenset[str]:
    """Return phrases that are written with | between them and _ inside them."""
    return frozenset(part.replace("_", " ") for part in "".join(text.split()).split("|"))


POSITIVE = _phrases(
    """activate|activates|activating|activation|activator|activatory|stimulate|stimulates|stimulating|
    stimulation|stimulatory|promote|promotes|promotion|induce|induces|induction|enhance|enhances|excite|
    excites|excitation|excitatory|upregulate|upregulates|upregulation|up_regulates|up_regulation|up|
    positive|pos|plus|positive_regulation|positively_regulates|positive_influence|+|++|->|-->|=>|→"""
)
NEGATIVE = _phrases(
    """inhibit|inhibits|inhibiting|inhibition|inhibitor|inhibitory|repress|represses|repressing|repression|
    repressor|suppress|suppresses|suppressing|suppression|suppressor|block|blocks|downregulate|
    downregulates|downregulation|down_regulates|down_regulation|down|negative|neg|minus|
    negative_regulation|negatively_regulates|negative_influence|-|--|⊣"""
) | {"-|", "--|", "|-"}
UNCLEAR = _phrases("dual|both|unknown|ambiguous|unspecified|undefined|?|+-|-+|+/-|-/+")
# Words about signs that none of the lists has, such as "inhibited by", which turns the edge round.
ABOUT = re.compile(r"inhibit|repress|suppress|activat|stimulat|positiv|negativ|regulated")
LIKE_NUMBER = re.compile(r"[+-]?[.,]?\d[\d.,]*%?")


@dataclass(frozen=True, slots=True)
class Claim:
    """What is written at an edge, beside its weight.

    Attributes
    ----------
    numbers : tuple of float
        Numbers that are labels of it.
    signs : frozenset of int
        1 if it is said to activate, -1 if it is said to inhibit.
    words : tuple of str
        Words that say nothing about its sign.
    """

    numbers: tuple[float, ...]
    signs: frozenset[int]
    words: tuple[str, ...]


def key_of(name: Any) -> str:
    """Return the name of an attribute as programs agree on it: in lower case, with _ for blanks."""
    return "_".join(str(name).casefold().split())


def number_of(value: Any) -> float | None:
    """Return a finite number, written with any minus sign, or None if the value is none."""
    try:
        number = float(value.translate(MINUS) if isinstance(value, str) else value)
    except (TypeError, ValueError, OverflowError):
        return None
    return number if math.isfinite(number) else None


def claims_of(data: Mapping[str, Any], texts: Sequence[str], edge: str) -> Claim:
    """Return what is written at an edge.

    Parameters
    ----------
    data : mapping
        Its attributes, by their names as `key_of` writes them.
    texts : sequence of str
        What is written at it in a drawing.
    edge : str
        The edge, for error messages.

    Returns
    -------
    Claim

    Raises
    ------
    FormatError
        If words about its sign are not understood, and it has no weight.
    """
    numbers: list[float] = []
    signs: set[int] = set()
    words: dict[str, None] = {}
    weighted = any(data.get(name) not in (None, "") for name in WEIGHTS)
    given = [("label", text) for text in texts] + [(key, data[key]) for key in READ if key in data]
    for key, value in given:
        word = str(value).strip()
        sign = _sign(word, key)
        number = number_of(word) if key in LABELS else None
        if sign is not None:
            signs.add(sign)
        elif number is not None:
            numbers.append(number)
        elif word and not weighted and _is_unclear(word, key):
            raise FormatError(
                tr(
                    "Edge {edge} says {word!r}, which is not understood; give it a weight, or write "
                    "'activates' or 'inhibits'.",
                    edge=edge,
                    word=word[:40],
                ),
                f"weight of edge {edge}",
            )
        elif word:
            words[word[:40]] = None
    return Claim(tuple(numbers), frozenset(signs), tuple(words))


def _plain(word: str) -> str:
    text = word.casefold().translate(MINUS)
    if any(sign.isalpha() for sign in text):
        return " ".join(text.replace("-", " ").split())
    return "".join(text.split())


def _sign(word: str, key: str) -> int | None:
    plain = _plain(word)
    if key not in LABELS and key not in KINDS and number_of(plain) in (1, -1):
        return 1 if number_of(plain) == 1 else -1
    return 1 if plain in POSITIVE else -1 if plain in NEGATIVE else None


def _is_unclear(word: str, key: str) -> bool:
    plain = _plain(word)
    if key not in KINDS and LIKE_NUMBER.fullmatch(plain):
        return True
    return plain in UNCLEAR or ABOUT.search(plain) is not None
