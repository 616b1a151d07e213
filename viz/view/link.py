"""One causal link under the lens: its repertoires, what else might have been, and why there is none."""

from __future__ import annotations

from dataclasses import dataclass
from math import inf, log2
from typing import TYPE_CHECKING

from engine.words import tr
from viz.numbers import number, plain
from viz.view.account import arithmetic, partition_text, plain_letters
from viz.view.letters import all_states, letters
from viz.view.naming import side_of
from viz.view.repertoire import MAX_UNITS, RepertoireView

if TYPE_CHECKING:
    import numpy as np

    from engine.causation.counterfactuals import LinkAnalysis
    from engine.causation.why_not import BestPurview

STATES_SHOWN = 256
SAME = 1e-9
FRACTIONS = {0.5: tr("half as probable"), 0.25: tr("a quarter as probable"), 2.0: tr("twice as probable")}


@dataclass(frozen=True, slots=True)
class WhatIf:
    """A state the occurrence might have had, and the probability of the purview's actual state then.

    `change` is log2 of that probability over the actual one, `verdict` what that means in words.
    """

    state: str
    probability: float
    change: float
    actual: bool
    possible: bool

    @property
    def verdict(self) -> str:
        """Whether the purview's state would still have been so probable: "half as probable"."""
        if self.actual:
            return tr("as it was")
        if not self.possible:
            return tr("cannot be")
        if self.change == -inf:
            return tr("never")
        ratio = 2**self.change
        if abs(self.change) < SAME:
            return tr("just as probable")
        times = tr("{ratio} times as probable", ratio=number(ratio, 2))
        return FRACTIONS.get(round(ratio, 6), times)


@dataclass(frozen=True, slots=True)
class Nearest:
    """The purview that comes nearest to being a cause or effect, and why it is none.

    `chances` are its probability with the occurrence, without it, and with its parts each on their own;
    `missing` is the place in `chances` of the one that is no smaller than the first.
    """

    heading: str
    chances: tuple[tuple[str, float], ...]
    missing: int
    verdict: str
    caption: str = ""


@dataclass(frozen=True, slots=True)
class LensView:
    """One link for print: its bars, the quotient that α is, the partition, and what else might have been."""

    repertoire: RepertoireView
    quotient: str
    partition: str
    heading: str
    what_ifs: tuple[WhatIf, ...]
    caption: str


def lens_view(analysis: LinkAnalysis, caption: str = "") -> LensView:
    """Return a link with all that is asked about it."""
    quotient, partition = link_arithmetic(analysis)
    return LensView(
        link_view(analysis), quotient, partition, what_if_title(analysis), what_if(analysis), caption
    )


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
            given=plain(analysis.probability),
            occurrence=occurrence,
            free=plain(free),
            apart=plain(analysis.partitioned_probability),
        ),
        caption="",
    )


def link_arithmetic(analysis: LinkAnalysis) -> tuple[str, str]:
    """Return the quotient that α is, and the partition it is taken under."""
    sum_ = arithmetic(analysis.probability, analysis.partitioned_probability, analysis.alpha)
    return sum_, tr("Partition: {parts}.", parts=partition_text(analysis.partition.parts))


def nearest(best: BestPurview, analysis: LinkAnalysis, caption: str = "") -> Nearest:
    """Return why an occurrence has no cause or effect, to be drawn; `analysis` is about its best purview."""
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
    """Return what keeps the nearest purview from being a cause or effect."""
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
    names = {
        "occurrence": plain_letters(analysis.occurrence),
        "purview": letters(analysis.purview, analysis.purview_state),
    }
    if analysis.direction == "cause":
        return tr(
            "If {occurrence} after had been otherwise, how probable would {purview} before be?", **names
        )
    return tr("If {occurrence} before had been otherwise, how probable would {purview} after be?", **names)


def _flat(array: np.ndarray) -> tuple[float, ...]:
    return tuple(float(p) for p in array.flatten(order="F"))
