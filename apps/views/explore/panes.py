"""The right side of the explore view: is this one thing, its Φ-structure, and all that is inside it."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Any

import panel as pn
import panel_material_ui as pmui

from apps.document.document import Document
from apps.jobs.analysis import Analysis
from apps.selection.selection import Selection
from apps.ui.attention import attended, attention
from apps.ui.redraw import Guard
from apps.ui.style import CALM, METRICS, PICTURE, SMALL, STALE, STALE_PARTS, grey, section
from apps.views.explore.explain_steps import PickedPair
from apps.views.explore.headline import VERDICT, glance, verdict
from apps.views.explore.inside import Inside
from apps.views.explore.structure_pane import StructurePane
from apps.workspace.all_tools import AllTools
from apps.workspace.share_link import ViewState, switch
from engine.words import phrase
from viz.theme import LIGHT, Theme
from viz.view.camera import Camera
from viz.view.letters import caption

if TYPE_CHECKING:
    from apps.results.findings import Findings
    from apps.results.pairs import OwnCut
    from engine.iit4.structure import PhiStructure
    from viz.view.faces import FaceChoice

PICTURE_HOOKS = ("structure-pane", "picture")
LOOK, CLOSE = phrase("Look inside"), phrase("Hide the inside")
SMALL_PRINT = {"opacity": ".7", "font-size": ".781rem"}


class Results:
    """The answer and its picture, built once; a new result only replaces their data.

    ``look`` opens what is inside: `Inside`, built when it is first opened.
    """

    def __init__(
        self, document: Document, selection: Selection, analysis: Analysis, all_tools: AllTools
    ) -> None:
        self._document, self._selection, self._analysis = document, selection, analysis
        self._all_tools = all_tools
        self._guard, self._attention = Guard(document.say), attention()
        self._structure = StructurePane(selection, analysis, self._guard)
        self.picked = PickedPair(analysis, selection)
        self._inside: Inside | None = None
        # Not the inside itself: it is a grid, which a browser shows whatever is said of its visibility.
        self._fold = pn.Column(css_classes=["inside-fold"], sizing_mode="stretch_width", margin=0)
        self._theme = LIGHT
        self.header = pn.pane.HTML(
            "",
            stylesheets=[METRICS, VERDICT, STALE],
            css_classes=["metrics"],
            sizing_mode="stretch_width",
            margin=0,
        )
        self.card = pn.pane.HTML(
            "", css_classes=["result-card"], margin=(0, 8, 6, 8), styles=SMALL_PRINT, stylesheets=[STALE]
        )
        self.look = pmui.Toggle(
            label=LOOK,
            icon="search",
            value=selection.inside,
            css_classes=["look-inside"],
            color="primary",
            sx=CALM,
            **SMALL,
        )
        self._picture = section(self._structure.view, *PICTURE_HOOKS)
        self._picture.stylesheets = [*self._picture.stylesheets, PICTURE]
        self.view = pn.Column(
            self._picture,
            self.look,
            self._fold,
            css_classes=["results"],
            stylesheets=[STALE_PARTS],
            sizing_mode="stretch_width",
            styles={"gap": "10px"},
            margin=0,
        )
        self.look.param.watch(self._open, "value")
        selection.param.watch(lambda told: setattr(self.look, "value", told.new), "inside")
        all_tools.param.watch(self._open, "shown")
        analysis.param.watch(self._draw, "findings")
        analysis.param.watch(self._draw_header, ["glimpse", "so_far"])
        analysis.finder.param.watch(self._draw_header, "findings")
        analysis.finder.param.watch(self._see, "seen")
        analysis.param.watch(self._grey, ["stale", "foreign", "glimpse"])
        self._open()
        self._draw()
        self._guard.painter.built()

    @property
    def camera(self) -> Camera:
        """The point of view on the Φ-structure in space."""
        return self._structure.camera

    @property
    def faces(self) -> FaceChoice | None:
        """The faces that the picture of the Φ-structure has, None if it has all."""
        return self._structure.faces

    def own_cut(self, found: Findings[PhiStructure]) -> OwnCut | None:
        """Return the cut made by hand, None if there is none."""
        return None if self._inside is None else self._inside.scissors.own(found)

    def relations(self, structure: PhiStructure) -> tuple[int, int] | None:
        """Return degree and first row of the page of relations on screen, None if it is of another result."""
        return None if self._inside is None else self._inside.relations(structure)

    @property
    def view_states(self) -> dict[str, ViewState]:
        """What is open, for links."""

        def put(index: Any) -> None:
            if type(index) is int and self._inside is not None:
                self._inside.tab = index

        side = (lambda: 0 if self._inside is None else self._inside.tab), put
        return {"inside": switch(self.look), "side": side}

    def cut(self, edge: tuple[str, str]) -> str:
        """Cut a connection by hand, and return the class of the pane that shows it."""
        self.look.value = True
        assert self._inside is not None
        return self._inside.snip(edge)

    def set_theme(self, theme: Theme) -> None:
        """Draw in the colours and type of the page."""
        self._theme = theme
        self._guard.draw("theme of the structure", lambda: self._structure.set_theme(theme))
        if self._inside is not None:
            self._inside.set_theme(theme)

    def _open(self, *_events: Any) -> None:
        self._selection.inside = is_open = self.look.value
        if is_open and self._inside is None:
            with attended(self._attention):
                self._inside = Inside(
                    self._document, self._selection, self._analysis, self.picked, self._guard
                )
            self._inside.set_theme(self._theme)
            self._fold.append(self._inside.view)
        if self._inside is not None:
            self._fold.visible = is_open
            # What was opened must be in sight.
            self._picture.css_classes = [*PICTURE_HOOKS, *(["low"] if is_open else [])]
        self.look.label = CLOSE if is_open else LOOK
        self._structure.controls.visible = is_open
        self._structure.ways.visible = is_open or self._all_tools.shown

    def _draw(self, *_events: Any) -> None:
        structure = self._analysis.structure
        if structure is None:
            self._draw_header()
            return
        self._selection.know(d.mechanism for d in structure.distinctions)
        self._guard.draw("result", self._draw_result)

    def _see(self, _event: Any) -> None:
        # Complexes that come before the answer are taken into account when it is there.
        if self._analysis.current is not None:
            self._draw_header()

    def _draw_header(self, *_events: Any) -> None:
        ahead = self._analysis.ahead
        if ahead is not None:
            self.header.object = glance(ahead, len(self._analysis.so_far))
            return
        # The complexes count for the headline only where both are of the network as it is drawn.
        found = self._analysis.finder.known if self._analysis.current is not None else None
        self.header.object = verdict(self._analysis.structure, found)

    def _draw_result(self) -> None:
        structure = self._analysis.structure
        assert structure is not None
        self._draw_header()
        self.card.object = escape(f"{caption(structure)} · {structure.seconds * 1000:.0f} ms")
        # Of no whole, what would be inside must not look as if it were there.
        self._structure.fade(structure.phi_s == 0)
        self._guard.draw("structure", lambda: self._structure.show(structure))

    def _grey(self, *_events: Any) -> None:
        stale = self._analysis.stale
        fresh = self._analysis.ahead is not None
        for part, old in ((self.view, stale), (self.header, stale and not fresh), (self.card, stale)):
            grey(part, old, self._analysis.foreign)
