"""States at the edge of the engine: label strings, dicts and tuples.

In a label string a unit's label starts with a capital when the unit is ON and is lower-case when it is OFF:
``aBC``. Labels without case (``1``, ``@``) and units with more than two states cannot be written so; for them
the string is comma-separated, ``T0=1,T1=0``, which is accepted for every substrate.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from engine.errors import StateError
from engine.words import tr


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


def format_state(labels: Sequence[str], radix: Sequence[int], state: Sequence[int]) -> str:
    """Return a state as a label string, ``aBC``, or as ``T0=1,T1=0`` if letters cannot show it.

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
        return "".join(
            label[0].upper() + label[1:] if value else label.lower()
            for label, value in zip(labels, state, strict=True)
        )
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
        One int per unit, a label string, ``A=1,B=0``, or a dict from label to int.

    Returns
    -------
    tuple of int

    Raises
    ------
    StateError
        If `state` does not give every unit one of its states.
    """
    if isinstance(state, str):
        state = _from_text(labels, radix, state.strip())
    if isinstance(state, Mapping):
        unknown = [label for label in state if label not in labels]
        if unknown:
            raise StateError(
                tr(
                    "The state names {label!r}, which is not a unit; use {labels}.",
                    label=unknown[0],
                    labels=_listed(labels),
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


def _listed(labels: Sequence[str]) -> str:
    return ", ".join(labels[:8]) + (" …" if len(labels) > 8 else "")


def _from_text(labels: Sequence[str], radix: Sequence[int], text: str) -> dict[str, int]:
    if "=" in text:
        return _from_pairs(text)
    if not shows_state(labels, radix):
        lower = [label.lower() for label in labels]
        twins = [label for label in labels if lower.count(label.lower()) > 1]
        if any(r != 2 for r in radix):
            why = tr("some units have more than two states")
        elif twins:
            why = tr("labels {one} and {other} differ only by case", one=twins[0], other=twins[1])
        else:
            why = tr("its labels have no case")
        example = ",".join(f"{label}={i % 2}" for i, label in enumerate(labels[:2]))
        raise StateError(
            tr(
                "Capitals cannot show this substrate's state: {why}; write a dict, or {example!r} and so on.",
                why=why,
                example=example,
            ),
            "state",
        )
    return _in_order(labels, text) or _in_any_order(labels, text)


def _from_pairs(text: str) -> dict[str, int]:
    values: dict[str, int] = {}
    for pair in text.split(","):
        label, _, value = (part.strip() for part in pair.partition("="))
        if not value.isascii() or not value.isdigit() or len(value) > 3:
            raise StateError(
                tr("{pair!r} gives no state; write it as label=number.", pair=pair.strip()), "state"
            )
        if label in values:
            raise StateError(
                tr("The state names unit {label} twice; name each unit once.", label=label), "state"
            )
        values[label] = int(value)
    return values


def _in_order(labels: Sequence[str], text: str) -> dict[str, int] | None:
    """Read the labels in unit order, in which no text is ambiguous; None if the text has another order."""
    values, at = {}, 0
    for label in labels:
        if text[at : at + len(label)].lower() != label.lower():
            return None
        values[label] = int(text[at].isupper())
        at += len(label)
    return values if at == len(text) else None


def _in_any_order(labels: Sequence[str], text: str) -> dict[str, int]:
    """Read the labels in any order, the longest that fits first."""
    by_length = sorted(labels, key=len, reverse=True)
    values: dict[str, int] = {}
    at = 0
    while at < len(text):
        fits = (x for x in by_length if text[at : at + len(x)].lower() == x.lower())
        label = next(fits, None)
        if label is None:
            raise StateError(
                tr(
                    "{word!r} in the state starts with no unit's label; use {labels}.",
                    word=text[at : at + 12],
                    labels=_listed(labels),
                ),
                "state",
            )
        if label in values:
            raise StateError(
                tr("The state names unit {label} twice; name each unit once.", label=label), "state"
            )
        values[label] = int(text[at].isupper())
        at += len(label)
    return values


def split_labels(labels: Sequence[str], text: str) -> list[str]:
    """Split ``"AB"`` or ``"T0,T1"`` into labels.

    Without commas the longest label that fits is taken at each place, one of the same case before any other.

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
    if "," in text or text in labels:
        return [part.strip() for part in text.split(",") if part.strip()]
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
                    labels=_listed(labels),
                ),
                "units",
            )
        found.append(label)
        at += len(label)
    return found


State = Sequence[int] | str | Mapping[str, int]
