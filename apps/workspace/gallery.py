"""All examples in a dialog: searched, grouped, each with picture, description, hints and source."""

from __future__ import annotations

import asyncio
from functools import cache
from pathlib import Path
from typing import Any, ClassVar

import panel as pn
import param
from panel.custom import JSComponent

from apps.document.examples import begun, find, presets
from apps.ui.buttons import button
from apps.ui.scripts import script
from apps.workspace.open_documents import OpenDocuments
from engine.words import tr
from viz.html.thumbnail import thumbnail
from viz.view.substrate import substrate_view

_HERE = Path(__file__).parent


class Gallery(JSComponent):
    """The dialog; ``button`` opens it. The cards are made when somebody first looks, once for all pages."""

    cards = param.List(default=[], item_type=dict)

    _esm = script(_HERE / "gallery.js")
    _stylesheets: ClassVar[list[str]] = [
        (_HERE / "gallery.css").read_text(encoding="utf-8"),
        (_HERE.parent / "ui" / "thumbnail.css").read_text(encoding="utf-8"),
    ]

    def __init__(self, documents: OpenDocuments) -> None:
        super().__init__(width=0, height=0, margin=0, css_classes=["gallery"])
        self._documents = documents
        self.button = button(tr("All examples, with pictures"), "grid_view", "gallery-open")
        self.button.on_click(self._open)

    def _open(self, _event: Any) -> None:
        self._send_msg({"show": True})
        if not self.cards:
            pn.state.execute(self._draw)

    async def _draw(self) -> None:
        # The pictures take a second the first time, in which the pages of others go on.
        self.cards = await asyncio.to_thread(cards)

    def _handle_msg(self, data: Any) -> None:
        slug = data.get("open") if isinstance(data, dict) else None
        if not isinstance(slug, str) or find(slug) is None:
            return
        chosen = begun(slug) if data.get("beside") is True else None
        if chosen is None:
            self._documents.show_example(slug)
        else:
            self._documents.add(chosen, chosen.substrate.notes)


@cache
def cards() -> list[dict[str, Any]]:
    """Return the contents of the cards, in the order of the groups."""
    return [
        {
            "slug": preset.slug,
            "group": preset.group,
            "name": preset.name,
            "what": preset.what,
            "tries": list(preset.try_this),
            "source": preset.source,
            "doi": preset.doi,
            "picture": picture(preset.slug),
        }
        for preset in presets()
    ]


@cache
def picture(slug: str) -> str:
    """Return an example as SVG; empty if it cannot be read."""
    snapshot = begun(slug)
    return "" if snapshot is None else thumbnail(substrate_view(snapshot.substrate, snapshot.state))
