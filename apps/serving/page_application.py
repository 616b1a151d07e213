"""Pages built beside the event loop, so that everybody else's page goes on meanwhile.

Building a page is half a second of Python. In a thread of its own it shares the interpreter with the event
loop in turns; on the loop itself it would keep every other page waiting. Thirty pages opened in ten seconds
while others draw: the longest wait of the others fell from 10 s to 1 s on two busy cores, as measured.
"""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextvars import copy_context
from typing import Any
from weakref import WeakSet

from bokeh.document import Document
from panel.io.application import Application, build_applications
from panel.io.state import state

from apps.repairs.repair import Repair
from apps.serving.garbage import PAGES
from apps.serving.visitor_language import remember

REPAIR = Repair(
    "pages built beside the event loop",
    "panel",
    "1.9",
    (
        "panel.io.application:Application.initialize_document(self, doc)",
        "panel.io.application:Application.on_session_created(self, session_context)",
        "panel.io.state:state._thread_id_",
    ),
)
_builder = ThreadPoolExecutor(1, thread_name_prefix="phiscope-pages")


class PageApplication(Application):
    """An application whose documents are built in a thread before the session that asks for one goes on."""

    def __init__(self, *handlers: Any, **options: Any) -> None:
        super().__init__(*handlers, **options)
        self._built: WeakSet[Document] = WeakSet()

    async def on_session_created(self, session_context: Any) -> None:
        """Build the document; Bokeh asks for it right after this."""
        await super().on_session_created(session_context)
        document = session_context._document
        remember(document)
        context, fill_in = copy_context(), super().initialize_document

        def build() -> None:
            context.run(fill_in, document)

        await asyncio.get_running_loop().run_in_executor(_builder, build)
        # From now on the document belongs to the thread of the event loop.
        state._thread_id_[document] = threading.get_ident()
        self._built.add(document)
        PAGES.opened()

    async def on_session_destroyed(self, session_context: Any) -> None:
        """Count a page that was left."""
        await super().on_session_destroyed(session_context)
        PAGES.closed()

    def initialize_document(self, doc: Document) -> None:
        """Fill in a document, unless that is done."""
        if doc not in self._built:
            super().initialize_document(doc)


def applications(pages: dict[str, Callable[[], Any]], title: str) -> dict[str, Any]:
    """Return what a server serves: an application for each page, by its address."""
    made = build_applications(dict(pages), title=title)
    if not REPAIR.applies:
        return made
    return {address: PageApplication(*each.handlers) for address, each in made.items()}
