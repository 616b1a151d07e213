"""The constellation of IIT 3.0 on screen: stars to tap in concept space, and what the minimum cut moves."""

from __future__ import annotations

from math import atan2, hypot, pi
from typing import TYPE_CHECKING, Any

from bokeh.core.properties import value
from bokeh.events import Tap

from viz.numbers import number
from viz.screen.frame import BokehPlot, Columns, empty_sources, px, set_range
from viz.screen.pointer import Pointer
from viz.shapes.lettering import width
from viz.shapes.stars import fitting, is_away, names, radius, star_look
from viz.view.constellation import ConstellationView

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

    from viz.view.concept_space import Labels, Point
    from viz.view.star import Star

SOURCES = {
    "axes": "x0 y0 x1 y1 color dash",
    "floor": "xs ys",
    "drops": "x0 y0 x1 y1",
    "flows": "x0 y0 x1 y1 width about",
    "heads": "x y angle size",
    "lit": "x y size",
    "stars": "x y size fill edge dash about",
    "signs": "x y size angle color",
    "leads": "x0 y0 x1 y1",
    "names": "x y text color style",
    "ends": "x y text color align baseline",
    "masses": "x y text",
}
SIGNS = {"×": pi / 4, "+": 0.0}
"""Signs upon stars -> how far a cross is turned."""
BEYOND = 1.05
LARGEST = 13.0
"""Radius of the largest star in pixels."""
HIGH = 380.0
"""Pixels that an axis has in a plot of usual size: names are placed for that."""
REACH = 0.06
"""Largest distance of a tap from a star that still picks it, as a share of an axis."""
MOST_MASSES = 12


