"""Whether somebody looks at a part of the page: what draws or computes for it waits until somebody does."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

import param


class Attention(param.Parameterized):
    """Of one view of a page; ``here`` is false while another view is shown."""

    here = param.Boolean(default=True)


_building: ContextVar[Attention | None] = ContextVar("the attention of the view being built", default=None)


@contextmanager
def attended(attention: Attention) -> Iterator[None]:
    """Give what is built inside this attention."""
    token = _building.set(attention)
    try:
        yield
    finally:
        _building.reset(token)


def attention() -> Attention:
    """Return the attention of the view being built; outside a view, one that is always here."""
    return _building.get() or Attention()
