"""Words for keys of the engine: the two directions and the readings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from engine.iit4.readings import CHOICES
from engine.words import tr

if TYPE_CHECKING:
    from collections.abc import Iterable

    from engine.iit4.readings import Readings


def side_word(direction: str) -> str:
    """Return a direction as a word: "cause" or "effect"."""
    return {"cause": tr("cause"), "effect": tr("effect")}[direction]


def side_of(direction: str, mechanism: str) -> str:
    """Return the title of a mechanism's cause or effect.

    Parameters
    ----------
    direction
        "cause" or "effect".
    mechanism
        The mechanism in letter case.

    Returns
    -------
    str
        "Cause of aB".
    """
    if direction == "cause":
        return tr("Cause of {mechanism}", mechanism=mechanism)
    return tr("Effect of {mechanism}", mechanism=mechanism)


def sides_word(choice: str) -> str:
    """Return a choice of sides as a word: "cause", "effect" or "both"."""
    return tr("both") if choice == "both" else side_word(choice)


def with_and(parts: Iterable[str]) -> str:
    """Return parts of a sentence as "A and B and C"."""
    return tr(" and ").join(parts)


def readings_text(readings: Readings, always: Iterable[str] = ("ties",)) -> str:
    """Return readings as captions have them: "ties: largest purview; state ties: first state".

    Readings that are the default are left out, but for those of the choices `always`.
    """
    other = readings.to_dict()
    return "; ".join(
        tr("{choice}: {reading}", choice=choice.name, reading=choice.reading(getattr(readings, key)).name)
        for key, choice in CHOICES.items()
        if key in other or key in always
    )


def readings_sentences(readings: Readings, always: Iterable[str] = ("ties",)) -> list[str]:
    """Return readings as a methods section has them, without full stops; which ones as in captions."""
    other = readings.to_dict()
    return [
        choice.said(getattr(readings, key))
        for key, choice in CHOICES.items()
        if key in other or key in always
    ]
