"""Who asks for a page while it is built, and what their browser keeps of what they want to see."""

from __future__ import annotations

import re
from contextvars import ContextVar
from dataclasses import dataclass

EVERY_TOOL = "phiscope-tools"  # the cookie of a browser that wants every tool
SEAT = re.compile(r"[A-Za-z0-9_-]{20,64}")


@dataclass(frozen=True, slots=True)
class Visitor:
    """Who asks for a page.

    ``seat`` is the secret of the browser in a class, empty without one. ``every_tool`` says whether the page
    is to show more than the first question needs.
    """

    seat: str = ""
    is_teacher: bool = False
    every_tool: bool = False


ANYBODY = Visitor()
VISITOR: ContextVar[Visitor] = ContextVar("visitor", default=ANYBODY)
"""That of the request that is answered."""
