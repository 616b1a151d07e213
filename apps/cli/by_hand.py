"""Purviews chosen by hand on the command line: ``--by-hand "pQ effect Rs"``."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from apps.cli.refusals import naming
from apps.document.unit_labels import parse_units
from engine.errors import PhiscopeError
from engine.formalisms import formalism_of, keys_of
from engine.words import tr

if TYPE_CHECKING:
    from apps.cli.options import FigureOptions
    from apps.results.exhibit import Exhibit
    from engine.iit4.distinctions import PurviewChoice
    from engine.iit4.structure import PhiStructure

OPTION, AGAINST = "--by-hand", "--against-by-hand"
FORM = re.compile(r"\s*(.+?)\s+(cause|effect)\s+(.+?)\s*", re.IGNORECASE)


def read_choices(
    texts: Sequence[str] | None, labels: Sequence[str], option: str = OPTION
) -> tuple[PurviewChoice, ...]:
    """Return the choices that the texts of an option ask for, before anything is computed.

    Parameters
    ----------
    texts : sequence of str, optional
        Each is mechanism, direction and purview: ``"A effect BC"``. None if the option is not given.
    labels : sequence of str
        The units that may be named.
    option : str
        Name of the option, for messages.

    Raises
    ------
    PhiscopeError
        If a text cannot be read, or if two texts choose for the same side of one mechanism.
    """
    with naming(option):
        choices = tuple(_read(text, list(labels)) for text in texts or ())
        sides = [(choice.mechanism, choice.direction) for choice in choices]
        for text, side in zip(texts or (), sides, strict=True):
            if sides.count(side) > 1:
                raise PhiscopeError(
                    tr("{given!r} is one of several for the same side; keep one.", given=text)
                )
    return choices


def choose(structure: PhiStructure, choices: tuple[PurviewChoice, ...], option: str = OPTION) -> PhiStructure:
    """Return the Φ-structure with these purviews in place of those that the tie rule took.

    Raises
    ------
    PhiscopeError
        If a purview is not among the tied ones; the message names ``option``.
    """
    from engine.iit4.choices import choose_purviews

    if not choices:
        return structure
    with naming(option):
        formalism_of(structure.formalism, keys_of("iit4"))
        return choose_purviews(structure, choices)


def both_sides(options: FigureOptions, exhibit: Exhibit) -> tuple[tuple[PurviewChoice, ...], ...]:
    """Return the purviews chosen by hand on the left and on the right side; without a right side, none."""
    left = read_choices(options.by_hand, exhibit.snapshot.system)
    if exhibit.other is not None:
        return left, read_choices(options.against_by_hand, exhibit.other.snapshot.system, AGAINST)
    if options.against_by_hand:
        raise PhiscopeError(
            tr("--against-by-hand is about the right side of a comparison; use it with --plot compare.")
        )
    return left, ()


def with_choices(
    exhibit: Exhibit, left: tuple[PurviewChoice, ...], right: tuple[PurviewChoice, ...]
) -> Exhibit:
    """Return ``exhibit`` with its Φ-structures rebuilt from the purviews chosen by hand on either side.

    Raises
    ------
    PhiscopeError
        If there are choices but no Φ-structure is drawn, or if a purview is not among the tied ones.
    """
    if left and exhibit.structure is None:
        raise PhiscopeError(
            tr("--by-hand is about a Φ-structure, which this figure does not show; leave it out.")
        )
    if exhibit.structure is not None:
        exhibit = replace(exhibit, structure=choose(exhibit.structure, left))
    if exhibit.other is not None:
        structure = choose(exhibit.other.unfolded(), right, AGAINST)
        exhibit = replace(exhibit, other=replace(exhibit.other, structure=structure))
    return exhibit


def _read(text: str, labels: list[str]) -> PurviewChoice:
    """Return the choice that ``A effect BC`` stands for; letter case does not matter."""
    from engine.iit4.distinctions import PurviewChoice

    found = FORM.fullmatch(text)
    if found is None:
        said = tr(
            "{given!r} is no choice; write mechanism, cause or effect, purview: “A effect BC”.", given=text
        )
        raise PhiscopeError(said)
    mechanism, direction, purview = found.groups()
    side = "cause" if direction.lower() == "cause" else "effect"
    return PurviewChoice(parse_units(mechanism, labels), side, parse_units(purview, labels))
