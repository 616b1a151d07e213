"""The tied purviews of the picked distinction: a choice rebuilds the Φ-structure, and can be taken back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import panel as pn
import panel_material_ui as pmui

from apps.document import purview_choices
from apps.document.document import Document
from apps.jobs.analysis import Analysis
from apps.selection.selection import Selection
from apps.ui.redraw import Guard
from apps.ui.style import NOTE
from apps.ui.tied_choice import TiedChoice
from engine.iit4.choices import DIRECTIONS
from engine.iit4.distinctions import Direction
from engine.words import phrase, tr
from viz.shapes.indices import marked
from viz.view.letters import by_hand as told
from viz.view.letters import letters, sentence
from viz.view.ties import TieSide, tie_sides

if TYPE_CHECKING:
    from engine.iit4.structure import PhiStructure

NAMED = 6
SIDES: dict[Direction, str] = {"cause": phrase("cause"), "effect": phrase("effect")}
BACK = phrase("Back to the tie rule")
BARRED = phrase("Tied too, but not in the states that the system specifies:")
OLDER = phrase("These purviews are of an older drawing; choose when its own are there.")


class TiesPane:
    """The pane of tied purviews; ``view`` is its layout, which is empty if nothing is tied."""

    def __init__(self, document: Document, selection: Selection, analysis: Analysis, guard: Guard) -> None:
        self._document, self._selection, self._analysis = document, selection, analysis
        self._guard = guard
        self._sides: dict[str, TieSide] = {}
        self._said, self._note = (
            pn.pane.HTML("", stylesheets=[NOTE], css_classes=[hook], margin=(2, 8), visible=False)
            for hook in ("ties-said", "ties-note")
        )
        self._back = pmui.Button(
            label=BACK,
            size="small",
            variant="outlined",
            css_classes=["tie-rule"],
            margin=(2, 8),
            visible=False,
        )
        self._back.on_click(lambda _event: self._change(purview_choices.follow_rule))
        self._radios = {direction: self._radio(direction) for direction in DIRECTIONS}
        self.view = pn.Column(
            pn.Row(self._said, self._back, margin=0, styles={"align-items": "center"}),
            *self._radios.values(),
            self._note,
            css_classes=["ties-pane"],
            sizing_mode="stretch_width",
            margin=0,
        )
        selection.param.watch(self._draw_later, "distinction")
        analysis.param.watch(self._draw_later, "findings")

    def _radio(self, direction: Direction) -> TiedChoice:
        def choose(index: int) -> None:
            side = self._sides.get(direction)
            if side is not None and index < len(side.options):
                option = side.options[index]
                self._change(purview_choices.choose, option.choice, option.by_rule)

        return TiedChoice(choose, css_classes=[f"tied-{direction}"], visible=False, margin=0)

    def _change(self, edit: Any, *args: Any) -> None:
        found, document = self._analysis.findings, self._document
        if found is None or found.snapshot.unfolding != document.snapshot.unfolding:
            document.refuse(OLDER)
            self._draw_later()
        else:
            document.change(edit, *args)

    def _draw_later(self, *_events: Any) -> None:
        self._guard.draw("ties", self._draw, first=False)

    def _draw(self) -> None:
        structure, index = self._analysis.structure, self._selection.distinction
        sides: tuple[TieSide, ...] = ()
        if structure is not None and index is not None and index < len(structure.distinctions):
            sides = tie_sides(structure, index)
        self._sides = {side.direction: side for side in sides if side.options}
        for direction, radio in self._radios.items():
            _fill(radio, self._sides.get(direction))
        said = [] if structure is None else [sentence(told(structure)), *self._hints(structure, sides)]
        _say(self._said, " ".join(filter(None, said)), " role='status'")
        barred = "; ".join(f"{SIDES[side.direction]} {side.barred}" for side in sides if side.barred)
        _say(self._note, f"{BARRED} {barred}." if barred else "")
        self._back.visible = structure is not None and bool(structure.by_hand)

    def _hints(self, structure: PhiStructure, sides: tuple[TieSide, ...]) -> list[str]:
        names = [
            letters(d.mechanism, d.state)
            for d in structure.distinctions
            if any(tie.congruent for tie in (*d.cause.ties, *d.effect.ties))
        ]
        if not names or any(side.options for side in sides):
            return []
        more = " …" if len(names) > NAMED else ""
        return [
            tr(
                "Pick {names}{more} to choose another of its tied purviews (≈).",
                names=", ".join(names[:NAMED]),
                more=more,
            )
        ]


def _fill(radio: TiedChoice, side: TieSide | None) -> None:
    if side is None:
        radio.visible = False
        return
    taken = next(i for i, option in enumerate(side.options) if option.taken)
    radio.param.update(
        title=side.title, options=[option.text for option in side.options], chosen=taken, visible=True
    )


def _say(pane: pn.pane.HTML, text: str, role: str = "") -> None:
    pane.param.update(object=f"<div class='note'{role}>{marked(text)}</div>", visible=bool(text))
