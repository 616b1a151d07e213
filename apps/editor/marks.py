"""What is marked in the drawing of the network; each view may mark something else."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import param

from apps.document.document import Document
from apps.document.snapshot import Snapshot
from apps.editor.read_gesture import unit_id
from apps.jobs.analysis import Analysis
from apps.selection.selection import EdgeRef, Selection, UnitRef, light
from engine.substrate.lesions import lesioned
from viz.view.letters import phi_s_text
from viz.view.substrate import cut_of, regions_of
from viz.view.whyzero import explained, why_zero_view

if TYPE_CHECKING:
    from collections.abc import Iterable

    from apps.results.findings import Findings
    from engine.iit4.integration import SystemIntegration
    from engine.iit4.structure import PhiStructure
    from viz.view.substrate import RegionMark


class Marks(param.Parameterized):
    """Something to mark in the drawing; the drawing follows its events."""

    changed = param.Event(doc="All marks may have changed.")
    relit = param.Event(doc="What lights up may have changed.")

    def __init__(self, document: Document, selection: Selection) -> None:
        super().__init__()
        self._document, self._selection = document, selection
        selection.param.watch(self._relight, ["picked", "hovered"])

    def all(self) -> dict[str, Any]:
        """Return all marks, as the editor takes them."""
        raise NotImplementedError

    def lit(self) -> list[str]:
        """Return the ids of the units that light up with what is picked or pointed at elsewhere."""
        raise NotImplementedError

    def _lit_by(self, structure: PhiStructure | None) -> list[str]:
        shown = self._selection.shown
        if isinstance(shown, UnitRef | EdgeRef):
            return []  # the drawing marks a picked unit or edge itself
        lit = light(shown, structure)
        labels = self._document.snapshot.substrate.labels
        return [unit_id(label) for label in labels if label in lit.units]

    def _change(self, *_events: Any) -> None:
        self.changed = True

    def _relight(self, *_events: Any) -> None:
        self.relit = True


class SystemMarks(Marks):
    """The marks of views about one state: the system, its minimum partition and the complexes."""

    def __init__(self, document: Document, selection: Selection, analysis: Analysis) -> None:
        super().__init__(document, selection)
        self._analysis = analysis
        analysis.param.watch(self._change, ["findings", "glimpse"])
        analysis.finder.param.watch(self._change, "findings")
        selection.param.watch(self._change, "guessing")

    def all(self) -> dict[str, Any]:
        """Return the candidate system, what lies outside it, and what is known of it."""
        snapshot: Snapshot = self._document.snapshot
        marks = framed(snapshot) | {"highlight": self.lit()}
        structure, complexes = self._analysis.current, self._analysis.finder.current
        if structure is not None or complexes is not None:
            regions = regions_of(snapshot.substrate, snapshot.state, structure, complexes)
            if structure is not None:
                regions = explained(regions, why_zero_view(snapshot.substrate, structure))
            marks |= written(regions, cut_of(structure))
        if self._analysis.ahead is not None:
            marks |= glimpsed(self._analysis.ahead)
        if self._selection.guessing:
            marks["cut"] = []
        return marks

    def lit(self) -> list[str]:
        """Return the units that light up with what is picked or pointed at elsewhere."""
        return self._lit_by(self._analysis.current)


def framed(snapshot: Snapshot) -> dict[str, Any]:
    """Return the marks of the candidate system and of what lies outside it, with no region and no cut."""
    fixed = list(lesioned(snapshot.substrate))
    background = [x for x in snapshot.substrate.labels if x not in snapshot.system and x not in fixed]
    marks = {"system": list(snapshot.system), "background": background, "lesioned": fixed}
    return marks | {"regions": [], "cut": []}


def written(regions: Iterable[RegionMark], cut: Iterable[tuple[str, str]]) -> dict[str, Any]:
    """Return regions and the edges of a cut, as the editor takes them."""
    return {
        "regions": [
            {"units": list(each.units), "kind": each.kind, "text": each.text}
            | ({"label": each.label, "updates": each.updates} if each.label else {})
            for each in regions
        ],
        "cut": [list(pair) for pair in cut],
    }


def glimpsed(glimpse: Findings[SystemIntegration]) -> dict[str, Any]:
    """Return the marks of a system of which only φ_s and its partition are known."""
    system, found = glimpse.snapshot.system, glimpse.answer
    values = dict(zip(glimpse.snapshot.substrate.labels, glimpse.snapshot.state, strict=True))
    text = phi_s_text(system, [values[label] for label in system], found.phi_s)
    cut = () if found.mip is None else found.mip.cut
    return {
        "regions": [{"units": list(system), "kind": "system", "text": text}],
        "cut": [list(pair) for pair in cut],
    }
