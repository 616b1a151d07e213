"""All states of the network under every version: a curve for each on its own scale, and a table."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from html import escape
from typing import TYPE_CHECKING, Any

import panel as pn
import panel_material_ui as pmui
from bokeh.models import Range1d

from apps.results.compare_views import over_states
from apps.results.exhibit import Exhibit
from apps.results.versions import formalisms
from apps.selection.selection import SystemState, light, row_of
from apps.ui.pick_rows import PickRows
from apps.ui.style import SMALL, STALE, grey, section
from apps.workspace.notes import Why
from apps.workspace.toolbar import JobBar
from engine.substrate.tpm import state_of
from engine.words import phrase, tr
from viz.html.versions import version_states_markup
from viz.screen.course import CoursePlot
from viz.shapes.indices import marked
from viz.theme import LIGHT, Theme
from viz.view.letters import letters

if TYPE_CHECKING:
    from apps.document.document import Document
    from apps.selection.selection import Selection
    from apps.ui.redraw import Guard
    from apps.views.versions.comparing import ComparingStates
    from viz.view.version_states import VersionStatesView

HIGH = 640
SAID = {"font-size": ".812rem"}
STACK: dict[str, Any] = {"sizing_mode": "stretch_width", "margin": 0, "styles": {"gap": "10px"}}
LONG = "max-height: 22rem; overflow: auto"
NOTHING = phrase("Pick a state to put it into the network")


class StatesPane:
    """The curves and the table; ``view`` is their layout.

    Parameters
    ----------
    document, selection
        Of the page.
    comparing : ComparingStates
        What the versions say in every state.
    guard : Guard
        Draws when the page may be changed.
    sheets : list of str
        Style sheets of tables.
    """

    def __init__(
        self,
        document: Document,
        selection: Selection,
        comparing: ComparingStates,
        guard: Guard,
        sheets: list[str],
    ) -> None:
        self._document, self._selection, self._guard = document, selection, guard
        self._comparing = comparing
        self._view: VersionStatesView | None = None
        # A range each: the versions share no axis.
        self._plots = [CoursePlot(LIGHT, Range1d()) for _ in formalisms()]
        for plot in self._plots:
            plot.on_pick(self._pick)
            plot.on_hover(partial(self._hover, by=plot))
        self._curves = [
            pn.pane.Bokeh(
                plot.figure, sizing_mode="stretch_both", margin=0,
                css_classes=[f"states-plot-{i + 1}"],
            )
            for i, plot in enumerate(self._plots)
        ]  # fmt: skip
        self._text = pn.pane.HTML(
            "", css_classes=["states-text"], stylesheets=sheets[1:], margin=(6, 12), styles=SAID
        )
        self._list = PickRows(
            self._pick, partial(self._hover, by="list"), [*sheets, f":host {{ {LONG} }}"],
            css_classes=["states-list"], sizing_mode="stretch_width", margin=0,
        )  # fmt: skip
        self._put = pmui.Button(
            label=NOTHING, variant="outlined", disabled=True, css_classes=["put-state"],
            **SMALL,
        )  # fmt: skip
        self._put.on_click(self._into_document)
        curves = pn.Column(self._text, *self._curves, sizing_mode="stretch_both", margin=0)
        self._frame = section(curves, "states-pane", height=HIGH)
        self._frame.stylesheets = [*self._frame.stylesheets, STALE]
        self._parts = pn.Column(self._frame, self._list, self._put, **STACK)
        self.view = pn.Column(
            Why(comparing).view, JobBar(comparing).view, self._parts, sizing_mode="stretch_width", margin=0
        )  # fmt: skip
        comparing.param.watch(self._draw_later, "findings")
        comparing.param.watch(self._grey, ["stale", "foreign"])
        document.param.watch(self._moved, "snapshot")
        selection.param.watch(self._light, ["picked", "hovered"])
        self._draw()

    def set_theme(self, theme: Theme) -> None:
        """Draw in the colours of the page; call it through `Guard.draw`."""
        for plot in self._plots:
            plot.set_theme(theme)

    def _draw_later(self, *_events: Any) -> None:
        self._guard.draw("all states", self._draw)

    def _moved(self, event: Any) -> None:
        if event.old is None or event.new.state != event.old.state:
            self._draw_later()

    def _draw(self) -> None:
        found = self._comparing.findings
        self._parts.visible = found is not None and not self._comparing.foreign
        self._view = None
        if found is None:
            return
        snapshot, radix = found.snapshot, found.snapshot.substrate.radix
        now = self._document.state
        if row_of(now, radix) is not None:  # else the answer is of another network, and greyed
            snapshot = replace(snapshot, state=now)
        current = row_of(snapshot.state, radix)
        self._view = view = over_states(Exhibit(snapshot, version_states=found.answer))
        told = [not each.problem for each in found.answer]
        curves = iter(view.courses)
        for plot, pane, is_told in zip(self._plots, self._curves, told, strict=True):
            pane.visible = is_told
            if is_told:
                plot.show(next(curves))
        self._text.object = (
            f"<b>{marked(view.title)}</b> {marked(view.note)}"
            f"<div class='said-all'>{escape(view.screen_text)}</div>"
        )
        self._list.list_rows(version_states_markup(view, current), len(view.rows))
        self._mark()

    def _grey(self, *_events: Any) -> None:
        for part in (self._frame, self._list):
            grey(part, self._comparing.stale)
        # States of another network are none of this one: they are taken away, not greyed.
        self._parts.visible = self._comparing.findings is not None and not self._comparing.foreign
        self._name_button()

    def _states(self) -> list[tuple[int, ...]]:
        found = self._comparing.findings
        if found is None or self._view is None:
            return []
        radix = found.snapshot.substrate.radix
        return [state_of(row, radix) for row in range(len(self._view.rows))]

    def _pick(self, row: int) -> None:
        states = self._states()
        if 0 <= row < len(states):
            self._selection.toggle(SystemState(states[row]))

    def _hover(self, row: int | None, by: object) -> None:
        states = self._states()
        self._selection.hover(None if row is None or row >= len(states) else SystemState(states[row]), by)

    def _light(self, *_events: Any) -> None:
        self._guard.draw("states in light", self._mark)

    def _rows(self, thing: Any) -> list[int]:
        lit = light(thing, None).row
        return [i for i, state in enumerate(self._states()) if state == lit]

    def _mark(self) -> None:
        picked, hovered = (self._rows(each) for each in (self._selection.picked, self._selection.hovered))
        self._list.param.update(picked=picked, hovered=hovered)
        for plot in self._plots:
            plot.mark(hovered or picked)
        self._name_button()

    def _chosen(self) -> tuple[int, ...] | None:
        """Return the picked state if the network can be put into it."""
        rows = [] if self._comparing.stale else self._rows(self._selection.picked)
        state = self._states()[rows[0]] if rows else None
        return None if state == self._document.state else state

    def _name_button(self) -> None:
        state = self._chosen()
        said = NOTHING
        if state is not None:
            name = letters(self._document.substrate.labels, state)
            said = tr("Put state {state} into the network", state=name)
        self._put.param.update(label=said, disabled=state is None)

    def _into_document(self, _event: Any) -> None:
        state = self._chosen()
        if state is not None:
            self._document.set_state(state)
