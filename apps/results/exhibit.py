"""An exhibit: a document with its results, from which figures, tables and texts are made."""

from __future__ import annotations

import threading
from collections.abc import Set
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from apps.document.snapshot import Snapshot
from apps.results.atlas import first_atlas
from apps.results.dynamics import Motion, measured, wanted
from apps.results.grains import comparison_job, grains_job, steps_job
from apps.results.plane import measured_plane, usual_plane
from apps.results.scaling import scaling_job
from apps.results.simulation import first_moment
from apps.results.sweep import swept, usual
from apps.results.tasks import conceive_job, search_job, unfold_job
from apps.results.version_states import version_states_job
from apps.results.versions import versions_job
from engine.errors import PhiscopeError
from engine.run.jobs import Report
from engine.words import tr
from viz.view.camera import HOME, Camera
from viz.view.versions import constellation_in

if TYPE_CHECKING:
    from apps.results.atlas import AtlasShown
    from apps.results.grains import MacroAndMicro
    from apps.results.occurrences import Occurrence
    from apps.results.pairs import OwnCut, Pair
    from apps.results.plane import Plane
    from apps.results.scaling import Scale
    from apps.results.simulation import SimulationMoment
    from apps.results.version_states import VersionStates
    from apps.results.versions import Version
    from engine.causation.account import Account
    from engine.grain.bounds import Bounds
    from engine.grain.records import Grains
    from engine.grain.steps import GrainSteps
    from engine.iit3.structure import ConceptualStructure
    from engine.iit4.complexes import Complexes
    from engine.iit4.structure import PhiStructure
    from viz.view.account import Hit
    from viz.view.concept_space import AxisKey
    from viz.view.faces import FaceChoice


