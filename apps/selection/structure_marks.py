"""The marks of a drawn Φ-structure, picked and pointed at, as things of the page's selection."""

from __future__ import annotations

from typing import TYPE_CHECKING

from apps.jobs.analysis import Analysis
from apps.selection.selection import MechanismRef, PurviewRef, RelationRef, Selection, Thing

if TYPE_CHECKING:
    from engine.iit4.structure import PhiStructure
    from viz.view.structure import StructurePick


class StructureMarks:
    """Passes clicks and hovering in a picture of the analysis's Φ-structure on to the selection."""

    def __init__(self, selection: Selection, analysis: Analysis) -> None:
        self._selection, self._analysis = selection, analysis

    def hover(self, spot: StructurePick | None) -> None:
        """Light up what the pointer is over."""
        self._selection.hover(self._thing(spot), self)

    def toggle(self, spot: StructurePick | None) -> None:
        """Pick what was clicked, or put it back; a click beside everything clears every pick."""
        found = self._thing(spot)
        if found is not None:
            self._selection.toggle(found)
        elif spot is None:
            self._selection.pick(None)

    def pick(self, spot: StructurePick | None) -> None:
        """Pick by key, where the same again stays picked."""
        found = self._thing(spot)
        if found is not None:
            self._selection.pick(found)

    def _thing(self, spot: StructurePick | None) -> Thing | None:
        return thing(spot, self._analysis.structure)


def thing(spot: StructurePick | None, structure: PhiStructure | None) -> Thing | None:
    """Return what a spot of the picture stands for, None for what the result does not have."""
    if spot is None or structure is None:
        return None
    found = structure.distinctions
    last = 2 * len(found) if spot.kind == "purview" else len(found)
    if not spot.numbers or not all(0 <= number < last for number in spot.numbers):
        return None
    if spot.kind == "relation":
        return RelationRef(tuple(found[i].mechanism for i in spot.numbers))
    if spot.kind == "distinction":
        return MechanismRef(found[spot.numbers[0]].mechanism)
    index, side = divmod(spot.numbers[0], 2)
    return (
        PurviewRef("effect", found[index].effect.units)
        if side
        else PurviewRef("cause", found[index].cause.units)
    )
