"""A causal account on screen: actual effects are solid lines to the right, causes dashed ones to the left."""

from __future__ import annotations

from operator import itemgetter
from textwrap import wrap
from typing import TYPE_CHECKING, Any

import numpy as np
from bokeh.core.properties import value
from bokeh.events import Tap
from bokeh.models import ColumnDataSource, CustomJS, HoverTool, Range1d

from viz.screen.account_spots import DISC, LOWEST, NARROWEST, set_width, spot_rows
from viz.screen.frame import ONE_LINE, BokehPlot, empty_sources, px, set_range
from viz.shapes.lettering import width
from viz.shapes.strands import HEAD, strands, ties_to_members
from viz.theme import NEUTRAL
from viz.view.account import AccountView
from viz.view.letters import brief

if TYPE_CHECKING:
    from collections.abc import Callable

    from bokeh.models import GlyphRenderer

    from viz.shapes.strands import Strand
    from viz.theme import Theme
    from viz.view.account import Hit

DASHES = {"effect": "solid", "cause": "11 5"}
LEFT, RIGHT = -0.14, 1.14
BOTTOM, TOP = -0.14, 1.22
SCALE = 1.25
"""Size of discs and arrowheads in a plot of half a page's width, relative to one of a page's width."""
REACH = 0.05
"""Largest distance of a tap from a line that still picks it, in the units of the picture."""
NEAR = 12
"""Width of the area around a line that reacts to the mouse, in pixels: the distance of links side by side."""
# Only a change is sent: moving the mouse along one line sends nothing.
HOVERED = """
const at = cb_data.index.indices[cb_data.index.indices.length - 1]
const hit = at == null ? [] : [lines.data.link[at], lines.data.candidate[at]]
if (String(hit) != String(probe.data.hit)) probe.data = {hit}
"""
SOURCES = {
    "halo": "xs ys color width",
    "members": "xs ys",
    "lines": "xs ys color width dash about link candidate",
    "braces": "xs ys color",
    "heads": "x y angle color size",
    "alphas": "x y text color",
    "units": "x y text fill edge color size",
    "before": "x y text color edge",
    "after": "x y text color edge",
    "dots": "x y color",
    "pins": "x y text color",
    "names": "x y text color",
}


