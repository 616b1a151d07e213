"""The panes of the computer view: target and computer side by side, outputs in time, how it grows."""

from __future__ import annotations

from html import escape
from typing import Any

import panel as pn

from apps.results.simulation_views import moment_view, plain_view, scales_view
from apps.ui.redraw import Guard
from apps.ui.style import STALE, grey, section
from apps.views.computer.running import MomentAnswer, Running, ScalingAnswer
from apps.workspace.toolbar import JobBar
from engine.words import phrase, tr
from viz.screen.raster import RasterPlot
from viz.screen.scaling import ScalingPlot
from viz.screen.simulation import ComputerPlot
from viz.screen.target import TargetPlot
from viz.shapes.indices import marked
from viz.theme import LIGHT, Theme
from viz.view.computer_layout import MODULES
from viz.view.scaling import scaling_view
from viz.view.simulation import NAMES
from viz.view.simulation_marks import SimulationView

NUMBERS = """
table { border-collapse: collapse; font-size: .875rem; margin: 2px 8px; font-variant-numeric: tabular-nums; }
th, td { padding: 2px 14px 2px 0; text-align: right; font-weight: 400; }
tbody th { text-align: left; }
thead th { font-size: .812rem; color: var(--mui-palette-text-secondary); }
td { font-weight: 600; font-size: 1.1rem; filter: var(--phi-cover, none); }
"""
# Side by side where there is room for a computer, else the target above it.
BESIDE = """
:host { display: grid !important; gap: 10px; grid-template-columns: 230px minmax(0, 1fr); }
@media (max-width: 1199px) {
  :host { grid-template-columns: minmax(0, 1fr); }
  :host > .target-pane { height: 250px !important; }
}
"""
HEADS = (phrase("complexes"), phrase("largest φ_s"), phrase("largest Φ"))
KEY = phrase(
    "Filled: complex, with φ_s · Φ below it; dashed: undecided among overlapping ones that tie. Click the "
    "name of a module to open or close it."
)
SMALL_PRINT = {"opacity": ".75", "font-size": ".781rem"}