class ConstellationPlot(BokehPlot[ConstellationView]):
    """Stars in concept space; `on_pick` and `on_hover` report the units of a mechanism."""

    def on_pick(self, callback: Callable[[Labels], None]) -> None:
        """Call `callback` with the mechanism of the star that is tapped."""
        super().on_pick(callback)

    def mark(self, mechanisms: Collection[Labels]) -> None:
        """Draw a halo around the stars of some mechanisms; nothing else is redrawn."""
        self._marked = frozenset(mechanisms)
        self._halo()

    def pick(self, x: float, y: float) -> Labels | None:
        """Return the mechanism of the star nearest to a point of the picture, None if none is near."""
        stars = [] if self.view is None else [star for star in self.view.stars if star.units is not None]
        near = min(stars, key=lambda star: hypot(star.at[0] - x, star.at[1] - y), default=None)
        if near is None or hypot(near.at[0] - x, near.at[1] - y) > REACH:
            return None
        return near.units

    def _build(self) -> None:
        plot = self.figure
        self._marked: frozenset[Labels] = frozenset()
        plot.axis.visible = False
        self.sources = empty_sources(SOURCES)
        of: dict[str, Any] = self.sources
        plot.multi_line("xs", "ys", line_width=1, source=of["floor"], name="floor")
        plot.segment("x0", "y0", "x1", "y1", line_dash="dotted", source=of["drops"], name="drops")
        plot.segment("x0", "y0", "x1", "y1", line_color="color", line_dash="dash", line_width=1.5,
                     source=of["axes"])  # fmt: skip
        plot.segment("x0", "y0", "x1", "y1", line_width=0.8, source=of["leads"], name="leads")
        flows = plot.segment("x0", "y0", "x1", "y1", line_width="width", line_alpha=0.7,
                             source=of["flows"], name="flows")  # fmt: skip
        plot.scatter("x", "y", marker="triangle", angle="angle", size="size", source=of["heads"],
                     name="heads")  # fmt: skip
        plot.scatter("x", "y", size="size", fill_alpha=0.6, line_color=None, source=of["lit"], name="lit")
        stars = plot.scatter("x", "y", marker="star", size="size", fill_color="fill", line_color="edge",
                             line_dash="dash", line_width=1.3, source=of["stars"], name="stars")  # fmt: skip
        plot.scatter("x", "y", marker="cross", size="size", angle="angle", line_color="color", line_width=2,
                     source=of["signs"], name="signs")  # fmt: skip
        plot.text("x", "y", text="text", text_color="color", text_font_style="style", text_align="center",
                  text_baseline="middle", source=of["names"], name="names")  # fmt: skip
        plot.text("x", "y", text="text", text_color="color", text_align="align", text_baseline="baseline",
                  source=of["ends"], name="ends")  # fmt: skip
        plot.text("x", "y", text="text", text_align="center", text_baseline="middle", source=of["masses"],
                  name="masses")  # fmt: skip
        self.pointer = Pointer(plot, "star")
        self.pointer.over("star", stars)
        self.pointer.on_change(lambda: self._report_hover(self._under_pointer()))
        self._tell_of(flows)
        plot.on_event(Tap, self._tap)

    def _tell_of(self, flows: Any) -> None:
        from bokeh.models import HoverTool

        self.figure.add_tools(HoverTool(renderers=[flows], tooltips="@about", line_policy="interp"))

    def _under_pointer(self) -> Labels | None:
        row = self.pointer.row("star", len(self._ordered()))
        return None if row is None else self._ordered()[row].units

    def _style(self) -> None:
        theme = self.theme
        for name in ("floor", "drops"):
            self._glyph(name).line_color = theme.rest
        self._glyph("flows").line_color = self._glyph("leads").line_color = theme.muted
        heads = self._glyph("heads")
        heads.fill_color = heads.line_color = theme.muted
        self._glyph("lit").fill_color = theme.link
        for name in ("names", "ends", "masses"):
            glyph = self._glyph(name)
            glyph.text_font, glyph.text_font_size = value(theme.font), px(theme.font_size)
        masses = self._glyph("masses")
        masses.text_color, masses.background_fill_color = theme.text, theme.background

    def _ordered(self) -> list[Star]:
        """Return the stars in the order in which they are drawn: the smaller ones upon the larger."""
        stars = () if self.view is None else self.view.stars
        return sorted(stars, key=lambda star: (star.units is None, -star.phi))

    def _draw(self, view: ConstellationView) -> None:
        self.figure.title.text = view.title
        self.subtitle.text = view.note
        self._draw_axes(view)
        self._draw_flows(view)
        self._draw_stars(view)
        self._draw_names(view)
        self._halo()

    def _draw_axes(self, view: ConstellationView) -> None:
        theme = self.theme
        ends = [axis.end for axis in view.axes]
        first, second = ends[:2]
        corner = (first[0] + second[0], first[1] + second[1])
        colors = [theme.direction_label("cause" if axis.side == "past" else "effect") for axis in view.axes]
        self.sources["floor"].data = {
            "xs": [[first[0], corner[0], second[0]]], "ys": [[first[1], corner[1], second[1]]],
        }  # fmt: skip
        self.sources["axes"].data = {
            "x0": [0.0] * len(ends), "y0": [0.0] * len(ends),
            "x1": [BEYOND * x for x, _ in ends], "y1": [BEYOND * y for _, y in ends],
            "color": colors, "dash": ["solid" if axis.side == "past" else "dashed" for axis in view.axes],
        }  # fmt: skip
        texts: list[tuple[float, float, str, str, str, str]] = []
        for axis, color in zip(view.axes, colors, strict=True):
            (x, y), upright = axis.end, abs(axis.end[0]) < 0.1
            baseline = "bottom" if upright else "top"
            texts.append(
                (BEYOND * x, BEYOND * y - 0.07 * (not upright), axis.short, color, "center", baseline)
            )
            align, middle = ("right", "middle") if upright else ("center", "top")
            dx, dy = (-0.04, 0.0) if upright else (0.0, -0.02)
            texts += [
                (share * x + dx, share * y + dy, number(share * view.limit), theme.muted, align, middle)
                for share in (0.5, 1.0)
            ]
        names_of = SOURCES["ends"].split()
        self.sources["ends"].data = {name: [text[i] for text in texts] for i, name in enumerate(names_of)}
        xs, ys = ([each[i] for each in (*ends, corner, (0.0, 0.0))] for i in (0, 1))
        set_range(self.figure.x_range, min(xs) - 0.2, max(xs) + 0.2)
        set_range(self.figure.y_range, min(ys) - 0.2, max(ys) + 0.16)

    def _draw_flows(self, view: ConstellationView) -> None:
        seen = [flow for flow in view.flows if flow.seen]
        lines = [(view.stars[flow.source], view.stars[flow.target], flow) for flow in seen]
        ends = [_arrow(one.at, other.at) for one, other, _ in lines]
        self.sources["flows"].data = {
            "x0": [one.at[0] for one, _, _ in lines], "y0": [one.at[1] for one, _, _ in lines],
            "x1": [x for x, _, _ in ends], "y1": [y for _, y, _ in ends],
            "width": [1 + (1 if view.is_crowded else 3) * flow.width for flow in seen],
            "about": [
                f"{one.name} → {other.name}: {number(flow.mass)} × {number(flow.distance)}"
                for one, other, flow in lines
            ],
        }  # fmt: skip
        head = 5 if view.is_crowded else 7
        self.sources["heads"].data = {
            "x": [x for x, _, _ in ends], "y": [y for _, y, _ in ends],
            "angle": [angle - pi / 2 for *_, angle in ends], "size": [head + 3 * flow.width for flow in seen],
        }  # fmt: skip
        told = lines if len(lines) <= MOST_MASSES else []
        long = [line for line in told if hypot(*_between(line[0].at, line[1].at)) > 0.12]
        self.sources["masses"].data = {
            "x": [(one.at[0] + other.at[0]) / 2 for one, other, _ in long],
            "y": [(one.at[1] + other.at[1]) / 2 for one, other, _ in long],
            "text": [number(flow.mass, 2) for *_, flow in long],
        }

    def _draw_stars(self, view: ConstellationView) -> None:
        stars, largest = self._ordered(), fitting(view, LARGEST)
        looks = [star_look(self.theme, (star.fate, star.after)) for star in stars]
        null = [star.units is None for star in stars]
        down = [star for star in stars if hypot(*_between(star.at, star.foot)) > 0.01]
        self.sources["drops"].data = {
            "x0": [star.at[0] for star in down], "y0": [star.at[1] for star in down],
            "x1": [star.foot[0] for star in down], "y1": [star.foot[1] for star in down],
        }  # fmt: skip
        self.sources["stars"].data = {
            "x": [star.at[0] for star in stars], "y": [star.at[1] for star in stars],
            # The null concept has no star, but something for the pointer to be over.
            "size": [2 * radius(star, largest) for star in stars],
            "fill": [None if no else look.fill for no, look in zip(null, looks, strict=True)],
            "edge": [None if no else look.edge for no, look in zip(null, looks, strict=True)],
            "dash": ["dashed" if look.dashed else "solid" for look in looks],
            "about": [star.about for star in stars],
        }  # fmt: skip
        signed = [
            (star, "+" if no else look.sign, look.edge, (1.8 if no else 0.7) * radius(star, largest))
            for star, look, no in zip(stars, looks, null, strict=True)
            if look.sign or no
        ]
        self.sources["signs"].data = {
            "x": [star.at[0] for star, *_ in signed], "y": [star.at[1] for star, *_ in signed],
            "size": [size for *_, size in signed], "angle": [SIGNS[sign] for _, sign, _, _ in signed],
            "color": [color for *_, color, _ in signed],
        }  # fmt: skip

    def _draw_names(self, view: ConstellationView) -> None:
        theme = self.theme
        largest = fitting(view, LARGEST)
        across, along = self.figure.x_range, self.figure.y_range
        frame = (across.start * HIGH, along.start * HIGH, across.end * HIGH, along.end * HIGH)
        placed = names(view, HIGH, theme.font_size, largest, frame)
        lines = [
            name
            for name in placed
            if is_away(name, HIGH, radius(name.star, largest) + width(name.text, theme.font_size) / 2 + 6)
        ]
        self.sources["leads"].data = {
            "x0": [name.at[0] / HIGH for name in lines], "y0": [name.at[1] / HIGH for name in lines],
            "x1": [name.star.at[0] for name in lines], "y1": [name.star.at[1] for name in lines],
        }  # fmt: skip
        self.sources["names"].data = {
            "x": [name.at[0] / HIGH for name in placed], "y": [name.at[1] / HIGH for name in placed],
            "text": [name.text for name in placed],
            "color": [theme.muted if name.star.units is None else theme.system if name.star.after
                      else theme.text for name in placed],
            "style": ["normal" if name.star.units is None else "bold italic" for name in placed],
        }  # fmt: skip

    def _halo(self) -> None:
        stars = [star for star in self._ordered() if star.units in self._marked]
        largest = LARGEST if self.view is None else fitting(self.view, LARGEST)
        columns: Columns = {
            "x": [star.at[0] for star in stars], "y": [star.at[1] for star in stars],
            "size": [2 * radius(star, largest) + 12 for star in stars],
        }  # fmt: skip
        if dict(self.sources["lit"].data) != columns:
            self.sources["lit"].data = columns


def _between(one: Point, other: Point) -> Point:
    return other[0] - one[0], other[1] - one[1]


def _arrow(one: Point, other: Point) -> tuple[float, float, float]:
    """Return where the head of an arrow stands, a little before its end, and its direction."""
    dx, dy = _between(one, other)
    away = hypot(dx, dy)
    share = max(1.0 - 0.035 / away, 0.5)
    return one[0] + share * dx, one[1] + share * dy, atan2(dy, dx)
