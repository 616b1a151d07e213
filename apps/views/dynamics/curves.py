"""The curves of the dynamics view: along the trajectory, over all states, or over a parameter."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from typing import Any

import panel as pn
import panel_material_ui as pmui
from bokeh.models import Range1d

from apps.document.document import Document
from apps.results.dynamics import Motion, every_state
from apps.results.dynamics_views import across, along, listed, sweep
from apps.results.exhibit import Exhibit
from apps.selection.selection import Selection, SystemState, light
from apps.ui.redraw import Guard
from apps.ui.style import NOTE, section
from apps.views.dynamics.landscape import ONLY_VISITED, Landscape
from apps.views.dynamics.sweep_pane import Sweep
from apps.workspace.toolbar import JobBar
from apps.workspace.trajectory import Trajectory
from engine.substrate.tpm import state_of
from engine.words import phrase, tr
from viz.screen.course import CoursePlot
from viz.shapes.indices import marked
from viz.theme import LIGHT, Theme
from viz.view.course import SUPPOSED, CourseView

TABS = ("time", "states", "sweep")
VIEWS = {"time": along, "states": across, "sweep": sweep}
TITLES = {
    "time": phrase("Along the trajectory"),
    "states": phrase("Over all states"),
    "sweep": phrase("Sweep"),
}
SMALL_PRINT = {"font-size": ".781rem"}


class Curves:
    """Three curves above each other; what is tapped becomes the state, or the value, of the document."""

    def __init__(
        self, document: Document, selection: Selection, trajectory: Trajectory, guard: Guard
    ) -> None:
        self._document, self._trajectory, self._guard = document, trajectory, guard
        self._selection = selection
        self._landscape, self._sweep = Landscape(document, trajectory), Sweep(document)
        self._plots = _stack()
        for plot in self._plots:
            plot.on_pick(self._picked)
            plot.on_hover(self._hovered)
        self._mode = pmui.RadioButtonGroup(
            options={str(TITLES[tab]): tab for tab in TABS}, value="time", size="small", width=560,
            css_classes=["curve-choice"], margin=(6, 8),
        )  # fmt: skip
        self._note = pn.pane.HTML("", stylesheets=[NOTE], margin=(0, 12))
        jobs = (self._landscape, self._sweep)
        self._bars = [pn.Column(JobBar(job).view, margin=0) for job in jobs]
        panes = [pn.pane.Bokeh(plot.figure, sizing_mode="stretch_both", margin=0) for plot in self._plots]
        parts = [self._mode, self._sweep.view, *self._bars, self._note, *panes]
        self.view = section(pn.Column(*parts, sizing_mode="stretch_both"), "curves-pane", height=540)
        self._mode.param.watch(self._switch, "value")
        document.param.watch(self._draw, "snapshot")
        trajectory.param.watch(self._draw, "states")
        selection.param.watch(self._light, ["picked", "hovered"])
        for job in jobs:
            job.param.watch(self._draw, ["findings", "stale", "problem"])
        self._switch()

    def set_theme(self, theme: Theme) -> None:
        """Draw in the colours and type of the page."""

        def recolour() -> None:
            for plot in self._plots:
                plot.set_theme(theme)

        self._guard.draw("theme of the curves", recolour)

    @property
    def _tab_shown(self) -> str:
        # From the browser: anything that is no tab is the first.
        return self._mode.value if self._mode.value in TABS else TABS[0]

    def _switch(self, *_events: Any) -> None:
        sweeping = self._tab_shown == "sweep"
        self._sweep.view.visible = self._bars[1].visible = sweeping
        self._bars[0].visible = not sweeping
        self._sweep.turn(sweeping)
        self._draw()

    def _draw(self, *_events: Any) -> None:
        self._guard.draw("curves", self._draw_curves, first=False)

    def _draw_curves(self) -> None:
        tab = self._tab_shown
        views = self.views(tab)
        said, read = self._said(tab), " ".join(view.screen_text for view in views)
        self._note.object = (
            f"<div class='note' role='status'>{marked(said)}</div>"
            f"<div class='curve-text' role='img' aria-label='{escape(read, quote=True)}'></div>"
        )
        for plot, view in zip(self._plots, views, strict=True):
            plot.show(view)
        self._mark()

    def views(self, tab: str) -> tuple[CourseView, ...]:
        """Return the three curves of a tab."""
        return VIEWS[tab](Exhibit(self._document.snapshot, motion=self.motion))

    @property
    def motion(self) -> Motion:
        """What the document did, and what is known of it."""
        moved, sweep = self._trajectory, self._sweep
        found = sweep.current
        return Motion(
            moved.states, moved.start, moved.jumps, moved.chance, measured=self._landscape.measured,
            sweeping=sweep.sweeping, swept=None if found is None else found[1],
        )  # fmt: skip

    def _said(self, tab: str) -> str:
        if tab == "sweep":
            found = self._sweep.current
            if self._sweep.problem or found is None:
                return self._sweep.problem or tr("Not computed yet.")
            return tr(SUPPOSED) if any(m.reason and m.big_phi for m in found[1]) else ""
        said = [self._landscape.problem]
        if any(m.reason and m.big_phi for m in self._landscape.measured.values()):
            said.append(tr(SUPPOSED))
        if not every_state(self._document.snapshot):
            said.append(ONLY_VISITED)
        elif any(m.phi_s is None for m in self._landscape.measured.values()):
            said.append(tr("A cross: no state leads there, so the state has no causes."))
        return " ".join(filter(None, said))

    def _picked(self, index: int) -> None:
        if self._tab_shown == "sweep":
            self._sweep.take(index)
            return
        states = self._states()
        if 0 <= index < len(states):
            self._trajectory.visit(states[index], self._selection)

    def _hovered(self, index: int | None) -> None:
        states = self._states()
        if index is None or index >= len(states):
            self._selection.hover(None, self)
        else:
            self._selection.hover(SystemState(states[index]), self)

    def _states(self) -> Sequence[tuple[int, ...]]:
        """Return the states of the points; those of a sweep are values of a parameter."""
        if self._tab_shown == "sweep":
            return ()
        if self._tab_shown == "time":
            return self._trajectory.states
        radix = self._document.substrate.radix
        rows = listed(Exhibit(self._document.snapshot, motion=self.motion))
        return [state_of(row, radix) for row in rows]

    def _light(self, *_events: Any) -> None:
        self._guard.draw("lit points", self._mark)

    def _mark(self) -> None:
        lit = light(self._selection.shown, None).row
        points = [] if lit is None else [i for i, state in enumerate(self._states()) if state == lit]
        for plot in self._plots:
            plot.mark(points)


def _stack() -> list[CoursePlot]:
    across = Range1d()
    plots = [CoursePlot(LIGHT, across) for _ in range(3)]
    for plot in plots[:-1]:
        plot.figure.xaxis.visible = False
    return plots
