"""States as people write them, in text: ``aBC``, ``ERK,mek,p53``, ``A=1 B=0``, ``110``, ``(1, 1, 0)``.

A capital first letter is ON. Digits alone are the states of the units in their order.
"""

import re
from collections.abc import Sequence

from engine.errors import StateError
from engine.words import tr

PAIRS = (("(", ")"), ("[", "]"), ("{", "}"))
MAX_TEXT = 40_000  # twice what 128 units with the longest labels take
VALUES = {"on": 1, "off": 0, "true": 1, "false": 0}


def shows_state(labels: Sequence[str], radix: Sequence[int]) -> bool:
    """Return whether capital letters can show the states of these units.

    Parameters
    ----------
    labels : sequence of str
    radix : sequence of int
        Number of states of each unit.

    Returns
    -------
    bool
    """
    plain = all(
        radix[i] == 2
        and label[0].lower() != label[0].upper()
        and len(label.lower()) == len(label)
        and len(label[0].upper()) == 1
        for i, label in enumerate(labels)
    )
    return plain and len({label.lower() for label in labels}) == len(labels)


def read_words(labels: Sequence[str], radix: Sequence[int], text: str) -> dict[str, int] | list[int]:
    """Return the states that a text gives, by label or one per unit.

    Parameters
    ----------
    labels : sequence of str
    radix : sequence of int
        Number of states of each unit.
    text : str

    Returns
    -------
    dict of str to int, or list of int
        Perhaps not of all units.

    Raises
    ------
    StateError
        If the text is neither names nor digits, or letters cannot show the states of these units.
    """
    if len(text) > MAX_TEXT:
        raise StateError(
            tr("The state has {count:,} characters; name each unit once.", count=len(text)), "state"
        )
    inner = text.strip()
    for opening, closing in PAIRS:
        if inner.startswith(opening) and inner.endswith(closing) and inner not in labels:
            inner = inner[1:-1].strip()
    if "=" in inner:
        return _from_pairs(
            re.split(r"[,;\s]+", "=".join(part.strip() for part in inner.strip(",;").split("=")))
        )
    words = [word for word in re.split(r"[,;\s]+", inner) if word]
    if words and all(word.isascii() and word.isdigit() for word in words):
        return _from_digits(words, len(labels))
    if not shows_state(labels, radix):
        raise StateError(_no_letters(labels, radix), "state")
    return _in_order(labels, inner) or _in_any_order(labels, words)


def _from_digits(words: list[str], n: int) -> list[int]:
    """Read one digit per unit, apart or in one word."""
    digits = list(words[0]) if len(words) == 1 else words
    long = next((digit for digit in digits if len(digit) > 1), None)
    if long is not None and len(digits) == n:
        raise StateError(
            tr(
                "{word!r} is no state; write one digit per unit, such as {example}.",
                word=long[:12],
                example="1" + "0" * (n - 1),
            ),
            "state",
        )
    return [int(digit[:4]) for digit in digits]


def _no_letters(labels: Sequence[str], radix: Sequence[int]) -> str:
    lower = [label.lower() for label in labels]
    twins = [label for label in labels if lower.count(label.lower()) > 1]
    if any(r != 2 for r in radix):
        why = tr("some units have more than two states")
    elif twins:
        why = tr("labels {one} and {other} differ only by case", one=twins[0], other=twins[1])
    else:
        why = tr("its labels have no case")
    return tr(
        "Capitals cannot show this substrate's state: {why}; write a dict, or {example!r} and so on.",
        why=why,
        example=",".join(f"{label}={i % 2}" for i, label in enumerate(labels[:2])),
    )


def _from_pairs(pairs: list[str]) -> dict[str, int]:
    values: dict[str, int] = {}
    for pair in pairs:
        label, _, word = pair.partition("=")
        value = VALUES.get(word.lower(), word)
        if isinstance(value, str) and (not value.isascii() or not value.isdigit() or len(value) > 3):
            raise StateError(
                tr("{pair!r} gives no state; write it as label=number.", pair=pair[:40]), "state"
            )
        if label in values:
            raise StateError(_twice(label), "state")
        values[label] = int(value)
    return values


def _twice(label: str) -> str:
    return tr("The state names unit {label} twice; name each unit once.", label=label)


def _in_order(labels: Sequence[str], text: str) -> dict[str, int] | None:
    """Read the labels in unit order, in which no text is ambiguous; None if the text has another order."""
    values, at = {}, 0
    for label in labels:
        if text[at : at + len(label)].lower() != label.lower():
            return None
        values[label] = int(text[at].isupper())
        at += len(label)
    return values if at == len(text) else None


def _in_any_order(labels: Sequence[str], words: Sequence[str]) -> dict[str, int]:
    """Read words made of labels in any order, the longest label that fits first."""
    by_length = sorted(labels, key=len, reverse=True)
    values: dict[str, int] = {}
    for word in words:
        at = 0
        while at < len(word):
            fits = (x for x in by_length if word[at : at + len(x)].lower() == x.lower())
            label = next(fits, None)
            if label is None:
                raise StateError(
                    tr(
                        "{word!r} in the state starts with no unit's label; use {labels}.",
                        word=word[at : at + 12],
                        labels=listed(labels),
                    ),
                    "state",
                )
            if label in values:
                raise StateError(_twice(label), "state")
            values[label] = int(word[at].isupper())
            at += len(label)
    return values


def listed(labels: Sequence[str]) -> str:
    """Return the first labels, for a sentence."""
    return ", ".join(labels[:8]) + (" …" if len(labels) > 8 else "")
