"""The right side of the grain view: φ_s of macro and of micro, both networks, both Φ-structures."""

from __future__ import annotations

from html import escape
from typing import Any

import panel as pn
import panel_material_ui as pmui

from apps.document.document import Document
from apps.results.grain_views import comparison_view
from apps.ui.redraw import Guard
from apps.ui.style import GRID, METRICS, STALE, grey, section
from apps.views.grain.answers import MacroBesideMicro
from apps.views.grain.settings import READINGS, GrainSettings
from apps.workspace.metrics import metric_row
from engine.words import in_words, tr
from viz.numbers import number
from viz.screen.structure import StructurePlot
from viz.screen.substrate import SubstratePlot
from viz.shapes.indices import marked
from viz.theme import LIGHT, Theme
from viz.view.grain import GrainView
from viz.view.structure import structure_view

SAID = """
.said { font-size: 1.06rem; margin: 2px 8px; filter: var(--phi-cover, none); }
.note { font-size: .812rem; margin: 2px 8px; color: var(--mui-palette-text-secondary); }
"""


# The board stands beside two pictures, of which the second is as high as the board leaves room for; that of
# the micro units has the most in it, and the whole width.
TALL = """
:host { grid-template-rows: max-content minmax(340px, 1fr); align-items: start; }
:host > .units-pane { grid-row: span 2; }
:host > .macro-structure { height: auto !important; min-height: 340px; align-self: stretch; }
:host > .micro-structure { grid-column: 1 / -1; }
"""


class GrainResults:
    """The panes, built once; a new answer only replaces their data."""

    def __init__(
        self, document: Document, comparing: MacroBesideMicro, settings: GrainSettings, board: Any
    ) -> None:
        self._document, self._comparing, self._settings = document, comparing, settings
        self._guard = Guard(document.say)
        self._network = SubstratePlot(LIGHT)
        self._macro, self._micro = StructurePlot(LIGHT), StructurePlot(LIGHT)
        self._network.on_pick(self._choose)
        self.header = pn.pane.HTML(
            "", css_classes=["grain-header", "metrics"], stylesheets=[METRICS, SAID, STALE], margin=0,
            sizing_mode="stretch_width",
        )  # fmt: skip
        self._twin = pn.pane.HTML("", css_classes=["grain-text"], margin=0)
        self._sorry = pn.pane.HTML("", css_classes=["no-micro"], margin=(4, 8), visible=False)
        self.reading = pmui.RadioButtonGroup(
            options=in_words(READINGS),
            value=settings.within,
            size="small",
            css_classes=["within"],
            margin=(2, 8),
            width=360,
            sx={"& button": {"textTransform": "none"}},
        )
        self.reading.param.watch(self._read, "value")
        settings.param.watch(self._reread, "within")
        self.pictures = self._pictures()
        framed = section(pn.Column(board, sizing_mode="stretch_width"), "units-pane")
        framed.param.update(height=None, styles={})  # as high as it must be
        self.view = pn.Column(
            self._switch(),
            _beside(self.pictures[0], framed, *self.pictures[1:]),
            css_classes=["results"],
            sizing_mode="stretch_width",
            margin=0,
        )
        comparing.param.watch(self._draw, "findings")
        comparing.param.watch(self._grey, ["stale", "foreign", "problem"])
        self._draw()
        self._grey()
        self._guard.painter.built()

    def _switch(self) -> pn.FlexBox:
        said = pn.pane.HTML(
            f"<small>{escape(tr('A unit of its own has more φₛ than, inside it,'))}</small>",
            margin=(6, 0, 2, 8),
        )
        return pn.FlexBox(said, self.reading, align_items="center", margin=0)

    def _pictures(self) -> list[pn.Column]:
        return [
            _framed(self._network, "macro-network", tr("The macro units as a network"), self._twin),
            _framed(self._macro, "macro-structure", tr("Φ-structure of the macro units")),
            _framed(self._micro, "micro-structure", tr("Φ-structure of the micro units"), self._sorry),
        ]

    def set_theme(self, theme: Theme) -> None:
        """Draw in the colours and type of the page."""

        def paint() -> None:
            for plot in (self._network, self._macro, self._micro):
                plot.set_theme(theme)

        self._guard.draw("theme", paint)

    def _draw(self, *_events: Any) -> None:
        if self._comparing.findings is None:
            self.header.object = header(None)
        else:
            self._guard.draw("macro beside micro", self._show)

    def _show(self) -> None:
        found = self._comparing.findings
        view = comparison_view(found.snapshot, found.answer)
        self.header.object = header(view)
        text = escape(view.screen_text, quote=True)
        self._twin.object = f"<div role='img' aria-label='{text}'></div>"
        self._network.show(view.macro)
        self._macro.show(structure_view(found.answer.macro))
        micro = found.answer.micro
        self._sorry.param.update(
            visible=micro is None,
            object=escape(tr("The Φ-structure of so many micro units is not drawn here; see Explore.")),
        )
        if micro is not None:
            self._micro.show(structure_view(micro))

    def _choose(self, label: str) -> None:
        self._settings.unit = label

    def _read(self, event: Any) -> None:
        if event.new in READINGS.values():  # it comes from the browser
            self._settings.within = event.new

    def _reread(self, event: Any) -> None:
        self.reading.value = event.new

    def _grey(self, *_events: Any) -> None:
        unknown = self._comparing.findings is None or bool(self._comparing.problem)
        for part in (*self.pictures, self.header):
            part.visible = not unknown
            grey(part, self._comparing.stale, self._comparing.foreign)


def _framed(plot: Any, hook: str, title: str, *beside: Any) -> pn.Column:
    """Return a plot with its title in a frame that fades when it is stale."""
    head = pn.pane.HTML(f"<b>{escape(title)}</b>", margin=(6, 8, 0, 8))
    picture = pn.pane.Bokeh(plot.figure, sizing_mode="stretch_both", margin=0)
    made = section(pn.Column(head, *beside, picture, sizing_mode="stretch_both"), hook, height=340)
    made.stylesheets = [*made.stylesheets, STALE]
    return made


def _beside(*parts: pn.Column) -> pn.Column:
    """Return parts side by side, or below each other where there is no room."""
    return pn.Column(
        *parts, stylesheets=[GRID, TALL, STALE], sizing_mode="stretch_width", margin=(8, 0, 0, 0)
    )


def header(view: GrainView | None) -> str:
    """Return the two numbers and the sentence that compares them."""
    if view is None:
        cells = [
            ("grain-macro", tr("as these units"), "…", ""),
            ("grain-micro", tr("as micro units"), "…", ""),
        ]
        return metric_row(cells)
    cells = [
        ("grain-macro", tr("as these units"), number(view.macro_phi), ""),
        ("grain-micro", tr("as micro units"), number(view.best_phi), view.best),
    ]
    notes = "".join(f"<p class='note'>{marked(note)}</p>" for note in view.notes)
    said = f"<p class='said' role='status' aria-live='polite'>{marked(view.sentence)}</p>"
    return f"{metric_row(cells)}{said}{notes}"
