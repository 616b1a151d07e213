"""The atlas: surveys of many systems as linked plots, and this network over two of its numbers."""

from __future__ import annotations

from functools import partial

from apps.ui.style import reserved
from apps.views.atlas.choosing import Choosing
from apps.views.atlas.exports import atlas_exports
from apps.views.atlas.map_pane import MapPane
from apps.views.atlas.plane_pane import PlanePane
from apps.views.atlas.settings import AtlasSettings
from apps.views.atlas.surveying import PlaneAnswer, SurveyAnswer
from apps.workspace.navigation import View, ViewBody, register
from apps.workspace.notes import Why
from apps.workspace.toolbar import JobBar
from apps.workspace.workspace import Workspace
from engine.words import phrase
from viz.theme import Theme


def build(desk: Workspace) -> ViewBody:
    """Build what the view shows in one session."""
    settings = AtlasSettings()
    survey, plane = SurveyAnswer(desk.document, settings), PlaneAnswer(desk.document)
    choosing = Choosing(settings)
    shown = MapPane(desk.document, desk.documents, settings, survey)
    below = PlanePane(desk.document, plane)
    exports = partial(atlas_exports, desk, survey, shown, plane)

    def paint(theme: Theme) -> None:
        shown.set_theme(theme)
        below.set_theme(theme)

    right = [
        choosing.view,
        reserved(Why(survey).view, JobBar(survey).view),
        shown.header,
        shown.view,
        below.view,
    ]
    return ViewBody(right, exports, paint, view_states={"atlas": (settings.look, settings.put)})


VIEW = register(
    View(
        "atlas",
        phrase("Atlas"),
        build,
        question=phrase("Which networks are wholes, among thousands?"),
        place=9,
    )
)
