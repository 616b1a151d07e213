"""A repair of Bokeh: each thread has its own current document, and a message that fails leaves none behind.

Bokeh keeps the current documents of all threads in one list, and takes one back only after a success. A page
that is built beside the event loop would then be mixed up with the page that the loop is working on; and
after one faulty message of one browser the rest of the process would find that browser's document.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from weakref import ref

from bokeh.io import doc

from apps.repairs.repair import Repair
from apps.serving.visitor_language import language_of
from engine.words import speaking

REPAIR = Repair(
    "the current document of a thread",
    "bokeh",
    "3.9",
    ("bokeh.io.doc:patch_curdoc(doc)", "bokeh.io.doc:_PATCHED_CURDOCS"),
)


class _Current(threading.local):
    """The documents being worked on in this thread, the innermost last; all that Bokeh asks of its list."""

    def __init__(self) -> None:
        self._documents: list[Any] = []

    def __len__(self) -> int:
        return len(self._documents)

    def __getitem__(self, index: int) -> Any:
        return self._documents[index]

    def append(self, document: Any) -> None:
        self._documents.append(document)

    def pop(self) -> Any:
        return self._documents.pop()


def repair() -> None:
    """Keep current documents apart from now on; a second call changes nothing."""
    if REPAIR.applies and not isinstance(doc._PATCHED_CURDOCS, _Current):
        # Bokeh looks both up in its module at each message.
        swap: Any = setattr
        swap(doc, "_PATCHED_CURDOCS", _Current())
        swap(doc, "patch_curdoc", _patch_curdoc)


@contextmanager
def _patch_curdoc(document: Any) -> Iterator[None]:
    doc._PATCHED_CURDOCS.append(ref(document))
    try:
        # Whatever is done for a page is done here, and what it starts inherits the language.
        with speaking(language_of(document)):
            yield
    finally:
        doc._PATCHED_CURDOCS.pop()
