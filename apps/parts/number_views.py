"""How φ comes about, for print: of the system, of a distinction, of any mechanism over any purview."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from apps.parts.analysis import Findings
from apps.parts.steps_work import first_pair, pair_job, system_job
from engine.errors import PhiscopeError
from engine.words import tr
from viz.view.letters import caption

if TYPE_CHECKING:
    from apps.parts.exhibit import Exhibit
    from viz.view.arithmetic import ArithmeticView
    from viz.view.pair import PairView

NONE = tr("There are no distinctions, so there is no φ_d to take apart.")


def of_system(exhibit: Exhibit) -> ArithmeticView:
    """Return the arithmetic of φ_s."""
    structure = exhibit.unfolded()
    view = system_job(Findings(exhibit.snapshot, structure)).arithmetic
    return replace(view, caption=caption(structure))


def of_pair(exhibit: Exhibit) -> PairView:
    """Return the mechanism over the purview that is under the lens."""
    structure = exhibit.unfolded()
    found = Findings(exhibit.snapshot, structure)
    pair = exhibit.pair and exhibit.pair.within(structure.units)
    return _captioned(pair_job(found, pair or first_pair(found, exhibit.chosen, "effect")), exhibit)


def of_distinction(exhibit: Exhibit) -> tuple[PairView, PairView]:
    """Return the mechanism of the chosen distinction over its cause and over its effect."""
    structure = exhibit.unfolded()
    if not structure.distinctions:
        raise PhiscopeError(NONE)
    found = Findings(exhibit.snapshot, structure)
    pairs = (first_pair(found, exhibit.chosen or 0, side) for side in ("cause", "effect"))
    cause, effect = (_captioned(pair_job(found, pair), exhibit) for pair in pairs)
    return cause, effect


def _captioned(view: PairView, exhibit: Exhibit) -> PairView:
    return replace(view, caption=caption(exhibit.unfolded()))
