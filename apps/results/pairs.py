"""Jobs of the step-by-step panes, for a worker thread: a mechanism over a purview, a system, a cut."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from engine.errors import PhiscopeError
from engine.iit4.cuts import MechanismCut, Side, SystemCut, cut_mechanism, cut_system
from engine.iit4.purviews import PurviewAnalysis, analyse_purview
from engine.iit4.system import CandidateSystem, candidate_system
from engine.words import tr
from viz.view.arithmetic import ArithmeticView, mechanism_arithmetic, system_arithmetic
from viz.view.cutting import (
    mechanism_cut_view,
    mechanism_key,
    pair_numbers,
    part_numbers,
    purview_key,
    system_cut_view,
)
from viz.view.letters import letters
from viz.view.pair import PairView, pair_view
from viz.view.scissors import Sliced, scissors_view
from viz.view.whyzero import why_zero_view

if TYPE_CHECKING:
    from apps.results.findings import Findings
    from engine.iit4.integration import SystemIntegration
    from engine.iit4.partitions import MechanismPartition, SystemPartition
    from viz.view.substrate import SubstrateView

LARGEST = 20
"""Most units of mechanism and purview together; their joint table then has a million entries."""


@dataclass(frozen=True, slots=True)
class Pair:
    """A mechanism, a purview (labels in system order) and a direction."""

    mechanism: tuple[str, ...]
    purview: tuple[str, ...]
    direction: Side = "effect"

    def toggled(self, side: str, label: str, units: tuple[str, ...]) -> Pair:
        """Return the pair with a unit added to one side or removed from it; the last unit of a side stays.

        Parameters
        ----------
        side : {"mechanism", "purview"}
            The side to change.
        label : str
            The unit.
        units : tuple of str
            All units of the system, in system order.
        """
        now = set(self.mechanism if side == "mechanism" else self.purview) ^ {label}
        chosen = tuple(u for u in units if u in now)
        if not chosen:
            return self
        return replace(self, mechanism=chosen) if side == "mechanism" else replace(self, purview=chosen)

    def within(self, units: tuple[str, ...]) -> Pair | None:
        """Return the pair with only those of its units that are in ``units``, None if a side has none."""
        m = tuple(u for u in units if u in self.mechanism)
        z = tuple(u for u in units if u in self.purview)
        return Pair(m, z, self.direction) if m and z else None


@dataclass(frozen=True, slots=True)
class SystemView:
    """φ_s step by step: the minimum partition as a drawing, the arithmetic, and why φ_s is 0.

    Attributes
    ----------
    name : str
        The system in its state: "aBC".
    drawing : SubstrateView
        The system with the minimum partition.
    numbers : dict of str to int
        The part of each unit.
    arithmetic : ArithmeticView
        The terms of φ_s.
    why : str
        Why φ_s is 0; empty if it is not.
    """

    name: str
    drawing: SubstrateView
    numbers: dict[str, int]
    arithmetic: ArithmeticView
    why: str


def pair_job(found: Findings, pair: Pair) -> PairView:
    """Return what a mechanism specifies over a purview, and its φ."""
    system, analysis, minimum = _analysed(found, pair)
    return pair_view(system, analysis, minimum)


def system_job(found: Findings) -> SystemView:
    """Return the computation of φ_s, step by step."""
    system, structure = _system(found), found.structure
    cut = _minimum(system, structure.integration)
    zero = why_zero_view(found.snapshot.substrate, structure)
    free = structure.reason in (None, "reducible", "deterministic-cap")
    view = system_arithmetic(cut, system.state, structure.formalism, True, None if free else zero.sentence)
    return SystemView(
        letters(system.labels, system.state),
        *_drawn(found, system, cut),
        view,
        zero.sentence,
    )


def cut_system_job(found: Findings, partition: SystemPartition | None) -> Sliced:
    """Return a cut of the system beside the minimum partition.

    ``partition`` is None if nothing is cut yet.
    """
    system = _system(found)
    minimum = _minimum(system, found.structure.integration)
    own = None
    if partition is not None:
        own = cut_system(system, partition, minimum.cause.state, minimum.effect.state)
    return Sliced(
        letters(system.labels, system.state),
        *_drawn(found, system, own),
        None if own is None else system_arithmetic(own, system.state, found.structure.formalism, False),
        "",
        *_drawn(found, system, minimum),
        None if own is None else scissors_view(own, minimum),
    )


def cut_pair_job(found: Findings, pair: Pair, partition: MechanismPartition | None) -> Sliced:
    """Return a cut between a mechanism and its purview beside the minimum partition.

    ``partition`` is None if nothing is cut yet.
    """
    system, analysis, minimum = _analysed(found, pair)
    own, problem = None, ""
    whole = ((pair.mechanism, pair.purview),)
    if partition is not None:
        try:
            own = cut_mechanism(
                system, pair.direction, pair.mechanism, pair.purview, analysis.specified, partition
            )
        except PhiscopeError as error:
            problem = str(error)

    def drawn(parts) -> SubstrateView:
        return mechanism_cut_view(
            system, pair.direction, pair.mechanism, pair.purview, analysis.specified, parts
        )

    mechanism = letters(analysis.mechanism, analysis.mechanism_state)
    purview = letters(analysis.purview, analysis.specified)
    return Sliced(
        tr("{mechanism} and its cause {purview}", mechanism=mechanism, purview=purview)
        if pair.direction == "cause"
        else tr("{mechanism} and its effect {purview}", mechanism=mechanism, purview=purview),
        drawn(whole if partition is None else partition.parts),
        {} if partition is None else pair_numbers(partition.parts),
        None if own is None else mechanism_arithmetic(own, minimum=False),
        problem,
        drawn(analysis.partition.parts),
        pair_numbers(analysis.partition.parts),
        None if own is None else scissors_view(own, minimum),
    )


def pair_units(pair: Pair) -> tuple[str, ...]:
    """Return the names of a pair's units in its drawing: the mechanism's, then the purview's."""
    return (*map(mechanism_key, pair.mechanism), *map(purview_key, pair.purview))


