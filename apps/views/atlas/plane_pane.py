"""φ_s of the network on the page over two of its numbers, with its complexes as regions."""

from __future__ import annotations

from dataclasses import replace
from html import escape
from typing import Any

import panel as pn

from apps.document.document import Document
from apps.document.snapshot import Change, Snapshot
from apps.errors import sentence
from apps.results.plane import Plane, both, usual_plane, view_of
from apps.results.sweep import Sweeping, title, usual
from apps.ui.redraw import Guard
from apps.ui.select import select
from apps.ui.style import SMALL, STALE, grey, reserved, section, wide
from apps.views.atlas.number_field import NumberField
from apps.views.atlas.surveying import PlaneAnswer
from apps.workspace.notes import Why
from apps.workspace.toolbar import JobBar
from engine.errors import PhiscopeError
from engine.substrate.parameters import Parameter, parameters
from engine.words import phrase, tr
from viz.numbers import number
from viz.screen.plane import PlanePlot
from viz.shapes.indices import marked
from viz.theme import LIGHT, Theme

KEY = phrase("Click a place to give the network its values.")


class PlanePane:
    """Two numbers with their ranges, and the picture; ``view`` is the layout."""

    def __init__(self, document: Document, answer: PlaneAnswer) -> None:
        self._document, self._answer = document, answer
        self._guard = Guard(document.say)
        self._plot = PlanePlot(LIGHT)
        self._plot.on_pick(self._take)
        self._known: dict[str, Parameter] = {}
        self._busy = False
        self._pickers = [self._picker(tr("Across"), "plane-x"), self._picker(tr("Up"), "plane-y")]
        self._ends = [
            [
                self._end(name, f"plane-{hook}-{axis}")
                for name, hook in ((tr("from"), "from"), (tr("to"), "to"))
            ]
            for axis in "xy"
        ]
        self._text = pn.pane.HTML("", css_classes=["plane-text"], styles={"font-size": ".781rem"},
                                  margin=(2, 8))  # fmt: skip
        picture = pn.pane.Bokeh(self._plot.figure, sizing_mode="stretch_both", margin=0)
        self._found = section(pn.Column(picture, self._text, sizing_mode="stretch_both"), "plane-pane",
                              height=460)  # fmt: skip
        self._found.stylesheets = [*self._found.stylesheets, STALE]
        heading = pn.pane.HTML(
            f"<b>{marked(tr('This network: φ_s over two numbers'))}</b>", margin=(12, 8, 0, 8)
        )
        rows = [pn.Row(picker, *(end.widget for end in ends), margin=0)
                for picker, ends in zip(self._pickers, self._ends, strict=True)]  # fmt: skip
        self.view = pn.Column(
            heading,
            pn.FlexBox(*rows, align_items="center", gap="0px", css_classes=["plane-numbers"], margin=0),
            reserved(Why(answer).view, JobBar(answer).view),
            self._found,
            sizing_mode="stretch_width",
            margin=0,
        )
        document.param.watch(self._offer, "snapshot")
        answer.param.watch(self._draw, "findings")
        document.param.watch(self._draw, "snapshot")
        answer.param.watch(self._grey, ["stale", "foreign"])
        self._offer()
        self._draw()
        self._grey()
        self._guard.painter.built()

    def _picker(self, label: str, hook: str) -> Any:
        made = select(label=label, options=[], css_classes=[hook], **wide(210), **SMALL)
        made.param.watch(lambda _event, made=made: self._chosen(made), "value")
        return made

    def _end(self, label: str, hook: str) -> NumberField:
        return NumberField(label, 0.0, hook, 90, lambda _value: self._ask())

    def set_theme(self, theme: Theme) -> None:
        """Draw in the colours and type of the page."""
        self._guard.draw("theme of the plane", lambda: self._plot.set_theme(theme))

    def _offer(self, *_events: Any) -> None:
        """Offer the numbers of the network; those that are chosen stay if it has them."""
        substrate = self._document.snapshot.substrate
        known = {title(each): each for each in parameters(substrate)}
        if known == self._known and known:
            return
        self._known = known
        try:
            first: Plane | None = usual_plane(substrate)
        except PhiscopeError as error:
            first = None
            self._answer.asked = sentence(error)
        self._busy = True
        try:
            for i, picker in enumerate(self._pickers):
                sweeping = None if first is None else (first.first, first.second)[i]
                picker.param.update(
                    options=list(known), value=None if sweeping is None else title(sweeping.parameter)
                )
                picker.visible = first is not None
                self._put(i, sweeping)
        finally:
            self._busy = False
        if first is None:
            self._answer.refresh()
        else:
            self._ask()

    def _put(self, axis: int, sweeping: Sweeping | None) -> None:
        """Set the ends of a range."""
        span = (0.0, 1.0) if sweeping is None else (sweeping.low, sweeping.high)
        for end, value in zip(self._ends[axis], span, strict=True):
            end.put(float(value))
            end.widget.visible = sweeping is not None

    def _chosen(self, picker: Any) -> None:
        """Take another number, over its usual range."""
        parameter = self._known.get(picker.value)
        if self._busy or parameter is None:
            return
        self._busy = True
        try:
            self._put(self._pickers.index(picker), usual(self._document.snapshot.substrate, parameter))
        finally:
            self._busy = False
        self._ask()

    def _ask(self) -> None:
        if self._busy:
            return
        sweeps = []
        for picker, (low, high) in zip(self._pickers, self._ends, strict=True):
            parameter = self._known.get(picker.value)
            if parameter is None:
                return
            sweeps.append(Sweeping(parameter, float(low.number), float(high.number)))
        self._answer.asked = Plane(sweeps[0], sweeps[1])
        self._answer.refresh()

    def _draw(self, *_events: Any) -> None:
        found = self._answer.findings
        if found is not None:
            self._guard.draw("plane", lambda: self._show(found.answer))

    def _show(self, plane: Plane) -> None:
        found = self._answer.findings
        # The ring stands where the network is now, if it is still the same but for these numbers.
        now = self._document.snapshot if self._answer.current is not None else found.snapshot
        view = view_of(now, plane)
        self._plot.show(view)
        said = escape(view.screen_text, quote=True)
        self._text.object = f"<div role='img' aria-label='{said}'></div>{marked(f'{view.note} {KEY}')}"

    def _take(self, at: tuple[float, float]) -> None:
        plane = self._answer.current
        if plane is not None:
            self._document.change(put, plane, at)

    def _grey(self, *_events: Any) -> None:
        self._found.visible = self._answer.findings is not None and not self._answer.foreign
        grey(self._found, self._answer.stale, self._answer.foreign)


def put(snapshot: Snapshot, plane: Plane, at: tuple[float, float]) -> Change:
    """Give the document's network these values of both numbers."""
    made = both(snapshot.substrate, plane, *at)
    parts = (title(plane.first.parameter), title(plane.second.parameter))
    said = ", ".join(f"{name} = {number(value)}" for name, value in zip(parts, at, strict=True))
    return replace(snapshot, substrate=made), tr("Now {values}.", values=said)
