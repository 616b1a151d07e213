"""Errors as one sentence for the person at the screen."""

from __future__ import annotations

from engine.errors import PhiscopeError
from engine.words import tr


def sentence(error: BaseException) -> str:
    """Return one sentence for people about ``error``, without a traceback."""
    if isinstance(error, PhiscopeError):
        return str(error)
    detail = str(error).strip().splitlines()
    kind = type(error).__name__
    reason = f"{kind}: {detail[0]}" if detail else kind
    return tr(
        "Something went wrong inside phiscope ({reason}); your drawing is unchanged, try another change.",
        reason=reason,
    )
