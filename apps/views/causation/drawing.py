"""The network of the causation page: background units pinned, those of the chosen link highlighted."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import param

from apps.document.document import Document
from apps.editor.drawing import Drawing
from apps.editor.read_gesture import unit_id
from apps.selection.selection import EdgeRef, Selection, Thing, UnitRef
from apps.views.causation.accounting import Accounting
from apps.views.causation.transition import moment
from engine.substrate.lesions import lesioned
from engine.words import tr

if TYPE_CHECKING:
    from engine.causation.account import Account
    from viz.view.account import Hit


class CausalSelection(Selection):
    """The selection of the causation page: a causal link beside a unit or an edge."""

    link = param.Parameter(default=None, allow_refs=False, doc="The picked link and candidate, or None.")
    pointed = param.Parameter(default=None, allow_refs=False, doc="The same under the mouse or in focus.")

    @property
    def in_view(self) -> Hit | None:
        """The link to show, the hovered or else the picked one; None stands for the first."""
        return self.pointed or self.link

    @property
    def standing(self) -> str:
        """Why this link is shown: it is hovered, picked, or the first."""
        if self.pointed is not None and self.pointed != self.link:
            return tr("pointed at")
        return tr("the first of the account: point at another") if self.link is None else tr("picked")

    def pick(self, thing: Thing | None) -> None:
        """Pick ``thing``; None clears every pick, that of a link too."""
        if thing is None:
            self.param.update(link=None, pointed=None)
        super().pick(thing)

    def pick_link(self, hit: Hit | None) -> None:
        """Pick a link; picking it again clears the pick."""
        self.link = None if hit == self.link else hit

    def follow(self, before: Account | None, now: Account) -> None:
        """Keep the picked link when the account changes, and drop it if the new account lacks it."""
        link = None
        if self.link is not None and before is not None:
            was = before.links[self.link[0]]
            for index, each in enumerate(now.links):
                if (each.direction, each.occurrence) == (was.direction, was.occurrence):
                    link = (index, min(self.link[1], len(each.candidates) - 1))
        self.param.update(link=link, pointed=None)


class CausalDrawing(Drawing):
    """The editor of the network, which shows the state before."""

    def __init__(self, document: Document, picks: CausalSelection, accounting: Accounting) -> None:
        self._picks, self._accounting = picks, accounting
        self._looked: Hit | None = None  # the link hovered through the drawing
        super().__init__(document, picks, accounting)
        accounting.param.watch(self._remark, "found")
        picks.param.watch(self._relight, ["link", "pointed"])
        picks.param.watch(self._look, "hovered")

    def _show_whole(self, event: Any) -> None:
        self._picks.link = None  # it belongs to the network before
        super()._show_whole(event)

    def _look(self, event: Any) -> None:
        match event.new:
            case UnitRef(label):
                self.point(label, "")
            case EdgeRef(source, target):
                self.point(source, target)
            case _ if self._picks.pointed == self._looked:
                self._picks.pointed = None
            case _:
                return  # another pane hovers a link by now
        self._looked = self._picks.pointed

    def point(self, before: str, after: str) -> None:
        """Hover the link about a unit before, a unit after, or both; an empty label stands for any."""
        account = self._accounting.present
        self._picks.pointed = None if account is None else link_between(account, before, after)

    def _marks(self) -> dict[str, Any]:
        snapshot = self._document.snapshot
        causes = moment(snapshot).causes
        fixed = list(lesioned(snapshot.substrate))
        background = [x for x in snapshot.substrate.labels if x not in causes and x not in fixed]
        return {
            "system": [],
            "background": background,
            "lesioned": fixed,
            "regions": [],
            "cut": [],
            "highlight": self._highlight(),
        }

    def _highlight(self) -> list[str]:
        account, hit = self._accounting.present, self._picks.in_view
        if account is None or hit is None or hit[0] >= len(account.links):
            return []
        link = account.links[hit[0]]
        units = {*link.occurrence, *(label for purview in link.candidates for label in purview)}
        return [unit_id(label) for label in account.transition.labels if label in units]


def link_between(account: Account, before: str, after: str) -> Hit | None:
    """Return the link that matches a unit at t-1, one at t, or both best; an empty label matches any unit.

    A link whose occurrence is that unit comes before others, few units before many, an effect before a cause.
    """
    found: list[tuple[bool, int, Hit]] = []
    for index, link in enumerate(account.links):
        for candidate, units in enumerate(link.candidates):
            is_effect = link.direction == "effect"
            past, future = (link.occurrence, units) if is_effect else (units, link.occurrence)
            if (not before or before in past) and (not after or after in future):
                elsewhere = link.occurrence != ((before,) if is_effect else (after,))
                found.append((elsewhere, len(past) + len(future), (index, candidate)))
    return min(found)[2] if found and (before or after) else None
