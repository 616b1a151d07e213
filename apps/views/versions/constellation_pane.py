"""The constellation of IIT 3.0 on the versions page, with the list of its concepts and the picked one."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Any

import panel as pn
import panel_material_ui as pmui

from apps.selection.selection import MechanismRef, Selection, UnitRef
from apps.ui.pick_rows import PickRows
from apps.ui.redraw import Guard
from apps.ui.select import select
from apps.ui.style import SMALL, grey, section, wide
from apps.views.versions.chosen_axes import ChosenAxes
from apps.views.versions.concept_pane import ConceptPane
from engine.words import in_words, phrase, tr
from viz.html.star_key import star_key
from viz.html.versions import concepts_markup
from viz.screen.constellation import ConstellationPlot
from viz.theme import LIGHT, Theme
from viz.view.concept_space import AxisKey
from viz.view.concepts import concepts_view
from viz.view.constellation import constellation_view

if TYPE_CHECKING:
    from engine.iit3.structure import ConceptualStructure
    from viz.view.concept_space import Labels
    from viz.view.constellation import ConstellationView

MOMENTS = {phrase("both"): "both", phrase("before the cut"): "before", phrase("under the cut"): "after"}
NONE = ""
SAID = {"font-size": ".75rem", "opacity": ".75"}
HIGH = 560


class ConstellationPane:
    """The picture and the list; ``view`` is their layout, ``chosen`` holds the axes that the user chose.

    Parameters
    ----------
    selection : Selection
        What is picked and hovered on the page.
    guard : Guard
        Draws when the page may be changed.
    sheets : list of str
        Style sheets of tables.
    """

    def __init__(self, selection: Selection, guard: Guard, sheets: list[str]) -> None:
        self._selection, self._guard = selection, guard
        self._found: ConceptualStructure | None = None
        self._silent = False
        self.chosen = ChosenAxes()
        self._theme = LIGHT
        self._plot = ConstellationPlot(LIGHT)
        self._plot.figure.title.visible = self._plot.subtitle.visible = False
        self._plot.on_pick(lambda units: selection.toggle(MechanismRef(units)))
        self._plot.on_hover(self._hovered)
        self._moment = pmui.RadioButtonGroup(
            options=in_words(MOMENTS), value="both", size="small", css_classes=["moment"], margin=(8, 8)
        )
        self._axes = [
            select(label=tr("Axis {n}", n=i + 1), css_classes=[f"axis-{i + 1}"], **wide(150), **SMALL)
            for i in range(3)
        ]
        self._text = pn.pane.HTML(
            "", css_classes=["constellation-text"], margin=(2, 12), styles=SAID, stylesheets=sheets[1:]
        )
        self._list = PickRows(
            self._picked, self._row_hovered, sheets, css_classes=["concept-list"],
            sizing_mode="stretch_width", margin=0,
        )  # fmt: skip
        self._concept = ConceptPane()
        picture = pn.pane.Bokeh(self._plot.figure, sizing_mode="stretch_both", margin=0)
        controls = pn.FlexBox(self._moment, *self._axes, align_items="center", margin=0)
        self._frame = section(
            pn.Column(controls, picture, self._text, sizing_mode="stretch_both"),
            "constellation-pane",
            height=HIGH,
        )
        self.view = pn.Column(
            self._frame,
            self._list,
            self._concept.view,
            sizing_mode="stretch_width",
            margin=0,
            styles={"gap": "10px"},
        )
        self._moment.param.watch(self._draw_later, "value")
        for each in self._axes:
            each.param.watch(self._choose, "value")
        self.chosen.param.watch(self._rechoose, "kept")
        selection.param.watch(self._light, ["picked", "hovered"])
        selection.param.watch(self._repick, "picked")

    @property
    def axes(self) -> tuple[AxisKey, ...]:
        """The axes chosen for the constellation on screen; none for those of largest variance."""
        return () if self._found is None else self.chosen.of(self._found.units)

    @property
    def concept(self) -> Labels | None:
        """The mechanism of the picked concept, None if none is picked."""
        found = self._selection.mechanism
        known = () if self._found is None else self._found.concepts
        return next((each.mechanism for each in known if set(each.mechanism) == set(found or ())), None)

    def show(self, structure: ConceptualStructure | None) -> None:
        """Show a constellation, or nothing; call it through `Guard.draw`."""
        self.view.visible = structure is not None
        self._found = structure
        if structure is None:
            return
        self._offer(structure)
        listed = concepts_view(structure)
        self._list.list_rows(concepts_markup(listed), len(listed.concepts))
        self._draw()
        self._concept.show(structure, self.concept)

    def grey(self, stale: bool, foreign: bool) -> None:
        """Show that the constellation is of an older document, or of another network."""
        grey(self._frame, stale, foreign)
        for part in (self._list, self._concept.view):
            grey(part, stale, foreign)

    def set_theme(self, theme: Theme) -> None:
        """Draw in the colours of the page; call it through `Guard.draw`."""
        self._theme = theme
        self._plot.set_theme(theme)
        self._concept.set_theme(theme)
        if self._found is not None:
            self._draw()

    def _view(self) -> ConstellationView:
        assert self._found is not None
        return constellation_view(self._found, self.axes, self._moment.value, self.concept)

    def _offer(self, structure: ConceptualStructure) -> None:
        """Offer the axes of a system; those that were chosen are kept if it has them."""
        view = constellation_view(structure, self.axes)
        options = {axis.short: f"{axis.side}:{axis.index}" for axis in sorted(
            view.choices, key=lambda axis: (axis.side != "past", axis.index))}  # fmt: skip
        chosen = [f"{axis.side}:{axis.index}" for axis in view.axes]
        self._silent = True
        for i, each in enumerate(self._axes):
            offered = options if i < 2 else {tr("none"): NONE} | options
            each.param.update(options=offered, value=chosen[i] if i < len(chosen) else NONE)
        self._silent = False

    def _choose(self, *_events: Any) -> None:
        if self._silent or self._found is None:
            return
        asked = [each.value for each in self._axes if each.value != NONE]
        if len(set(asked)) < len(asked):
            return  # two axes of one state are no plane: the picture waits for another choice
        sides: dict[str, Any] = {"past": "past", "future": "future"}
        axes = tuple((sides[side], int(index)) for side, index in (key.split(":") for key in asked))
        self.chosen.choose(self._found.units, axes)

    def _rechoose(self, *_events: Any) -> None:
        if self._found is not None:
            self._offer(self._found)
            self._draw_later()

    def _draw_later(self, *_events: Any) -> None:
        if self._found is not None:
            self._guard.draw("constellation", self._draw)

    def _draw(self) -> None:
        view = self._view()
        self._plot.show(view)
        self._text.object = (
            f"{star_key(view, self._theme)} {escape(view.note)}"
            f"<div class='said-all'>{escape(view.screen_text)}</div>"
        )
        self._mark()

    def _repick(self, *_events: Any) -> None:
        structure = self._found
        if structure is not None:
            self._guard.draw("concept", lambda: self._concept.show(structure, self.concept))
            if self._view().is_crowded:  # the picked concept has its name
                self._draw_later()

    def _light(self, *_events: Any) -> None:
        self._guard.draw("constellation marks", self._mark)

    def _mark(self) -> None:
        self._list.param.update(
            picked=self._rows(self._selection.picked), hovered=self._rows(self._selection.hovered)
        )
        known = () if self._found is None else self._found.concepts
        self._plot.mark([known[i].mechanism for i in self._rows(self._selection.shown)])

    def _rows(self, thing: Any) -> list[int]:
        """Return the numbers of the concepts that a thing on the page is, or is part of."""
        known = () if self._found is None else self._found.concepts
        match thing:
            case MechanismRef(units):
                return [i for i, each in enumerate(known) if set(each.mechanism) == set(units)]
            case UnitRef(label):
                return [i for i, each in enumerate(known) if label in each.mechanism]
        return []

    def _hovered(self, units: Labels | None) -> None:
        self._selection.hover(None if units is None else MechanismRef(units), self._plot)

    def _picked(self, row: int) -> None:
        if self._found is not None:
            self._selection.toggle(MechanismRef(self._found.concepts[row].mechanism))

    def _row_hovered(self, row: int | None) -> None:
        known = () if self._found is None else self._found.concepts
        found = None if row is None or row >= len(known) else MechanismRef(known[row].mechanism)
        self._selection.hover(found, self._list)
