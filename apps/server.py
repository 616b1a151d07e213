"""The web server: it serves the pages on this machine, or on the network if a host is named."""

from __future__ import annotations

import gc
import logging
from typing import Any

import panel as pn
from bokeh.settings import settings
from tornado.iostream import StreamClosedError
from tornado.websocket import WebSocketClosedError

from apps.jobs import warm_up
from apps.ui import bokeh_defaults, panel_writes
from apps.views.explore.structure_3d import VENDOR
from engine.errors import PhiscopeError
from engine.words import tr

# At Bokeh's default of 20 MB a large file drops the connection without a message.
MESSAGE_BYTES = 80_000_000


def start(port: int, host: str, show: bool) -> None:
    """Serve the pages until Ctrl-C.

    Parameters
    ----------
    port : int
        TCP port; 0 picks a free one.
    host : str
        Name or address to listen on.
    show : bool
        Whether to open a browser.
    """
    server: Any = serve(port, host, show)
    print(
        tr("phiscope is at http://{host}:{port}/explore - Ctrl-C ends it.", host=host, port=server.port),
        flush=True,
    )
    # Panel collects garbage on the event loop when a session ends: that takes 0.2 s unless the modules,
    # which are loaded by now, are frozen.
    gc.collect()
    gc.freeze()
    # This also starts the check that ends abandoned sessions and their jobs; the loop alone does not.
    server.start()
    server.io_loop.start()


def _tells_of_a_fault(record: logging.LogRecord) -> bool:
    """Whether a log record is about a fault; tornado also logs pages that were closed during an update."""
    error = record.exc_info[1] if record.exc_info else None
    return not isinstance(error, WebSocketClosedError | StreamClosedError)


def serve(port: int = 0, host: str = "127.0.0.1", show: bool = False, threaded: bool = False) -> Any:
    """Return a server of all pages.

    Parameters
    ----------
    port : int
        TCP port; 0 picks a free one.
    host : str
        Name or address to listen on. Unless it is ``127.0.0.1`` or ``localhost``, any origin may connect.
    show : bool
        Whether to open a browser when the server starts.
    threaded : bool
        Whether to start it now, in a thread (for tests); otherwise the caller starts it.

    Raises
    ------
    PhiscopeError
        If the port cannot be used.
    """
    from apps import views

    logging.getLogger("asyncio").addFilter(_tells_of_a_fault)
    panel_writes.repair()
    warm_up.start()
    bokeh_defaults.remember()
    # Validation walks every model of every page and only logs warnings about layouts, which tests check.
    settings.perform_document_validation.set_value(False)
    found = views.load()
    pages: dict[str, Any] = {name: view.page for name, view in found.items()}
    origins = None if host in {"127.0.0.1", "localhost"} else ["*"]
    try:
        return pn.serve(
            {"/": next(iter(pages.values()))} | pages,
            port=port,
            address=host,
            show=show,
            start=threaded,
            threaded=threaded,
            title="phiscope",
            liveness=True,
            static_dirs={"vendor": VENDOR},
            websocket_origin=origins,
            websocket_max_message_size=MESSAGE_BYTES,
        )
    except OSError as error:
        raise PhiscopeError(
            tr(
                "Port {port} on {host} cannot be used ({reason}); choose another with --port.",
                port=port,
                host=host,
                reason=error.strerror or error,
            )
        ) from error
