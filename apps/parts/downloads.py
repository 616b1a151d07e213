"""A row of downloads of what a page found."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence

import panel as pn
import panel_material_ui as pmui

from apps.parts.document import Document
from apps.parts.jobs import sentence


class Downloads:
    """One button per ``(title, what, kind)``; ``write(what, kind)`` gives the bytes.

    Browser tests find them by the class ``export-<what>-<kind>``.
    """

    def __init__(
        self,
        document: Document,
        items: Sequence[tuple[str, str, str]],
        write: Callable[[str, str], bytes],
    ) -> None:
        self._document, self._write = document, write
        self._items = [self._item(*item) for item in items]
        self.view = pn.FlexBox(*self._items, css_classes=["export"], gap="0px")
        self.enable(False)

    def enable(self, ready: bool) -> None:
        """Say whether there is something to take away."""
        for item in self._items:
            item.disabled = not ready

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

    def _file(self, what: str, kind: str) -> io.BytesIO:
        try:
            return io.BytesIO(self._write(what, kind))
        except Exception as error:  # a download that fails must say so on the page
            self._document.refuse(sentence(error))
            return io.BytesIO()
