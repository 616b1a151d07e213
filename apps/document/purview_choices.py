"""Purviews chosen by hand, as a part of the document: choosing, ending and storing them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, replace
from typing import TYPE_CHECKING, Any

from engine.errors import FormatError
from engine.iit4.choices import DIRECTIONS
from engine.iit4.distinctions import Direction, PurviewChoice
from engine.words import phrase, tr, trn

if TYPE_CHECKING:
    from collections.abc import Sequence

    from apps.document.snapshot import Change, Snapshot

MOST = 2_000
KEYS = {field.name for field in fields(PurviewChoice)}
OVER = phrase("What was chosen by hand belongs to the result before this change; undo brings it back.")


def choose(snapshot: Snapshot, choice: PurviewChoice, by_rule: bool = False) -> Change:
    """Choose a purview for one side of a distinction.

    ``by_rule`` says that the tie rule takes it anyway: then there is no choice for that side.
    """
    rest = without(snapshot, choice.mechanism, choice.direction)
    return replace(snapshot, by_hand=rest if by_rule else (*rest, choice)), ""


def follow_rule(snapshot: Snapshot) -> Change:
    """Remove all choices, so that the tie rule takes every purview."""
    return replace(snapshot, by_hand=()), ""


def without(
    snapshot: Snapshot, mechanism: tuple[str, ...], direction: Direction
) -> tuple[PurviewChoice, ...]:
    """Return the choices except the one for this side of this mechanism."""
    side = (mechanism, direction)
    return tuple(choice for choice in snapshot.by_hand if (choice.mechanism, choice.direction) != side)


def lasting(before: Snapshot, after: Snapshot) -> Snapshot:
    """Return ``after`` without the choices made in ``before`` if its result is another one.

    An edit that handles the choices itself, such as renaming a unit, has put a new tuple there.
    """
    same = after.by_hand is not before.by_hand or before.unfolding == after.unfolding
    return after if same or not after.by_hand else replace(after, by_hand=())


def renamed(choices: Sequence[PurviewChoice], old: str, new: str) -> tuple[PurviewChoice, ...]:
    """Return the choices with the label ``old`` called ``new``."""

    def to(labels: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(new if label == old else label for label in labels)

    return tuple(PurviewChoice(to(c.mechanism), c.direction, to(c.purview)) for c in choices)


def unfit(refusals: Sequence[str]) -> str:
    """Return the sentence about choices that came with a document and do not fit its result."""
    return trn(
        "{n} purview that was chosen by hand does not fit this result and is left out: {reason}",
        "{n} purviews that were chosen by hand do not fit this result and are left out: {reason}",
        len(refusals),
        reason=refusals[0],
    )


def check(value: Any) -> None:
    """Raise a `FormatError` if ``value`` is no list of choices in the form of links.

    Whether they fit the result is not checked here.
    """
    if not isinstance(value, list | tuple) or not all(map(_is_choice, value)):
        raise FormatError(tr("Its choices among tied purviews are malformed; make the link anew."), "by_hand")
    if len(value) > MOST:
        raise FormatError(
            tr("It has more than {most:,} choices among tied purviews; make the link anew.", most=MOST),
            "by_hand",
        )


def _is_choice(value: Any) -> bool:
    return (
        isinstance(value, Mapping)
        and set(value) == KEYS
        and value["direction"] in DIRECTIONS
        and all(_is_labels(value[part]) for part in ("mechanism", "purview"))
    )


def _is_labels(value: Any) -> bool:
    return isinstance(value, list | tuple) and bool(value) and all(isinstance(label, str) for label in value)


def read(value: Any) -> tuple[PurviewChoice, ...]:
    """Return the choices in a link; of several for one side, the last.

    Raises
    ------
    FormatError
        If ``value`` is no list of choices.
    """
    check(value)
    sides = {(tuple(each["mechanism"]), each["direction"]): tuple(each["purview"]) for each in value}
    return tuple(PurviewChoice(*side, purview) for side, purview in sides.items())


def written(choices: Sequence[PurviewChoice]) -> list[dict[str, Any]]:
    """Return choices in the form of links and results."""
    return [choice.to_dict() for choice in choices]
