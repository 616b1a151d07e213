"""Who may come in, and what every answer of the server says to the browser.

A request for another name than the server's is refused (see `apps.origins`), and so is one without the token,
if there is one: the link brings it, a cookie keeps it. Every answer forbids the browser to load, run or show
anything of another site; an answer that is a fault is one sentence, never a traceback.

In a class the teacher has a token of her own, and a page to herself. Each browser keeps a secret, its seat,
by which it is known again.
"""

from __future__ import annotations

import hmac
import secrets
import sys
from dataclasses import dataclass
from functools import partial
from typing import Any

from tornado.httputil import HTTPServerRequest
from tornado.web import RequestHandler

from apps.guesses import Guesses
from apps.handlers import OURS, Admission, Answer, Refused
from apps.origins import Address, further_name, names, origin_of, place_of
from apps.serving.visitor import EVERY_TOOL, SEAT, Visitor
from engine.words import phrase, tr

TOKEN = "token"
TEACHERS = ("teach",)  # pages that only the teacher of a class may open
TEACHING, SITTING = "-teacher", "-seat"  # what the cookies of a class have behind the name of the first
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
UNINVITED = phrase("This page is for those who were given its link; open it by that link, whole.")
GUESSING = phrase("Too many wrong links came from there; wait a minute, then open yours again.")
CLOSED = ("/autoload.js",)  # it brings pages into other sites
COMPONENTS = "/components/"


@dataclass(frozen=True, slots=True)
class Invitation:
    """The tokens of a class: that of the students' link, and the teacher's."""

    students: str
    teacher: str


class AccessGate:
    """The gate of one server; nobody comes in before `open`.

    Parameters
    ----------
    address : Address
        Where the server listens, and who may come.
    invitation : Invitation, optional
        The tokens of a class.
    """

    def __init__(self, address: Address, invitation: Invitation | None = None) -> None:
        for given in address.allowed:
            further_name(given)  # it is refused before anything is served
        self._address = address
        self._names: frozenset[str] = frozenset()
        self._cookie = ""
        self.token = secrets.token_urlsafe(16) if address.token else ""
        self._teacher = ""
        self._guesses, self._seats = Guesses(), set[str]()
        if invitation is not None:
            self.token, self._teacher = invitation.students, invitation.teacher

    def options(self) -> dict[str, Any]:
        """Return what the application of the server has to be made with."""
        return {
            "gate": self,
            "transforms": [partial(Answer, self.policy, self.refusal)],
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
        if self._is_guessing(request):
            return GUESSING
        if not self.token or self._admits(request):
            return None
        if self._keeps(request, self._cookie, self.token) and not self._is_teachers(request):
            return None
        return None if self._is_teacher(request) else UNINVITED

    def _is_guessing(self, request: HTTPServerRequest) -> bool:
        """Whether somebody at this address tries the links of a class; those who have a seat stay in it.

        The link of a class is short, so that it can be typed; other tokens are too long to be tried.
        """
        if not self._teacher:
            return False
        cookies = (request.cookies.get(self._cookie + role) for role in ("", TEACHING))
        given = [each.decode(errors="replace") for each in request.query_arguments.get(TOKEN, [])[:1]]
        given += [each.value for each in cookies if each is not None]
        for each in given:
            if not _is_same(each, self.token) and not _is_same(each, self._teacher):
                self._guesses.note(request.remote_ip or "", each)
        is_seated = self.visitor(request).seat in self._seats
        return bool(given) and self._guesses.too_many(request.remote_ip or "") and not is_seated

    def _is_teachers(self, request: HTTPServerRequest) -> bool:
        return bool(self._teacher) and request.path.lstrip("/").partition("/")[0] in TEACHERS

    def _is_teacher(self, request: HTTPServerRequest) -> bool:
        return self._keeps(request, self._cookie + TEACHING, self._teacher)

    def visitor(self, request: HTTPServerRequest) -> Visitor:
        """Return who asks."""
        morsel = request.cookies.get(self._cookie + SITTING) if self._teacher else None
        seat = morsel.value if morsel is not None and SEAT.fullmatch(morsel.value) else ""
        return Visitor(seat, self._is_teacher(request), EVERY_TOOL in request.cookies)

    def _keeps(self, request: HTTPServerRequest, cookie: str, token: str) -> bool:
        morsel = request.cookies.get(cookie)
        return bool(token) and morsel is not None and _is_same(morsel.value, token)

    def _admits(self, request: HTTPServerRequest) -> bool:
        return bool(self._brought(request))

    def _brought(self, request: HTTPServerRequest) -> str:
        """Return the token that a link brings; empty for none of ours."""
        given = request.query_arguments.get(TOKEN, [])[:1] if request.method == "GET" else []
        ours = [token for token in (self.token, self._teacher) if token]
        return next((token for each in given for token in ours if _is_same(each, token)), "")

    def admit(self, handler: RequestHandler) -> None:
        """Let the browser keep the token, and a seat in the class if there is one."""
        token = self._brought(handler.request)
        keep = partial(handler.set_cookie, path="/", httponly=True, samesite="Strict")
        keep(self._cookie + (TEACHING if token == self._teacher else ""), token)
        if self._teacher and not self.visitor(handler.request).seat:
            seat = secrets.token_urlsafe(16)
            self._seats.add(seat)
            keep(self._cookie + SITTING, seat, expires_days=1)

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


def _is_same(given: str | bytes, token: str) -> bool:
    return hmac.compare_digest(given.encode() if isinstance(given, str) else given, token.encode())


def _closed(path: str) -> bool:
    """Whether a path leads to what Panel serves and no page of ours needs."""
    if path.endswith(CLOSED):
        return True
    # Panel imports the module that such a path names.
    return path.startswith(COMPONENTS) and path[len(COMPONENTS) :].partition("/")[0] not in sys.modules
