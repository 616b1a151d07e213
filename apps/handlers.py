"""What answers requests: a page, its socket, an admission or a refusal; and what all answers have."""

from __future__ import annotations

import logging
from collections.abc import Callable
from html import escape
from importlib.resources import files
from pathlib import Path
from typing import Any

from panel.io.server import DocHandler, WSHandler
from tornado.httputil import HTTPHeaders, HTTPServerRequest
from tornado.web import OutputTransform, RequestHandler, StaticFileHandler

from apps.serving.early_page import EarlyPage
from apps.serving.visitor import VISITOR
from apps.serving.visitor_language import chosen
from engine.words import phrase, use

# A message of more parts takes the time of everybody else: this many take 0.1 s (measured).
MOST_PARTS = 200_000
HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
}
SAID = {
    403: phrase("Only pages of this server may do that; open it by its own address."),
    404: phrase("There is no such page here; go back, or to the start page."),
    500: phrase("Something went wrong inside phiscope; load the page again."),
}
ADMISSION = Path(__file__).with_name("admission.html").read_bytes()
MANUAL = Path(str(files("assets"))) / "manual-site"
UNBUILT = phrase("The manual has not been built here; make docs builds it.")
_log = logging.getLogger(__name__)
Policy = Callable[[HTTPServerRequest], str]
Refusal = Callable[[HTTPServerRequest], str | None]


class Answer(OutputTransform):
    """Puts the headers on an answer, and a sentence in the place of an error page."""

    def __init__(self, policy: Policy, refusal: Refusal, request: HTTPServerRequest) -> None:
        self._policy, self._refusal, self._request = policy, refusal, request
        self._fault = False

    def transform_first_chunk(
        self,
        status_code: int,
        headers: HTTPHeaders,
        chunk: bytes,
        finishing: bool,
    ) -> tuple[int, HTTPHeaders, bytes]:
        """Dress the first part of an answer, which mostly is all of it."""
        for name, value in HEADERS.items():
            headers[name] = value
        headers["Content-Security-Policy"] = self._policy(self._request)
        headers.pop("Server", None)
        headers.pop("Access-Control-Allow-Origin", None)
        if status_code < 400:
            return status_code, headers, chunk
        self._fault = True
        known = status_code if status_code in SAID else 500 if status_code > 500 else 404
        page = sentence_page((status_code == 403 and self._refusal(self._request)) or SAID[known])
        headers["Content-Type"] = "text/html;charset=utf-8"
        headers["Content-Length"] = str(len(page))
        headers["Cache-Control"] = "no-store"
        return status_code, headers, page

    def transform_chunk(self, chunk: bytes, finishing: bool) -> bytes:
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
        use(chosen(self.request))
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


class ManualPage(StaticFileHandler):
    """A file of the manual; one sentence if it has not been built."""

    async def get(self, path: str, include_body: bool = True) -> None:
        """Answer with a file below the folder of the manual; tornado refuses every other."""
        if Path(self.root, "index.html").is_file():
            await super().get(path or "index.html", include_body)
        else:
            self.set_header("Content-Type", "text/html;charset=utf-8")
            self.write(sentence_page(UNBUILT))

    def compute_etag(self) -> str | None:
        """Return the mark of a file; the sentence has none."""
        return super().compute_etag() if hasattr(self, "absolute_path") else None


class ManualDoor(RequestHandler):
    """Leads ``/manual`` to ``/manual/``, whatever path the server has behind a proxy."""

    def get(self) -> None:
        """Lead on."""
        self.redirect("manual/")


def manual_routes(folder: Path = MANUAL) -> list[tuple[Any, ...]]:
    """Return what the server has for the manual that is built into a folder."""
    return [(r"/manual", ManualDoor), (r"/manual/(.*)", ManualPage, {"path": str(folder)})]


class KnowsVisitor(RequestHandler):
    """Says who asks, before anything is built for them."""

    async def prepare(self) -> None:
        """Say who asks."""
        VISITOR.set(self.settings["gate"].visitor(self.request))
        use(chosen(self.request))
        before: Any = super().prepare()
        if before is not None:
            await before


class InvitedPage(KnowsVisitor, EarlyPage):
    """A page that is built for who asks for it."""


class PageSocket(KnowsVisitor, WSHandler):
    """The socket of a page: opened by our pages only, for messages that are soon read."""

    def check_origin(self, origin: str) -> bool:
        """Whether a page of this origin may open a socket."""
        if self.settings["gate"].allows(origin):
            return True
        _log.warning("a page of %.80r was refused; --allow-origin allows it", origin)
        return False

    def open(self) -> None:
        """Open, and send at once what is to be sent.

        A message is several small writes: without this the system keeps all but the first back until the
        browser confirms that, for 40 ms.
        """
        self.set_nodelay(True)
        super().open()

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
            message.content.update(text=str(SAID[500]), traceback=None)
        await super().send_message(message)


OURS = {WSHandler: PageSocket, DocHandler: InvitedPage}
"""What answers in the place of Panel's handlers."""