class SimulationPanes:
    """Plots that a new moment only replaces the data of."""

    def __init__(self, running: Running, answer: MomentAnswer, scaling: ScalingAnswer, guard: Guard) -> None:
        self._running, self._answer, self._scaling, self._guard = running, answer, scaling, guard
        self._target, self._computer = TargetPlot(LIGHT), ComputerPlot(LIGHT)
        self._outputs, self._sizes = RasterPlot(LIGHT), ScalingPlot(LIGHT)
        self._computer.on_pick(self.turn)
        self.numbers = pn.pane.HTML(
            "", css_classes=["simulation-numbers"], stylesheets=[NUMBERS, STALE], sizing_mode="stretch_width",
            margin=0,
        )  # fmt: skip
        self._said = pn.pane.HTML("", css_classes=["simulation-text"], styles=SMALL_PRINT, margin=(2, 12))
        self._note = pn.pane.HTML("", styles=SMALL_PRINT, sizing_mode="stretch_width", margin=(0, 12))
        self._modules = self._switches()
        self.view = self._layout()
        running.param.watch(self._draw, ["program", "feedback", "time", "opened"])
        running.document.param.watch(self._draw, "snapshot")
        answer.param.watch(self._draw, ["findings", "problem"])
        answer.param.watch(self._grey, ["stale", "foreign"])
        scaling.param.watch(self._draw_sizes, "findings")
        self._draw()
        self._draw_sizes()
        guard.painter.built()

    def _switches(self) -> pn.FlexBox:
        import panel_material_ui as pmui

        boxes = []
        for kind, name in NAMES.items():
            box = pmui.Checkbox(
                label=name, value=kind in self._running.opened, size="small", css_classes=[f"module-{kind}"],
                margin=(0, 4),
            )  # fmt: skip
            box.param.watch(lambda event, kind=kind: self._set(kind, bool(event.new)), "value")
            boxes.append(box)
        self._boxes = dict(zip(NAMES, boxes, strict=True))
        return pn.FlexBox(*boxes, css_classes=["modules"], margin=0)

    def _layout(self) -> pn.Column:
        def plot(each: Any) -> pn.pane.Bokeh:
            return pn.pane.Bokeh(each.figure, sizing_mode="stretch_both", margin=0)

        target = section(plot(self._target), "target-pane", height=430)
        computer = section(
            pn.Column(plot(self._computer), self._modules, self._said, sizing_mode="stretch_both"),
            "computer-pane",
            height=430,
        )
        sizes = pn.Column(
            JobBar(self._scaling).view, plot(self._sizes), self._note, sizing_mode="stretch_both"
        )
        return pn.Column(
            pn.Column(
                target,
                computer,
                css_classes=["side-by-side"],
                stylesheets=[BESIDE],
                sizing_mode="stretch_width",
                margin=0,
            ),
            section(plot(self._outputs), "outputs-pane", height=230),
            section(sizes, "scaling-pane", height=300),
            css_classes=["results"],
            stylesheets=[STALE],
            styles={"gap": "10px"},
            sizing_mode="stretch_width",
            margin=0,
        )

    def set_theme(self, theme: Theme) -> None:
        """Draw in the colours and type of the page."""
        for plot in (self._target, self._computer, self._outputs, self._sizes):
            self._guard.draw(f"theme {id(plot)}", lambda plot=plot: plot.set_theme(theme))

    def turn(self, kind: str) -> None:
        """Open a module, or close it."""
        self._set(kind, kind not in self._running.opened)

    def _set(self, kind: str, is_open: bool) -> None:
        now = set(self._running.opened) | {kind} if is_open else set(self._running.opened) - {kind}
        opened = tuple(each for each in MODULES if each in now)
        if opened != self._running.opened:
            self._running.opened = opened

    def view_now(self) -> SimulationView | None:
        """Return what is known of this moment, else the states alone; None if there is no target."""
        running, found = self._running, self._answer.current
        if found is not None:
            return moment_view(found, running.opened)
        source = running.source(running.document.snapshot)
        return None if isinstance(source, str) else plain_view(source, running.time, running.opened)

    def _draw(self, *_events: Any) -> None:
        self._guard.draw("simulation", self._draw_both)

    def _draw_both(self) -> None:
        view = self.view_now()
        for kind, box in self._boxes.items():
            if box.value != (kind in self._running.opened):
                box.value = kind in self._running.opened
        if view is None:
            self.numbers.object = ""
            self._said.object = ""
            return
        known = self._answer.current is not None
        self.numbers.object = numbers(view, known)
        said = escape(view.screen_text, quote=True)
        self._said.object = f"<div role='img' aria-label='{said}'></div>{marked(KEY)}"
        self._target.show(view)
        self._computer.show(view)
        self._outputs.show(view.outputs)

    def _draw_sizes(self, *_events: Any) -> None:
        found = self._scaling.current
        view = scaling_view(()) if found is None else scales_view(found)
        self._note.object = escape(view.note) if view.points else ""
        self._guard.draw("sizes", lambda: self._sizes.show(view), first=False)

    def _grey(self, *_events: Any) -> None:
        grey(self.numbers, self._answer.stale, self._answer.foreign)


def numbers(view: SimulationView, known: bool) -> str:
    """Return complexes, φ_s and Φ of both systems beside each other, as an HTML table."""
    head = "".join(f"<th scope='col'>{marked(name)}</th>" for name in HEADS)
    rows = []
    for name, *values in view.phis:
        cells = "".join(f"<td>{escape(each) if known else '…'}</td>" for each in values)
        rows.append(f"<tr><th scope='row'>{escape(name)}</th>{cells}</tr>")
    label = escape(tr("Complexes of target and computer"))
    problems = "".join(
        f"<div class='note'>{escape(side.problem)}</div>"
        for side in (view.target, view.computer)
        if side.problem
    )
    table = (
        f"<table aria-label='{label}'><thead><tr><td></td>{head}</tr></thead>"
        f"<tbody>{''.join(rows)}</tbody></table>"
    )
    return f"<div role='status' aria-live='polite'>{table}{problems}</div>"
