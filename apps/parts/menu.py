"""The export menu: one download per figure and table of what is on screen."""

from __future__ import annotations

import io
from typing import Any

import panel as pn
import panel_material_ui as pmui

from apps.parts.analysis import Analysis
from apps.parts.document import Document
from apps.parts.export import csv_bytes, json_bytes
from apps.parts.figures import Exhibit, Print, figure_bytes
from apps.parts.jobs import sentence

ITEMS = (
    ("Φ-structure PDF", "structure", "pdf"),
    ("Φ-structure SVG", "structure", "svg"),
    ("Substrate PDF", "substrate", "pdf"),
    ("Substrate SVG", "substrate", "svg"),
    ("Result JSON", "result", "json"),
    ("Distinctions CSV", "distinctions", "csv"),
)


class ExportMenu:
    """Downloads of the result on screen, with the network it belongs to."""

    def __init__(self, document: Document, analysis: Analysis) -> None:
        self._document, self._analysis = document, analysis
        self._items = [self._item(*item) for item in ITEMS]
        self.view = pn.FlexBox(*self._items, css_classes=["export"], gap="0px")
        analysis.param.watch(self._refresh, ["findings", "stale"])
        self._refresh()

    def _item(self, title: str, what: str, kind: str) -> pmui.FileDownload:
        return pmui.FileDownload(
            label=title,
            icon="download",
            callback=lambda: self._file(what, kind),
            filename=f"{what}.{kind}",
            variant="text",
            size="small",
            css_classes=[f"export-{what}-{kind}"],
            margin=(2, 2),
        )

    def _refresh(self, *_events: Any) -> None:
        missing = self._analysis.findings is None
        for item in self._items:
            item.disabled = missing

    def _file(self, what: str, kind: str) -> io.BytesIO:
        found = self._analysis.findings
        if found is None:
            return io.BytesIO()
        try:
            if kind == "json":
                data = json_bytes(found.structure)
            elif kind == "csv":
                data = csv_bytes(found.structure)
            else:
                data = figure_bytes((what,), Exhibit(found.snapshot, found.structure), Print(kind))
        except Exception as error:  # a download that fails must say so on the page
            self._document.refuse(sentence(error))
            return io.BytesIO()
        return io.BytesIO(data)
