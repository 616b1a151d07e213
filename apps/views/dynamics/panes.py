"""The state-transition graph and the raster of the trajectory."""

from __future__ import annotations

from dataclasses import replace
from html import escape
from typing import Any

import panel as pn
import panel_material_ui as pmui

from apps.document.document import Document
from apps.errors import sentence
from apps.selection.selection import Selection, SystemState, light, row_of
from apps.ui.redraw import Guard
from apps.ui.style import section
from apps.views.dynamics.ahead import AttractorAhead
from apps.workspace.trajectory import Trajectory
from engine.substrate.tpm import state_of
from engine.words import tr
from viz.screen.raster import RasterPlot
from viz.screen.state_graph import StateGraphPlot
from viz.theme import LIGHT, Theme
from viz.view.raster import raster_view
from viz.view.state_graph import MOST_NOISY, MOST_STATES, StateGraphView, at_state, state_graph_view
from viz.view.walk_graph import on_walk, walk_graph_view

SMALL_PRINT = {"opacity": ".8", "font-size": ".781rem"}


class DynamicsResults:
    """The panes of graph and raster; the graph is built once for each network, a step only moves its ring."""

    def __init__(
        self, document: Document, selection: Selection, trajectory: Trajectory, guard: Guard
    ) -> None:
        self._document, self._trajectory, self._guard = document, trajectory, guard
        self._selection = selection
        self._graph, self._raster = StateGraphPlot(LIGHT), RasterPlot(LIGHT)
        self._graph.on_pick(self._picked)
        self._graph.on_hover(
            lambda row: selection.hover(None if row is None else self._state(row), self._graph)
        )
        self._raster.on_pick(lambda time: selection.toggle(self._past(time)))
        self._raster.on_hover(
            lambda time: selection.hover(None if time is None else self._past(time), self._raster)
        )
        self._ahead = AttractorAhead(document)
        self._walk: tuple[Any, Any] = (None, None)  # what was found ahead, and its graph
        self._made: tuple[Any, StateGraphView | None] = (None, None)
        self._said = pn.pane.HTML(
            "", css_classes=["graph-text"], styles=SMALL_PRINT, sizing_mode="stretch_width", margin=(4, 12)
        )
        self._twin = pn.pane.HTML("", css_classes=["raster-text"], margin=0)
        self._threshold = pmui.FloatSlider(
            label=tr("Transitions drawn from p ="), start=0.01, end=0.99, step=0.01, value=0.1, width=230,
            size="small", css_classes=["threshold"], margin=(2, 16),
        )  # fmt: skip
        self._threshold.param.watch(self._draw, "value")
        graph = pn.pane.Bokeh(self._graph.figure, sizing_mode="stretch_both", margin=0)
        said = pn.Row(
            self._threshold,
            self._said,
            styles={"align-items": "center"},
            margin=0,
            sizing_mode="stretch_width",
        )
        raster = pn.pane.Bokeh(self._raster.figure, sizing_mode="stretch_both", margin=0)
        self.view = pn.Column(
            section(
                pn.Column(graph, said, sizing_mode="stretch_both"),
                "graph-pane",
                height=430,
            ),
            section(pn.Column(raster, self._twin, sizing_mode="stretch_both"), "raster-pane", height=230),
            css_classes=["results"],
            styles={"gap": "10px"},
            sizing_mode="stretch_width",
            margin=0,
        )
        trajectory.param.watch(self._draw, "states")
        self._ahead.param.watch(self._draw, "findings")
        selection.param.watch(self._light, ["picked", "hovered"])
        self._draw()

    def set_theme(self, theme: Theme) -> None:
        """Draw in the colours and type of the page."""
        for plot in (self._graph, self._raster):
            self._guard.draw(f"theme {id(plot)}", lambda plot=plot: plot.set_theme(theme))

    @property
    def threshold(self) -> float:
        """The smallest probability of a transition that is drawn."""
        return self._threshold.value

    def graph(self) -> StateGraphView:
        """Return the state-transition graph; it is rebuilt only if the network or the threshold changed."""
        snapshot, threshold = self._document.snapshot, self.threshold
        key = (snapshot.dynamics, threshold)
        if self._made[0] != key or self._made[1] is None:
            self._made = (key, state_graph_view(snapshot.substrate, threshold))
        view = self._made[1]
        assert view is not None
        return at_state(view, snapshot.substrate, self._trajectory.states)

    def _walked(self) -> StateGraphView | None:
        """Return the graph along the walk through a network with too many states; None if there is none."""
        found, moved = self._ahead.current, self._trajectory
        if found is None or not moved.states:
            return None
        substrate = self._document.substrate
        whole = state_graph_view(substrate)
        said = f"{whole.sentence} {found.sentence(moved.states[-1])}"
        if not 0 < len(found.states) <= MOST_STATES:
            return replace(whole, sentence=said)
        if self._walk[0] is not found:
            self._walk = (found, walk_graph_view(substrate, found.states, found.first))
        return on_walk(self._walk[1], found.states, moved.states, said)

    def _draw(self, *_events: Any) -> None:
        self._guard.draw("graph", self._draw_graph)
        self._guard.draw("raster", self._draw_raster)

    def _draw_graph(self) -> None:
        try:
            view = self._walked() or self.graph()
        except Exception as error:  # an unfinished drawing has no dynamics
            self._said.object = f"<div class='note refused'>{escape(sentence(error))}</div>"
            return
        self._threshold.visible = not view.deterministic and 0 < len(view.states) <= MOST_NOISY
        said = escape(view.screen_text, quote=True)
        self._said.object = (
            f"<div class='sentence' role='img' aria-label='{said}'>{escape(view.sentence)}</div>"
        )
        self._graph.show(view)

    def _draw_raster(self) -> None:
        moved = self._trajectory
        view = raster_view(self._document.substrate, moved.states, moved.start, moved.jumps)
        self._twin.object = f"<div role='img' aria-label='{escape(view.screen_text, quote=True)}'></div>"
        self._raster.show(view)
        self._mark()

    def _picked(self, row: int) -> None:
        self._trajectory.visit(self._state(row).values, self._selection)

    def _state(self, row: int) -> SystemState:
        if self._ahead.current is not None:
            return SystemState(self._ahead.current.states[row])
        return SystemState(state_of(row, self._document.substrate.radix))

    def _past(self, time: int) -> SystemState:
        moved = self._trajectory
        return SystemState(moved.states[min(max(time - moved.start, 0), len(moved.states) - 1)])

    def _light(self, *_events: Any) -> None:
        self._guard.draw("lit states", self._mark)

    def _mark(self) -> None:
        lit = light(self._selection.shown, None)
        walked = self._ahead.current
        if walked is not None:
            self._graph.mark(walked.states.index(lit.row) if lit.row in walked.states else None)
        else:
            self._graph.mark(row_of(lit.row or (), tuple(self._document.substrate.radix)))
        self._raster.mark(self._trajectory.times(lit.row), lit.units)
