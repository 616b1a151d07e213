"""A cut made by hand, for a figure: from the scissors of the page or from the text of ``--cut``."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, cast

from apps.document.unit_labels import parse_units
from apps.results.pairs import OwnCut
from engine.errors import PhiscopeError
from engine.iit4.partitions import MechanismPartition, SystemPartition
from engine.words import phrase, tr
from viz.view.letters import caption

if TYPE_CHECKING:
    from apps.results.exhibit import Exhibit
    from engine.iit4.cuts import Side
    from engine.iit4.partitions import Direction
    from viz.view.scissors import Sliced

NOT_CUT = phrase("Nothing is cut yet: make a cut of your own with the scissors first.")
DIRECTIONS = ("cause", "effect", "both")
HOW = phrase(
    "write the parts with commas: AB,C cuts both ways, effect:AB,cause:C outputs and inputs; "
    "A=BC,B= are a mechanism's parts, each with its part of the purview"
)


def of_cut(exhibit: Exhibit) -> Sliced:
    """Return the exhibit's cut, its arithmetic, and the minimum partition beside it.

    Raises
    ------
    PhiscopeError
        If nothing is cut, or if the cut cannot be evaluated.
    """
    from apps.results.findings import Findings
    from apps.results.pairs import cut_pair_job, cut_system_job

    structure, own = exhibit.unfolded(), exhibit.cut
    if own is None:
        raise PhiscopeError(NOT_CUT)
    found = Findings(exhibit.snapshot, structure)
    if isinstance(own.partition, SystemPartition):
        sliced = cut_system_job(found, own.partition)
    else:
        assert own.pair is not None
        sliced = cut_pair_job(found, own.pair, own.partition)
    if sliced.arithmetic is None:
        raise PhiscopeError(sliced.said)
    return replace(sliced, revealed=own.revealed, caption=caption(structure))


def named_cut(text: str, units: Sequence[str], direction: Side, revealed: bool) -> OwnCut:
    """Return the cut that a text asks for.

    Parameters
    ----------
    text : str
        Parts with commas. ``AB,C`` cuts both ways, ``effect:AB,cause:C`` outputs and inputs; ``A=BC,B=`` are
        parts of a mechanism, each with its part of the purview.
    units : sequence of str
        Labels of the candidate system.
    direction : {"cause", "effect"}
        Whether the purview of a mechanism is its cause or its effect.
    revealed : bool
        Whether the minimum partition is shown beside it.

    Raises
    ------
    PhiscopeError
        If the text cannot be read.
    """
    parts = [part.strip() for part in text.split(",")]
    if any("=" in part for part in parts):
        return _of_mechanism(parts, units, direction, revealed)
    ways, named = zip(*(_directed(part, units) for part in parts), strict=True)
    return OwnCut(SystemPartition(tuple(named), tuple(ways)), None, revealed)


def _directed(part: str, units: Sequence[str]) -> tuple[Direction, tuple[str, ...]]:
    way, colon, rest = part.partition(":")
    if colon and way.strip() in DIRECTIONS:
        return cast("Direction", way.strip()), _labels(rest, units)
    return "both", _labels(part, units)


def _of_mechanism(parts: list[str], units: Sequence[str], direction: Side, revealed: bool) -> OwnCut:
    from apps.results.pairs import Pair

    pairs = []
    for part in parts:
        mechanism, equals, purview = part.partition("=")
        if not equals:
            raise PhiscopeError(tr("{part!r} does not say what its purview is; {how}.", part=part, how=HOW))
        pairs.append((_labels(mechanism, units), _labels(purview, units)))
    sides = []
    for k in (0, 1):
        every = {label for pair in pairs for label in pair[k]}
        sides.append(tuple(unit for unit in units if unit in every))
    mechanism, purview = sides
    if not (mechanism and purview):
        raise PhiscopeError(tr("Neither mechanism nor purview may be empty; {how}.", how=HOW))
    return OwnCut(MechanismPartition(tuple(pairs)), Pair(mechanism, purview, direction), revealed)


def _labels(text: str, units: Sequence[str]) -> tuple[str, ...]:
    """Return the labels of a part, in system order; an empty text has none."""
    return parse_units(text, units) if text.strip() else ()