@dataclass(frozen=True, slots=True)
class Exhibit:
    """A document, the results computed for it, and what was chosen for the plots.

    Attributes
    ----------
    snapshot : Snapshot
        The document.
    structure : PhiStructure, optional
        Its Φ-structure; None if not computed.
    complexes : Complexes, optional
        Its complexes; None if not computed.
    account : Account, optional
        The account of its transition; None if not computed.
    chosen : int, optional
        Index of the chosen distinction. Its Φ-fold is highlighted and its repertoires are drawn.
    pair : Pair, optional
        Mechanism and purview of the plot of any pair; None takes the effect of the chosen distinction.
    motion : Motion
        Trajectory, measures and sweep of the dynamics.
    other : Exhibit, optional
        The right side of a comparison.
    link : tuple of two ints, optional
        Index of the chosen causal link and of its tied candidate; None takes the first.
    outcome : str, optional
        The effect unit whose gate is exchanged; None takes the last.
    occurrence : Occurrence, optional
        The occurrence without actual cause or effect to explain; None takes the first.
    unit : str, optional
        The unit whose Φ-fold is drawn, in place of that of the chosen distinction.
    camera : Camera
        Point of view on the Φ-structure in space.
    cut : OwnCut, optional
        A cut made by hand.
    faces : FaceChoice, optional
        The faces that the picture of the Φ-structure has on screen, and with them the distinctions that they
        bind; None draws all.
    relations : tuple of two ints, optional
        Degree and first row of a page of the relations; None takes the first page.
    versions : tuple of Version, optional
        What every version of the theory says; None if not computed.
    constellation : ConceptualStructure, optional
        Its constellation under IIT 3.0, if it was asked for alone; None takes that of ``versions``.
    concept : tuple of str, optional
        Mechanism of the chosen concept; None takes the one of largest φ.
    axes : tuple of AxisKey
        Axes of concept space; none takes those of largest variance.
    version_states : tuple of VersionStates, optional
        What every version says in all states; None if not computed.
    moment : SimulationMoment, optional
        A target and its computer at an update; None if not computed.
    open_modules : tuple of str
        Kinds of the computer's modules that are open; none stands for all.
    scales : tuple of Scale, optional
        How computers grow with their targets; None if not measured.
    comparison : MacroAndMicro, optional
        The macro units beside the micro units that they are made of; None if not computed.
    grains : Grains, optional
        The search across grains; None if not computed.
    grain_steps : GrainSteps, optional
        The tables between the micro TPM and a macro unit; None if not computed.
    macro_unit : str, optional
        Label of the macro unit whose mapping or steps are drawn; None takes the first that is not micro.
    grain_bounds : Bounds, optional
        Bounds of a search across grains; None takes the usual ones.
    atlas : AtlasShown, optional
        A survey of many systems; None if there is none.
    plane : Plane, optional
        φ_s over two numbers of the network; None if not computed.
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
    faces: FaceChoice | None = None
    relations: tuple[int, int] | None = None
    versions: tuple[Version, ...] | None = None
    constellation: ConceptualStructure | None = None
    concept: tuple[str, ...] | None = None
    axes: tuple[AxisKey, ...] = ()
    version_states: tuple[VersionStates, ...] | None = None
    moment: SimulationMoment | None = None
    open_modules: tuple[str, ...] = ()
    scales: tuple[Scale, ...] | None = None
    comparison: MacroAndMicro | None = None
    grains: Grains | None = None
    grain_steps: GrainSteps | None = None
    macro_unit: str | None = None
    grain_bounds: Bounds | None = None
    atlas: AtlasShown | None = None
    plane: Plane | None = None

    def unfolded(self) -> PhiStructure:
        """Return the Φ-structure, or raise a `PhiscopeError` if there is none."""
        if self.structure is None:
            raise PhiscopeError(tr("There is no result to draw yet; run the analysis first."))
        return self.structure

    def accounted(self) -> Account:
        """Return the account, or raise a `PhiscopeError` if there is none."""
        if self.account is None:
            raise PhiscopeError(tr("There is no account to draw yet; run the analysis first."))
        return self.account

    def versioned(self) -> tuple[Version, ...]:
        """Return what every version says, or raise a `PhiscopeError` if that is not known."""
        if self.versions is None:
            raise PhiscopeError(tr("The versions are not compared yet; wait for their numbers first."))
        return self.versions

    def conceived(self) -> ConceptualStructure:
        """Return the constellation of IIT 3.0, or raise a `PhiscopeError` if there is none."""
        found = self.constellation or constellation_in(self.versions or ())
        if found is None:
            raise PhiscopeError(tr("IIT 3.0 has no result for this system, so there are no concepts."))
        return found

    def searched(self) -> Complexes:
        """Return the complexes, or raise a `PhiscopeError` if there are none."""
        if self.complexes is None:
            raise PhiscopeError(tr("The complexes are not known yet; find them first."))
        return self.complexes


def with_needs(exhibit: Exhibit, needs: Set[str], note: Report, stop: threading.Event) -> Exhibit:
    """Return ``exhibit`` with the missing results computed.

    Parameters
    ----------
    exhibit : Exhibit
        A document and the results there are.
    needs : set of str
        ``"structure"``, ``"complexes"``, ``"other"`` (the Φ-structures of both sides), ``"course"`` (φ in the
        states of the dynamics), ``"sweep"``, ``"versions"``, ``"version-states"`` (every version in all
        states), ``"concepts"`` (of IIT 3.0), ``"simulation"`` (the document as the target of a computer),
        ``"scaling"``, ``"comparison"`` (macro beside micro), ``"grains"`` (the search across grains),
        ``"grain-steps"`` (from the micro TPM to a macro unit), ``"atlas"`` (a survey), ``"plane"`` (φ_s over
        two numbers).
        Other needs are ignored: the caller computes the account.
    note : callable
        ``note(fraction, phase)`` reports progress.
    stop : threading.Event
        Cancels when set.
    """
    snapshot, motion = exhibit.snapshot, exhibit.motion
    if needs & {"structure", "other"} and exhibit.structure is None:
        exhibit = replace(exhibit, structure=unfold_job(snapshot, note, stop))
    if "other" in needs and exhibit.other is not None:
        exhibit = replace(exhibit, other=with_needs(exhibit.other, {"structure"}, note, stop))
    if "complexes" in needs and exhibit.complexes is None:
        exhibit = replace(exhibit, complexes=search_job(snapshot, note, stop))
    if "versions" in needs and exhibit.versions is None:
        exhibit = replace(exhibit, versions=versions_job(snapshot, note, stop))
    if "version-states" in needs and exhibit.version_states is None:
        exhibit = replace(exhibit, version_states=version_states_job(snapshot, note, stop))
    if "concepts" in needs and exhibit.constellation is None and exhibit.versions is None:
        exhibit = replace(exhibit, constellation=conceive_job(snapshot, note, stop))
    if "simulation" in needs and exhibit.moment is None:
        exhibit = replace(exhibit, moment=first_moment(snapshot, note, stop))
    if "scaling" in needs and exhibit.scales is None:
        exhibit = replace(exhibit, scales=scaling_job(note, stop))
    if "atlas" in needs and exhibit.atlas is None:
        exhibit = replace(exhibit, atlas=first_atlas())
    if "plane" in needs and exhibit.plane is None:
        asked = usual_plane(snapshot.substrate)
        exhibit = replace(exhibit, plane=measured_plane(snapshot, asked, note, stop))
    exhibit = _with_grains(exhibit, needs, note, stop)
    if "course" in needs:
        rows = wanted(snapshot, (*motion.states, snapshot.state))
        motion = replace(motion, measured=measured(snapshot, rows, motion.measured, note, stop))
    if "sweep" in needs and motion.swept is None:
        sweeping = motion.sweeping or usual(snapshot.substrate)
        motion = replace(motion, sweeping=sweeping, swept=swept(snapshot, sweeping, note, stop))
    return replace(exhibit, motion=motion)


def _with_grains(exhibit: Exhibit, needs: Set[str], note: Report, stop: threading.Event) -> Exhibit:
    """Return ``exhibit`` with the missing results about units of any grain computed."""
    from engine.grain.bounds import Bounds

    bounds = exhibit.grain_bounds or Bounds()
    if "comparison" in needs and exhibit.comparison is None:
        found = comparison_job(exhibit.snapshot, bounds.within, note, stop)
        exhibit = replace(exhibit, comparison=found)
    if "grains" in needs and exhibit.grains is None:
        exhibit = replace(exhibit, grains=grains_job(exhibit.snapshot, bounds, note, stop))
    if "grain-steps" in needs and exhibit.grain_steps is None:
        found = steps_job(exhibit.snapshot, exhibit.macro_unit, note, stop)
        exhibit = replace(exhibit, grain_steps=found)
    return exhibit
