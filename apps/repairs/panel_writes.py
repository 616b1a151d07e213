"""Repairs of Panel: no message to the browser is lost.

A message that is put off while another one goes out must go too.

Panel puts messages off while a socket is busy, in `_WRITE_MSGS`, and takes its mark off, `_WRITE_BLOCK`, when
it has written them. A message added during that writing then has no mark, its own task does nothing, and the
page shows old pictures until the next message (measured under load: after 3 of 10 choices).

And what changes between the moment when the browser has fetched the page and the moment when it has drawn
it must reach it. Panel drops such changes, since a page that was not fetched yet will hold them anyway: of a
file opened in the first second of a page, the drawing saw nothing (after 3 of 12 openings).
"""

from __future__ import annotations

from typing import Any

from panel.io import document as panel_document

from apps.repairs.repair import Repair

REPAIR = Repair(
    "messages that are put off while others go out",
    "panel",
    "1.9",
    (
        "panel.io.document:_dispatch_msgs(doc)",
        "panel.io.document:_dispatch_write_task(doc, func, *args, **kwargs)",
        "panel.io.document:_WRITE_MSGS",
        "panel.io.document:_WRITE_BLOCK",
        "panel.io.document:_drain_unconnected_events(doc, lock)",
    ),
)
panels_own: Any = getattr(panel_document, "_dispatch_msgs", None)
panels_drain: Any = getattr(panel_document, "_drain_unconnected_events", None)


async def _write_all(doc: Any) -> None:
    """Write the messages put off for a page, and start again if others were added meanwhile."""
    await panels_own(doc)
    left = doc in panel_document._WRITE_MSGS and doc not in panel_document._WRITE_BLOCK
    if left:
        panel_document._WRITE_BLOCK[doc] = True
        panel_document._dispatch_write_task(doc, _write_all, doc)


def _drain(doc: Any, lock: Any) -> list[Any]:
    """Return the held events to dispatch: all of them once a browser listens, else what Panel chooses."""
    session = getattr(doc.session_context, "session", None)
    if session is None or not session._subscribed_connections:
        return panels_drain(doc, lock)
    with lock:
        events, doc.callbacks._held_events = list(doc.callbacks._held_events or []), []
        doc.callbacks._hold = None
    return events


def repair() -> None:
    """Make every page of this process write all its messages."""
    if REPAIR.applies:
        panel_document._dispatch_msgs = _write_all
        panel_document._drain_unconnected_events = _drain
