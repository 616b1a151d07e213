"""Whether conditions of a lesson hold, and its texts with the values filled in."""

from __future__ import annotations

import operator
from collections.abc import Callable, Mapping
from math import isclose, isnan
from typing import TypeAlias

from apps.lessons.answers import Kind, Raw, Scene, Told
from apps.lessons.expressions import Comparison, Condition, Reference
from apps.lessons.facts import Facts
from apps.lessons.values import GUESS, VALUES
from engine.errors import PhiscopeError

Known: TypeAlias = Mapping[Reference, Told]
SAME = 1e-9
UNKNOWN = "…"
ORDER: dict[str, Callable[[float, float], bool]] = {
    "<": operator.lt,
    ">": operator.gt,
    "<=": operator.le,
    ">=": operator.ge,
}


def ask(reference: Reference, facts: Facts, scene: Scene) -> Told:
    """Return a value of the page or of the engine.

    Raises
    ------
    PhiscopeError
        If the network on screen has none, as of a unit that is not there.
    """
    return VALUES[reference.name].read(facts, scene, *reference.args)


def holds(condition: Condition, known: Known, facts: Facts) -> bool | None:
    """Return whether a condition holds; None while a value of it is not known."""
    found = [_compared(part, known, facts) for part in condition.parts]
    if False in found:
        return False
    return None if None in found else True


def _compared(part: Comparison, known: Known, facts: Facts) -> bool | None:
    left = known.get(part.left)
    if left is None:
        return None
    if not part.operator:
        return left.raw is True
    kind = kind_of(part.left)
    if isinstance(part.right, Reference):
        answer = known.get(part.right)
        if answer is None:
            return None
        right = answer.raw
    else:
        try:
            right = literal(part.right, kind, facts)
        except PhiscopeError:
            return None  # of another network
    return related(left.raw, part.operator, right, kind)


def kind_of(reference: Reference) -> Kind:
    """Return how a value is compared."""
    return "number" if reference.name == GUESS else VALUES[reference.name].kind


def literal(text: str, kind: Kind, facts: Facts) -> Raw:
    """Return what a word of a condition stands for.

    Raises
    ------
    PhiscopeError
        If it is no state or no units of this network.
    ValueError
        If it should be a number and is none.
    """
    network = facts.snapshot.substrate
    if kind == "number":
        return float(text)
    if kind == "state":
        return network.state_label(network.parse_state(text))
    if kind == "units":
        return " ".join(network.units_of(text)) if text != "nothing" else ""
    return text == "yes" if kind == "yes" else text


def related(left: Raw, sign: str, right: Raw, kind: Kind) -> bool:
    """Return whether two values of a kind are in a relation."""
    if kind == "number":
        a, b = float(left), float(right)
        if isnan(a) or isnan(b):
            return False
        same = isclose(a, b, rel_tol=SAME, abs_tol=SAME)
        if sign in ORDER:
            return "=" in sign if same else ORDER[sign](a, b)
        return same == (sign == "=")
    return (left == right) == (sign == "=")


def gathered(references: set[Reference], facts: Facts, scene: Scene) -> dict[Reference, Told]:
    """Return those of the values that this network has now."""
    found: dict[Reference, Told] = {}
    for reference in (each for each in references if not each.step):
        try:
            found[reference] = ask(reference, facts, scene)
        except PhiscopeError:
            continue  # another network than the lesson's: what it lacks stays open on screen
    return found
