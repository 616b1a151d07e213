"""The document as matrices: weights, connectivity and TPM as tables to edit, always in step with it."""

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
from apps.ui.first_seen import when_first_seen
from apps.ui.matrix_grid import Grid, GridEntries
from apps.ui.style import TOGGLE
from engine.words import phrase, tr

Shown = tuple[Callable[[Snapshot], Grid], Callable[[Snapshot, NDArray[np.float64]], Change]]
NAMES = {"weights": phrase("Weights"), "connectivity": phrase("Connectivity"), "tpm": "TPM"}
KINDS: dict[str, Shown] = {
    "weights": (weights_grid, put_weights),
    "connectivity": (connectivity_grid, put_connectivity),
    "tpm": (tpm_table, put_tpm),
}


class MatrixEditor:
    """The matrices to edit; ``toggle`` shows and hides ``view``, which computes nothing while hidden."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._entries = GridEntries(self._put, css_classes=["matrix-grid"], margin=(2, 8, 8, 8))
        self._kind = pmui.RadioButtonGroup(
            options={str(name): kind for kind, name in NAMES.items()},
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
        face = pn.Column(visible=False, sizing_mode="stretch_width", css_classes=["matrix-face"], margin=0)
        self.view = when_first_seen(face, self._kind, self._entries.view)
        self.toggle.param.watch(self._open, "value")
        self._kind.param.watch(self._follow, "value")
        document.param.watch(self._follow, "snapshot")
        # Entries that wait in the cells were meant for the network before.
        document.param.watch(lambda _event: self._entries.forget(), "openings")

    def _open(self, event: Any) -> None:
        self._follow(event)
        self.view.visible = event.new

    def _follow(self, _event: Any) -> None:
        if not self.toggle.value:
            return
        grid, _ = KINDS[self._kind.value]
        try:
            self._entries.show(grid(self._document.snapshot))
        except Exception as error:  # a table that cannot be made must not take the edit with it
            self._entries.show(Grid(NAMES[self._kind.value], sentence(error)))

    def _put(self, values: NDArray[np.float64]) -> str:
        _, put = KINDS[self._kind.value]
        return "" if self._document.change(put, values) else self._document.message
