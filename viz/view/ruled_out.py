"""What a search of a large substrate did not need to try, and what it left open, in sentences."""

from __future__ import annotations

from typing import TYPE_CHECKING

from engine.words import tr, trn
from viz.numbers import count, number
from viz.view.letters import plain_letters

if TYPE_CHECKING:
    from engine.iit4.ruled_out import RuledOut, Unsettled

MOST_OPEN = 5


def ruled_out_sentence(ruled: RuledOut, evaluated: int) -> str:
    """Return how many sets of units were not evaluated, and why."""
    return tr(
        "{evaluated:,} of {sets} sets of units evaluated; the others part in their effects ({effects}) "
        "or causes ({causes}), or are below a bound ({bounds})",
        evaluated=evaluated,
        sets=count(ruled.sets),
        effects=count(ruled.effects),
        causes=count(ruled.causes),
        bounds=count(ruled.bounds),
    )


def open_sentences(ruled: RuledOut) -> tuple[str, ...]:
    """Return a sentence for each of the first sets that stay open, and how many more there are."""
    said = tuple(_open(each) for each in ruled.unsettled[:MOST_OPEN])
    more = len(ruled.unsettled) - MOST_OPEN
    return (*said, *([trn("and {n:,} more", "and {n:,} more", more)] if more > 0 else []))


def _open(each: Unsettled) -> str:
    parts = {"count": len(each.units), "units": plain_letters(each.units)}
    if len(each.at_least) < len(each.units):
        return tr("Incomplete: not all sets within these {count} units were tried: {units}", **parts)
    if each.at_most is None:
        return tr("Incomplete: φ_s of these {count} units was not computed: {units}", **parts)
    return tr(
        "Incomplete: φ_s of these {count} units, at most {most}, was not computed: {units}",
        most=number(each.at_most),
        **parts,
    )
