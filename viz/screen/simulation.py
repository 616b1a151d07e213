"""A computer on screen, by modules that open: units, complexes filled by φ_s, connections between modules."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bokeh.core.properties import value
from bokeh.events import Tap
from bokeh.models import DataRange1d, HoverTool

from viz.screen.frame import BokehPlot, empty_sources, px
from viz.shapes.simulation import RADIUS, arrow, connection, whole_look
from viz.view.letters import unmarked
from viz.view.simulation_marks import SimulationView

if TYPE_CHECKING:
    from collections.abc import Callable

SOURCES = {
    "frame": "left right bottom top",
    "boxes": "left right bottom top fill",
    "bundles": "xs ys width about",
    "ends": "xs ys",
    "wholes": "xs ys fill edge dash about",
    "strands": "xs ys",
    "heads": "xs ys",
    "units": "x y fill edge text color about",
    "values": "x y text",
    "titles": "x y text",
    "lines": "x y text",
    "tags": "x y text",
}
BOUNDS = (-1.4, 28.6, -2.4, 13.5)
"""Left, right, bottom and top of a computer."""


class ComputerPlot(BokehPlot[SimulationView]):
    """The computer of a simulation; `on_pick` reports the kind of the module that is tapped."""

    tools = "pan,wheel_zoom,reset"
    span = DataRange1d

    def on_pick(self, callback: Callable[[str], None]) -> None:
        """Call `callback` with the kind of the module that is tapped."""
        super().on_pick(callback)

    def pick(self, x: float, y: float) -> str | None:
        """Return the module at a point: anywhere in a closed one, on the name of an open one."""
        for box in () if self.view is None else self.view.boxes:
            low = box.top - 0.2 if box.is_open else box.bottom
            if box.left <= x <= box.right and low <= y <= box.top + 0.9:
                return box.kind
        return None

    def _build(self) -> None:
        plot = self.figure
        plot.axis.visible = False
        plot.min_border = 0
        plot.match_aspect = True
        self.sources = empty_sources(SOURCES)
        of: dict[str, Any] = self.sources
        # Equal scales keep circles round; an invisible frame makes room for all modules.
        sides = zip(("left", "right", "bottom", "top"), BOUNDS, strict=True)
        self.sources["frame"].data = {name: [at] for name, at in sides}
        plot.quad("left", "right", "top", "bottom", fill_color=None, line_color=None, source=of["frame"])
        for span in (plot.x_range, plot.y_range):
            span.renderers = [plot.renderers[0]]
        bundles = plot.multi_line("xs", "ys", line_width="width", line_alpha=0.55, line_join="round",
                                  source=of["bundles"], name="bundles")  # fmt: skip
        plot.patches("xs", "ys", fill_alpha=0.8, line_width=0, source=of["ends"], name="ends")
        plot.quad("left", "right", "top", "bottom", fill_color="fill", line_width=1, source=of["boxes"],
                  name="boxes")  # fmt: skip
        wholes = plot.patches("xs", "ys", fill_color="fill", line_color="edge", line_dash="dash",
                              line_width=1.2, source=of["wholes"], name="wholes")  # fmt: skip
        plot.multi_line("xs", "ys", line_width=0.8, source=of["strands"], name="strands")
        plot.patches("xs", "ys", line_width=0, source=of["heads"], name="heads")
        units = plot.circle("x", "y", radius=RADIUS, radius_units="data", radius_dimension="min",
                            fill_color="fill", line_color="edge", line_width=0.9, source=of["units"],
                            name="units")  # fmt: skip
        plot.text("x", "y", text="text", text_color="color", text_align="center", text_baseline="middle",
                  source=of["units"], name="names")  # fmt: skip
        for name, align in (("values", "center"), ("tags", "center"), ("titles", "left"), ("lines", "left")):
            plot.text("x", "y", text="text", text_align=align, text_baseline="middle", source=of[name],
                      name=name)  # fmt: skip
        plot.add_tools(HoverTool(renderers=[bundles, wholes, units], tooltips="@about"))
        plot.on_event(Tap, self._tap)

    def _style(self) -> None:
        theme = self.theme
        self._glyph("boxes").line_color = theme.rest
        for name in ("bundles", "strands"):
            self._glyph(name).line_color = theme.muted
        for name in ("ends", "heads"):
            self._glyph(name).fill_color = theme.muted
        sizes = {"names": 0.68, "values": 0.85, "tags": 0.85, "titles": 1.0, "lines": 0.95}
        for name, share in sizes.items():
            glyph = self._glyph(name)
            glyph.text_font, glyph.text_font_size = value(theme.font), px(max(6.0, share * theme.font_size))
        self._glyph("values").text_color = self._glyph("titles").text_color = theme.accent
        self._glyph("lines").text_color = theme.text
        self._glyph("tags").text_color = theme.muted
        self._glyph("titles").text_font_style = "bold"

    def _draw(self, view: SimulationView) -> None:
        self.figure.title.text = ""
        self.subtitle.text = ""
        self._draw_boxes(view)
        self._draw_side(view)

    def _draw_boxes(self, view: SimulationView) -> None:
        theme, boxes = self.theme, view.boxes
        self.sources["boxes"].data = {
            "left": [box.left for box in boxes], "right": [box.right for box in boxes],
            "bottom": [box.bottom for box in boxes], "top": [box.top for box in boxes],
            "fill": [None if box.is_open else theme.unit_off for box in boxes],
        }  # fmt: skip
        self.sources["bundles"].data = {
            "xs": [[x for x, _ in each.path] for each in view.bundles],
            "ys": [[y for _, y in each.path] for each in view.bundles],
            "width": [1.0 + 0.7 * len(bin(each.count)) for each in view.bundles],
            "about": [each.about for each in view.bundles],
        }
        ends = [arrow(each.path[-2], each.path[-1], short=0.0, size=0.55)[1] for each in view.bundles]
        self.sources["ends"].data = {
            "xs": [[x for x, _ in end] for end in ends], "ys": [[y for _, y in end] for end in ends],
        }  # fmt: skip
        self.sources["titles"].data = {
            "x": [box.left + 0.1 for box in boxes], "y": [box.top + 0.5 for box in boxes],
            "text": [f"{'▾' if box.is_open else '▸'} {box.name}" for box in boxes],
        }  # fmt: skip
        told = [(box, i, line) for box in boxes if not box.is_open for i, line in enumerate(box.lines)]
        self.sources["lines"].data = {
            "x": [box.left + 0.3 for box, _, _ in told],
            "y": [box.top - 0.45 - 0.75 * i if box.top - box.bottom > 3 else box.top - 0.5 - 0.6 * i
                  for box, i, _ in told],
            "text": [unmarked(line) for _, _, line in told],
        }  # fmt: skip

    def _draw_side(self, view: SimulationView) -> None:
        theme, side = self.theme, view.computer
        drawn = [whole for whole in side.wholes if whole.outline]
        looks = [whole_look(theme, whole) for whole in drawn]
        self.sources["wholes"].data = {
            "xs": [[x for x, _ in whole.outline] for whole in drawn],
            "ys": [[y for _, y in whole.outline] for whole in drawn],
            "fill": [fill for fill, _, _ in looks],
            "edge": [edge for _, edge, _ in looks],
            "dash": [dash for *_, dash in looks],
            "about": [about(whole) for whole in drawn],
        }
        pairs = [connection(each.path) for each in side.strands]
        self.sources["strands"].data = {
            "xs": [[x for x, _ in line] for line, _ in pairs],
            "ys": [[y for _, y in line] for line, _ in pairs],
        }
        self.sources["heads"].data = {
            "xs": [[x for x, _ in head] for _, head in pairs],
            "ys": [[y for _, y in head] for _, head in pairs],
        }
        self.sources["tags"].data = {
            "x": [x for x, _, _ in side.tags], "y": [y for _, y, _ in side.tags],
            "text": [text for *_, text in side.tags],
        }  # fmt: skip
        units = side.units
        self.sources["units"].data = {
            "x": [unit.x for unit in units], "y": [unit.y for unit in units],
            "fill": [theme.unit_fill(unit.level) for unit in units],
            "edge": [theme.outline] * len(units),
            "text": [unit.text for unit in units],
            "color": [theme.unit_text(unit.level) for unit in units],
            "about": [f"{unit.label} = {unit.level:.0f}" for unit in units],
        }  # fmt: skip
        large = [whole for whole in drawn if len(whole.units) > 1]
        self.sources["values"].data = {
            "x": [whole.at[0] for whole in large], "y": [min(y for _, y in whole.outline) - 0.32
                                                         for whole in large],
            "text": [f"{whole.phi_s} · {whole.big_phi}" for whole in large],
        }  # fmt: skip


def about(whole: Any) -> str:
    """Return the sentence about a complex."""
    return f"{whole.name}: φₛ = {whole.phi_s}, Φ = {whole.big_phi}"
