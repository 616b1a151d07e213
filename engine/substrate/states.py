"""States at the edge of the engine: label strings, dicts and tuples.

In a label string a unit's label starts with a capital when the unit is ON and is lower-case when it is OFF:
``aBC``. Labels without case (``1``, ``@``) and units with more than two states cannot be written so; for them
the string is comma-separated, ``T0=1,T1=0``, which is accepted for every substrate. How people write states
is read in `engine.substrate.state_words`.
"""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from engine.errors import StateError
from engine.substrate.state_words import listed, read_words, shows_state
from engine.words import tr

__all__ = ["State", "cased", "format_state", "parse_state", "shows_state", "split_labels", "tpm_columns"]


def cased(label: str, on: int) -> str:
    """Return a label in the letter case of its unit's state, which its first letter tells.

    Abbreviations stay readable: `AND` is written `and` if it is OFF, but `CycD` is written `cycD`.
    """
    if on:
        return label[0].upper() + label[1:]
    return label.lower() if label.isupper() else label[0].lower() + label[1:]


def format_state(labels: Sequence[str], radix: Sequence[int], state: Sequence[int]) -> str:
    """Return a state as a label string, ``aBC`` or ``ERK mek``, or ``T0=1,T1=0`` if letters cannot show it.

    Parameters
    ----------
    labels : sequence of str
    radix, state : sequence of int
        Number of states and state of each unit.

    Returns
    -------
    str
    """
    if shows_state(labels, radix):
        between = "" if all(len(label) == 1 for label in labels) else " "
        return between.join(cased(label, value) for label, value in zip(labels, state, strict=True))
    return ",".join(f"{label}={value}" for label, value in zip(labels, state, strict=True))


def tpm_columns(labels: Sequence[str], radix: Sequence[int]) -> tuple[str, ...]:
    """Return the names of a TPM's columns.

    Parameters
    ----------
    labels : sequence of str
    radix : sequence of int
        Number of states of each unit.

    Returns
    -------
    tuple of str
        One label per binary unit; ``T0=0``, ``T0=1``, … for every unit if one has more than two states.
    """
    if all(base == 2 for base in radix):
        return tuple(labels)
    return tuple(
        f"{label}={value}" for label, base in zip(labels, radix, strict=True) for value in range(base)
    )


def parse_state(labels: Sequence[str], radix: Sequence[int], state: Any) -> tuple[int, ...]:
    """Return a state as a tuple of ints in unit order.

    Parameters
    ----------
    labels, radix : sequences
        Label and number of states of each unit.
    state : sequence of int, str or mapping
        One int per unit, a dict from label to int, or text: ``aBC``, ``ERK,mek``, ``A=1 B=0``, ``10``,
        ``(1, 0)``.

    Returns
    -------
    tuple of int

    Raises
    ------
    StateError
        If `state` does not give every unit one of its states.
    """
    if isinstance(state, list | tuple) and state and all(isinstance(word, str) for word in state):
        state = ",".join(state)
    if isinstance(state, str):
        state = read_words(labels, radix, state)
    if isinstance(state, Mapping):
        unknown = [label for label in state if label not in labels]
        if unknown:
            raise StateError(
                tr(
                    "The state names {label!r}, which is not a unit; use {labels}.",
                    label=unknown[0],
                    labels=listed(labels),
                ),
                "state",
            )
        missing = [label for label in labels if label not in state]
        if missing:
            raise StateError(
                tr("The state does not say how unit {label} is; add it.", label=missing[0]), "state"
            )
        state = [state[label] for label in labels]
    try:
        values = list(state)
    except TypeError:
        raise StateError(
            tr("{state!r} is no state; give one number per unit.", state=state), "state"
        ) from None
    if len(values) != len(labels):
        raise StateError(
            tr(
                "The state has {values} values for {count} units; give one per unit.",
                values=len(values),
                count=len(labels),
            ),
            "state",
        )
    return tuple(_value(label, base, v) for label, base, v in zip(labels, radix, values, strict=True))


def _value(label: str, base: int, value: Any) -> int:
    try:
        whole = int(value)
        exact = whole == value
    except (TypeError, ValueError, OverflowError):
        whole, exact = 0, False
    if not exact or not 0 <= whole < base:
        raise StateError(
            tr(
                "Unit {label} cannot be in state {value!r}; use a whole number from 0 to {most}.",
                label=label,
                value=value,
                most=base - 1,
            ),
            "state",
        )
    return whole


def split_labels(labels: Sequence[str], text: str) -> list[str]:
    """Split ``"AB"``, ``"T0,T1"`` or ``"T0 T1"`` into labels.

    Without commas and blanks the longest label that fits is taken at each place, one of the same case before
    any other.

    Parameters
    ----------
    labels : sequence of str
        The labels of the substrate.
    text : str

    Returns
    -------
    list of str

    Raises
    ------
    StateError
        If a part of the text is no label.
    """
    if text in labels or re.search(r"[,;\s]", text.strip()):
        return [text] if text in labels else [part for part in re.split(r"[,;\s]+", text) if part]
    by_length = sorted(labels, key=len, reverse=True)
    found, at = [], 0
    while at < len(text):
        exact = next((x for x in by_length if text.startswith(x, at)), None)
        loose = next((x for x in by_length if text[at : at + len(x)].lower() == x.lower()), None)
        label = exact or loose
        if label is None:
            raise StateError(
                tr(
                    "{word!r} starts with no unit's label; use {labels}.",
                    word=text[at : at + 12],
                    labels=listed(labels),
                ),
                "units",
            )
        found.append(label)
        at += len(label)
    return found


State = Sequence[int] | str | Mapping[str, int]
