"""Occurrences of a transition without actual cause or effect: the list, their names, the reason."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING

from apps.document.unit_labels import parse_units
from engine.causation.counterfactuals import analyse_link
from engine.causation.why_not import best_purview
from engine.errors import PhiscopeError
from engine.words import phrase, tr
from viz.view.account import caption
from viz.view.letters import letters
from viz.view.link import nearest

if TYPE_CHECKING:
    from engine.causation.account import Account
    from engine.causation.links import Direction
    from engine.substrate.substrate import Substrate
    from viz.view.link import Nearest

    Occurrence = tuple[Direction, tuple[str, ...]]

MOST_OCCURRENCES = 200
EVERY = phrase("Every occurrence has a cause or effect of its own.")


def unlinked(account: Account) -> list[Occurrence]:
    """Return the occurrences without actual cause or effect, small ones first, at most `MOST_OCCURRENCES`."""
    moved = account.transition
    linked = {(link.direction, link.occurrence) for link in account.links}
    sides: tuple[tuple[Direction, tuple[str, ...]], ...] = (
        ("effect", moved.causes),
        ("cause", moved.effects),
    )
    largest = max(len(moved.causes), len(moved.effects))
    found: list[Occurrence] = []
    for size in range(1, largest + 1):
        for direction, units in sides:
            found.extend((direction, x) for x in combinations(units, size) if (direction, x) not in linked)
        if len(found) >= MOST_OCCURRENCES:
            break
    return found[:MOST_OCCURRENCES]


def occurrence_text(account: Account, occurrence: Occurrence) -> str:
    """Return the name of an occurrence in a list: "effect of aB"."""
    direction, units = occurrence
    moved = account.transition
    state = moved.before_of(units) if direction == "effect" else moved.after_of(units)
    name = letters(units, state)
    return tr("effect of {name}", name=name) if direction == "effect" else tr("cause of {name}", name=name)


def why_none(substrate: Substrate, account: Account, occurrence: Occurrence) -> Nearest:
    """Return why an occurrence has no actual cause or effect: the nearest purview and what it lacks."""
    direction, units = occurrence
    moved = account.transition
    best = best_purview(substrate, moved, direction, units)
    analysis = analyse_link(substrate, moved, direction, units, best.purview)
    return nearest(best, analysis, caption(account))


def asked_occurrence(text: str, account: Account) -> Occurrence:
    """Return the occurrence that ``effect:AB`` or ``cause:C`` names.

    Raises
    ------
    PhiscopeError
        If the text is no occurrence, or if that has an actual effect or cause.
    """
    moved = account.transition
    side, _, units = text.partition(":")
    here = {"effect": moved.causes, "cause": moved.effects}.get(side.strip())
    if here is None:
        raise PhiscopeError(
            tr("{asked!r} is no occurrence; write effect:AB for what AB did, or cause:C.", asked=text)
        )
    labels, free = set(parse_units(units, here)), unlinked(account)
    wanted = next((each for each in free if each[0] == side.strip() and set(each[1]) == labels), None)
    if wanted is None:
        known = ", ".join(f"{direction}:{','.join(names)}" for direction, names in free)
        said = tr("{asked} has an actual cause or effect; those without: {known}.", asked=text, known=known)
        raise PhiscopeError(said if known else EVERY)
    return wanted
