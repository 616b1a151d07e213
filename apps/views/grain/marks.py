"""The network under macro units: the drawing outlines the constituents of each."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from apps.document import macros
from apps.editor.marks import Marks, framed, written
from viz.view.grain import macro_regions

if TYPE_CHECKING:
    from apps.document.document import Document
    from apps.document.snapshot import Snapshot
    from apps.selection.selection import Selection
    from apps.views.grain.settings import GrainSettings


class GrainMarks(Marks):
    """An outline for each macro unit, those of the system under the pointer before those of the document."""

    def __init__(self, document: Document, selection: Selection, settings: GrainSettings) -> None:
        super().__init__(document, selection)
        self._settings = settings
        settings.param.watch(self._change, "pointed")

    def all(self) -> dict[str, Any]:
        """Return the outlines; units that are in none of the macro units are background."""
        snapshot: Snapshot = self._document.snapshot
        units = self._settings.pointed or macros.units_of(snapshot)
        marks = framed(snapshot) | {"highlight": self.lit()}
        if not units:
            return marks
        inside = {label for unit in units for label in unit.constituents}
        fixed = marks["lesioned"]
        outside = [x for x in snapshot.substrate.labels if x not in inside and x not in fixed]
        marks |= {"system": [], "background": outside, "regroups": not self._settings.pointed}
        return marks | written(macro_regions(units), ())

    def lit(self) -> list[str]:
        """Return the units that light up with what is picked or pointed at elsewhere."""
        return self._lit_by(None)
