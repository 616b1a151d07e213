"""Who may come in, and what every answer of the server says to the browser.

A request for another name than the server's is refused (see `apps.origins`), and so is one without the token,
if there is one: the link brings it, a cookie keeps it. Every answer forbids the browser to load, run or show
anything of another site; an answer that is a fault is one sentence, never a traceback.
"""

from __future__ import annotations

import hmac
import logging
import secrets
import sys
from functools import partial
from html import escape
from pathlib import Path
from typing import Any

from panel.io.server import DocHandler, WSHandler
from tornado.httputil import HTTPHeaders, HTTPServerRequest
from tornado.web import OutputTransform, RequestHandler

from apps.origins import Address, further_name, names, origin_of, place_of
from apps.ui.early_page import EarlyPage
from engine.words import tr

TOKEN = "token"
# A message of more parts takes the time of everybody else: this many take 0.1 s (measured).
MOST_PARTS = 200_000
# Panel's bundles compile code (unsafe-eval), its pages bring scripts and styles of their own (unsafe-inline),
# and components come as blobs. All of it is from here.
POLICY = {
    "default-src": "'self'",
    "script-src": "'self' 'unsafe-inline' 'unsafe-eval' blob:",
    "worker-src": "'self' blob:",
    "style-src": "'self' 'unsafe-inline'",
    "img-src": "'self' data: blob:",
    "font-src": "'self'",
    "connect-src": "'self' blob:",
    "object-src": "'none'",
    "base-uri": "'self'",
    "form-action": "'self'",
    "frame-ancestors": "'none'",
}
HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
}
SAID = {
    403: tr("Only pages of this server may do that; open it by its own address."),
    404: tr("There is no such page here; go back, or to the start page."),
    500: tr("Something went wrong inside phiscope; load the page again."),
}
UNINVITED = tr("This page is for those who were given its link; open it by that link, whole.")
CLOSED = ("/autoload.js",)  # it brings pages into other sites
COMPONENTS = "/components/"

ADMISSION = Path(__file__).with_name("admission.html").read_bytes()
_log = logging.getLogger(__name__)


class AccessGate:
    """The gate of one server; nobody comes in before `open`."""

    def __init__(self, address: Address) -> None:
        for given in address.allowed:
            further_name(given)  # it is refused before anything is served
        self._address = address
        self._names: frozenset[str] = frozenset()
        self._cookie = ""
        self.token = secrets.token_urlsafe(16) if address.token else ""

    def options(self) -> dict[str, Any]:
        """Return what the application of the server has to be made with."""
        return {
            "gate": self,
            "transforms": [partial(Answer, self)],
            "serve_traceback": False,
            # Sockets are for sessions that a page was made for; no page says with what it was asked for.
            "sign_sessions": True,
            "secret_key": secrets.token_bytes(32),
            "include_headers": [],
            "include_cookies": [],
        }

    def open(self, application: Any, port: int) -> None:
        """Stand before the application that is served on ``port``."""
        self._names = names(self._address, port)
        self._cookie = f"phiscope-{port}"  # browsers keep one set of cookies for all ports
        application.find_handler = partial(self._handler, application, application.find_handler)

    def query(self) -> str:
        """Return what a link needs behind its path."""
        return f"?{TOKEN}={self.token}" if self.token else ""

    def _handler(self, application: Any, find: Any, request: HTTPServerRequest, **more: Any) -> Any:
        """Return what deals with a request."""
        if self.refusal(request) is not None:
            return application.get_handler_delegate(request, Refused, {"status": 403})
        if self._admits(request):
            return application.get_handler_delegate(request, Admission)
        if _closed(request.path):
            return application.get_handler_delegate(request, Refused, {"status": 404})
        found = find(request, **more)
        kind = getattr(found, "handler_class", object)
        for theirs, ours in OURS.items():
            if issubclass(kind, theirs):
                found.handler_class = ours
        return found

    def refusal(self, request: HTTPServerRequest) -> str | None:
        """Return why nobody who asks so comes in; None for those who may."""
        if place_of(request.host) not in self._names:
            return tr(
                "This server is not called {host}; who started it can allow that with --allow-origin.",
                host=request.host[:80],
            )
        if not self.token or self._admits(request):
            return None
        morsel = request.cookies.get(self._cookie)
        return None if morsel is not None and self._is_token(morsel.value) else UNINVITED

    def _admits(self, request: HTTPServerRequest) -> bool:
        given = request.query_arguments.get(TOKEN, [])
        return bool(self.token) and request.method == "GET" and any(map(self._is_token, given[:1]))

    def _is_token(self, given: str | bytes) -> bool:
        text = given.encode() if isinstance(given, str) else given
        return hmac.compare_digest(text, self.token.encode())

    def admit(self, handler: RequestHandler) -> None:
        """Let the browser keep the token."""
        handler.set_cookie(self._cookie, self.token, path="/", httponly=True, samesite="Strict")

    def allows(self, origin: str) -> bool:
        """Whether a page of this origin may open a socket."""
        return origin_of(origin) in self._names

    def policy(self, request: HTTPServerRequest) -> str:
        """Return what the browser may load for a page."""
        allowed = dict(POLICY)
        if place_of(request.host) in self._names:
            # Older browsers do not count the socket among 'self'.
            allowed["connect-src"] += f" ws://{request.host} wss://{request.host}"
        return "; ".join(f"{what} {where}" for what, where in allowed.items())


