"""How a computer grows with its target, on screen: Φ on a logarithmic axis, units as text above."""

from __future__ import annotations

from math import log10
from typing import Any

from bokeh.core.properties import value
from bokeh.models import HoverTool, Range1d

from engine.words import tr
from viz.numbers import SUPERSCRIPT, count
from viz.screen.frame import BokehPlot, empty_sources, px, set_labels, set_range
from viz.view.scaling import ScalingView

SOURCES = {"target": "x y about", "computer": "x y about", "units": "x y text", "names": "x y text color"}


class ScalingPlot(BokehPlot[ScalingView]):
    """The largest Φ of targets and of their computers over the units of the target."""

    tools = ""
    span = Range1d

    def _build(self) -> None:
        plot = self.figure
        self.sources = empty_sources(SOURCES)
        of: dict[str, Any] = self.sources
        plot.xaxis.axis_label = tr("units of the target")
        plot.yaxis.axis_label = tr("largest Φ")
        marks = []
        for name, marker in (("target", "circle"), ("computer", "square")):
            plot.line("x", "y", line_width=1.5, source=of[name], name=f"{name} line")
            marks.append(plot.scatter("x", "y", size=8, marker=marker, source=of[name], name=name))
        plot.text("x", "y", text="text", text_align="center", text_baseline="bottom", source=of["units"],
                  name="units")  # fmt: skip
        plot.text("x", "y", text="text", text_color="color", text_align="left", text_baseline="middle",
                  x_offset=10, source=of["names"], name="names")  # fmt: skip
        plot.add_tools(HoverTool(renderers=marks, tooltips="@about"))

    def _style(self) -> None:
        theme = self.theme
        for name, color in (("target", theme.effect), ("computer", theme.cause)):
            self._glyph(name).fill_color = self._glyph(name).line_color = color
            self._glyph(f"{name} line").line_color = color
        for name in ("units", "names"):
            glyph = self._glyph(name)
            glyph.text_font, glyph.text_font_size = value(theme.font), px(theme.font_size)
        self._glyph("units").text_color = theme.muted

    def _draw(self, view: ScalingView) -> None:
        theme, points, decades = self.theme, view.points, view.decades
        self.figure.title.text = view.title if points else ""
        self.subtitle.text = ""
        xs = [point.bits for point in points]
        set_range(self.figure.x_range, 1.5, max(xs, default=8) + 1.6)
        set_range(self.figure.y_range, -0.25, decades + 0.7)
        set_labels(self.figure.xaxis[0], {float(x): str(x) for x in xs})
        set_labels(
            self.figure.yaxis[0], {float(i): f"10{str(i).translate(SUPERSCRIPT)}" for i in range(decades + 1)}
        )
        ends = []
        for name, said, ink in (
            ("target", tr("target"), theme.effect_label),
            ("computer", tr("computer"), theme.cause_label),
        ):
            curve = view.curve(name)
            self.sources[name].data = {
                "x": [bits for bits, _, _ in curve],
                "y": [log10(phi) for _, phi, _ in curve],
                "about": [about for _, _, about in curve],
            }
            ends += [(bits, log10(phi), said, ink) for bits, phi, _ in curve[-1:]]
        self.sources["units"].data = {
            "x": xs, "y": [decades + 0.2] * len(xs), "text": [count(point.units) for point in points],
        }  # fmt: skip
        ends += [(x + 0.35, decades + 0.38, tr("units"), theme.muted) for x in xs[-1:]]
        self.sources["names"].data = {
            key: [end[i] for end in ends] for i, key in enumerate(("x", "y", "text", "color"))
        }
