"""The grain view: macro units beside the micro units they are made of, and the search across grains."""

from __future__ import annotations

from functools import partial

from apps.ui.style import reserved
from apps.views.grain.answers import AcrossGrains, FromTpmToTpm, MacroBesideMicro, Planning
from apps.views.grain.exports import grain_exports
from apps.views.grain.marks import GrainMarks
from apps.views.grain.panes import GrainResults
from apps.views.grain.settings import GrainSettings
from apps.views.grain.space_pane import SpacePane
from apps.views.grain.steps_pane import StepsPane
from apps.views.grain.units_pane import UnitsPane
from apps.workspace.navigation import View, ViewBody, register
from apps.workspace.notes import Why
from apps.workspace.toolbar import JobBar
from apps.workspace.workspace import Workspace
from engine.words import phrase
from viz.theme import Theme


def build(desk: Workspace) -> ViewBody:
    """Build what the view shows in one session."""
    settings = GrainSettings()
    comparing = MacroBesideMicro(desk.document, settings)
    planning = Planning(desk.document, settings)
    search = AcrossGrains(desk.document, settings, planning)
    board = UnitsPane(desk.document, desk.drawing.view, settings, comparing, lambda: desk.trajectory)
    results = GrainResults(desk.document, comparing, settings, board.view)
    between = FromTpmToTpm(desk.document, settings)
    steps = StepsPane(desk.document, settings, between)
    space = SpacePane(desk.document, settings, planning, search)
    exports = partial(grain_exports, desk, comparing, search, between, settings)
    desk.autosave.add(
        "grain", settings.view_state, *((settings, name) for name in ("within", "size", "tau", "mappings"))
    )

    def paint(theme: Theme) -> None:
        results.set_theme(theme)
        space.set_theme(theme)
        steps.set_theme(theme)

    right = [
        results.header,
        reserved(Why(comparing).view, JobBar(comparing).view),
        results.view,
        steps.view,
        space.view,
    ]
    return ViewBody(
        right,
        exports,
        paint,
        marks=GrainMarks(desk.document, desk.selection, settings),
        view_states={"grain": settings.view_state},
    )


VIEW = register(
    View(
        "grain",
        phrase("Grain"),
        build,
        question=phrase("Many small units, or a few large ones?"),
        place=8,
        example="grain-coarse-micro",
        group="Grain",
    )
)
