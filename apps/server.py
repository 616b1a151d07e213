"""Serving the pages to browsers on this machine, or on the network when a host is named."""

from __future__ import annotations

import logging
import sys
import webbrowser
from collections.abc import Callable
from typing import Any

import panel as pn
from panel.io.server import get_server
from panel.io.threads import StoppableThread
from tornado.ioloop import IOLoop
from tornado.iostream import StreamClosedError
from tornado.websocket import WebSocketClosedError

from apps.classroom.room import Classroom
from apps.classroom.seat import companion
from apps.classroom.teach import teach_page
from apps.gate import TOKEN, AccessGate, Invitation
from apps.handlers import SAID, manual_routes
from apps.jobs import warm_up
from apps.origins import Address, link_host
from apps.repairs import early_scripts, light_pages, panel_writes
from apps.serving import current_document
from apps.serving.garbage import PAGES
from apps.serving.page_application import applications
from apps.views.explore.structure_3d import VENDOR
from apps.workspace.reach import HERE, in_letters, is_local
from apps.workspace.workbench import pages
from engine.errors import PhiscopeError
from engine.words import tr

MESSAGE_BYTES = 20_000_000  # a file of the largest size, as letters, and a third more
BODY_BYTES = 100_000  # nobody has anything to post
_log = logging.getLogger(__name__)


def start(address: Address, show: bool, room: Classroom | None = None) -> None:
    """Serve until interrupted, and ``show`` the first page in the browser.

    Parameters
    ----------
    address : Address
    show : bool
    room : Classroom, optional
        The class that meets there.
    """
    gate = AccessGate(address, None if room is None else Invitation(room.invitation, room.key))
    server = _made(address, gate, room=room)
    base = f"http://{link_host(address.host)}:{server.port}"
    link = f"{base}/explore{gate.query()}" if room is None else f"{base}/teach?{TOKEN}={room.key}"
    print(tr("phiscope is at {link} - Ctrl-C ends it.", link=link), flush=True)
    if room is not None:
        students = f"{base}/{gate.query()}"
        print(tr("That is your page, the teacher's. Students open {link}", link=students), flush=True)
        print(in_letters(students), flush=True)
    if show:
        server.io_loop.add_callback(webbrowser.open, link)
    PAGES.take_charge()
    # While a page is built beside the loop, Python hands over every 5 ms, and the loop, which gives way at
    # each look at a file, waits as long each time: up to 1.2 s with thirty pages opening, 0.2 s so.
    sys.setswitchinterval(0.0005)
    _run(server)


def serve(address: Address, gate: AccessGate | None = None, room: Classroom | None = None) -> StoppableThread:
    """Serve in a thread and return it; `StoppableThread.stop` ends it (for tests)."""

    def work() -> Any:
        server = _made(address, gate or AccessGate(address), loop, room)
        _run(server)
        return server

    loop = IOLoop(make_current=False)
    thread = StoppableThread(target=work, io_loop=loop, owns_loop=True)
    thread.start()
    return thread


def _run(server: Any) -> None:
    # Starts the watch that ends abandoned sessions, and with them their jobs; the loop alone would not.
    server.start()
    server.io_loop.start()


def _tells_of_a_fault(record: logging.LogRecord) -> bool:
    """Whether a log record is more than tornado's traceback about a page that closed during an update."""
    error = record.exc_info[1] if record.exc_info else None
    return not isinstance(error, WebSocketClosedError | StreamClosedError)


def _made(
    address: Address, gate: AccessGate, loop: IOLoop | None = None, room: Classroom | None = None
) -> Any:
    """Make a server of all pages, with the gate before it, and the class that meets there if there is one."""
    from apps import views
    from apps.lessons import rail  # noqa: F401 - a page knows the components that there are when it is built

    logging.getLogger("asyncio").addFilter(_tells_of_a_fault)
    panel_writes.repair()
    current_document.repair()
    warm_up.start()
    light_pages.lighten()
    views.load()
    place = [""]  # the port is known once the server is made
    built = pages() if room is None else pages(companion(room))
    opened = {f"/{name}": _safe(page) for name, page in built.items()}
    taught = {} if room is None else {"/teach": _safe(teach_page(room, lambda: place[0]))}
    try:
        server = get_server(
            applications({"/": next(iter(opened.values()))} | opened | taught, "phiscope"),
            port=address.port,
            address=address.host,
            loop=loop,
            title="phiscope",
            liveness=True,
            static_dirs={"vendor": str(VENDOR), early_scripts.ROUTE: str(early_scripts.DIRECTORY)},
            extra_patterns=manual_routes(),
            websocket_max_message_size=MESSAGE_BYTES,
            http_server_kwargs={"max_body_size": BODY_BYTES},
            **gate.options(),
        )
    except OSError as error:
        raise PhiscopeError(
            tr(
                "Port {port} on {host} cannot be used ({reason}); choose another with --port.",
                port=address.port,
                host=address.host,
                reason=error.strerror or error,
            )
        ) from error
    port = server.port or address.port
    gate.open(server._tornado, port)
    place[0] = f"http://{link_host(address.host)}:{port}/{gate.query()}"
    if not is_local(address.host):
        HERE.origin, HERE.query = f"http://{link_host(address.host)}:{port}", gate.query()
    return server


def _safe(page: Callable[[], Any]) -> Callable[[], Any]:
    """Return what builds a page, or a sentence when that fails: Panel would show the traceback to all."""

    def shown() -> Any:
        try:
            return page()
        except Exception:
            _log.exception("%s failed", page)
            return pn.pane.HTML(f"<p role='alert'>{SAID[500]}</p>")

    return shown
