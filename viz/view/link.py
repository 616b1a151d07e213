"""One causal link in detail: its repertoires, its counterfactuals, or the reason why there is no link.

Links, α and partitions are those of Albantakis, Marshall, Hoel and Tononi (2019).
"""

from __future__ import annotations

from dataclasses import dataclass
from math import inf, log2
from typing import TYPE_CHECKING

from engine.words import phrase, tr
from viz.numbers import number
from viz.view.letters import every_state, letters, plain_letters
from viz.view.link_text import arithmetic, partition_text
from viz.view.naming import side_of
from viz.view.repertoire import MAX_UNITS, RepertoireView

if TYPE_CHECKING:
    import numpy as np

    from engine.causation.counterfactuals import LinkAnalysis
    from engine.causation.why_not import BestPurview

STATES_SHOWN = 256
"""Most counterfactual states that are listed."""
SAME = 1e-9
"""Largest difference between logarithms that count as equal."""
FRACTIONS = {
    0.5: phrase("half as probable"),
    0.25: phrase("a quarter as probable"),
    2.0: phrase("twice as probable"),
}


@dataclass(frozen=True, slots=True)
class WhatIf:
    """A counterfactual: a state of the occurrence, and the probability of the purview's actual state then."""

    state: str
    """The state in letter case."""
    probability: float
    change: float
    """Log2 of that probability over the actual one; -inf if it is 0."""
    actual: bool
    """Whether it is the actual state of the occurrence."""
    possible: bool
    """Whether the occurrence can be in that state at all."""

    @property
    def verdict(self) -> str:
        """The probability compared with the actual one, in words: "half as probable"."""
        if self.actual:
            return tr("as it was")
        if not self.possible:
            return tr("cannot be")
        if self.change == -inf:
            return tr("never")
        ratio = 2**self.change
        if abs(self.change) < SAME:
            return tr("just as probable")
        times = tr("{ratio} times as probable", ratio=number(ratio))
        return FRACTIONS.get(round(ratio, 6), times)


@dataclass(frozen=True, slots=True)
class Nearest:
    """The purview of largest α of an occurrence that has no actual cause or effect."""

    heading: str
    chances: tuple[tuple[str, float], ...]
    """(condition, probability of the purview's actual state): given the occurrence, whatever the occurrence
    was, and, if the first exceeds the second, under the weakest partition."""
    missing: int
    """Index in `chances` of the probability that is not less than the first, so that there is no link."""
    verdict: str
    """The reason as a sentence."""
    caption: str = ""


@dataclass(frozen=True, slots=True)
class LensView:
    """A causal link in detail, for print."""

    repertoire: RepertoireView
    quotient: str
    """α as a quotient of probabilities, in words."""
    partition: str
    """The weakest partition, as a sentence."""
    heading: str
    """The heading of the counterfactuals."""
    what_ifs: tuple[WhatIf, ...]
    caption: str


def lens_view(analysis: LinkAnalysis, caption: str = "") -> LensView:
    """Return a causal link in detail.

    Parameters
    ----------
    analysis
        An occurrence over a purview.
    caption
        The caption of the figure.

    Returns
    -------
    LensView
        Repertoires, α, partition and counterfactuals.
    """
    quotient, partition = link_arithmetic(analysis)
    return LensView(
        link_view(analysis), quotient, partition, what_if_title(analysis), what_if(analysis), caption
    )


def link_view(analysis: LinkAnalysis) -> RepertoireView:
    """Return the repertoires of a link: given the occurrence, unconstrained, under the weakest partition."""
    occurrence = letters(analysis.occurrence, analysis.occurrence_state)
    chosen = letters(analysis.purview, analysis.purview_state)
    shape = analysis.intact.shape
    states = tuple(letters(analysis.purview, each) for each in every_state(shape))
    small = len(analysis.purview) <= MAX_UNITS
    row = states.index(chosen)
    free = float(analysis.unconstrained[analysis.purview_state])
    return RepertoireView(
        direction=analysis.direction,
        mechanism=occurrence,
        purview=chosen,
        title=f"{side_of(analysis.direction, occurrence)}: π({plain_letters(analysis.purview)} | "
        f"{occurrence})   α = {number(analysis.alpha)}",
        states=states if small else (),
        intact=_flat(analysis.intact) if small else (),
        unconstrained=_flat(analysis.unconstrained) if small else (),
        partitioned=_flat(analysis.partitioned) if small else (),
        specified=row if small else None,
        sentence=tr(
            "{purview}: probability {given} given {occurrence}, {free} unconstrained, {apart} under the "
            "partition.",
            purview=chosen,
            given=number(analysis.probability),
            occurrence=occurrence,
            free=number(free),
            apart=number(analysis.partitioned_probability),
        ),
        caption="",
    )


