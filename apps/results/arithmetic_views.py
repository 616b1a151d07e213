"""View models of φ step by step, for print: of the system, a distinction, any mechanism and purview."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from apps.results.findings import Findings
from engine.errors import PhiscopeError
from engine.words import phrase
from viz.view.letters import caption

if TYPE_CHECKING:
    from apps.results.exhibit import Exhibit
    from viz.view.arithmetic import ArithmeticView
    from viz.view.pair import PairView

NONE = phrase("There are no distinctions, so there is no φ_d to take apart.")


def of_system(exhibit: Exhibit) -> ArithmeticView:
    """Return the computation of φ_s, step by step."""
    from apps.results.pairs import system_job

    view = system_job(_found(exhibit)).arithmetic
    return replace(view, caption=caption(exhibit.unfolded()))


def of_pair(exhibit: Exhibit) -> PairView:
    """Return the computation of φ for the exhibit's pair, or for the effect of the chosen distinction."""
    from apps.results.pairs import first_pair, pair_job

    structure, found = exhibit.unfolded(), _found(exhibit)
    pair = exhibit.pair and exhibit.pair.within(structure.units)
    return _captioned(pair_job(found, pair or first_pair(found, exhibit.chosen, "effect")), exhibit)


def of_distinction(exhibit: Exhibit) -> tuple[PairView, PairView]:
    """Return the computation of φ for the chosen distinction, over its cause and over its effect."""
    from apps.results.pairs import first_pair, pair_job

    if not exhibit.unfolded().distinctions:
        raise PhiscopeError(NONE)
    found = _found(exhibit)
    pairs = (first_pair(found, exhibit.chosen or 0, side) for side in ("cause", "effect"))
    cause, effect = (_captioned(pair_job(found, pair), exhibit) for pair in pairs)
    return cause, effect


def _found(exhibit: Exhibit) -> Findings:
    return Findings(exhibit.snapshot, exhibit.unfolded())


def _captioned(view: PairView, exhibit: Exhibit) -> PairView:
    return replace(view, caption=caption(exhibit.unfolded()))