class AccountPlot(BokehPlot[AccountView]):
    """Units at t-1 and t, and causal links that are thicker the larger their α."""

    tools = ""
    span = Range1d

    def __init__(self, theme: Theme) -> None:
        self._strands: tuple[Strand, ...] = ()
        self._hoverers: list[Callable[[Hit | None], None]] = []
        self._hinted: Hit | None = None
        super().__init__(theme)

    def on_pick(self, callback: Callable[[Hit | None], None]) -> None:
        """Call `callback` with the link that is tapped, with None if the tap hits no link."""
        super().on_pick(callback)

    def on_hover(self, callback: Callable[[Hit | None], None]) -> None:
        """Call `callback` with the link that comes under the mouse, with None when the mouse leaves it."""
        self._hoverers.append(callback)

    def pick(self, x: float, y: float) -> Hit | None:
        """Return the link at a point of the picture.

        Parameters
        ----------
        x, y
            The point, in the units of the picture.

        Returns
        -------
        tuple of int or None
            The nearest link and its candidate, None if none is within `REACH`.
        """
        near: tuple[float, Hit | None] = (REACH, None)
        for strand in self._strands:
            for i, path in enumerate(strand.paths):
                points = np.vstack([path[:-1] + (path[1:] - path[:-1]) * t for t in (0.0, 0.5)] + [path[-1:]])
                distance = float(np.hypot(*(points - (x, y)).T).min())
                near = min(near, (distance, self._hit(strand, i)), key=itemgetter(0))
        return near[1]

    def hint(self, hit: Hit | None) -> None:
        """Draw a halo around a link, or around none; nothing else is redrawn."""
        self._hinted = hit
        rows = []
        for strand in self._strands:
            if hit is not None and strand.mark.index == hit[0]:
                color, wide = self._color(strand), thickness(strand.mark.strength) + 12
                # The line to the brace, and the line from the brace to this candidate.
                paths = [path for i, path in enumerate(strand.paths) if i in (0, hit[1] + 1)]
                rows = [(path, {"color": color, "width": wide}) for path in paths]
        self.sources["halo"].data = _paths(rows, SOURCES["halo"])

    def _build(self) -> None:
        plot = self.figure
        plot.axis.visible = False
        set_range(plot.x_range, LEFT, RIGHT)
        set_range(plot.y_range, BOTTOM, TOP)
        self.sources = empty_sources(SOURCES)
        of = self.sources
        plot.multi_line("xs", "ys", line_color="color", line_width="width", line_alpha=0.3,
                        line_cap="round", source=of["halo"])  # fmt: skip
        plot.multi_line("xs", "ys", line_width=1, source=of["members"], name="members")
        reach = plot.multi_line("xs", "ys", line_alpha=0, line_width=NEAR, source=of["lines"])
        plot.multi_line("xs", "ys", line_color="color", line_width="width", line_dash="dash",
                        line_cap="butt", source=of["lines"])  # fmt: skip
        plot.multi_line("xs", "ys", line_color="color", line_width=1.5, source=of["braces"])
        plot.scatter("x", "y", marker="triangle", angle="angle", size="size", color="color",
                     source=of["heads"])  # fmt: skip
        plot.scatter("x", "y", marker="circle", size=DISC, fill_color="fill",
                     line_color="edge", line_width=1.5, source=of["units"])  # fmt: skip
        self._text("units").glyph.text_font_size = {"field": "size"}
        for name, align in (("before", "right"), ("after", "left")):
            glyph = self._text(name).glyph
            glyph.update(text_align=align, border_line_color={"field": "edge"}, border_radius=9,
                         padding=(2, 7))  # fmt: skip
        plot.scatter("x", "y", marker="circle", size=6, color="color", source=of["dots"])
        self._text("names")
        # A word, as on paper: not every computer has a font with a push-pin.
        self._text("pins").glyph.update(y_offset=24)
        self._text("alphas").glyph.update(padding=2, border_radius=3)
        self.probe = ColumnDataSource({"hit": []})
        told = CustomJS(args={"lines": of["lines"], "probe": self.probe}, code=HOVERED)
        plot.add_tools(HoverTool(renderers=[reach], tooltips="@about", line_policy="interp", callback=told))
        self.probe.on_change("data", self._hovered)
        plot.on_event(Tap, self._tap)

    def _text(self, name: str) -> GlyphRenderer[Any]:
        columns = SOURCES[name].split()
        text = "text" if "text" in columns else value("")
        color: Any = "color" if "color" in columns else value(NEUTRAL)
        return self.figure.text("x", "y", text=text, text_color=color, text_align="center",
                                text_baseline="middle", source=self.sources[name], name=name)  # fmt: skip

    def _tap(self, event: Any) -> None:
        if event.x is not None and event.y is not None:
            self._report(self.pick(event.x, event.y))

    def _hovered(self, _name: str, _old: object, new: Any) -> None:
        # The value comes from a browser, so it is used only if it names a line of the picture.
        data = self.sources["lines"].data
        given = new.get("hit") if isinstance(new, dict) else None
        hit = tuple(given) if isinstance(given, list) else ()
        known = zip(data["link"], data["candidate"], strict=True)
        found = next((each for each in known if each == hit), None)
        for listener in self._hoverers:
            listener(found)

    def _hit(self, strand: Strand, path: int) -> Hit:
        """Return the link and candidate of a path; the path to a brace is that of the selected candidate."""
        selected = None if self.view is None else self.view.selected
        if path == 0 and selected is not None and selected[0] == strand.mark.index:
            return selected
        return strand.mark.index, max(path - 1, 0)

    def _style(self) -> None:
        theme = self.theme
        self._glyph("members").line_color = theme.rest
        for name in ("units", "before", "after", "names", "alphas", "pins"):
            glyph = self._glyph(name)
            glyph.text_font = value(theme.font)
            if name != "units":
                glyph.text_font_size = px(theme.label_size)
        self._glyph("pins").text_font_size = px(theme.font_size)
        self._glyph("alphas").background_fill_color = theme.background
        for name in ("before", "after"):
            self._glyph(name).background_fill_color = theme.background

    def _draw(self, view: AccountView) -> None:
        self.figure.title.text = " ≺ ".join([brief(side, most=20) for side in view.title.split(" ≺ ")])
        self.subtitle.text = "\n".join(wrap(view.note, ONE_LINE))
        em = self.theme.label_size
        alpha = max((width(mark.text, em) for mark in view.links), default=0.0) + 4
        # In the narrowest place that the page has for the picture; elsewhere there is more room.
        size = alpha / NARROWEST, 1.4 * em / LOWEST
        self._strands = strands(view, size, SCALE, lambda text: set_width(text, self.theme) / NARROWEST)
        self._draw_links(view)
        self._draw_spots(view)
        self.hint(self._hinted)

    def _draw_links(self, view: AccountView) -> None:
        self.sources["members"].data = _paths([(path, {}) for path in ties_to_members(view)], "xs ys")
        lines, braces, heads, alphas = [], [], [], []
        for strand in self._strands:
            mark = strand.mark
            color, wide = self._looks(view, strand), thickness(mark.strength)
            for i, path in enumerate(strand.paths):
                hit = self._hit(strand, i)
                # Of tied candidates, the lines to those that are not selected are thin.
                other = view.selected is not None and view.selected[0] == mark.index and hit != view.selected
                looks = {"color": color, "width": 1.2 if other else wide, "about": mark.about[hit[1]]}
                dash = DASHES[mark.direction] if i == 0 else "solid"
                lines.append((path, looks | {"dash": dash, "link": hit[0], "candidate": hit[1]}))
            if strand.brace is not None:
                braces.append((strand.brace, {"color": color}))
            heads += [
                (x - side * SCALE * HEAD / 2, y, -np.pi / 2 * side, color, 9 + wide)
                for x, y, side in strand.heads
            ]
            if strand.text_at is not None:
                alphas.append((*strand.text_at, mark.text, color))
        self.sources["lines"].data = _paths(lines, SOURCES["lines"])
        self.sources["braces"].data = _paths(braces, SOURCES["braces"])
        self.sources["heads"].data = _table(heads, SOURCES["heads"])
        self.sources["alphas"].data = _table(alphas, SOURCES["alphas"])

    def _looks(self, view: AccountView, strand: Strand) -> str:
        if view.selected is not None and view.selected[0] != strand.mark.index:
            return self.theme.rest
        return self._color(strand)

    def _color(self, strand: Strand) -> str:
        return self.theme.after if strand.mark.direction == "effect" else self.theme.before

    def _draw_spots(self, view: AccountView) -> None:
        for name, rows in spot_rows(view, self.theme).items():
            self.sources[name].data = _table(rows, SOURCES[name])


def thickness(strength: float) -> float:
    """Return the width of a link's line in pixels; `strength` is α as a share 0..1 of the largest."""
    return 1.2 + 4.8 * strength


def _table(rows: list[tuple[Any, ...]], names: str) -> dict[str, Any]:
    return {name: [row[i] for row in rows] for i, name in enumerate(names.split())}


def _paths(rows: list[tuple[Any, dict[str, Any]]], names: str) -> dict[str, Any]:
    data: dict[str, Any] = {
        "xs": [p[:, 0].tolist() for p, _ in rows],
        "ys": [p[:, 1].tolist() for p, _ in rows],
    }
    return data | {name: [looks[name] for _, looks in rows] for name in names.split()[2:]}
