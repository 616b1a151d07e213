"""Pointing at the drawing and the tables, and Escape: selecting that is not a single view's."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from panel.custom import JSComponent

from apps.document.document import Document
from apps.document.gestures import edge_id
from apps.document.snapshot import Snapshot
from apps.jobs.analysis import Analysis
from apps.selection.selection import CandidateRef, EdgeRef, MechanismRef, Selection, Thing, UnitRef
from viz.view.letters import letters


class HoverSelection(JSComponent):
    """An invisible component that turns pointing, clicks and Escape into picks; plots report their own."""

    _esm = Path(__file__).with_name("hover.js")

    def __init__(
        self, document: Document, selection: Selection, analysis: Analysis | None, **params: Any
    ) -> None:
        super().__init__(width=0, height=0, margin=0, **params)
        self._document, self._selection, self._analysis = document, selection, analysis

    def _handle_msg(self, data: Any) -> None:
        if not isinstance(data, dict):
            return
        if data.get("escape") is True:
            self._selection.pick(None)
        elif "pick" in data:
            found = self._thing(data["pick"])
            if found is not None:
                self._selection.pick(found)
        elif "toggle" in data:
            found = self._thing(data["toggle"])
            if found is not None:
                self._selection.toggle(found)
        elif "hover" in data:
            self._selection.hover(self._thing(data["hover"]), self)

    def _thing(self, said: Any) -> Thing | None:
        """Return the thing that the browser names; None if it is not on the page."""
        if not isinstance(said, dict):
            return None
        snapshot = self._document.snapshot
        structure = None if self._analysis is None else self._analysis.structure
        if said.get("unit") in snapshot.substrate.labels:
            return UnitRef(said["unit"])
        edges = {edge_id(*pair): EdgeRef(*pair) for pair in snapshot.edge_pairs}
        distinctions = () if structure is None else structure.distinctions
        rows = {letters(d.mechanism, d.state): MechanismRef(d.mechanism) for d in distinctions}
        edge, row, candidate = (said.get(name) for name in ("edge", "mechanism", "candidate"))
        if isinstance(edge, str):
            return edges.get(edge)
        if isinstance(candidate, str):
            units = named(candidate, snapshot)
            return CandidateRef(units) if units else None
        return rows.get(row) if isinstance(row, str) else None


def named(text: str, snapshot: Snapshot) -> tuple[str, ...]:
    """Return the units of a candidate written in letter case; empty if the letters do not fit the state."""
    labels = snapshot.substrate.labels
    names = {letters([label], [value]): label for label, value in zip(labels, snapshot.state, strict=True)}
    words = text.split(" ")
    if all(word in names for word in words):
        return tuple(names[word] for word in words)
    units, rest = [], text
    for name, label in names.items():
        if len(label) == 1 and rest.startswith(name):
            units.append(label)
            rest = rest[len(name) :]
    return () if rest else tuple(units)
