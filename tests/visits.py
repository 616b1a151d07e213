"""Whole pages of the app without a browser: built in a running loop, steered and read by their parts."""

import asyncio
import re
from base64 import b64decode
from collections.abc import Awaitable, Callable
from functools import partial
from html import unescape
from typing import Any

from apps import views
from apps.serving.visitor import VISITOR, Visitor
from apps.ui.download import Download
from apps.workspace.navigation import View
from apps.workspace.workbench import page
from parts import part
from wire import Wire

PATIENCE = 60  # seconds; on a fresh machine kernels are compiled first
TAG = re.compile(r"<[^>]*>")


class Visit:
    """One open page."""

    def __init__(self, page: Any) -> None:
        self.page = page
        self._gestures = 0
        self._drawing = Wire(part(page, "network-editor"))

    def part(self, hook: str) -> Any:
        """A component by its class."""
        return part(self.page, hook)

    def parts(self, hook: str) -> list[Any]:
        """All components of a class."""
        return self.page.select(lambda each: hook in (getattr(each, "css_classes", None) or ()))

    def text(self, hook: str) -> str:
        """What a part says, without its markup."""
        return unescape(TAG.sub("", self.part(hook).object))

    def gesture(self, kind: str, **content: Any) -> None:
        """Do something to the drawing."""
        self._gestures += 1
        self._drawing.send({"seq": self._gestures, "type": kind, **content})

    async def until(self, holds: Callable[[], object]) -> None:
        """Let the page go on until something holds."""
        async with asyncio.timeout(PATIENCE):
            while not holds():
                await asyncio.sleep(0.01)

    def exports(self) -> set[str]:
        """Return the names of what the export menu offers."""
        self.part("take-away").value = True
        return {name for group in self.part("export-what").groups.values() for name in group.values()}

    async def take(self, what: str, kind: str) -> bytes:
        """Take something away by the export menu."""
        self.part("take-away").value = True
        self.part("export-what").value = what
        self.part("export-format").value = kind
        (delivery,) = self.part("export").select(Download)
        wire = Wire(delivery)
        self.part("export-download").clicks += 1
        await self.until(lambda: wire.told)
        return b64decode(wire.told[0]["data"])


def opened_at(view: View) -> Callable[[], Any]:
    """Return what builds the page opened at a view."""
    views.load()
    return partial(page, view)


def visit(page: Callable[[], Any], scene: Callable[[Visit], Awaitable[None]]) -> None:
    """Build a page in a running loop and play a scene on it."""

    async def play() -> None:
        VISITOR.set(Visitor(every_tool=True))
        await scene(Visit(page()))

    asyncio.run(play())
