"""Purviews chosen by hand: the same Φ-structure with other purviews among those that tie (IIT 4.0, S1)."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import TYPE_CHECKING, TypeAlias

from engine.errors import PhiscopeError
from engine.iit4.distinctions import Direction, Distinction, MaximalPurview, PurviewChoice, PurviewTie
from engine.iit4.relations import Relations, exact_big_phi
from engine.words import tr

if TYPE_CHECKING:
    from engine.iit4.structure import PhiStructure

DIRECTIONS: tuple[Direction, ...] = ("cause", "effect")
_Order: TypeAlias = Callable[[PurviewTie], tuple]


def choose_purviews(structure: PhiStructure, choices: Iterable[PurviewChoice]) -> PhiStructure:
    """Return the Φ-structure with these purviews, elsewhere with those of the tie rule (IIT 4.0 eqs 46-59).

    Earlier choices are dropped, so no choices at all give back the purviews of the rule. Only purviews that
    tie and are congruent with the system's specified state can be chosen. φ_s, φ_d and the set of
    distinctions do not depend on the choice; relations and Φ do.

    Parameters
    ----------
    structure : PhiStructure
    choices : iterable of PurviewChoice

    Returns
    -------
    PhiStructure
        Its `by_hand` has the choices that differ from those of the rule.

    Raises
    ------
    PhiscopeError
        If a choice names no distinction of the structure, or no purview that can be chosen.
    """
    wanted = {(c.mechanism, c.direction): c.purview for c in choices}
    for mechanism, _ in wanted:
        _distinction(structure, mechanism)
    order = _order(structure)
    of_rule = _of_rule(structure)
    distinctions: list[Distinction] = []
    by_hand: list[PurviewChoice] = []
    for distinction in of_rule:
        for direction in DIRECTIONS:
            purview = wanted.get((distinction.mechanism, direction))
            options = _options(getattr(distinction, direction))
            taken = options[0] if purview is None else _named(options, purview, distinction, direction)
            distinction = replace(distinction, **{direction: _with(distinction, direction, taken, order)})
            if taken != options[0]:
                by_hand.append(PurviewChoice(distinction.mechanism, direction, taken.units))
        distinctions.append(distinction)
    rebuilt = _rebuilt(structure, tuple(distinctions), tuple(by_hand))
    return replace(rebuilt, of_rule=of_rule if by_hand else ())


def fitting_choices(
    structure: PhiStructure, choices: Iterable[PurviewChoice]
) -> tuple[tuple[PurviewChoice, ...], tuple[str, ...]]:
    """Separate the choices that fit a Φ-structure from the others.

    Parameters
    ----------
    structure : PhiStructure
    choices : iterable of PurviewChoice

    Returns
    -------
    fitting : tuple of PurviewChoice
        The choices that `choose_purviews` accepts.
    refusals : tuple of str
        For each other choice one sentence with the reason.
    """
    fitting: list[PurviewChoice] = []
    refusals: list[str] = []
    for choice in choices:
        try:
            distinction = _distinction(structure, choice.mechanism)
            options = _options(getattr(distinction, choice.direction))
            _named(options, choice.purview, distinction, choice.direction)
        except PhiscopeError as error:
            refusals.append(str(error))
        else:
            fitting.append(choice)
    return tuple(fitting), tuple(refusals)


def _of_rule(structure: PhiStructure) -> tuple[Distinction, ...]:
    """Return the distinctions with the purviews of the tie rule."""
    return structure.of_rule or structure.distinctions


def _distinction(structure: PhiStructure, mechanism: tuple[str, ...]) -> Distinction:
    found = next((d for d in _of_rule(structure) if d.mechanism == mechanism), None)
    if found is None:
        named = "".join(mechanism)
        said = tr("There is no distinction {mechanism}; choose a mechanism that has one.", mechanism=named)
        raise PhiscopeError(said, field="mechanism")
    return found


def _order(structure: PhiStructure) -> _Order:
    """Return the sort key in which tied purviews are listed: by size, then by unit index."""
    sign = 1 if structure.tie_rule == "smallest" else -1
    index = {label: i for i, label in enumerate(structure.labels)}
    return lambda tie: (sign * len(tie.units), [index[u] for u in tie.units], tie.state)


def _options(side: MaximalPurview) -> list[PurviewTie]:
    """Return the purviews that can be chosen, the side's own first."""
    own = PurviewTie(side.units, side.state, congruent=True)
    return [own, *(tie for tie in side.ties if tie.congruent)]


def _named(
    options: list[PurviewTie], purview: tuple[str, ...], distinction: Distinction, direction: Direction
) -> PurviewTie:
    for option in options:
        if option.units == purview:
            return option
    parts = {
        "purview": "".join(purview),
        "mechanism": "".join(distinction.mechanism),
        "known": ", ".join("".join(option.units) for option in options),
    }
    if direction == "cause":
        said = tr("{purview} cannot be chosen as the cause of {mechanism}: choose one of {known}.", **parts)
    else:
        said = tr("{purview} cannot be chosen as the effect of {mechanism}: choose one of {known}.", **parts)
    raise PhiscopeError(said, field="purview")


def _with(distinction: Distinction, direction: Direction, taken: PurviewTie, order: _Order) -> MaximalPurview:
    side: MaximalPurview = getattr(distinction, direction)
    everything = [PurviewTie(side.units, side.state, congruent=True), *side.ties]
    others = tuple(sorted((tie for tie in everything if tie != taken), key=order))
    return MaximalPurview(taken.units, taken.state, side.phi, others)


def _rebuilt(
    structure: PhiStructure, distinctions: tuple[Distinction, ...], by_hand: tuple[PurviewChoice, ...]
) -> PhiStructure:
    relations = Relations(distinctions)
    least, largest = structure.big_phi_range
    if not structure.big_phi_range_exhaustive:
        # A search that did not try every choice may have missed this one.
        value = float(exact_big_phi(relations, distinctions))
        least, largest = min(least, value), max(largest, value)
    return replace(
        structure,
        distinctions=distinctions,
        relations=relations,
        big_phi_range=(least, largest),
        by_hand=by_hand,
    )
