"""Who asks for a page while it is built."""

from __future__ import annotations

import re
from contextvars import ContextVar
from dataclasses import dataclass

SEAT = re.compile(r"[A-Za-z0-9_-]{20,64}")


@dataclass(frozen=True, slots=True)
class Visitor:
    """Who asks for a page of a class; outside one everybody is alike.

    ``seat`` is the secret of the browser, empty without a class.
    """

    seat: str = ""
    is_teacher: bool = False


ANYBODY = Visitor()
VISITOR: ContextVar[Visitor] = ContextVar("visitor", default=ANYBODY)
"""That of the request that is answered."""
