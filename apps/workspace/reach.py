"""Where other machines find the server of this process, and links as pictures for their cameras."""

from __future__ import annotations

import io
from dataclasses import dataclass
from typing import Any

import segno

from viz.theme import LIGHT

MOST = 2000  # letters; of more a telephone cannot read the picture from a screen


@dataclass
class Reach:
    """How other machines call the server of this process.

    Parameters
    ----------
    origin
        Scheme, name and port; empty while the server listens on this machine alone.
    query
        What the first visit needs behind its path.
    """

    origin: str = ""
    query: str = ""

    def link(self, location: Any, fragment: str) -> str:
        """Return the address that leads everybody to a page; empty if only this machine finds it.

        Parameters
        ----------
        location
            Where the page is, as Panel tells it.
        fragment
            What follows the address, with its ``#``.
        """
        host = location.hostname or ""
        if host and not is_local(host):
            port = f":{location.port}" if location.port else ""
            return f"{location.protocol}//{host}{port}{location.pathname}{fragment}"
        return f"{self.origin}{location.pathname}{self.query}{fragment}" if self.origin else ""


def is_local(host: str) -> bool:
    """Whether a host is this machine and no other: where a server listens, or as a browser names it."""
    return host.startswith("127.") or host in {"localhost", "::1", "[::1]"}


HERE = Reach()
"""That of this process; the server fills it in."""


def picture(link: str, scale: int = 3) -> str:
    """Return a QR code as SVG, ``scale`` pixels a dot; empty for a link that is too long for one."""
    if not link or len(link) > MOST:
        return ""
    return segno.make(link, error="l", micro=False).svg_inline(
        scale=scale, border=3, dark=LIGHT.text, light=LIGHT.background
    )


def in_letters(link: str) -> str:
    """Return a QR code for a terminal."""
    out = io.StringIO()
    segno.make(link, error="l", micro=False).terminal(out, border=2, compact=True)
    return out.getvalue()
