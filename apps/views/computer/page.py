"""The computer view: a target and the computer that simulates it, side by side, in step."""

from __future__ import annotations

from functools import partial

from apps.ui.redraw import Guard
from apps.ui.style import reserved
from apps.views.computer.controls import Controls
from apps.views.computer.exports import computer_exports
from apps.views.computer.panes import SimulationPanes
from apps.views.computer.running import MomentAnswer, Running, ScalingAnswer
from apps.workspace.navigation import View, ViewBody, register
from apps.workspace.notes import Why
from apps.workspace.toolbar import JobBar
from apps.workspace.workspace import Workspace
from engine.words import phrase


def build(desk: Workspace) -> ViewBody:
    """Build what the view shows in one session."""
    running = Running(desk.document)
    answer, scaling = MomentAnswer(running), ScalingAnswer(desk.document)
    controls = Controls(running, answer)
    panes = SimulationPanes(running, answer, scaling, Guard(desk.document.say))
    right = [
        controls.view,
        panes.numbers,
        reserved(Why(answer).view, JobBar(answer).view),
        panes.view,
    ]
    exports = partial(computer_exports, desk, running, answer, scaling)
    return ViewBody(right, exports, panes.set_theme, view_states={"computer": (running.look, running.put)})


VIEW = register(
    View(
        "computer",
        phrase("Computer"),
        build,
        question=phrase("Does a machine that does the same exist the same way?"),
        place=7,
        example="findlay-pqrs",
        group="Simulation",
    )
)
