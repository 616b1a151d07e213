"""The export menu of a view: export, format, width, then Download.

Hooks for browser tests: ``export-what``, ``export-format``, ``export-width``,
``export-grey``, ``export-download``, ``export-look``, ``export-preview``, ``composer`` with ``panel-a`` to
``panel-d``, ``methods-text``.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from functools import partial
from html import escape
from typing import Any

import panel as pn
import panel_material_ui as pmui

from apps.document.document import Document
from apps.document.read_file import stem_of
from apps.errors import sentence
from apps.figures.cite import bibtex, methods
from apps.figures.composer import Composer
from apps.figures.exports import (
    CODE,
    KINDS,
    METHODS,
    MIME,
    PANELS,
    PRINTED,
    Export,
    Order,
    grouped,
    make,
    note_on,
)
from apps.figures.figure import WIDTHS_MM
from apps.figures.preview import preview_markup, preview_order
from apps.jobs.runner import Runner
from apps.results.exhibit import Exhibit, with_needs
from apps.ui.download import CopyText, Download
from apps.ui.select import select
from apps.ui.style import LINE, wide
from engine.errors import Cancelled
from engine.words import tr

SMALL: dict[str, Any] = {"size": "small", "margin": (6, 4)}
KEY = "export"
SHOWN = 16  # lines of a preview that are seen at once, none cut in half; the rest is scrolled to
PREVIEW = f"""
img {{ max-width: 100%; max-height: 60vh; border: 1px solid {LINE}; }}
pre {{ max-height: {1.4 * SHOWN}em; line-height: 1.4; overflow: auto; font-size: .8rem; margin: 0;
  white-space: pre-wrap; overflow-wrap: anywhere; }}
