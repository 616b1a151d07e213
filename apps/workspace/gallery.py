"""All examples in a dialog: searched, by idea, each with picture, description, hints and source."""

from __future__ import annotations

import asyncio
from functools import cache
from pathlib import Path
from typing import Any, ClassVar

import panel as pn
import panel_material_ui as pmui
import param
from panel.custom import JSComponent

from apps.document.examples import IDEAS, begun, find, next_in_idea, shelves
from apps.ui.buttons import button
from apps.ui.scripts import script
from apps.workspace.documents.open_documents import OpenDocuments
from engine.words import kept_by_language, language, phrase, tr
from viz.html.thumbnail import thumbnail
from viz.view.letters import unmarked
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
            self._documents.add(chosen, chosen.substrate.notes if language() == "en" else "")


@kept_by_language
def cards() -> list[dict[str, Any]]:
    """Return the contents of the cards: those to start with, then by idea."""
    return [
        {
            "slug": preset.slug,
            "group": title,
            "size": size(preset.slug),
            "units": units(preset.slug),
            "theory": preset.group,
            "also": " ".join(filter(None, [str(IDEAS.get(preset.idea, "")), preset.group])),
            "name": preset.name,
            "what": unmarked(preset.what),
            "tries": list(map(unmarked, preset.try_this)),
            "source": preset.source,
            "doi": preset.doi,
            "picture": picture(preset.slug),
        }
        for title, members in shelves()
        for preset in members
    ]


SIZES = (
    (3, phrase("1 to 3 units")),
    (4, phrase("4 units")),
    (5, phrase("5 units")),
    (9, phrase("6 to 9 units")),
    (1_000_000, phrase("10 units and more")),
)
"""The groups of examples by size: the most units, and what the group is called."""


def size(slug: str) -> list[Any]:
    """Return where an example stands by its size: the place of its group, and what that is called."""
    n = units(slug)
    return next([place, str(said)] for place, (most, said) in enumerate(SIZES) if n <= most)


def units(slug: str) -> int:
    """Return how many units an example has; 0 if it cannot be read."""
    snapshot = begun(slug)
    return 0 if snapshot is None else snapshot.substrate.n


@cache
def picture(slug: str) -> str:
    """Return an example as SVG; empty if it cannot be read."""
    snapshot = begun(slug)
    return "" if snapshot is None else thumbnail(substrate_view(snapshot.substrate, snapshot.state))


class NextExample:
    """``view`` opens the next example of the same idea; it is hidden where there is none."""

    def __init__(self, documents: OpenDocuments) -> None:
        self._documents = documents
        self.view = pmui.Button(
            icon="arrow_forward",
            variant="text",
            size="small",
            css_classes=["next-in-idea"],
            margin=(0, 4),
            sx={"textTransform": "none", "textAlign": "left"},
            # A lesson has a way of its own.
            styles={"visibility": "var(--phi-things, visible)"},
        )
        self.view.on_click(self._open)
        documents.document.param.watch(self._follow, "snapshot")
        self._follow()

    def _follow(self, *_events: Any) -> None:
        following = next_in_idea(self._documents.document.snapshot.origin)
        if following is None:
            self.view.visible = False
            return
        label = tr("Next in this idea: {name}", name=following.name)
        self.view.param.update(label=label, description=IDEAS[following.idea], visible=True)

    def _open(self, _event: Any) -> None:
        following = next_in_idea(self._documents.document.snapshot.origin)
        if following is not None:
            self._documents.show_example(following.slug)
