"""A target on screen beside its computer: its units and complexes, with φ_s and Φ below."""

from __future__ import annotations

from typing import Any

from bokeh.core.properties import value
from bokeh.models import DataRange1d, HoverTool

from viz.screen.frame import BokehPlot, empty_sources, px
from viz.screen.simulation import about
from viz.shapes.simulation import RADIUS, connection, whole_look
from viz.view.simulation_marks import SimulationView

SOURCES = {
    "frame": "left right bottom top",
    "wholes": "xs ys fill edge dash about",
    "strands": "xs ys",
    "heads": "xs ys",
    "units": "x y r fill edge text color",
}


class TargetPlot(BokehPlot[SimulationView]):
    """The target of a simulation."""

    tools = ""
    span = DataRange1d

    def _build(self) -> None:
        plot = self.figure
        plot.axis.visible = False
        plot.match_aspect = True
        self.sources = empty_sources(SOURCES)
        of: dict[str, Any] = self.sources
        plot.quad("left", "right", "top", "bottom", fill_color=None, line_color=None, source=of["frame"])
        wholes = plot.patches("xs", "ys", fill_color="fill", line_color="edge", line_dash="dash",
                              line_width=1.4, source=of["wholes"])  # fmt: skip
        plot.multi_line("xs", "ys", line_width=1, source=of["strands"], name="strands")
        plot.patches("xs", "ys", line_width=0, source=of["heads"], name="heads")
        plot.circle("x", "y", radius="r", radius_units="data", radius_dimension="min", fill_color="fill",
                    line_color="edge", source=of["units"])  # fmt: skip
        plot.text("x", "y", text="text", text_color="color", text_align="center", text_baseline="middle",
                  source=of["units"], name="names")  # fmt: skip
        plot.add_tools(HoverTool(renderers=[wholes], tooltips="@about"))

    def _style(self) -> None:
        theme = self.theme
        self._glyph("strands").line_color = self._glyph("heads").fill_color = theme.muted
        names = self._glyph("names")
        names.text_font, names.text_font_size = value(theme.font), px(theme.label_size)

    def _draw(self, view: SimulationView) -> None:
        theme, side = self.theme, view.target
        self.figure.title.text = side.name
        told = [f"{whole.name}: φₛ {whole.phi_s}, Φ {whole.big_phi}" for whole in side.complexes[:2]]
        self.subtitle.text = "\n".join([side.state, *told]) if not side.problem else side.problem
        left, right, bottom, top = side.bounds
        self.sources["frame"].data = {"left": [left], "right": [right], "bottom": [bottom], "top": [top]}
        looks = [whole_look(theme, whole) for whole in side.wholes]
        self.sources["wholes"].data = {
            "xs": [[x for x, _ in whole.outline] for whole in side.wholes],
            "ys": [[y for _, y in whole.outline] for whole in side.wholes],
            "fill": [fill for fill, _, _ in looks],
            "edge": [edge for _, edge, _ in looks],
            "dash": [dash for *_, dash in looks],
            "about": [about(whole) for whole in side.wholes],
        }
        pairs = [connection(each.path) for each in side.strands]
        for name, at in (("strands", 0), ("heads", 1)):
            self.sources[name].data = {
                "xs": [[x for x, _ in pair[at]] for pair in pairs],
                "ys": [[y for _, y in pair[at]] for pair in pairs],
            }
        self.sources["units"].data = {
            "x": [unit.x for unit in side.units], "y": [unit.y for unit in side.units],
            "r": [RADIUS] * len(side.units),
            "fill": [theme.unit_fill(unit.level) for unit in side.units],
            "edge": [theme.outline] * len(side.units),
            "text": [unit.text for unit in side.units],
            "color": [theme.unit_text(unit.level) for unit in side.units],
        }  # fmt: skip
