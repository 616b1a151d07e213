"""φ_s by grain on screen: a dot for each system, shapes and colours by grain, rings around complexes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bokeh.events import Tap
from bokeh.models import HoverTool, Range1d

from engine.words import tr
from viz.screen.frame import BokehPlot, empty_sources, set_labels, set_range
from viz.screen.pointer import Pointer
from viz.shapes.grains import MARKERS, grain_colour
from viz.view.grain_space import GrainSpaceView

if TYPE_CHECKING:
    from collections.abc import Callable

SOURCES = {"dots": "x y marker color about", "ring": "x y", "present": "x y"}
SIZE = 8.0
NEAR = 0.02
"""Share of the picture's width and height within which a tap means a dot."""


class GrainSpacePlot(BokehPlot[GrainSpaceView]):
    """Systems of any grain; `on_pick` and `on_hover` report the place of a system in the search."""

    tools = ""
    span = Range1d

    def on_pick(self, callback: Callable[[int], None]) -> None:
        """Call `callback` with the place, in the search's systems, of the one that is tapped."""
        super().on_pick(callback)

    def pick(self, x: float, y: float) -> int | None:
        """Return the place of the system at a point of the picture, None if there is none."""
        view = self.view
        if view is None or not view.dots:
            return None

        def away(i: int) -> float:
            dot = view.dots[i]
            return max(abs(dot.x - x) / view.sizes, abs(dot.y - y) / view.top)

        near = min(range(len(view.dots)), key=away)
        return view.rows[view.dots[near].row].index if away(near) <= NEAR else None

    def _build(self) -> None:
        plot = self.figure
        self.sources = empty_sources(SOURCES)
        of: dict[str, Any] = self.sources
        plot.xaxis[0].axis_label = tr("micro units in the system")
        plot.yaxis[0].axis_label = tr("φₛ (ibits)")
        plot.scatter("x", "y", size=SIZE + 8, fill_color=None, line_width=2, source=of["ring"], name="ring")
        dots = plot.scatter("x", "y", size=SIZE, marker="marker", fill_color="color", line_color="color",
                            fill_alpha=0.55, source=of["dots"], name="dots")  # fmt: skip
        plot.scatter("x", "y", size=SIZE + 14, marker="square", fill_color=None, line_width=2,
                     line_dash="dashed", source=of["present"], name="present")  # fmt: skip
        plot.add_tools(HoverTool(renderers=[dots], tooltips="@about"))
        self.pointer = Pointer(plot, "dot")
        self.pointer.over("dot", dots)
        self.pointer.on_change(lambda: self._report_hover(self._under_pointer()))
        plot.on_event(Tap, self._tap)

    def _under_pointer(self) -> int | None:
        view = self.view
        dot = None if view is None else self.pointer.row("dot", len(view.dots))
        return None if view is None or dot is None else view.rows[view.dots[dot].row].index

    def _style(self) -> None:
        self._glyph("ring").line_color = self.theme.complex_edge
        self._glyph("present").line_color = self.theme.text
        self.figure.grid.visible = True
        self.figure.xgrid.visible = False
        self.figure.ygrid.grid_line_color = self.theme.rest
        self.figure.ygrid.grid_line_alpha = 0.5

    def _draw(self, view: GrainSpaceView) -> None:
        self.figure.title.text = view.title
        self.subtitle.text = ""
        set_range(self.figure.x_range, 0.4, view.sizes + 0.6)
        set_range(self.figure.y_range, -0.06 * view.top, 1.14 * view.top)
        set_labels(self.figure.xaxis[0], {float(size): str(size) for size in range(1, view.sizes + 1)})
        rows = [view.rows[dot.row] for dot in view.dots]
        self.sources["dots"].data = {
            "x": [dot.x for dot in view.dots],
            "y": [dot.y for dot in view.dots],
            "marker": [MARKERS[row.kind] for row in rows],
            "color": [grain_colour(self.theme, row.kind) for row in rows],
            "about": [dot.about for dot in view.dots],
        }
        won = [dot for dot, row in zip(view.dots, rows, strict=True) if row.standing == "complex"]
        self.sources["ring"].data = {"x": [dot.x for dot in won], "y": [dot.y for dot in won]}
        here = [] if view.present is None else [view.dots[view.present]]
        self.sources["present"].data = {"x": [dot.x for dot in here], "y": [dot.y for dot in here]}