def link_arithmetic(analysis: LinkAnalysis) -> tuple[str, str]:
    """Return the computation of α, and the weakest partition as a sentence."""
    sum_ = arithmetic(analysis.probability, analysis.partitioned_probability, analysis.alpha)
    return sum_, tr("Partition: {parts}.", parts=partition_text(analysis.partition.parts))


def nearest(best: BestPurview, analysis: LinkAnalysis, caption: str = "") -> Nearest:
    """Return the reason why an occurrence has no actual cause or effect.

    Parameters
    ----------
    best
        Its purview of largest α.
    analysis
        The occurrence over that purview.
    caption
        The caption of the figure.

    Returns
    -------
    Nearest
        The probabilities to compare, and the reason in words.
    """
    occurrence = letters(analysis.occurrence, analysis.occurrence_state)
    purview = letters(analysis.purview, analysis.purview_state)
    is_cause = best.direction == "cause"
    free = float(analysis.unconstrained[analysis.purview_state])
    parts = partition_text(analysis.partition.parts)
    names = {"occurrence": occurrence, "purview": purview}
    chances = [
        (tr("with {occurrence}", occurrence=occurrence), analysis.probability),
        (tr("whatever {occurrence} was", occurrence=occurrence), free),
    ]
    if best.raises:
        chances.append((tr("cut: {parts}", parts=parts), analysis.partitioned_probability))
    heading = (
        tr(
            "{occurrence} after has no actual cause. {purview} before comes nearest; its probability is",
            **names,
        )
        if is_cause
        else tr(
            "{occurrence} before has no actual effect. {purview} after comes nearest; its probability is",
            **names,
        )
    )
    return Nearest(
        heading=heading,
        chances=tuple(chances),
        missing=2 if best.raises else 1,
        verdict=_why_none(best, occurrence, purview),
        caption=caption,
    )


def _why_none(best: BestPurview, occurrence: str, purview: str) -> str:
    """Return the sentence that says why the purview of largest α is no cause or effect."""
    is_cause = best.direction == "cause"
    if best.raises:
        return tr(
            "The cut takes nothing away: the parts do it alone, so {occurrence} together adds nothing.",
            occurrence=occurrence,
        )
    if abs(best.gain) < SAME and is_cause:
        return tr(
            "{occurrence} makes no difference: nothing before becomes more probable through it.",
            occurrence=occurrence,
        )
    if abs(best.gain) < SAME:
        return tr(
            "{occurrence} makes no difference: nothing after becomes more probable through it.",
            occurrence=occurrence,
        )
    if is_cause:
        return tr(
            "{occurrence} speaks against it: it makes {purview} less probable.",
            occurrence=occurrence,
            purview=purview,
        )
    return tr("{occurrence} makes it less probable: it prevents rather than causes.", occurrence=occurrence)


def what_if(analysis: LinkAnalysis) -> tuple[WhatIf, ...]:
    """Return the counterfactuals, the actual state first: one for each state, at most `STATES_SHOWN`."""
    actual = analysis.probability
    found = []
    for state in every_state(analysis.counterfactuals.shape[: len(analysis.occurrence)]):
        given = analysis.counterfactuals[state]
        p = float(given[analysis.purview_state])
        change = log2(p / actual) if p > 0 and actual > 0 else -inf
        same = state == analysis.occurrence_state
        found.append(WhatIf(letters(analysis.occurrence, state), p, change, same, bool(given.sum() > 0)))
    return tuple(sorted(found, key=lambda each: not each.actual)[:STATES_SHOWN])


def what_if_title(analysis: LinkAnalysis) -> str:
    """Return the heading of the table of counterfactuals."""
    names = {
        "occurrence": plain_letters(analysis.occurrence),
        "purview": letters(analysis.purview, analysis.purview_state),
    }
    if analysis.direction == "cause":
        return tr(
            "If {occurrence} after had been otherwise, how probable would {purview} before be?", **names
        )
    return tr(
        "If {occurrence} before had been otherwise, how probable would {purview} after be, each state of the "
        "other causes counting alike?",
        **names,
    )


def _flat(array: np.ndarray) -> tuple[float, ...]:
    """Return an array with one axis per unit as a list of states, the first unit fastest."""
    return tuple(float(p) for p in array.flatten(order="F"))
