"""The distinctions of a Φ-structure whose labels are written: with many, all of them would be a hairball."""

from __future__ import annotations

from typing import TYPE_CHECKING

from viz.view.faces import MOST

if TYPE_CHECKING:
    from collections.abc import Collection

    from viz.view.structure import MechanismMark, StructureView


def labelled(view: StructureView, near: Collection[int] = ()) -> list[int]:
    """Return the distinctions whose labels are written, the most important first.

    Parameters
    ----------
    view
        The Φ-structure.
    near
        Indices of distinctions that the user points at.

    Returns
    -------
    list of int
        All if they are at most `MOST`; else the picked one, those pointed at, and the strongest of those that
        are lit, `MOST` in all or as many as are pointed at.
    """

    def rank(mark: MechanismMark) -> tuple[bool, bool, bool, bool, float, int]:
        cause, effect = view.vertices[2 * mark.index : 2 * mark.index + 2]
        asked = mark.index == view.selected, mark.index in near
        weak = -min(cause.phi, effect.phi)
        return not asked[0], not asked[1], not mark.lit, not mark.sign, weak, mark.index

    ordered = [mark.index for mark in sorted(view.mechanisms, key=rank)]
    if len(ordered) <= MOST:
        return ordered
    asked = sum(i in near or i == view.selected for i in ordered)
    return ordered[: max(MOST, asked)]
