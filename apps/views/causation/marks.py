"""The network in a transition: background units pinned, those of the chosen link highlighted."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from apps.document.document import Document
from apps.document.transition import moment
from apps.editor.marks import Marks
from apps.editor.read_gesture import unit_id
from apps.selection.causal_selection import CausalSelection
from apps.selection.selection import EdgeRef, UnitRef
from apps.views.causation.accounting import Accounting
from engine.substrate.lesions import lesioned

if TYPE_CHECKING:
    from engine.causation.account import Account
    from viz.view.account import Hit


class CausalMarks(Marks):
    """The marks of a transition: the drawing shows the state before."""

    def __init__(self, document: Document, picks: CausalSelection, accounting: Accounting) -> None:
        super().__init__(document, picks)
        self._picks, self._accounting = picks, accounting
        self._looked: Hit | None = None  # the link hovered through the drawing
        accounting.param.watch(self._change, "findings")
        document.param.watch(self._opened, "openings")
        picks.param.watch(self._relight, ["link", "pointed"])
        picks.param.watch(self._look, "hovered")

    def _opened(self, _event: Any) -> None:
        self._picks.link = None  # it belongs to the network before

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
        account = self._accounting.current
        self._picks.pointed = None if account is None else link_between(account, before, after)

    def all(self) -> dict[str, Any]:
        """Return the units that are held, and what lights up."""
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
            "highlight": self.lit(),
        }

    def lit(self) -> list[str]:
        """Return the units of the link in view."""
        account, hit = self._accounting.current, self._picks.in_view
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
