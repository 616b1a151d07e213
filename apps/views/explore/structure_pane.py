"""The Φ-structure of the explore view, in the plane or in space, linked with the page's selection."""

from __future__ import annotations

from dataclasses import replace
from html import escape
from typing import TYPE_CHECKING, Any

import panel as pn
import panel_material_ui as pmui

from apps.jobs.analysis import Analysis
from apps.selection.selection import Selection, UnitRef, light
from apps.selection.structure_marks import StructureMarks
from apps.ui.redraw import Guard
from apps.ui.style import HEADING, wide
from apps.views.explore.structure_3d import Structure3D
from engine.words import in_words, phrase, tr
from viz.html.markup import heading_markup
from viz.numbers import number
from viz.screen.relation_matrix import RelationMatrixPlot
from viz.screen.space import scene
from viz.screen.structure import StructurePlot
from viz.shapes.indices import marked
from viz.theme import LIGHT, Theme
from viz.view.faces import DEGREE_CHOICES, DEGREES, FaceChoice
from viz.view.letters import why_zero
from viz.view.neighbourhood import neighbourhood_of
from viz.view.relation_matrix import KEY, relation_matrix_view
from viz.view.space import space_view
from viz.view.structure import DETAILED

if TYPE_CHECKING:
    from collections.abc import Callable

    from engine.iit4.structure import PhiStructure
    from viz.view.camera import Camera
    from viz.view.neighbourhood import Neighbourhood
    from viz.view.relation_matrix import RelationMatrixView
    from viz.view.structure import StructurePick

PLANE, SPACE, MATRIX = "2-D", "3-D", "matrix"
LIMITS = (5, 10, 20, 30, 50, 100, 200, 300, 500, 1000)
MOST, READABLE = LIMITS[-1], 30
"""Faces of a picture of few distinctions, which has them all, and of many, until somebody asks for others."""
SMALL_NAME = {"& .MuiFormLabel-root": {"fontSize": ".75rem"}}
NO_SPACE = phrase(
    "This browser cannot draw in 3-D: WebGL is missing or switched off. The 2-D picture shows the same."
)


