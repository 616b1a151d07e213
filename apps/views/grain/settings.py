"""What is chosen on the grain view: a reading, the bounds of the search, the unit in hand."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import param

from engine.errors import GrainError
from engine.grain.bounds import Bounds
from engine.words import phrase

if TYPE_CHECKING:
    from apps.workspace.share_link import ViewState

READINGS = {phrase("systems of any grain"): "all", phrase("micro units alone"): "micro"}
"""What a unit must beat to be one of its own."""
MOST_SIZE, MOST_TAU = 8, 4
MAPPINGS = {phrase("counting and black boxes"): "families", phrase("all of up to 8 sequences"): "all"}


class GrainSettings(param.Parameterized):
    """Settings of one page; links carry them."""

    within = param.Selector(default="all", objects=list(READINGS.values()))
    size = param.Integer(default=4, bounds=(1, MOST_SIZE), doc="Most constituents of a unit in the search.")
    tau = param.Integer(default=1, bounds=(1, MOST_TAU), doc="Largest update grain in the search.")
    mappings = param.Selector(default="families", objects=list(MAPPINGS.values()))
    unit = param.String(default="", doc="Label of the macro unit whose mapping is shown.")
    stepping = param.Boolean(default=False, doc="Whether the steps from TPM to TPM are open.")
    pointed = param.Parameter(default=(), doc="Macro units to outline while the pointer is on their system.")

    @property
    def bounds(self) -> Bounds:
        """The bounds of the search."""
        return Bounds(self.size, self.tau, self.mappings, self.within)

    @property
    def view_state(self) -> ViewState:
        """The functions that read and set them, for links and for the browser's storage."""
        return self._read, self._put

    def _read(self) -> dict[str, Any]:
        """Return what differs from the beginning."""
        now = {name: getattr(self, name) for name in ("within", "size", "tau", "mappings")}
        return {name: value for name, value in now.items() if value != self.param[name].default}

    def _put(self, look: Any) -> None:
        """Choose what `_read` returned; anyone can write a link: what cannot be chosen is ignored."""
        if not isinstance(look, dict):
            return
        given = {name: look[name] for name in ("within", "size", "tau", "mappings") if name in look}
        try:
            Bounds(**given)
        except GrainError:
            return
        if given.get("size", 1) <= MOST_SIZE and given.get("tau", 1) <= MOST_TAU:
            self.param.update(**given)
