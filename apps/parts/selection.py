"""One selection for the whole page: what is picked in one view lights up in all the others."""

from __future__ import annotations

import param


class Selection(param.Parameterized):
    """What the person looking at the page has picked.

    ``distinction`` indexes the distinctions of the result on screen; ``unit`` is a label and ``edge`` a
    ``(source, target)`` pair of labels. A unit and an edge are never picked together, because the
    inspector shows one thing at a time.
    """

    distinction = param.Integer(default=None, allow_None=True)
    unit = param.String(default=None, allow_None=True)
    edge = param.Tuple(default=None, length=2, allow_None=True)

    def pick_unit(self, label: str | None) -> None:
        """Pick the unit ``label``, or nothing."""
        self.param.update(unit=label, edge=None)

    def pick_edge(self, source: str, target: str) -> None:
        """Pick the edge from ``source`` to ``target``."""
        self.param.update(unit=None, edge=(source, target))

    def pick_distinction(self, index: int | None) -> None:
        """Pick a distinction; picking it again puts it back."""
        self.distinction = None if index == self.distinction else index

    def forget(self, labels: tuple[str, ...], edges: frozenset[tuple[str, str]]) -> None:
        """Drop what no longer exists once the drawing has only these ``labels`` and ``edges``."""
        if self.unit is not None and self.unit not in labels:
            self.unit = None
        if self.edge is not None and self.edge not in edges:
            self.edge = None