class StructurePane:
    """The pane of the Φ-structure; ``view`` is its layout."""

    def __init__(self, selection: Selection, analysis: Analysis, guard: Guard) -> None:
        self._selection, self._analysis, self._guard = selection, analysis, guard
        self._theme = LIGHT
        self._drawn: Neighbourhood | None = None
        self._many = self._fitting = False
        self._structure: PhiStructure | None = None
        self._focused: tuple[int | None, str | None] = (None, None)
        self._plot = StructurePlot(LIGHT)
        marks = StructureMarks(selection, analysis)
        toggle, pick, hover = map(self._of_whole, (marks.toggle, marks.pick, marks.hover))
        self._plot.on_pick(toggle)
        self._plot.on_hover(hover)
        self._space = Structure3D(
            toggle, pick, hover, self._fall_back,
            visible=False, css_classes=["structure-space"],
        )  # fmt: skip
        self._table: RelationMatrixPlot | None = None
        self._pick = marks.toggle
        self._heading = pn.pane.HTML(
            "", css_classes=["structure-heading"], margin=(6, 8, 0, 8), stylesheets=[HEADING]
        )
        table = pn.Column(
            visible=False, css_classes=["relation-matrix"], sizing_mode="stretch_both", margin=0
        )
        plane = pn.Column(_bokeh(self._plot), sizing_mode="stretch_both", margin=0)
        self._pictures = {PLANE: plane, SPACE: self._space, MATRIX: table}
        self.ways = pmui.RadioButtonGroup(
            options={PLANE: PLANE, SPACE: SPACE, tr("Matrix"): MATRIX},
            value=PLANE,
            size="small",
            css_classes=["plane-or-space"],
            margin=(8, 8),
        )
        self._key = pn.pane.HTML(key(LIGHT), css_classes=["structure-key"], margin=(8, 8))
        self._degrees = _small_select(tr("Relations"), in_words(DEGREE_CHOICES), DEGREES, "degrees")
        self._strongest = pmui.DiscreteSlider(
            label=tr("Strongest faces"), options=list(LIMITS), value=MOST, size="small",
            margin=(4, 16), css_classes=["strongest"], **wide(170, **SMALL_NAME),
        )  # fmt: skip
        self._fold = pmui.Checkbox(label=tr("Φ-fold"), size="small", margin=(10, 0), css_classes=["fold"])
        self._sentence = pn.pane.HTML("", visible=False, css_classes=["no-space"], margin=(0, 8))
        self.ways.param.watch(self._turn, "value")
        self.controls = self._relation_controls()
        self.view = pn.Column(
            pn.FlexBox(self.ways, self._key, self.controls, align_items="center", margin=0),
            self._sentence,
            self._heading,
            *self._pictures.values(),
            sizing_mode="stretch_both",
        )
        selection.param.watch(self._light, ["picked", "hovered"])
        selection.param.watch(self._refocus, ["picked", "distinction"])

    @property
    def _matrix(self) -> RelationMatrixPlot:
        """The plot of distinctions by distinctions, made when somebody first looks at it."""
        if self._table is None:
            self._table = RelationMatrixPlot(self._theme)
            self._table.on_pick(self._pick)
            self._pictures[MATRIX].append(_bokeh(self._table))
        return self._table

    def _relation_controls(self) -> pn.FlexBox:
        """What is drawn of the relations; at first hidden."""
        controls = self._degrees, self._strongest, self._fold
        for control in controls:
            control.param.watch(self._draw_later, "value")
        return pn.FlexBox(*controls, align_items="center", margin=0, visible=False, styles={"width": "auto"})

    @property
    def camera(self) -> Camera:
        """The point of view on the Φ-structure in space."""
        return self._space.camera

    @property
    def _choice(self) -> FaceChoice:
        return FaceChoice(
            int(self._strongest.value), tuple(self._degrees.value), not self._many and bool(self._fold.value)
        )

    @property
    def faces(self) -> FaceChoice | None:
        """The faces on screen, for figures; None if it has all of few distinctions, or their Φ-fold."""
        choice = replace(self._choice, fold=False)
        return choice if self._many or choice != FaceChoice(MOST) else None

    def show(self, structure: PhiStructure) -> None:
        """Draw a result; call it through `Guard.draw`."""
        self._structure = structure
        self._fit(len(structure.distinctions) > DETAILED)
        self._focused = selected, unit = self._focus()
        drawn = neighbourhood_of(structure, selected, unit, self._choice)
        # The page says above the plots why φ_s is 0; repeating it here would cost height.
        known = why_zero(structure.reason, len(structure.units))
        note = drawn.view.note.removeprefix(known).strip()
        self._drawn = replace(drawn, view=replace(drawn.view, note=note))
        self._paint()

    def _fit(self, many: bool) -> None:
        """Draw all of few distinctions; of many what is picked with what it is related to."""
        if many == self._many:
            return
        self._many = many
        self._fold.visible = not many and self.ways.value != MATRIX
        self._fitting = True
        self._strongest.value = READABLE if many else MOST
        self._fitting = False

    def _of_whole(self, act: Callable[[StructurePick | None], None]) -> Callable[..., None]:
        """Return an act on a spot of the whole Φ-structure as one on a spot of the picture."""
        return lambda spot: None if self._drawn is None else act(self._drawn.whole(spot))

    def fade(self, pale: bool) -> None:
        """Draw the picture pale, or as it is; its words and switches stay as they are."""
        for picture in self._pictures.values():
            picture.styles = {"opacity": ".45" if pale else "1"}

    def _focus(self) -> tuple[int | None, str | None]:
        """Return the distinction whose relations stand out, or the unit whose Φ-fold is shown."""
        picked = self._selection.picked
        if isinstance(picked, UnitRef):
            return None, picked.label if self._many or self._fold.value else None
        return self._selection.distinction, None

    def _refocus(self, *_events: Any) -> None:
        if self._focus() != self._focused:
            self._draw_later()

    def set_theme(self, theme: Theme) -> None:
        """Draw in the colours of the page; call it through `Guard.draw`."""
        self._theme = theme
        self._key.object = key(theme)
        self._plot.set_theme(theme)
        if self._table is not None:
            self._table.set_theme(theme)
        self._paint()

    def _paint(self) -> None:
        """Draw the picture in sight; the other one, in the plane or in space, is drawn when it is chosen."""
        if self._drawn is None:
            return
        if self.ways.value == SPACE:
            self._space.scene = scene(space_view(self._drawn.view), self._theme)
        elif self.ways.value == MATRIX:
            if self._structure is not None:
                view = relation_matrix_view(self._structure)
                self._matrix.show(view)
                self._key.object = shades(self._theme, view)
                note = f"{KEY} {view.example} {view.note}"
                self._heading.object = heading_markup(view.title, view.subtitle, note)
        else:
            view = self._drawn.view
            self._plot.show(view)
            self._heading.object = heading_markup(view.title, view.subtitle, view.note)
        self._mark()

    def _turn(self, *_events: Any) -> None:
        way = self.ways.value
        for name, picture in self._pictures.items():
            picture.visible = way == name
        self._heading.visible = way != SPACE
        self._key.object = key(self._theme)
        # The matrix has all relations of two, whatever is drawn of the others.
        for control in (self._degrees, self._strongest):
            control.visible = way != MATRIX
        self._fold.visible = way != MATRIX and not self._many
        self._guard.draw("structure turned", self._paint)

    def _fall_back(self) -> None:
        self.ways.param.update(value=PLANE, options={PLANE: PLANE, tr("Matrix"): MATRIX})
        self._sentence.param.update(
            object=f"<span class=sorry role=status>{escape(NO_SPACE)}</span>", visible=True
        )

    def _draw_later(self, *_events: Any) -> None:
        structure = self._analysis.structure
        if structure is not None and not self._fitting:
            self._guard.draw("structure", lambda: self.show(structure))

    def _light(self, *_events: Any) -> None:
        self._guard.draw("structure marks", self._mark)

    def _mark(self) -> None:
        lit, drawn = light(self._selection.shown, self._analysis.structure), self._drawn
        if self.ways.value == MATRIX:
            self._matrix.mark(lit.distinctions | {vertex // 2 for vertex in lit.vertices})
        elif drawn is not None:
            vertices, distinctions = drawn.vertices(lit.vertices), drawn.distinctions(lit.distinctions)
            if self.ways.value == PLANE:
                self._plot.mark(vertices, distinctions)
                return
            marks = {"vertices": sorted(vertices), "distinctions": sorted(distinctions)}
            if self._space.marks != marks:
                self._space.marks = marks


def key(theme: Theme) -> str:
    """Return what the marks of the Φ-structure are, as markup in the colours of the page."""
    parts = [
        (theme.cause, "●", tr("cause")),
        (theme.effect, "■", tr("effect")),
        (theme.link, "━", tr("distinction")),
        (theme.by_phi(0.3), "▲", tr("relation, brighter is stronger")),
    ]
    said = " ".join(
        f"<span style='white-space:nowrap;margin-right:1em'>"
        f"<span style='color:{color}' aria-hidden='true'>{mark}</span> {escape(text)}</span>"
        for color, mark, text in parts
    )
    return f"<small>{said}</small>"


def shades(theme: Theme, view: RelationMatrixView) -> str:
    """Return the scale of a matrix, as markup in the colours of the page."""
    colors = ",".join(theme.by_phi(i / 8) for i in range(9))
    bar = (
        f"<span style='display:inline-block;width:7em;height:.8em;margin:0 .5em;vertical-align:-.1em;"
        f"background:linear-gradient(90deg,{colors})' aria-hidden='true'></span>"
    )
    return (
        f"<small style='white-space:nowrap'>{marked('φ_r')} 0{bar}{escape(number(view.largest, 2))}</small>"
    )


def _bokeh(plot: StructurePlot | RelationMatrixPlot) -> pn.pane.Bokeh:
    # A column is hidden in its place: Panel's pane of a plot takes over what the plot was before and, shown
    # again, would not hide any more. The title stands above the plot, where it wraps.
    plot.figure.title.visible = plot.subtitle.visible = False
    return pn.pane.Bokeh(plot.figure, sizing_mode="stretch_both", margin=0)


def _small_select(label: str, options: dict[str, Any], value: Any, hook: str) -> pmui.Select:
    return pmui.Select(
        label=label,
        options=options,
        value=value,
        size="small",
        margin=(9, 4),
        css_classes=[hook],
        **wide(104),
    )