def first_pair(found: Findings, index: int | None, direction: Side) -> Pair:
    """Return the mechanism of a distinction and its purview in a direction.

    Parameters
    ----------
    found : Findings
        The Φ-structure.
    index : int, optional
        Index of the distinction; None, or one that does not exist, takes the first. Without any distinctions
        the pair is the first unit over itself.
    direction : {"cause", "effect"}
        The side of the distinction whose purview is taken.
    """
    distinctions, units = found.structure.distinctions, found.structure.units
    if index is not None and index < len(distinctions):
        distinction = distinctions[index]
        side = distinction.cause if direction == "cause" else distinction.effect
        return Pair(tuple(distinction.mechanism), tuple(side.units), direction)
    return first_pair(found, 0, direction) if distinctions else Pair(units[:1], units[:1], direction)


def _system(found: Findings) -> CandidateSystem:
    return candidate_system(found.snapshot.substrate, found.snapshot.state, found.structure.units)


def _minimum(system: CandidateSystem, found: SystemIntegration) -> SystemCut:
    assert found.mip is not None
    return cut_system(system, found.mip, found.cause_state, found.effect_state)


def _analysed(found: Findings, pair: Pair) -> tuple[CandidateSystem, PurviewAnalysis, MechanismCut]:
    if len(pair.mechanism) + len(pair.purview) > LARGEST:
        raise PhiscopeError(
            tr(
                "Mechanism and purview have more than {most} units together; take some of them out.",
                most=LARGEST,
            )
        )
    system = _system(found)
    analysis = analyse_purview(system, pair.direction, pair.mechanism, pair.purview)
    minimum = cut_mechanism(
        system, pair.direction, pair.mechanism, pair.purview, analysis.specified, analysis.partition
    )
    return system, analysis, minimum


def _drawn(
    found: Findings, system: CandidateSystem, cut: SystemCut | None
) -> tuple[SubstrateView, dict[str, int]]:
    """Return the drawing of the system with a cut, or uncut if it is None, and the part of each unit."""
    snapshot = found.snapshot
    partition = None if cut is None else cut.partition
    view = system_cut_view(snapshot.substrate, snapshot.state, system.labels, partition)
    return view, {} if cut is None else part_numbers(cut.partition.parts)


@dataclass(frozen=True, slots=True)
class OwnCut:
    """A cut made by hand.

    Attributes
    ----------
    partition : SystemPartition or MechanismPartition
        The cut.
    pair : Pair, optional
        Mechanism and purview that are cut; None if the system is cut.
    revealed : bool
        Whether the minimum partition is shown beside it.
    """

    partition: SystemPartition | MechanismPartition
    pair: Pair | None = None
    revealed: bool = False
