"""The substrate on screen with regions, MIP and weights; it cannot be edited."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bokeh.core.properties import value
from bokeh.events import Tap
from bokeh.models import ColumnDataSource, DataRange1d, HoverTool

from engine.words import tr
from viz.screen.frame import BokehPlot, px
from viz.shapes.lettering import width
from viz.shapes.sketch import SCISSORS, sketch
from viz.view.letters import brief, unmarked
from viz.view.substrate import KeyLine, SubstrateView

if TYPE_CHECKING:
    from collections.abc import Callable

    from viz.shapes.sketch import Sketch
    from viz.view.substrate import UnitMark

Bounds = tuple[float, float, float, float]
CUT = "7 5"
"""Dashes of a connection that is cut."""
SIDES = ("left", "right", "bottom", "top")
DASHES = {"system": "dashed", "complex": "solid", "macro": "solid", "excluded": "dashed"}


class SubstratePlot(BokehPlot[SubstrateView]):
    """Units, arrows, regions and cuts; `on_pick` reports the label of a unit."""

    span = DataRange1d

    def on_pick(self, callback: Callable[[str], None]) -> None:
        """Call `callback` with the label of the unit that is tapped."""
        super().on_pick(callback)

    def pick(self, x: float, y: float) -> str | None:
        """Return the unit at a point of the picture.

        Parameters
        ----------
        x, y
            The point, in the units of the sketch.

        Returns
        -------
        str or None
            Its label, None if there is no unit.
        """
        shapes = self._shapes
        if shapes is None:
            return None
        hit = (u.label for u, (a, b) in shapes.units if (a - x) ** 2 + (b - y) ** 2 <= shapes.radius**2)
        return next(hit, None)

    def _build(self) -> None:
        self._shapes: Sketch | None = None
        self.regions, self.halos, self.stems, self.heads, self.units, self.rings, self.cuts, self.texts = (
            ColumnDataSource({name: [] for name in names.split()})
            for names in (
                "xs ys fill edge dash", "xs ys", "xs ys color width dash about", "xs ys color",
                "x y r text fill edge color", "x y r", "x0 y0 x1 y1 angle", "x y text color",
            )
        )  # fmt: skip
        plot = self.figure
        plot.axis.visible = False
        # Equal scales keep circles round; an invisible frame makes room for the texts.
        plot.match_aspect = True
        self.bounds = ColumnDataSource({name: [] for name in SIDES})
        plot.quad("left", "right", "top", "bottom", fill_color=None, line_color=None, source=self.bounds)
        plot.patches("xs", "ys", fill_color="fill", line_color="edge", line_dash="dash", line_width=1.5,
                     source=self.regions)  # fmt: skip
        plot.multi_line("xs", "ys", line_width=9, line_alpha=0.6, source=self.halos, name="halos")
        stems = plot.multi_line("xs", "ys", color="color", line_width="width", line_dash="dash",
                                source=self.stems)  # fmt: skip
        plot.patches("xs", "ys", color="color", line_width=0.5, source=self.heads)
        plot.circle("x", "y", radius="r", radius_units="data", radius_dimension="min", fill_color="fill",
                    line_color="edge", source=self.units)  # fmt: skip
        plot.circle("x", "y", radius="r", radius_units="data", radius_dimension="min", fill_color=None,
                    line_width=3, line_dash="dotted", source=self.rings, name="rings")  # fmt: skip
        self._named(plot.text("x", "y", text="text", text_color="color", source=self.units), "names")
        plot.segment("x0", "y0", "x1", "y1", line_dash="dashed", line_width=2, source=self.cuts, name="cuts")
        self._named(plot.text("x0", "y0", text=value(SCISSORS), angle="angle", source=self.cuts), "scissors")
        self._named(plot.text("x", "y", text="text", text_color="color", source=self.texts), "texts")
        plot.add_tools(HoverTool(renderers=[stems], tooltips="@about"))
        plot.on_event(Tap, self._tap)

    def _named(self, renderer, name: str) -> None:
        renderer.name = name
        renderer.glyph.update(text_align="center", text_baseline="middle")

    def _style(self) -> None:
        theme = self.theme
        for name, size in (("names", theme.label_size), ("texts", theme.label_size), ("scissors", 18.0)):
            glyph = self._glyph(name)
            glyph.text_font, glyph.text_font_size = value(theme.font), px(size)
        self._glyph("cuts").line_color = theme.cut
        self._glyph("halos").line_color = self._glyph("rings").line_color = theme.link
        self._glyph("scissors").text_color = theme.cut

    def _draw(self, view: SubstrateView) -> None:
        self._shapes = shapes = sketch(view)
        self.figure.title.text = ""
        key = _weights_said(view.key)
        self.subtitle.text = " · ".join(filter(None, [view.state, view.note, key]))
        self.make_room(shapes.bounds)
        self._draw_units(shapes)
        self._draw_edges(shapes)
        self._draw_regions(shapes)

    @property
    def room(self) -> Bounds:
        """The space that the drawing takes: left, right, bottom, top, in the units of the sketch."""
        return (0.0, 0.0, 0.0, 0.0) if self._shapes is None else self._shapes.bounds

    def make_room(self, bounds: Bounds) -> None:
        """Show at least this area, so that several drawings have the same scale."""
        self.bounds.data = {name: [at] for name, at in zip(SIDES, bounds, strict=True)}

    def _draw_units(self, shapes: Sketch) -> None:
        theme = self.theme
        marks = [unit for unit, _ in shapes.units]
        self.units.data = {
            "x": [x for _, (x, _) in shapes.units],
            "y": [y for _, (_, y) in shapes.units],
            "r": [shapes.radius] * len(marks),
            "text": [unit.text if self._inside(unit, shapes) else "" for unit in marks],
            "fill": [theme.unit_fill(unit.level, unit.background) for unit in marks],
            "edge": [theme.background_unit if unit.background else theme.outline for unit in marks],
            "color": [theme.unit_text(unit.level) for unit in marks],
        }
        odd = [spot for unit, spot in shapes.units if unit.odd]
        reach = [1.3 * shapes.radius] * len(odd)
        self.rings.data = {"x": [x for x, _ in odd], "y": [y for _, y in odd], "r": reach}

    def _draw_edges(self, shapes: Sketch) -> None:
        theme = self.theme
        colors = [theme.inhibitory if a.mark.inhibitory else theme.excitatory for a in shapes.arrows]
        self.stems.data = {
            "xs": [a.path[:, 0].tolist() for a in shapes.arrows],
            "ys": [a.path[:, 1].tolist() for a in shapes.arrows],
            "color": colors,
            "width": [0.8 + 2.4 * a.mark.strength for a in shapes.arrows],
            "dash": [CUT if a.mark.cut else "solid" for a in shapes.arrows],
            "about": [f"{a.mark.source} → {a.mark.target}: {a.mark.weight:g}" for a in shapes.arrows],
        }
        odd = [a for a in shapes.arrows if a.mark.odd]
        self.halos.data = {
            "xs": [a.path[:, 0].tolist() for a in odd],
            "ys": [a.path[:, 1].tolist() for a in odd],
        }
        self.heads.data = {
            "xs": [a.head[:, 0].tolist() for a in shapes.arrows],
            "ys": [a.head[:, 1].tolist() for a in shapes.arrows],
            "color": colors,
        }
        self.cuts.data = {
            "x0": [cut.start[0] for cut in shapes.cuts],
            "y0": [cut.start[1] for cut in shapes.cuts],
            "x1": [cut.end[0] for cut in shapes.cuts],
            "y1": [cut.end[1] for cut in shapes.cuts],
            "angle": [cut.angle for cut in shapes.cuts],
        }

    def _draw_regions(self, shapes: Sketch) -> None:
        kinds = [outline.mark.kind for outline in shapes.outlines]
        looks = [self.theme.region(kind) for kind in kinds]
        self.regions.data = {
            "xs": [outline.path[:, 0].tolist() for outline in shapes.outlines],
            "ys": [outline.path[:, 1].tolist() for outline in shapes.outlines],
            "fill": [fill for fill, _ in looks],
            "edge": [edge for _, edge in looks],
            "dash": [DASHES[kind] for kind in kinds],
        }
        below = [(unit, spot) for unit, spot in shapes.units if not self._inside(unit, shapes)]
        drop = shapes.radius + 0.7 * self.theme.label_size
        self.texts.data = {
            "x": [outline.text_at[0] for outline in shapes.outlines] + [x for _, (x, _) in below],
            "y": [outline.text_at[1] for outline in shapes.outlines] + [y - drop for _, (_, y) in below],
            "text": [unmarked(outline.mark.text) for outline in shapes.outlines]
            + [brief(u.text) for u, _ in below],
            "color": [edge for _, edge in looks] + [self.theme.text] * len(below),
        }

    def _inside(self, unit: UnitMark, shapes: Sketch) -> bool:
        """Whether a unit has room for its name, which else stands below it."""
        return width(unit.text, self.theme.label_size) <= 1.9 * shapes.radius


def _weights_said(key: tuple[KeyLine, ...]) -> str:
    """Return which weights the lines have, in words; empty if all are of one."""
    excites, inhibits = (
        ", ".join(line.text for line in key if line.inhibitory == inhibitory) for inhibitory in (False, True)
    )
    said = [
        *([tr("excite: {weights}", weights=excites)] if excites else []),
        *([tr("inhibit: {weights}", weights=inhibits)] if inhibits else []),
    ]
    return " · ".join(said)
