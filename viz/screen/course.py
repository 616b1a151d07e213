"""One curve on screen: points to tap, a ring around the present one, gaps where there is no value."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Any

from bokeh.events import Tap
from bokeh.models import BasicTicker, ColumnDataSource, Range1d, Span

from viz.screen.frame import BokehPlot, Columns, px, set_range
from viz.screen.pointer import Pointer
from viz.view.course import CourseView
from viz.view.letters import unmarked

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Sequence

    from viz.theme import Theme

MOST_TICKS = 32
"""Most points of a curve whose names are written on the axis."""
NEAR = 0.03
"""Largest horizontal distance of a tap from a point that still picks it, as a share of the axis."""


class CoursePlot(BokehPlot[CourseView]):
    """A curve; a tap above or below a point picks it too, and `on_hover` reports its index.

    Parameters
    ----------
    theme
        Colours and type.
    across
        The range of the horizontal axis, which curves above each other share.
    """

    tools = ""

    def __init__(self, theme: Theme, across: Range1d) -> None:
        self._across = across
        super().__init__(theme)

    def on_pick(self, callback: Callable[[int], None]) -> None:
        """Call `callback` with the index of the point that is tapped."""
        super().on_pick(callback)

    def mark(self, points: Collection[int]) -> None:
        """Draw a vertical line through each of these points, given by index."""
        there = () if self.view is None else self.view.points
        columns: Columns = {"x": [there[i].x for i in sorted(points) if i < len(there)]}
        if dict(self.lit.data) != columns:
            self.lit.data = columns

    def _under_pointer(self) -> int | None:
        points = () if self.view is None else self.view.points
        gone = [i for i, point in enumerate(points) if point.unreached]
        gap = self.pointer.row("gap", len(gone))
        return self.pointer.row("dot", len(points)) if gap is None else gone[gap]

    def pick(self, x: float, y: float = 0.0) -> int | None:
        """Return the index of the point nearest to a place of the axis, None if none is near."""
        points = () if self.view is None else self.view.points
        near = min(range(len(points)), key=lambda i: abs(points[i].x - x), default=None)
        wide = max(NEAR * abs(points[-1].x - points[0].x), 0.5 * _step(points)) if points else 0.0
        return near if near is not None and abs(points[near].x - x) <= wide else None

    def _build(self) -> None:
        self.points = ColumnDataSource({name: [] for name in ("x", "y", "fill", "about")})
        self.missing = ColumnDataSource({name: [] for name in ("x", "y", "about")})
        self.lit = ColumnDataSource({"x": []})
        self.now = ColumnDataSource({name: [] for name in ("x", "y")})
        plot: Any = self.figure
        plot.x_range = self._across  # shared by curves above each other
        plot.min_height = 100
        plot.min_border_left = 64  # so that the axes are aligned
        plot.title.visible = self.subtitle.visible = False
        plot.yaxis.ticker = BasicTicker(desired_num_ticks=5)
        plot.line("x", "y", line_width=1.5, source=self.points, name="line")
        dots = plot.scatter("x", "y", size=6, fill_color="fill", source=self.points, name="dots")
        gaps = plot.scatter("x", "y", marker="x", size=7, line_width=1.5, source=self.missing, name="gaps")
        plot.scatter("x", "y", size=13, fill_color=None, line_width=2.5, source=self.now, name="now")
        self.here = Span(location=None, dimension="height", line_dash="dashed", line_width=1.5)
        plot.add_layout(self.here)
        plot.vspan("x", line_width=7, line_alpha=0.5, source=self.lit, name="lit")
        self.pointer = Pointer(plot, "dot", "gap")
        self.pointer.over("dot", dots)
        self.pointer.over("gap", gaps)
        self.pointer.on_change(lambda: self._report_hover(self._under_pointer()))
        plot.on_event(Tap, self._tap)

    def _style(self) -> None:
        theme = self.theme
        self._glyph("line").line_color = theme.muted
        self._glyph("dots").line_color = theme.effect
        self._glyph("gaps").line_color = theme.muted
        self._glyph("lit").line_color = theme.link
        self._glyph("now").line_color = self.here.line_color = theme.system
        self.figure.yaxis.axis_label_text_font_size = px(theme.label_size)
        self.figure.grid.visible = True
        self.figure.grid.grid_line_color = theme.rest
        self.figure.grid.grid_line_alpha = 0.3

    def _draw(self, view: CourseView) -> None:
        self.figure.title.update(text=view.title, visible=bool(view.title))
        self.figure.yaxis.axis_label = unmarked(view.name)
        self.figure.xaxis.axis_label = view.axis
        there = [p for p in view.points if p.y is not None]
        gone = [p for p in view.points if p.unreached]
        xs = [p.x for p in view.points]
        margin = max(_step(view.points) / 2, 1e-6) if xs else 0.5
        set_range(self._across, min(xs, default=0.0) - margin, max(xs, default=1.0) + margin)
        top = max((p.y or 0.0 for p in there), default=0.0)
        set_range(self.figure.y_range, -0.08 * (top or 1.0), 1.15 * (top or 1.0))
        self._glyph("line").line_alpha = 0.9 if view.joined else 0.0
        # NaN leaves a gap in the line.
        self.points.data = {
            "x": xs,
            "y": [float("nan") if p.y is None else p.y for p in view.points],
            "fill": [self.theme.background if p.supposed else self.theme.effect for p in view.points],
            "about": [unmarked(p.about) for p in view.points],
        }
        self.missing.data = {
            "x": [p.x for p in gone], "y": [0.0] * len(gone), "about": [unmarked(p.about) for p in gone],
        }  # fmt: skip
        now = [] if view.current is None else [view.points[view.current]]
        now = [p for p in now if p.y is not None or p.unreached]
        self.now.data = {"x": [p.x for p in now], "y": [p.y or 0.0 for p in now]}
        self.here.location = view.here
        self.figure.yaxis[0].ticker.min_interval = int(_whole([p.y for p in there]))
        self._name(view)

    def _name(self, view: CourseView) -> None:
        """Write the names of the states on the axis if they fit."""
        axis = self.figure.xaxis[0]
        # No half step of time: one moment alone has one tick.
        axis.ticker.min_interval = int(_whole([p.x for p in view.points]))
        names = dict(view.ticks) if len(view.ticks) <= MOST_TICKS else {}
        if axis.major_label_overrides != names:
            axis.major_label_overrides = names
            axis.ticker.desired_num_ticks = max(len(names), 6)
            axis.major_label_orientation = "vertical" if len(names) > 8 else "horizontal"


def _whole(values: Sequence[float | None]) -> bool:
    """Whether all values are whole numbers."""
    return all(value is not None and float(value).is_integer() for value in values)


def _step(points: Any) -> float:
    """Return the least horizontal distance between neighbouring points; 1 if there is none."""
    gaps = [abs(b.x - a.x) for a, b in pairwise(points)]
    return min(gaps, default=1.0) or 1.0
