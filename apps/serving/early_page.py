"""What a page begins with is sent before it is built: its outline is seen and its scripts come meanwhile.

Building a page takes 0.4 s, and its scripts are 5 MB. All pages of one address begin alike, up to a mark in
their template; what the last one began with is sent at once.
"""

from __future__ import annotations

import logging
from typing import Any, ClassVar

from panel.io.server import DocHandler

from engine.words import spoken

MARK = "<!-- what follows belongs to one session -->"
OWN_SESSION = ("bokeh-token", "bokeh-session-id")
_log = logging.getLogger(__name__)


class EarlyPage(DocHandler):
    """Answers a request for a page; ``beginnings`` are those of the last pages, by address and language."""

    beginnings: ClassVar[dict[tuple[str, str], str]] = {}
    _sent = ""

    async def get_session(self) -> Any:
        """Send the beginning, then make the session, and with it the page."""
        known = self.beginnings.get((self.request.path, spoken()))
        if known is not None and not self._is_particular():
            self.set_header("Content-Type", "text/html; charset=UTF-8")
            super().write(known)
            self._sent = known
            await self.flush()
        session: Any = super().get_session()
        return await session

    def write(self, chunk: str | bytes | dict[str, Any]) -> None:
        """Write a page without the beginning that was sent, and keep what it begins with."""
        if not isinstance(chunk, str) or MARK not in chunk:
            super().write(chunk)
            return
        beginning, _, rest = chunk.partition(MARK)
        if self._sent not in {"", beginning}:
            _log.info("Pages of %s begin in another way now", self.request.path)
        self.beginnings[self.request.path, spoken()] = beginning
        super().write(rest if self._sent else chunk)

    def _is_particular(self) -> bool:
        """Whether the request names a session, and so may be refused."""
        named = any(name in self.request.arguments for name in OWN_SESSION)
        return named or "Bokeh-Session-Id" in self.request.headers
