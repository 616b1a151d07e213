"""What there is to take away: a document, what was computed of it, and how to compute what is missing."""

from __future__ import annotations

import threading
from collections.abc import Set
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from apps.document.snapshot import Snapshot
from apps.results.dynamics import Motion, measured, wanted
from apps.results.sweep import swept, usual
from apps.results.tasks import search_job, unfold_job
from engine.errors import PhiscopeError
from engine.run.jobs import Report
from engine.words import tr
from viz.view.camera import HOME, Camera

if TYPE_CHECKING:
    from apps.results.occurrences import Occurrence
    from apps.results.pairs import OwnCut, Pair
    from engine.causation.account import Account
    from engine.iit4.complexes import Complexes
    from engine.iit4.structure import PhiStructure
    from viz.view.account import Hit


@dataclass(frozen=True, slots=True)
class Exhibit:
    """What there is to draw: a document and what was computed of it.

    ``chosen`` is the index of a distinction: its Φ-fold is lit, and the repertoires are its own. ``pair`` is
    the mechanism and purview under the lens, None for the effect of that distinction. ``other`` is what this
    is compared with, on the right. ``link`` is one of the account and ``outcome`` a unit whose rule is
    exchanged; None is the first link, the last unit. ``occurrence`` is the one that is asked why it has no
    cause or effect, None for the first without. ``unit`` is the one whose Φ-fold is drawn, in place of that
    of ``chosen``; ``camera`` looks at the structure in space; ``cut`` is one of one's own; ``relations`` are
    the degree and the first place of a page of them, None for the first.
    """

    snapshot: Snapshot
    structure: PhiStructure | None = None
    complexes: Complexes | None = None
    account: Account | None = None
    chosen: int | None = None
    pair: Pair | None = None
    motion: Motion = field(default_factory=Motion)
    other: Exhibit | None = None
    link: Hit | None = None
    outcome: str | None = None
    occurrence: Occurrence | None = None
    unit: str | None = None
    camera: Camera = HOME
    cut: OwnCut | None = None
    relations: tuple[int, int] | None = None

    def unfolded(self) -> PhiStructure:
        """Return the Φ-structure, or say that it is missing."""
        if self.structure is None:
            raise PhiscopeError(tr("There is no result to draw yet; run the analysis first."))
        return self.structure

    def accounted(self) -> Account:
        """Return the account, or say that it is missing."""
        if self.account is None:
            raise PhiscopeError(tr("There is no account to draw yet; run the analysis first."))
        return self.account

    def searched(self) -> Complexes:
        """Return the complexes, or say that they are missing."""
        if self.complexes is None:
            raise PhiscopeError(tr("The complexes are not known yet; find them first."))
        return self.complexes


def with_needs(exhibit: Exhibit, needs: Set[str], note: Report, stop: threading.Event) -> Exhibit:
    """Return the exhibit with what is needed beyond it; the transition is the caller's to know.

    ``needs`` are "structure", "complexes", "other" (both sides), "course" (φ in the states of the dynamics),
    "sweep", and others for which nothing is to be computed.
    """
    snapshot, motion = exhibit.snapshot, exhibit.motion
    if needs & {"structure", "other"} and exhibit.structure is None:
        exhibit = replace(exhibit, structure=unfold_job(snapshot, note, stop))
    if "other" in needs and exhibit.other is not None:
        exhibit = replace(exhibit, other=with_needs(exhibit.other, {"structure"}, note, stop))
    if "complexes" in needs and exhibit.complexes is None:
        exhibit = replace(exhibit, complexes=search_job(snapshot, note, stop))
    if "course" in needs:
        rows = wanted(snapshot, (*motion.states, snapshot.state))
        motion = replace(motion, measured=measured(snapshot, rows, motion.measured, note, stop))
    if "sweep" in needs and motion.swept is None:
        sweeping = motion.sweeping or usual(snapshot.substrate)
        motion = replace(motion, sweeping=sweeping, swept=swept(snapshot, sweeping, note, stop))
    return replace(exhibit, motion=motion)
