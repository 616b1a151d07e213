"""The axes of concept space that were chosen: they go with links and come back after a reload."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import param

from viz.view.concept_space import SIDES
from viz.view.constellation import AXES

if TYPE_CHECKING:
    from apps.workspace.share_link import ViewState
    from viz.view.concept_space import AxisKey, Labels, Side

NONE: tuple[Labels, tuple[AxisKey, ...]] = ((), ())


class ChosenAxes(param.Parameterized):
    """The axes, with the units of the system that they are states of; another system has its own."""

    kept = param.Parameter(default=NONE, allow_refs=False, doc="Units, and the axes chosen for them.")

    def of(self, units: Labels) -> tuple[AxisKey, ...]:
        """Return the axes chosen for a system, none if they were chosen for another."""
        return self.kept[1] if self.kept[0] == units else ()

    def choose(self, units: Labels, axes: tuple[AxisKey, ...]) -> None:
        """Choose the axes of a system."""
        self.kept = (units, axes)

    @property
    def view_state(self) -> ViewState:
        """The functions that read and set them, for links and for the browser's storage."""
        return self._read, self._put

    def _read(self) -> dict[str, Any]:
        units, axes = self.kept
        return {"units": list(units), "axes": [list(axis) for axis in axes]} if axes else {}

    def _put(self, look: Any) -> None:
        """Choose what `_read` returned; anyone can write a link: what are no axes is ignored."""
        if not isinstance(look, dict):
            return
        units, axes = look.get("units"), look.get("axes")
        if not isinstance(units, list) or not all(isinstance(unit, str) for unit in units):
            return
        if not isinstance(axes, list) or len(axes) not in AXES:
            return
        found = [_axis(each, len(units)) for each in axes]
        known = tuple(axis for axis in found if axis is not None)
        if len(set(known)) == len(axes):
            self.choose(tuple(units), known)


def _axis(said: Any, count: int) -> AxisKey | None:
    """Return an axis of the concept space of so many units, None if this is none."""
    if not isinstance(said, list) or len(said) != 2:
        return None
    named, index = said
    side: Side | None = next((each for each in SIDES if each == named), None)
    if side is None or type(index) is not int or not 0 <= index < 1 << count:
        return None
    return side, index
