"""The network under the versions of the theory: the drawing shows the cut of the version that is chosen."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import param

from apps.editor.marks import Marks, framed, written
from engine.formalisms import IIT3, formalism_name
from viz.view.concept_cut import concept_cut_view
from viz.view.substrate import cut_of, regions_of
from viz.view.versions import is_of_concepts

if TYPE_CHECKING:
    from apps.document.document import Document
    from apps.document.snapshot import Snapshot
    from apps.selection.selection import Selection
    from apps.views.versions.comparing import Comparing
    from viz.view.substrate import RegionMark


class VersionMarks(Marks):
    """The marks of one version, ``version``: its Φ or φ_s, and the edges that its minimum partition cuts."""

    version = param.String(default=IIT3, doc="Key of its formalism.")

    def __init__(self, document: Document, selection: Selection, comparing: Comparing) -> None:
        super().__init__(document, selection)
        self._comparing = comparing
        comparing.param.watch(self._change, ["findings", "stale"])
        self.param.watch(self._change, "version")

    def all(self) -> dict[str, Any]:
        """Return the candidate system, its value under the version, and the edges that are cut."""
        snapshot: Snapshot = self._document.snapshot
        marks = framed(snapshot) | {"highlight": self.lit()}
        known = self._comparing.current or ()
        found = next((each.structure for each in known if each.formalism.key == self.version), None)
        if found is not None:
            regions, cut = _found(snapshot, found)
            named = [replace(one, text=f"{one.text} · {formalism_name(self.version)}") for one in regions]
            marks |= written(named, cut)
        return marks

    def lit(self) -> list[str]:
        """Return the units that light up with what is picked or pointed at elsewhere."""
        return self._lit_by(None)


def _found(snapshot: Snapshot, structure: Any) -> tuple[tuple[RegionMark, ...], tuple[tuple[str, str], ...]]:
    """Return the region of the system and the edges that there are and that its cut severs."""
    if is_of_concepts(structure):
        view = concept_cut_view(snapshot.substrate, snapshot.state, structure)
        return view.regions, view.cut
    cut = tuple(pair for pair in cut_of(structure) if pair in snapshot.edge_pairs)
    return regions_of(snapshot.substrate, snapshot.state, structure), cut
