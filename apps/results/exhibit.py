"""An exhibit: a document with its results, from which figures, tables and texts are made."""

from __future__ import annotations

import threading
from collections.abc import Callable, Set
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, TypeAlias

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


Making: TypeAlias = Callable[[Exhibit, Report, threading.Event], Any]


def _of_document(job: Callable[[Snapshot, Report, threading.Event], Any]) -> Making:
    return lambda exhibit, note, stop: job(exhibit.snapshot, note, stop)


def _plane(exhibit: Exhibit, note: Report, stop: threading.Event) -> Plane:
    return measured_plane(exhibit.snapshot, usual_plane(exhibit.snapshot.substrate), note, stop)


def _bounds(exhibit: Exhibit) -> Bounds:
    from engine.grain.bounds import Bounds

    return exhibit.grain_bounds or Bounds()


NEEDS: dict[str, tuple[str, Making]] = {
    "structure": ("structure", _of_document(unfold_job)),
    "complexes": ("complexes", _of_document(search_job)),
    "versions": ("versions", _of_document(versions_job)),
    "version-states": ("version_states", _of_document(version_states_job)),
    "concepts": ("constellation", lambda e, *watch: None if e.versions else conceive_job(e.snapshot, *watch)),
    "simulation": ("moment", _of_document(first_moment)),
    "scaling": ("scales", lambda _exhibit, *watch: scaling_job(*watch)),
    "atlas": ("atlas", lambda *_watch: first_atlas()),
    "plane": ("plane", _plane),
    "comparison": ("comparison", lambda e, *watch: comparison_job(e.snapshot, _bounds(e).within, *watch)),
    "grains": ("grains", lambda e, *watch: grains_job(e.snapshot, _bounds(e), *watch)),
    "grain-steps": ("grain_steps", lambda e, *watch: steps_job(e.snapshot, e.macro_unit, *watch)),
}
"""What an exhibit can be asked for -> its attribute, and what computes it if that is None."""
OTHERS = {"other", "course", "sweep", "account", "walk", ""}
"""Both sides of a comparison, and measures of the dynamics; the last three are left to the caller."""


def with_needs(exhibit: Exhibit, needs: Set[str], note: Report, stop: threading.Event) -> Exhibit:
    """Return ``exhibit`` with the missing results computed.

    Parameters
    ----------
    exhibit : Exhibit
        A document and the results there are.
    needs : set of str
        Of `NEEDS` and `OTHERS`; a `ValueError` refuses any other.
    note : callable
        ``note(fraction, phase)`` reports progress.
    stop : threading.Event
        Cancels when set.
    """
    if unknown := needs - NEEDS.keys() - OTHERS:
        raise ValueError(f"there are no needs {sorted(unknown)}")
    asked = {*needs, "structure"} if "other" in needs else needs
    for need, (attribute, make) in NEEDS.items():
        if need in asked and getattr(exhibit, attribute) is None:
            exhibit = replace(exhibit, **{attribute: make(exhibit, note, stop)})
    if "other" in needs and exhibit.other is not None:
        exhibit = replace(exhibit, other=with_needs(exhibit.other, {"structure"}, note, stop))
    snapshot, motion = exhibit.snapshot, exhibit.motion
    if "course" in needs:
        rows = wanted(snapshot, (*motion.states, snapshot.state))
        motion = replace(motion, measured=measured(snapshot, rows, motion.measured, note, stop))
    if "sweep" in needs and motion.swept is None:
        sweeping = motion.sweeping or usual(snapshot.substrate)
        motion = replace(motion, sweeping=sweeping, swept=swept(snapshot, sweeping, note, stop))
    return replace(exhibit, motion=motion)
