"""Words for keys of the engine: the two directions and the tie rules."""

from __future__ import annotations

from typing import TYPE_CHECKING

from engine.words import tr

if TYPE_CHECKING:
    from collections.abc import Iterable


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


def tie_rule_word(rule: str) -> str:
    """Return the tie rule as a word: "largest" or "smallest" of the tied purviews."""
    return {"largest": tr("largest"), "smallest": tr("smallest")}.get(rule, rule)
