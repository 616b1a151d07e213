"""A repair of Panel: a message to the browser that is put off while another one goes out must go too.

Panel puts messages off while a socket is busy, in `_WRITE_MSGS`, and takes its mark off, `_WRITE_BLOCK`, when
it has written them. A message added during that writing then has no mark, its own task does nothing, and the
page shows old pictures until the next message (measured under load: after 3 of 10 choices).
"""

from __future__ import annotations

from typing import Any

from panel.io import document as panel_document

from apps.ui.repairs import Repair

REPAIR = Repair(
    "messages that are put off while others go out",
    "panel",
    "1.9",
    (
        "panel.io.document:_dispatch_msgs(doc)",
        "panel.io.document:_dispatch_write_task(doc, func, *args, **kwargs)",
        "panel.io.document:_WRITE_MSGS",
        "panel.io.document:_WRITE_BLOCK",
    ),
)
panels_own: Any = getattr(panel_document, "_dispatch_msgs", None)


async def _write_all(doc: Any) -> None:
    """Write the messages put off for a page, and start again if others were added meanwhile."""
    await panels_own(doc)
    left = doc in panel_document._WRITE_MSGS and doc not in panel_document._WRITE_BLOCK
    if left:
        panel_document._WRITE_BLOCK[doc] = True
        panel_document._dispatch_write_task(doc, _write_all, doc)


def repair() -> None:
    """Make every page of this process write all its messages."""
    if REPAIR.applies:
        panel_document._dispatch_msgs = _write_all
