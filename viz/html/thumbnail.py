"""The substrate as a small picture for a card: SVG text that takes its colours from the page's style sheet.

Its classes are ``edge`` and ``head``, with ``inhibitory`` if the edge is; ``unit`` and ``letter``, with
``on`` if the unit is ON.
"""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

import numpy as np

from viz.shapes.sketch import sketch

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from viz.shapes.sketch import Arrow, Sketch
    from viz.view.substrate import SubstrateView, UnitMark

EVERY = 4
"""Every how many-th point of a curve is kept: fewer are enough at this size."""


def thumbnail(view: SubstrateView) -> str:
    """Return the drawing of `view` as SVG: arrows and units, no regions, no key."""
    shapes = sketch(view)
    left, right, bottom, top = shapes.bounds
    parts = [*map(_arrow, shapes.arrows), *(_unit(mark, x, -y, shapes) for mark, (x, y) in shapes.units)]
    box = f"{left:.0f} {-top:.0f} {right - left:.0f} {top - bottom:.0f}"
    label = escape(view.screen_text, quote=True)
    return f'<svg viewBox="{box}" role="img" aria-label="{label}">{"".join(parts)}</svg>'


def _arrow(arrow: Arrow) -> str:
    kind = " inhibitory" if arrow.mark.inhibitory else ""
    thin = np.concatenate([arrow.path[:-1:EVERY], arrow.path[-1:]])
    width = 1.5 + 3 * arrow.mark.strength
    line = f'<polyline class="edge{kind}" stroke-width="{width:.1f}" points="{_points(thin)}"/>'
    return f'{line}<polygon class="head{kind}" points="{_points(arrow.head)}"/>'


def _points(path: NDArray) -> str:
    return " ".join(f"{x:.0f},{-y:.0f}" for x, y in path)


def _unit(mark: UnitMark, x: float, y: float, shapes: Sketch) -> str:
    on = " on" if mark.level > 0.5 else ""
    size = shapes.radius * (1.1 if len(mark.text) < 2 else 1.6 / len(mark.text))
    disc = f'<circle class="unit{on}" cx="{x:.0f}" cy="{y:.0f}" r="{shapes.radius:.1f}"/>'
    text = (
        f'<text class="letter{on}" x="{x:.0f}" y="{y:.0f}" font-size="{size:.0f}">{escape(mark.text)}</text>'
    )
    return disc + text
