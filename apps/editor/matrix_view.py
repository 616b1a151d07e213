"""The matrices face of the document: weights, connectivity and TPM as tables, always in step.

Browser tests find it by the classes ``matrix-toggle``, ``matrix-face`` and ``matrix-kind``; a cell by its
``data-row`` and ``data-column``.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import panel as pn
import panel_material_ui as pmui
from numpy.typing import NDArray

from apps.document.document import Document
from apps.document.snapshot import Change, Snapshot
from apps.editor.matrix_edits import (
    connectivity_grid,
    put_connectivity,
    put_tpm,
    put_weights,
    tpm_table,
    weights_grid,
)
from apps.errors import sentence
from apps.ui.matrix_grid import Grid, GridEntries
from apps.ui.style import TOGGLE
from engine.words import tr

Shown = tuple[Callable[[Snapshot], Grid], Callable[[Snapshot, NDArray[np.float64]], Change]]
KINDS: dict[str, Shown] = {
    tr("Weights"): (weights_grid, put_weights),
    tr("Connectivity"): (connectivity_grid, put_connectivity),
    "TPM": (tpm_table, put_tpm),
}


class MatrixFace:
    """The tables of the document; ``toggle`` shows and hides ``view``, which costs nothing while hidden."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._sheet = GridEntries(self._put, css_classes=["matrix-grid"], margin=(2, 8, 8, 8))
        self._kind = pmui.RadioButtonGroup(
            options=list(KINDS),
            value=next(iter(KINDS)),
            size="small",
            sx={"& button": {"textTransform": "none"}},
            css_classes=["matrix-kind"],
            margin=(6, 8),
        )
        self.toggle = pmui.Toggle(
            label=tr("Matrices"),
            icon="grid_on",
            description=tr("Weights, connectivity and TPM as tables to edit"),
            sx=TOGGLE,
            margin=(2, 6),
            css_classes=["matrix-toggle"],
        )
        self.view = pn.Column(
            self._kind,
            self._sheet.view,
            visible=False,
            sizing_mode="stretch_width",
            css_classes=["matrix-face"],
            margin=0,
        )
        self.toggle.param.watch(self._open, "value")
        self._kind.param.watch(self._follow, "value")
        document.param.watch(self._follow, "snapshot")
        # What waits in the cells was meant for the network that was there.
        document.param.watch(lambda _event: self._sheet.forget(), "openings")

    def _open(self, event: Any) -> None:
        self._follow(event)
        self.view.visible = event.new

    def _follow(self, _event: Any) -> None:
        if not self.toggle.value:
            return
        grid, _ = KINDS[self._kind.value]
        try:
            self._sheet.show(grid(self._document.snapshot))
        except Exception as error:  # a table that cannot be made must not take the edit with it
            self._sheet.show(Grid(self._kind.value, sentence(error)))

    def _put(self, values: NDArray[np.float64]) -> str:
        _, put = KINDS[self._kind.value]
        return "" if self._document.change(put, values) else self._document.message
