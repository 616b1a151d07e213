"""The first screen asks one question; the tools of those who know the program are one step away.

Which of the two a page shows is the browser's to keep: it tells by a cookie when it asks for the next page,
so that parts that nobody wants are neither built nor sent.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import panel as pn
import param
from panel.custom import JSComponent

from apps.serving.visitor import EVERY_TOOL, VISITOR
from apps.ui.buttons import button
from apps.ui.first_seen import when_first_seen
from apps.ui.scripts import script
from apps.ui.style import named
from engine.words import phrase, tr

SHOW = phrase("All tools: text and matrices, tabs, lecture mode, words, language, dark or light")
HIDE = phrase("Fewer tools: only what the first question needs")


class AllTools(JSComponent):
    """Whether this page shows every tool; ``button`` changes that for all later pages of the browser too."""

    shown = param.Boolean(default=False)

    _esm = script(Path(__file__).with_name("all_tools.js"))

    def __init__(self) -> None:
        super().__init__(width=0, height=0, margin=0, shown=VISITOR.get().every_tool)
        self.button = self.named(button(SHOW, "tune", "all-tools", self._turn), tr("All tools"))
        self._whenever(self._follow)

    def _whenever(self, follow: Callable[[], object]) -> None:
        """Call a function now, and whenever the page shows more or less."""
        self.param.watch(lambda _event: follow(), "shown")
        follow()

    def tell(self, part: param.Parameterized, name: str) -> None:
        """Keep a parameter of a part equal to ``shown``."""
        self._whenever(lambda: part.param.update(**{name: self.shown}))

    def shelf(self, *parts: Any) -> pn.Row:
        """Return a row for parts that are seen with every tool only; it is filled when first seen."""
        row = when_first_seen(pn.Row(margin=0, visible=False), *parts)
        self.tell(row, "visible")
        return row

    def named(self, each: Any, name: str) -> Any:
        """Return an icon button that has its name beside the icon until there are more beside it."""
        return self.dressed(each, named(name), {})

    def dressed(self, each: Any, roomy: dict[str, Any], close: dict[str, Any]) -> Any:
        """Return a part of the bar that has one look while it has room, and another among every tool."""
        self._whenever(lambda: each.param.update(sx=close if self.shown else roomy))
        return each

    def opens(self, *toggles: Any) -> None:
        """Show every tool once a part of the page is opened that is closed by one of them."""
        for toggle in toggles:
            toggle.param.watch(lambda event: event.new and self.param.update(shown=True), "value")

    def _turn(self) -> None:
        shown = not self.shown
        # Before the tools come: whoever sees them may have another page at once.
        self._send_msg({"cookie": f"{EVERY_TOOL}=yes", "keep": shown})
        self.shown = shown

    def _follow(self) -> None:
        self.button.param.update(
            description=HIDE if self.shown else SHOW, color="secondary" if self.shown else "primary"
        )
