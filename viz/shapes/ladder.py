"""The update grain of a macro unit in a drawing: a tick for each update across the left of its outline."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from viz.layout import Point
    from viz.shapes.sketch import Outline

RUNG, HALF = 5.0, 6.0
"""Distance of two ticks and half of their length, in the units of the sketch."""
MOST = 16


def rungs(outline: Outline) -> tuple[tuple[Point, Point], ...]:
    """Return the ends of the ticks of an outline; none for one update."""
    count = min(outline.mark.updates, MOST)
    if count < 2:
        return ()
    x, y = (float(v) for v in outline.path[outline.path[:, 0].argmin()])
    top = y + RUNG * (count - 1) / 2
    return tuple(((x - HALF, top - RUNG * i), (x + HALF, top - RUNG * i)) for i in range(count))
