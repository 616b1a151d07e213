"""The network of the causation page: background pinned, the units of the picked link highlighted."""

from __future__ import annotations

from typing import Any

import param

from apps.parts.causation_account import Accounting
from apps.parts.causation_moment import moment
from apps.parts.document import Document
from apps.parts.drawing import Drawing
from apps.parts.editor.gestures import unit_id
from apps.parts.selection import Selection


class Picks(Selection):
    """The selection of the causation page: a link of the account beside a unit or an edge."""

    link = param.Integer(default=None, allow_None=True)

    def pick_link(self, index: int | None) -> None:
        """Pick a link; picking it again puts it back."""
        self.link = None if index == self.link else index


class CausalDrawing(Drawing):
    """The editor shows the state before."""

    def __init__(self, document: Document, picks: Picks, accounting: Accounting) -> None:
        self._picks, self._accounting = picks, accounting
        super().__init__(document, picks, accounting)
        accounting.param.watch(self._remark, "found")
        picks.param.watch(self._remark, "link")

    def _marks(self) -> dict[str, Any]:
        snapshot = self._document.snapshot
        causes = moment(snapshot).causes
        background = [label for label in snapshot.substrate.labels if label not in causes]
        return {
            "system": [],
            "background": background,
            "regions": [],
            "cut": [],
            "highlight": self._highlight(),
        }

    def _highlight(self) -> list[str]:
        account, index = self._accounting.present, self._picks.link
        if account is None or index is None or index >= len(account.links):
            return []
        link = account.links[index]
        units = {*link.occurrence, *(label for purview in link.candidates for label in purview)}
        return [unit_id(label) for label in account.transition.labels if label in units]
