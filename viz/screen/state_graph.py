"""The state-transition graph on screen: every attractor in its basin, a ring around the present state."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bokeh.core.properties import value
from bokeh.events import Tap
from bokeh.models import DataRange1d

from viz.screen.frame import BokehPlot, Columns, empty_sources, px
from viz.screen.pointer import Pointer
from viz.shapes.states import NAMED, RADIUS, head, path, state_fill
from viz.view.letters import brief
from viz.view.state_graph import StateGraphView

if TYPE_CHECKING:
    from collections.abc import Callable

    from viz.theme import Theme

NAME, LETTERS = 14, 170
"""Most letters of the name of a state; most letters of all names that are written at once."""
SOURCES = {
    "bounds": "left right bottom top",
    "steps": "xs ys alpha width",
    "heads": "x y angle alpha",
    "trail": "xs ys",
    "states": "x y r fill edge width about",
    "rings": "x y r",
    "now": "x y r",
    "lit": "x y r",
    "names": "x y text color",
}
REACH = 0.4
"""Largest distance of a tap from a state that still picks it, in the units of the picture."""


class StateGraphPlot(BokehPlot[StateGraphView]):
    """States and transitions; `on_pick` and `on_hover` report the row of a state."""

    tools = "pan,wheel_zoom,reset"
    span = DataRange1d

    def __init__(self, theme: Theme) -> None:
        self._drawn: Any = None
        self._marked: int | None = None
        super().__init__(theme)

    def on_pick(self, callback: Callable[[int], None]) -> None:
        """Call `callback` with the row of the state that is tapped."""
        super().on_pick(callback)

    def mark(self, row: int | None) -> None:
        """Draw a ring around a state, given by its row, or around none; nothing else is redrawn."""
        self._marked = row
        columns = self._ring_columns()
        if dict(self.sources["lit"].data) != columns:
            self.sources["lit"].data = columns

    def _ring_columns(self) -> Columns:
        states = [] if self.view is None else [s for s in self.view.states if s.row == self._marked]
        return {
            "x": [s.x for s in states], "y": [s.y for s in states], "r": [RADIUS * 1.8] * len(states),
        }  # fmt: skip

    def _under_pointer(self) -> int | None:
        view = self.view
        state = None if view is None else self.pointer.row("state", len(view.states))
        return None if view is None or state is None else view.states[state].row

    def pick(self, x: float, y: float) -> int | None:
        """Return the state at a point of the picture.

        Parameters
        ----------
        x, y
            The point, in the units of the picture.

        Returns
        -------
        int or None
            Row of the nearest state, None if none is within `REACH`.
        """
        if self.view is None or not self.view.states:
            return None
        near = min(self.view.states, key=lambda s: (s.x - x) ** 2 + (s.y - y) ** 2)
        return near.row if (near.x - x) ** 2 + (near.y - y) ** 2 < REACH**2 else None

    def _build(self) -> None:
        plot = self.figure
        plot.axis.visible = False
        plot.match_aspect = True
        self.sources = empty_sources(SOURCES)
        of: dict[str, Any] = self.sources
        plot.quad("left", "right", "top", "bottom", fill_color=None, line_color=None, source=of["bounds"])
        plot.multi_line("xs", "ys", line_alpha="alpha", line_width="width", source=of["steps"], name="steps")
        plot.scatter("x", "y", marker="triangle", angle="angle", size=6, alpha="alpha", source=of["heads"],
                     name="heads")  # fmt: skip
        plot.multi_line("xs", "ys", line_width=2.5, source=of["trail"], name="trail")
        looks: dict[str, Any] = {"radius": "r", "radius_units": "data", "radius_dimension": "min"}
        plot.circle("x", "y", fill_color=None, line_width=2, source=of["rings"], name="rings", **looks)
        states = plot.circle("x", "y", fill_color="fill", line_color="edge", line_width="width",
                             source=of["states"], name="states", **looks)  # fmt: skip
        plot.circle("x", "y", fill_color=None, line_width=3, source=of["now"], name="now", **looks)
        plot.text("x", "y", text="text", text_color="color", text_align="center", text_baseline="bottom",
                  y_offset=-2, source=of["names"], name="names")  # fmt: skip
        # The ranges follow an invisible frame only, so that the picture stays still while states change.
        for span in (plot.x_range, plot.y_range):
            span.renderers = [plot.renderers[0]]
        plot.circle("x", "y", fill_color=None, line_width=3, source=of["lit"], name="lit", **looks)
        self.pointer = Pointer(plot, "state")
        self.pointer.over("state", states)
        self.pointer.on_change(lambda: self._report_hover(self._under_pointer()))
        plot.on_event(Tap, self._tap)

    def _style(self) -> None:
        theme = self.theme
        self._drawn = None
        for name in ("steps", "heads"):
            self._glyph(name).line_color = theme.muted
        self._glyph("heads").fill_color = theme.muted
        self._glyph("trail").line_color = self._glyph("now").line_color = theme.system
        self._glyph("rings").line_color = theme.text
        self._glyph("lit").line_color = theme.link
        names = self._glyph("names")
        names.text_font, names.text_font_size = value(theme.font), px(theme.font_size - 1)

    def _draw(self, view: StateGraphView) -> None:
        self.figure.title.text = view.title
        if self._drawn is None or self._drawn != (id(view.states), id(view.steps)):
            self._drawn = (id(view.states), id(view.steps))
            self._draw_graph(view)
        now = [] if view.current is None or not view.states else [view.states[view.current]]
        self.sources["now"].data = {
            "x": [s.x for s in now], "y": [s.y for s in now], "r": [RADIUS * 1.55] * len(now),
        }  # fmt: skip
        self.sources["lit"].data = self._ring_columns()
        trail = zip(view.trail, view.trail[1:], strict=False)
        paths = [path(view.states[a], view.states[b]) for a, b in trail if a != b]
        self.sources["trail"].data = {"xs": [p[:, 0] for p in paths], "ys": [p[:, 1] for p in paths]}
        self._draw_names(view)

    def _draw_names(self, view: StateGraphView) -> None:
        # Names of several letters need more room: then only that of the present state is written.
        longest = max((len(brief(s.text, most=NAME)) for s in view.states), default=0)
        few = len(view.states) * longest <= LETTERS and len(view.states) <= NAMED
        named = [s for s in view.states if few or s.row == view.current]
        rise = [RADIUS * (1.5 if s.row == view.current else 1.0) for s in named]
        self.sources["names"].data = {
            "x": [s.x for s in named], "y": [s.y + up for s, up in zip(named, rise, strict=True)],
            "text": [brief(s.text, most=NAME) for s in named],
            "color": [self.theme.accent if s.row == view.current else self.theme.text for s in named],
        }  # fmt: skip

    def _draw_graph(self, view: StateGraphView) -> None:
        theme, states = self.theme, view.states
        xs, ys = [s.x for s in states] or [0.0], [s.y for s in states] or [0.0]
        self.sources["bounds"].data = {
            "left": [min(xs) - 0.6], "right": [max(xs) + 0.6],
            "bottom": [min(ys) - 0.5], "top": [max(ys) + 0.8],
        }  # fmt: skip
        paths = [path(states[step.source], states[step.target]) for step in view.steps]
        alpha = [1.0 if view.deterministic else 0.15 + 0.85 * step.p for step in view.steps]
        self.sources["steps"].data = {
            "xs": [p[:, 0] for p in paths], "ys": [p[:, 1] for p in paths], "alpha": alpha,
            "width": [1.0 if view.deterministic else 0.5 + 2 * step.p for step in view.steps],
        }  # fmt: skip
        ends = [head(p) for p in paths]
        self.sources["heads"].data = {
            "x": [x for x, _, _ in ends], "y": [y for _, y, _ in ends], "angle": [a for *_, a in ends],
            "alpha": alpha,
        }  # fmt: skip
        self.sources["states"].data = {
            "x": [s.x for s in states], "y": [s.y for s in states], "r": [RADIUS] * len(states),
            "fill": [state_fill(theme, s) for s in states], "edge": [theme.outline] * len(states),
            "width": [2.0 if s.transient == 0 else 0.7 for s in states],
            "about": [s.about for s in states],
        }  # fmt: skip
        rest = [s for s in states if s.transient == 0]
        self.sources["rings"].data = {
            "x": [s.x for s in rest], "y": [s.y for s in rest], "r": [RADIUS * 1.3] * len(rest),
        }  # fmt: skip
