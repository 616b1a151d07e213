"""One causal link under the lens: its repertoires, what else might have been, and why there is none."""

from __future__ import annotations

from dataclasses import dataclass
from math import inf, log2
from typing import TYPE_CHECKING

from viz.theme import number, plain
from viz.view.account import arithmetic, partition_text, plain_letters
from viz.view.letters import all_states, letters
from viz.view.repertoire import MAX_UNITS, RepertoireView

if TYPE_CHECKING:
    import numpy as np

    from engine.counterfactuals import LinkAnalysis
    from engine.whynot import BestPurview

STATES_SHOWN = 256
WHEN = {"effect": ("before", "after"), "cause": ("after", "before")}


@dataclass(frozen=True, slots=True)
class WhatIf:
    """A state the occurrence might have had, and the probability of the purview's actual state then.

    `change` is log2 of that probability over the actual one.
    """

    state: str
    probability: float
    change: float
    actual: bool
    possible: bool


def link_view(analysis: LinkAnalysis) -> RepertoireView:
    """Return the bars of a link: given the occurrence, unconstrained, and under the weakest partition."""
    occurrence = letters(analysis.occurrence, analysis.occurrence_state)
    chosen = letters(analysis.purview, analysis.purview_state)
    shape = analysis.intact.shape
    states = tuple(letters(analysis.purview, each) for each in all_states(shape))
    small = len(analysis.purview) <= MAX_UNITS
    row = states.index(chosen)
    free = float(analysis.unconstrained[analysis.purview_state])
    return RepertoireView(
        direction=analysis.direction,
        mechanism=occurrence,
        purview=chosen,
        title=f"{analysis.direction.capitalize()} of {occurrence}: π({plain_letters(analysis.purview)} | "
        f"{occurrence})   α = {number(analysis.alpha)}",
        states=states if small else (),
        intact=_flat(analysis.intact) if small else (),
        unconstrained=_flat(analysis.unconstrained) if small else (),
        partitioned=_flat(analysis.partitioned) if small else (),
        specified=row if small else None,
        sentence=f"{chosen}: probability {plain(analysis.probability)} given {occurrence}, {plain(free)} "
        f"unconstrained, {plain(analysis.partitioned_probability)} under the partition.",
        caption="",
    )


def link_arithmetic(analysis: LinkAnalysis) -> tuple[str, str]:
    """Return the quotient that α is, and the partition it is taken under."""
    sum_ = arithmetic(analysis.probability, analysis.partitioned_probability, analysis.alpha)
    return sum_, f"Partition: {partition_text(analysis.partition.parts)}."


def what_if(analysis: LinkAnalysis) -> tuple[WhatIf, ...]:
    """Return every state of the occurrence, the actual one first; at most `STATES_SHOWN`."""
    actual = analysis.probability
    found = []
    for state in all_states(analysis.counterfactuals.shape[: len(analysis.occurrence)]):
        given = analysis.counterfactuals[state]
        p = float(given[analysis.purview_state])
        change = log2(p / actual) if p > 0 and actual > 0 else -inf
        same = state == analysis.occurrence_state
        found.append(WhatIf(letters(analysis.occurrence, state), p, change, same, bool(given.sum() > 0)))
    return tuple(sorted(found, key=lambda each: not each.actual)[:STATES_SHOWN])


def what_if_title(analysis: LinkAnalysis) -> str:
    """Return the heading of the table of other states."""
    here, there = WHEN[analysis.direction]
    chosen = letters(analysis.purview, analysis.purview_state)
    return (
        f"If {plain_letters(analysis.occurrence)} {here} had been otherwise, how probable would "
        f"{chosen} {there} be?"
    )


def why_not(best: BestPurview, analysis: LinkAnalysis) -> str:
    """Return why an occurrence has no cause or effect; `analysis` is about its best purview."""
    occurrence = letters(analysis.occurrence, analysis.occurrence_state)
    purview = letters(analysis.purview, analysis.purview_state)
    here, there = WHEN[best.direction]
    free = float(analysis.unconstrained[analysis.purview_state])
    start = f"{occurrence} {here} has no actual {best.direction}"
    given, alpha = plain(analysis.probability), number(best.alpha)
    if not best.raises:
        same = abs(best.gain) < 1e-10
        compared = f"as probable with it ({given}) as" if same else f"less probable with it ({given}) than"
        return (
            f"{start}: it does not raise the probability of anything {there}. The best is {purview}, "
            f"{compared} without ({plain(free)}); α = {alpha}."
        )
    return (
        f"{start}: the best α found is {alpha}, over {purview}. With {occurrence} its probability is {given} "
        f"(without: {plain(free)}), but the parts do it alone: under the partition "
        f"({partition_text(analysis.partition.parts)}) it is {plain(analysis.partitioned_probability)}."
    )


def _flat(array: np.ndarray) -> tuple[float, ...]:
    return tuple(float(p) for p in array.flatten(order="F"))
