"""The curves of the dynamics page: along the trajectory, over all states, or over a parameter."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from typing import Any

import panel as pn
import panel_material_ui as pmui
from bokeh.models import Range1d

from apps.parts.controls import JobBar
from apps.parts.document import Document
from apps.parts.downloads import Downloads
from apps.parts.dynamics_landscape import ONLY_VISITED, Landscape, every_state
from apps.parts.dynamics_sweep import Sweep
from apps.parts.dynamics_trajectory import Trajectory
from apps.parts.painting import Guard
from apps.parts.style import NOTE, section
from apps.parts.tables import csv_bytes
from engine.tpm import row_of, state_of
from viz.course import CoursePlot
from viz.theme import LIGHT, Theme
from viz.view.course import (
    OF_STATES,
    OF_SWEEP,
    CourseView,
    columns,
    over_states,
    over_time,
    over_values,
)
from viz.view.letters import letters

TABS = ("time", "states", "sweep")
TITLES = {"time": "Along the trajectory", "states": "Over all states", "sweep": "Sweep"}
SMALL_PRINT = {"font-size": ".781rem"}
ITEMS = (("Curves PDF", "curves", "pdf"), ("Curves SVG", "curves", "svg"), ("Curves CSV", "curves", "csv"))


class Curves:
    """Three curves above each other; what is tapped becomes the state, or the value, of the document."""

    def __init__(self, document: Document, trajectory: Trajectory, guard: Guard) -> None:
        self._document, self._trajectory, self._guard = document, trajectory, guard
        self._landscape, self._sweep = Landscape(document, trajectory), Sweep(document)
        self._plots = _stack()
        for plot in self._plots:
            plot.on_pick(self._picked)
        self._mode = pmui.RadioButtonGroup(
            options={TITLES[tab]: tab for tab in TABS}, value="time", size="small", width=560,
            css_classes=["curve-choice"], margin=(6, 8),
        )  # fmt: skip
        self._note = pn.pane.HTML("", stylesheets=[NOTE], margin=(0, 12))
        jobs = (self._landscape, self._sweep)
        self._bars = [pn.Column(JobBar(job).view, margin=0) for job in jobs]
        self.downloads = Downloads(document, ITEMS, self._write)
        panes = [pn.pane.Bokeh(plot.figure, sizing_mode="stretch_both", margin=0) for plot in self._plots]
        parts = [self._mode, self._sweep.view, *self._bars, self._note, *panes]
        self.view = section(pn.Column(*parts, sizing_mode="stretch_both"), "curves-pane", height=540)
        self._mode.param.watch(self._switch, "value")
        document.param.watch(self._draw, "snapshot")
        trajectory.param.watch(self._draw, "states")
        for job in jobs:
            job.param.watch(self._draw, ["found", "stale", "problem"])
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
            f"<div class='note' role='status'>{escape(said)}</div>"
            f"<div class='curve-text' role='img' aria-label='{escape(read, quote=True)}'></div>"
        )
        for plot, view in zip(self._plots, views, strict=True):
            plot.show(view)
        self.downloads.enable(any(p.y is not None for view in views for p in view.points))

    def views(self, tab: str) -> list[CourseView]:
        """Return the three curves of a tab."""
        if tab == "sweep":
            found, sweep = self._sweep.current, self._sweep
            values, measured = found or ((), ())
            here = sweep.here
            return [over_values(sweep.axis, values, measured, here or 0.0, q) for q in OF_SWEEP]
        moved, known = self._trajectory, self._landscape.measured
        rows, names = self._rows(tab)
        if tab == "time":
            return [over_time(names, rows, moved.start, known, q) for q in OF_STATES]
        now = row_of(self._document.state, self._document.substrate.radix)
        return [over_states(names, known, now, q) for q in OF_STATES]

    def _rows(self, tab: str) -> tuple[list[int], list[str]]:
        """Return the rows of the states of a tab, and their names."""
        substrate = self._document.substrate
        labels, radix = substrate.labels, substrate.radix
        if tab == "time":
            states: Sequence[tuple[int, ...]] = self._trajectory.states
            rows = [row_of(state, radix) for state in states]
        else:
            snapshot = self._document.snapshot
            rows = sorted(self._landscape.measured) if not every_state(snapshot) else self._all(radix)
            now = row_of(snapshot.state, radix)
            rows = rows if now in rows else sorted([*rows, now])
            states = [state_of(row, radix) for row in rows]
        return rows, [letters(labels, state) for state in states]

    @staticmethod
    def _all(radix: Sequence[int]) -> list[int]:
        count = 1
        for base in radix:
            count *= base
        return list(range(count))

    def _said(self, tab: str) -> str:
        if tab == "sweep":
            return self._sweep.problem or ("" if self._sweep.current else "Not computed yet.")
        said = [self._landscape.problem]
        if not every_state(self._document.snapshot):
            said.append(ONLY_VISITED)
        elif any(m.phi_s is None for m in self._landscape.measured.values()):
            said.append("A cross: no state leads there, so the state has no causes.")
        return " ".join(filter(None, said))

    def _picked(self, index: int) -> None:
        tab = self._tab_shown
        if tab == "sweep":
            self._sweep.take(index)
            return
        rows, _ = self._rows(tab)
        if 0 <= index < len(rows):
            self._trajectory.go(state_of(rows[index], self._document.substrate.radix))

    def _write(self, _what: str, kind: str) -> bytes:
        tab = self._tab_shown
        if kind == "csv":
            return csv_bytes(self._columns(tab))
        from viz.paper import course as paper
        from viz.paper.export import to_bytes

        substrate, snapshot = self._document.substrate, self._document.snapshot
        system = letters(snapshot.system, [snapshot.state[substrate.index(u)] for u in snapshot.system])
        about = [substrate.name, TITLES[tab].lower(), f"system {system}", snapshot.formalism]
        figure = paper.draw(self.views(tab), " · ".join(filter(None, about)))
        return to_bytes(figure, kind)  # type: ignore[arg-type]

    def _columns(self, tab: str) -> dict[str, list]:
        if tab == "sweep":
            values, measured = self._sweep.current or ((), ())
            return columns(list(values), self._sweep.axis, list(measured))
        rows, names = self._rows(tab)
        table = columns(names, "state", [self._landscape.measured.get(row) for row in rows])
        if tab == "time":
            times = range(self._trajectory.start, self._trajectory.start + len(rows))
            table = {"time": list(times), **table}
        return table


def _stack() -> list[CoursePlot]:
    across = Range1d()
    plots = [CoursePlot(LIGHT, across) for _ in range(3)]
    for plot in plots[:-1]:
        plot.figure.xaxis.visible = False
    return plots