def _closed(path: str) -> bool:
    """Whether a path leads to what Panel serves and no page of ours needs."""
    if path.endswith(CLOSED):
        return True
    # Panel imports the module that such a path names.
    return path.startswith(COMPONENTS) and path[len(COMPONENTS) :].partition("/")[0] not in sys.modules


class Answer(OutputTransform):
    """Puts the headers on an answer, and a sentence in the place of an error page."""

    def __init__(self, gate: AccessGate, request: HTTPServerRequest) -> None:
        self._gate, self._request = gate, request
        self._fault = False

    def transform_first_chunk(
        self,
        status_code: int,
        headers: HTTPHeaders,
        chunk: bytes,
        finishing: bool,  # noqa: ARG002
    ) -> tuple[int, HTTPHeaders, bytes]:
        """Dress the first part of an answer, which mostly is all of it."""
        for name, value in HEADERS.items():
            headers[name] = value
        headers["Content-Security-Policy"] = self._gate.policy(self._request)
        headers.pop("Server", None)
        headers.pop("Access-Control-Allow-Origin", None)
        if status_code < 400:
            return status_code, headers, chunk
        self._fault = True
        known = status_code if status_code in SAID else 500 if status_code > 500 else 404
        page = sentence_page((status_code == 403 and self._gate.refusal(self._request)) or SAID[known])
        headers["Content-Type"] = "text/html;charset=utf-8"
        headers["Content-Length"] = str(len(page))
        headers["Cache-Control"] = "no-store"
        return status_code, headers, page

    def transform_chunk(self, chunk: bytes, finishing: bool) -> bytes:  # noqa: ARG002
        """Dress the parts that follow."""
        return b"" if self._fault else chunk


def sentence_page(said: str) -> bytes:
    """Return a page that is one sentence."""
    return f"<title>phiscope</title><p>{escape(said)}</p>\n".encode()


class Refused(RequestHandler):
    """Refuses whatever is asked; `Answer` says why."""

    def initialize(self, status: int) -> None:
        """Take the status to answer with."""
        self._refused = status

    def prepare(self) -> None:
        """Answer at once, also to what has no method."""
        self.set_status(self._refused)
        self.finish()


class Admission(RequestHandler):
    """Keeps the token of a link as a cookie and goes on to the page, whose address is free of it.

    A redirect would not do: after a link on another site browsers send no strict cookie along with it.
    """

    def get(self) -> None:
        """Answer with a page that leads on."""
        self.settings["gate"].admit(self)
        self.set_header("Cache-Control", "no-store")
        self.write(ADMISSION)


class PageSocket(WSHandler):
    """The socket of a page: opened by our pages only, for messages that are soon read."""

    def check_origin(self, origin: str) -> bool:
        """Whether a page of this origin may open a socket."""
        if self.settings["gate"].allows(origin):
            return True
        _log.warning("a page of %.80r was refused; --allow-origin allows it", origin)
        return False

    def _is_left(self) -> bool:
        """Whether the page was left: Bokeh has let its session go, and asserts that it is there."""
        try:
            return self.connection is not None and self.connection.session is None
        except AssertionError:
            return True

    def on_close(self) -> None:
        """Let the session go, once: a page that is left while it speaks closes twice."""
        if not self._is_left():
            super().on_close()

    async def on_message(self, fragment: str | bytes) -> None:
        """Take a message in, unless the page was left or it holds more than any page sends."""
        if self._is_left():
            return
        if isinstance(fragment, str) and sum(map(fragment.count, "[{,")) > MOST_PARTS:
            self.close(1009)
            return
        await super().on_message(fragment)

    async def send_message(self, message: Any) -> None:
        """Send a message; of an error only that there was one."""
        if message.msgtype == "ERROR":
            message.content.update(text=SAID[500], traceback=None)
        await super().send_message(message)


OURS = {WSHandler: PageSocket, DocHandler: EarlyPage}
"""What answers in the place of Panel's handlers."""
