"""A repair of Panel (1.9.4): a message to the browser that is put off while another one goes out must go too.

Panel puts messages off while a socket is busy, in `_WRITE_MSGS`, and takes its mark off, `_WRITE_BLOCK`, when
it has written what there was. What was added during that writing then has no mark, its own task does nothing,
and the page shows old pictures until the next message (measured under load: after 3 of 10 choices).
"""

from __future__ import annotations

from typing import Any

from panel.io import document as panel_document

panels_own = panel_document._dispatch_msgs


async def _write_all(doc: Any) -> None:
    """Write what was put off for a page, and see to what was added meanwhile."""
    await panels_own(doc)
    left = doc in panel_document._WRITE_MSGS and doc not in panel_document._WRITE_BLOCK
    if left:
        panel_document._WRITE_BLOCK[doc] = True
        panel_document._dispatch_write_task(doc, _write_all, doc)


def repair() -> None:
    """Let every page of this process write all it has to."""
    panel_document._dispatch_msgs = _write_all
