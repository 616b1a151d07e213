"""The TPM of the explore view, linked with the page's selection."""

from __future__ import annotations

from math import prod
from typing import Any

from apps.document.document import Document
from apps.selection.selection import CellRef, Selection, light, row_of
from apps.ui.redraw import Guard
from engine.substrate.tpm import state_of
from viz.screen.tpm import TpmPlot
from viz.theme import LIGHT
from viz.view.tpm import tpm_view


class TpmPane:
    """The pane of the TPM of the document, which is drawn by ``plot``."""

    def __init__(self, document: Document, selection: Selection, guard: Guard) -> None:
        self._document, self._selection, self._guard = document, selection, guard
        self.plot = TpmPlot(LIGHT)
        self.plot.on_pick(self._picked)
        self.plot.on_hover(lambda cell: selection.hover(None if cell is None else self._cell(cell), self))
        document.param.watch(self._draw_later, "snapshot")
        selection.param.watch(self._light, ["picked", "hovered"])
        self._draw()

    def _draw_later(self, *_events: Any) -> None:
        self._guard.draw("tpm", self._draw, first=False)

    def _draw(self) -> None:
        snapshot = self._document.snapshot
        self.plot.show(tpm_view(snapshot.substrate, snapshot.state))

    def _picked(self, cell: tuple[int, int]) -> None:
        found = self._cell(cell)
        if found is not None:
            self._selection.toggle(found)

    def _cell(self, cell: tuple[int, int]) -> CellRef | None:
        substrate, view = self._document.snapshot.substrate, self.plot.view
        radix = tuple(substrate.radix)
        if view is None or not view.drawn or cell[0] >= prod(radix):
            return None
        owners = columns_of(radix)
        label = next((substrate.labels[i] for i, own in enumerate(owners) if cell[1] in own), None)
        return CellRef(state_of(cell[0], radix), label)

    def _light(self, *_events: Any) -> None:
        lit = light(self._selection.shown, None)
        substrate, view = self._document.snapshot.substrate, self.plot.view
        radix = tuple(substrate.radix)
        owners = dict(zip(substrate.labels, columns_of(radix), strict=True))
        columns = [column for label in lit.units for column in owners.get(label, ())]
        row = None if lit.row is None or view is None or not view.drawn else row_of(lit.row, radix)
        self._guard.draw("tpm marks", lambda: self.plot.mark(row, columns))


def columns_of(radix: tuple[int, ...]) -> list[range]:
    """Return the columns of every unit in the state-by-unit TPM.

    A unit has one column if all units are binary, else one per state.
    """
    if set(radix) <= {2}:
        return [range(i, i + 1) for i in range(len(radix))]
    starts = [sum(radix[:i]) for i in range(len(radix))]
    return [range(start, start + r) for start, r in zip(starts, radix, strict=True)]
