"""Words for what the engine names by keys: the two directions and the tie rules."""

from __future__ import annotations

from typing import TYPE_CHECKING

from engine.words import tr

if TYPE_CHECKING:
    from collections.abc import Iterable


def side_word(direction: str) -> str:
    """Return a direction as a word: "cause" or "effect"."""
    return {"cause": tr("cause"), "effect": tr("effect")}[direction]


def side_of(direction: str, mechanism: str) -> str:
    """Return what a mechanism has on one side: "Cause of aB"."""
    if direction == "cause":
        return tr("Cause of {mechanism}", mechanism=mechanism)
    return tr("Effect of {mechanism}", mechanism=mechanism)


def sides_word(choice: str) -> str:
    """Return on which sides something is: "cause", "effect" or "both"."""
    return tr("both") if choice == "both" else side_word(choice)


def with_and(parts: Iterable[str]) -> str:
    """Return parts of a sentence as "A and B and C"."""
    return tr(" and ").join(parts)


def tie_rule_word(rule: str) -> str:
    """Return which of tied purviews a rule takes: "largest" or "smallest"."""
    return {"largest": tr("largest"), "smallest": tr("smallest")}.get(rule, rule)
