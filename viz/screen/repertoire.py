"""A repertoire on screen: bars over the purview's states, other repertoires as dashed steps over them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bokeh.core.properties import value
from bokeh.models import ColumnDataSource, HoverTool

from engine.words import tr
from viz.numbers import number
from viz.screen.frame import BokehPlot, Columns, set_labels, set_range
from viz.view.repertoire import TWINS as WORDS
from viz.view.repertoire import RepertoireView

if TYPE_CHECKING:
    from collections.abc import Sequence

LETTERS = 20
"""Most letters of all states together that fit under the bars; more are written vertically."""
DASHES = {"unconstrained": "dotted", "partitioned": "dashed"}


class RepertoirePlot(BokehPlot[RepertoireView]):
    """Probabilities of a purview's states; the specified one has a bar in full colour and a mark over it."""

    def _build(self) -> None:
        self.bars = ColumnDataSource(
            {name: [] for name in ("x", "top", "fill", "edge", "width", "state", "p", "apart")}
        )
        self.steps = {name: ColumnDataSource({"x": [], "y": []}) for name in DASHES}
        self.mark = ColumnDataSource({"x": [], "y": [], "text": [], "color": []})
        plot = self.figure
        set_labels(plot.xaxis[0], {})
        bars = plot.vbar("x", top="top", width=0.7, fill_color="fill", line_color="edge", line_width="width",
                         source=self.bars)  # fmt: skip
        for name, dash in DASHES.items():
            plot.line("x", "y", line_dash=dash, line_width=2, source=self.steps[name], name=name,
                      legend_label=WORDS[name])  # fmt: skip
        plot.text("x", "y", text="text", text_color="color", text_align="center", text_font_style="bold",
                  y_offset=-3, source=self.mark, name="mark")  # fmt: skip
        plot.yaxis.axis_label = tr("probability")
        plot.add_tools(HoverTool(renderers=[bars], tooltips="@state: @p@apart"))
        plot.legend.orientation, plot.legend.location = "vertical", "left"
        plot.legend.spacing = 0
        plot.legend.margin = plot.legend.padding = 0
        self._keys = dict(zip(DASHES, plot.legend[0].items, strict=True))
        # The legend is below the bars, so that it covers none of them.
        plot.add_layout(plot.legend[0], "below")

    def _style(self) -> None:
        theme = self.theme
        for name in DASHES:
            self._glyph(name).line_color = theme.partitioned
        mark = self._glyph("mark")
        mark.text_font, mark.text_font_size = value(theme.font), f"{theme.label_size:g}px"
        for legend in self.figure.legend:
            legend.background_fill_alpha = legend.border_line_alpha = 0
            legend.label_text_color, legend.label_text_font = theme.muted, theme.font
            legend.label_text_font_size = f"{theme.font_size:g}px"

    def _draw(self, view: RepertoireView) -> None:
        theme = self.theme
        self.figure.title.text = view.title
        self.subtitle.text = view.sentence
        self.figure.title.text_color = theme.direction_label(view.direction)
        count = len(view.states)
        set_range(self.figure.x_range, -0.6, max(count, 1) - 0.4)
        set_range(self.figure.y_range, 0, 1.15 * view.highest or 1)
        chosen = [i == view.specified for i in range(count)]
        full, light = theme.direction(view.direction), theme.direction_light(view.direction)
        self.bars.data = {
            "x": list(range(count)),
            "top": list(view.intact),
            "fill": [full if yes else light for yes in chosen],
            "edge": [theme.text if yes else full for yes in chosen],
            "width": [2 if yes else 0.5 for yes in chosen],
            "state": list(view.states),
            "p": list(map(number, view.intact)),
            "apart": [_apart(view, i) for i in range(count)],
        }
        for name, values in (("unconstrained", view.unconstrained), ("partitioned", view.partitioned)):
            self.steps[name].data = steps(values)
            self._keys[name].visible = bool(values)
        self._mark(view)
        set_labels(self.figure.xaxis[0], dict(enumerate(view.states)))
        self.figure.xaxis.major_label_orientation = (
            "vertical" if sum(map(len, view.states)) > LETTERS else "horizontal"
        )

    def _mark(self, view: RepertoireView) -> None:
        at = view.specified
        self.mark.data = {
            "x": [] if at is None else [at],
            "y": [] if at is None else [view.intact[at]],
            "text": [] if at is None else [f"▾ {view.purview}" if len(view.states) <= 16 else "▾"],
            "color": [] if at is None else [self.theme.direction_label(view.direction)],
        }


def steps(values: Sequence[float]) -> Columns:
    """Return a step curve over bars at 0, 1, 2, …: x and y of both ends of the step over each bar."""
    return {
        "x": [i + side for i in range(len(values)) for side in (-0.5, 0.5)],
        "y": [p for p in values for _ in range(2)],
    }


def _apart(view: RepertoireView, i: int) -> str:
    """Return the unconstrained and the partitioned probability of state i for the tooltip."""
    others = (("unconstrained", view.unconstrained), ("partitioned", view.partitioned))
    return "".join(f", {WORDS[name]} {number(values[i])}" for name, values in others if values)
