"""Parts that come into the page when they are first seen: until then neither server nor browser has them."""

from __future__ import annotations

from typing import Any, TypeVar

import panel as pn

Box = TypeVar("Box", pn.Row, pn.Column)


def when_first_seen(box: Box, *parts: Any) -> Box:
    """Put parts into an empty row or column once it is visible, and return it."""

    def fill(*_event: Any) -> None:
        if box.visible and not box:
            box[:] = list(parts)

    box.param.watch(fill, "visible")
    fill()
    return box