"""
AT_ONCE = 0.3  # seconds


class ExportMenu:
    """The menu that makes an export and downloads it; ``view`` is its layout.

    Parameters
    ----------
    document : Document
        The document that shows messages.
    runner : Runner
        Runs the making of the file.
    exhibit : callable
        Returns the results on screen, None if there are none.
    offered : mapping of str to Export
        The entries of the menu, as `apps.figures.exports.exports_of` returns them.
    """

    def __init__(
        self,
        document: Document,
        runner: Runner,
        exhibit: Callable[[], Exhibit | None],
        offered: Mapping[str, Export],
    ) -> None:
        self._document, self._runner, self._exhibit, self._offered = document, runner, exhibit, offered
        self._what, self._kind, self._width, self._grey = _choices(offered)
        self._button = pmui.Button(
            label=tr("Download"),
            icon="download",
            variant="outlined",
            css_classes=["export-download"],
            **SMALL,
        )
        self._look = pmui.Button(label=tr("Preview"), variant="text", css_classes=["export-look"], **SMALL)
        self._preview = pn.pane.HTML(
            "", visible=False, css_classes=["export-preview"], stylesheets=[PREVIEW],
            sizing_mode="stretch_width", margin=(2, 8),
        )  # fmt: skip
        self._delivery = Download(width=0, height=0, margin=0)
        self._composer = Composer(
            tuple(name for name in offered if set(offered[name].kinds) == set(PRINTED) and name != PANELS)
        )
        self._text = CopyText(
            label=tr("Methods and references"), visible=False, css_classes=["methods-text"],
            sizing_mode="stretch_width", margin=(2, 8),
        )  # fmt: skip
        row = pn.FlexBox(
            self._what, self._kind, self._width, self._grey, pn.Row(self._look, self._button, margin=0),
            self._delivery,
            align_items="center", gap="0px",
        )  # fmt: skip
        self.view = pn.Column(
            self._code_row(),
            row,
            self._composer.view,
            self._text,
            self._preview,
            css_classes=["export"],
            sizing_mode="stretch_width",
            margin=0,
        )
        self._what.param.watch(self._choose, "value")
        self._kind.param.watch(self._show_text, "value")
        for changed in (self._kind, self._width, self._grey):
            changed.param.watch(self._outdate, "value")
        self._button.on_click(self._give)
        self._look.on_click(self._show)
        self._making = False
        self._choose()
        self.refresh()

    def _code_row(self) -> pn.FlexBox:
        """Return a button for each way to write what is on screen as code: it is shown at once."""
        if CODE not in self._offered:
            return pn.FlexBox(visible=False, margin=0)
        buttons = []
        for kind in self._offered[CODE].kinds:
            button = pmui.Button(label=str(KINDS[kind]), variant="text", **SMALL)
            button.on_click(partial(self._write, kind))
            buttons.append(button)
        name = pn.pane.HTML(f"<small>{escape(tr('Code for these numbers'))}:</small>", margin=(8, 4, 0, 8))
        return pn.FlexBox(name, *buttons, css_classes=["export-code"], align_items="center", gap="0px")

    async def _write(self, kind: str, event: Any) -> None:
        """Choose the code for what is on screen, and show it."""
        self._what.value = CODE
        self._kind.value = kind
        await self._show(event)

    def refresh(self, *_events: Any) -> None:
        """Enable the download once there are results, and show the text about them."""
        self._button.disabled = self._look.disabled = self._exhibit() is None
        self._outdate()
        self._show_text()

    def order(self) -> Order:
        """Return the export that is chosen."""
        return Order(
            self._what.value, self._kind.value, self._width.value, self._grey.value, self._composer.panels
        )

    def _choose(self, *_events: Any) -> None:
        export = self._offered[self._what.value]
        options = {str(KINDS[kind]): kind for kind in export.kinds}
        if self._kind.options != options:
            kept = self._kind.value if self._kind.value in export.kinds else export.kinds[0]
            self._kind.param.update(options=options, value=kept)
        printed = export.kinds == PRINTED
        self._width.visible = self._grey.visible = printed
        self._composer.show(self._what.value == PANELS)
        self._outdate()
        self._show_text()

    def _outdate(self, *_events: Any) -> None:
        """Take the preview away: it was of another choice, or of another result."""
        if self._preview.visible:
            self._preview.param.update(object="", visible=False)

    def _show_text(self, *_events: Any) -> None:
        exhibit = self._exhibit() if self._what.value == METHODS else None
        self._text.visible = exhibit is not None
        if exhibit is not None:
            self._text.text = bibtex(exhibit) if self._kind.value == "bib" else methods(exhibit)

    async def _give(self, _event: Any) -> None:
        order = self.order()
        made = await self._made(order, self._button)
        if made is not None:
            data, said = made
            self._delivery.give(order.filename(stem_of(self._document.file_name)), MIME[order.suffix], data)
            if said:
                self._document.say(said)

    async def _show(self, _event: Any) -> None:
        order, network = self.order(), self._document.snapshot
        made = await self._made(preview_order(order), self._look)
        if made is not None and order == self.order() and network is self._document.snapshot:
            self._preview.param.update(object=preview_markup(order, made[0]), visible=True)

    async def _made(self, order: Order, button: pmui.Button) -> tuple[bytes, str] | None:
        """Make a file in the background; return it with what is to be said about it, or None."""
        exhibit = self._exhibit()
        if exhibit is None or self._making:
            return None

        def work(note: Any, stop: Any) -> tuple[bytes, str]:
            shown = with_needs(exhibit, order.needs, note, stop)
            return make(order, shown), note_on(order, shown)

        self._making = True
        making = asyncio.ensure_future(self._runner.run(KEY, work, long=False))
        try:
            # A quick export shows no spinner: its end could reach the page before its start.
            await asyncio.wait({making}, timeout=AT_ONCE)
            button.loading = not making.done()
            return await making
        except Cancelled:
            self._document.say(tr("The download was cancelled; nothing changed."))
        except Exception as error:  # a download that fails must say so on the page
            self._document.refuse(sentence(error))
        finally:
            self._making = button.loading = False
        return None


def _choices(offered: Mapping[str, Export]) -> tuple[pmui.Select, pmui.Select, pmui.Select, pmui.Checkbox]:
    """What is taken, its format, and of a figure its width and whether it has colours."""
    what = pmui.Select(
        label=tr("What"), groups=grouped(offered), value=next(iter(offered)),
        css_classes=["export-what"], **wide(236), **SMALL,
    )  # fmt: skip
    kind = select(label=tr("Format"), css_classes=["export-format"], **wide(130), **SMALL)
    width = pmui.Select(
        label=tr("Width"), options={f"{width} mm": width for width in WIDTHS_MM}, value=WIDTHS_MM[0],
        css_classes=["export-width"], **wide(114), **SMALL,
    )  # fmt: skip
    grey = pmui.Checkbox(label=tr("Patterns, no colours"), css_classes=["export-grey"], **SMALL)
    return what, kind, width, grey
