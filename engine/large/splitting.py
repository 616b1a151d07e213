"""Parting sets of units so that no candidate system with φ_s > 0 is parted (formalism §9).

Each function returns the classes of a set C: a candidate system S ⊆ C with φ_s(S) > 0 is in one of them.
"""

from functools import partial

from engine.large.components import strong_components
from engine.large.surroundings import Surroundings
from engine.substrate.masks import bits


def by_effect_edges(here: Surroundings, inside: int) -> list[int]:
    """Return the strongly connected components of the inputs that effects depend on.

    They are a part of what `by_self_sufficiency` finds, and quicker.
    """
    return strong_components(inside, partial(_effect_inputs, here, inside))


def _effect_inputs(here: Surroundings, inside: int, unit: int) -> int:
    return here.effect_inputs(unit, inside)


def by_cause_edges(here: Surroundings, inside: int) -> list[int]:
    """Return the strongly connected components of the inputs that may have made a difference."""
    return strong_components(inside, partial(_cause_inputs, here, inside))


def _cause_inputs(here: Surroundings, inside: int, unit: int) -> int:
    return here.cause_inputs(unit, inside)


def by_self_sufficiency(here: Surroundings, inside: int) -> list[int]:
    """Return the classes of units that no self-sufficient set separates.

    A set B ⊂ C is self-sufficient if the next states of its units are as probable whatever the inputs from
    C without B are, all other inputs being as they are now. Were S ∩ B a proper part of S, a cut of its
    inputs would change nothing.
    """
    without = {unit: _largest_without(here, inside, unit) for unit in bits(inside)}
    classes = []
    rest = inside
    while rest:
        first = (rest & -rest).bit_length() - 1
        alike = 1 << first
        for other in bits(rest & ~without[first] & ~alike):
            if not without[other] >> first & 1:
                alike |= 1 << other
        classes.append(alike)
        rest &= ~alike
    return classes


def _largest_without(here: Surroundings, inside: int, unit: int) -> int:
    """Return the largest self-sufficient set of units of C that does not have a unit."""
    left = inside & ~(1 << unit)
    waiting = here.outputs[unit] & left
    while waiting:
        lowest = waiting & -waiting
        waiting ^= lowest
        if not here.is_forced(lowest.bit_length() - 1, inside & ~left):
            left ^= lowest
            waiting = (waiting | here.outputs[lowest.bit_length() - 1]) & left
    return left


def parted_by(here: Surroundings, inside: int) -> str | None:
    """Return which direction leaves a candidate system in pieces: "effects", "causes", or None.

    Here, and only here, the averaged causes tell: the system is this set and no part of it.
    """
    for rule, inputs in (("effects", _effect_inputs), ("causes", _averaged_inputs)):
        if not inside & (inside - 1):
            if not inputs(here, inside, inside.bit_length() - 1):
                return rule
        elif len(strong_components(inside, partial(inputs, here, inside))) > 1:
            return rule
    return None


def _averaged_inputs(here: Surroundings, inside: int, unit: int) -> int:
    return here.averaged_inputs(unit, inside)
