"""The selection of the page with a causal link in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import param

from apps.selection.selection import Selection, Thing
from engine.words import tr

if TYPE_CHECKING:
    from engine.causation.account import Account
    from viz.view.account import Hit


class CausalSelection(Selection):
    """The selection of a page: a causal link beside everything else."""

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
