"""The Φ-structure of the explore page, lit by and lighting the page's selection."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import panel as pn

from apps.parts.analysis import Analysis
from apps.parts.painting import Guard
from apps.parts.selection import Mechanism, Purview, Relation, Selection, Thing, light
from viz.structure import StructurePlot
from viz.theme import LIGHT
from viz.view.letters import why_zero
from viz.view.structure import structure_view

if TYPE_CHECKING:
    from engine.structure import PhiStructure
    from viz.view.structure import Spot


class StructurePane:
    """``plot`` is the picture in the plane, ``view`` what to place."""

    def __init__(self, selection: Selection, analysis: Analysis, guard: Guard) -> None:
        self._selection, self._analysis, self._guard = selection, analysis, guard
        self.plot = StructurePlot(LIGHT)
        self.plot.on_pick(lambda spot: self._selection.pick(None) if spot is None else self._toggle(spot))
        self.plot.on_hover(lambda spot: self._selection.hover(thing(spot, self._analysis.structure)))
        self.view = pn.pane.Bokeh(self.plot.figure, sizing_mode="stretch_both", margin=0)
        selection.param.watch(self._draw_later, "distinction")
        selection.param.watch(self._light, ["picked", "hovered"])

    def show(self, structure: PhiStructure) -> None:
        """Draw a new result; called while the page may be changed."""
        view = structure_view(structure, selected=self._selection.distinction)
        # The page says why φ_s is 0, above the plots; here it would only cost height.
        note = view.note.removeprefix(why_zero(structure.reason)).strip()
        self.plot.show(replace(view, note=note))
        self._mark()

    def _draw_later(self, *_events: Any) -> None:
        structure = self._analysis.structure
        if structure is not None:
            self._guard.draw("structure", lambda: self.show(structure))

    def _light(self, *_events: Any) -> None:
        self._guard.draw("structure marks", self._mark)

    def _mark(self) -> None:
        lit = light(self._selection.shown, self._analysis.structure)
        self.plot.mark(lit.vertices, lit.distinctions)

    def _toggle(self, spot: Spot) -> None:
        found = thing(spot, self._analysis.structure)
        if found is not None:
            self._selection.toggle(found)


def thing(spot: Spot | None, structure: PhiStructure | None) -> Thing | None:
    """Return what a spot of the picture stands for, None for what the result does not have."""
    if spot is None or structure is None:
        return None
    found = structure.distinctions
    last = 2 * len(found) if spot.kind == "purview" else len(found)
    if not spot.numbers or not all(0 <= number < last for number in spot.numbers):
        return None
    if spot.kind == "relation":
        return Relation(tuple(found[i].mechanism for i in spot.numbers))
    if spot.kind == "distinction":
        return Mechanism(found[spot.numbers[0]].mechanism)
    index, side = divmod(spot.numbers[0], 2)
    return (
        Purview("effect", found[index].effect.units) if side else Purview("cause", found[index].cause.units)
    )
