"""The left side of the causation page: the network in the state before, and the transition below it."""

from __future__ import annotations

from apps.document.examples import NETWORKS
from apps.editor.inspector import Inspector
from apps.views.causation.accounting import Accounting
from apps.views.causation.drawing import CausalDrawing, CausalSelection
from apps.views.causation.states import States
from apps.views.causation.transition import CausalDocument
from apps.workspace.workspace import WorkspaceBase
from engine.substrate.substrate import Substrate
from engine.words import tr

FIRST = "ac-fig6-or-and"
GROUP = tr("Actual causation")


class CausalWorkspace(WorkspaceBase):
    """The workspace of the causation page; its links hold the whole transition."""

    def __init__(self) -> None:
        document = CausalDocument(Substrate.read(NETWORKS / f"{FIRST}.json"), origin=FIRST)
        self.picks = CausalSelection()
        self.accounting = Accounting(document)
        drawing = CausalDrawing(document, self.picks, self.accounting)
        self.states = States(document, drawing.point)
        panels = [self.states.view, Inspector(document, self.picks).view]
        super().__init__(document, self.picks, self.accounting, drawing, panels, GROUP)
