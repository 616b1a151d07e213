"""A repair of Bokeh: a message that fails leaves no document behind as the current one.

Bokeh takes the current document back only after a success. After one faulty message of one browser the rest
of the process would find that browser's document wherever no other is being worked on.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from weakref import ref

from bokeh.io import doc

from apps.ui.repairs import Repair

REPAIR = Repair(
    "the current document taken back after a fault",
    "bokeh",
    "3.9",
    ("bokeh.io.doc:patch_curdoc(doc)", "bokeh.io.doc:_PATCHED_CURDOCS"),
)


def repair() -> None:
    """Take the current document back after every message from now on; a second call changes nothing."""
    if REPAIR.applies:
        # Bokeh looks the function up in its module at each message.
        doc.patch_curdoc = _patch_curdoc


@contextmanager
def _patch_curdoc(document: Any) -> Iterator[None]:
    doc._PATCHED_CURDOCS.append(ref(document))
    try:
        yield
    finally:
        doc._PATCHED_CURDOCS.pop()
