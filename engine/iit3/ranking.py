"""Complexes of IIT 3.0: the candidate systems of largest Φ that do not overlap."""

import time
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from itertools import combinations
from typing import TYPE_CHECKING

from engine.errors import TooLargeError
from engine.formalisms import IIT3, formalism_of, keys_of
from engine.frames import frame
from engine.iit3.mechanisms import TieRule
from engine.iit3.minimum_cut import constellation, minimum_cut
from engine.iit3.system import MAX_UNITS, CandidateSet, check_binary, conditioned, is_connected, is_reachable
from engine.iit4.complexes import check_all_sets
from engine.iit4.tolerance import TOLERANCE, ranked, slack
from engine.kernels.iit3_tables import conditional_tables
from engine.run import jobs
from engine.run.jobs import Cancel, Control, Piece, Report, Watch
from engine.shown import Shown
from engine.substrate.states import State
from engine.substrate.substrate import Substrate
from engine.version import engine_version
from engine.words import tr, trn

if TYPE_CHECKING:
    from pandas import DataFrame


@dataclass(frozen=True, slots=True)
class RankedSystem:
    """A candidate system with its Φ; `by` are the complexes that exclude it, and `reason` why Φ is 0."""

    units: tuple[str, ...]
    big_phi: float
    reason: str | None = None
    by: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True, slots=True, repr=False)
class RankedSystems(Shown):
    """All candidate systems of at least two units: the complexes, and what they exclude.

    `ties` are overlapping systems of one Φ, of which the larger, then the first by index, was taken.
    """

    complexes: tuple[RankedSystem, ...]
    excluded: tuple[RankedSystem, ...]
    candidates: tuple[RankedSystem, ...]
    ties: tuple[tuple[tuple[str, ...], ...], ...]
    state: tuple[int, ...]
    formalism: str
    tie_rule: TieRule
    substrate_sha256: str
    version: str
    seconds: float

    @property
    def is_tied(self) -> bool:
        """Whether overlapping candidate systems tie, of which one was taken."""
        return bool(self.ties)

    def __repr__(self) -> str:
        """Return one line: the complexes with their Φ, and of how many candidate systems."""
        found = ", ".join(f"{' '.join(c.units)}: Φ = {c.big_phi:.4g}" for c in self.complexes)
        sets = trn("{n:,} candidate system", "{n:,} candidate systems", len(self.candidates))
        said = formalism_of(self.formalism).name
        return f"RankedSystems({found or 'none'}; {sets}; {said})"

    def to_frame(self) -> "DataFrame":
        """Return the candidate systems as a table of pandas, largest Φ first; its ``attrs`` say what of.

        Returns
        -------
        pandas.DataFrame
            Units as tuples; Φ in bits; ``verdict`` is "complex", "excluded" (``by`` tells by which), or why Φ
            is 0.
        """
        chosen = {each.units for each in self.complexes}
        by = {each.units: each.by for each in self.excluded}
        rows = [self.candidates[i] for i in ranked(each.big_phi for each in self.candidates)]
        columns = {
            "units": [each.units for each in rows],
            "size": [len(each.units) for each in rows],
            "big_phi": [each.big_phi for each in rows],
            "verdict": [
                "complex" if r.units in chosen else "excluded" if r.units in by else r.reason or ""
                for r in rows
            ],
            "by": [by.get(each.units, ()) for each in rows],
        }
        kept = ("formalism", "state", "substrate_sha256", "version")
        return frame(columns, {name: getattr(self, name) for name in kept})

    def to_dict(self) -> dict:
        """Return plain JSON types."""
        return {
            "formalism": self.formalism,
            "tie_rule": self.tie_rule,
            "state": list(self.state),
            "substrate_sha256": self.substrate_sha256,
            "version": self.version,
            "seconds": self.seconds,
            "complexes": [{"units": list(c.units), "big_phi": c.big_phi} for c in self.complexes],
            "excluded": [
                {"units": list(e.units), "big_phi": e.big_phi, "by": [list(by) for by in e.by]}
                for e in self.excluded
            ],
            "ties": [[list(units) for units in tied] for tied in self.ties],
            "candidates": len(self.candidates),
        }


def complexes(
    substrate: Substrate,
    state: State,
    formalism: str = IIT3,
    ties: TieRule = "largest",
    report: Report | None = None,
    cancel: Cancel | None = None,
) -> RankedSystems:
    """Find Φ of every set of at least two units and select the complexes by descending Φ (IIT 3.0).

    A set that no state of its own leads to is no candidate. Overlapping sets that tie: the larger one, then
    the first by index, is taken, and the tie is told; the 2014 paper leaves it open.

    Raises
    ------
    SubstrateError
        If a unit has more than two states.
    TooLargeError
        If a strongly connected set has more than `MAX_UNITS` units, or there are too many sets.
    Cancelled
        If `cancel` is set.
    """
    started = time.perf_counter()
    formalism_of(formalism, keys_of("iit3")).choices["ties"].reading(ties)
    check_binary(substrate)
    check_all_sets(substrate)
    now = substrate.parse_state(state)
    sets = [c for k in range(substrate.n, 1, -1) for c in combinations(range(substrate.n), k)]
    pieces = [
        Piece(partial(_evaluate, substrate, now, inside, ties), 1, 8.0 ** len(inside)) for inside in sets
    ]
    found = jobs.run(pieces, Watch(tr("complexes"), report, cancel))
    candidates = tuple(each for each in found if each is not None)
    chosen, excluded, tied = select(candidates)
    return RankedSystems(
        chosen, excluded, candidates, tied, now, formalism, ties,
        substrate.sha256, engine_version(), time.perf_counter() - started,
    )  # fmt: skip


def _evaluate(
    substrate: Substrate, state: tuple[int, ...], inside: tuple[int, ...], ties: TieRule, control: Control
) -> RankedSystem | None:
    """Return Φ of a set of units, None if no state leads to it."""
    tpm = conditioned(substrate, state, inside)
    own = tuple(state[i] for i in inside)
    labels = tuple(substrate.labels[i] for i in inside)
    if not is_reachable(tpm, own):
        return None
    if not is_connected(tpm):
        return RankedSystem(labels, 0.0, "not-strongly-connected")
    if len(inside) > MAX_UNITS:
        said = tr(
            "IIT 3.0 takes candidate systems of at most {most} units, and {n} of this network are connected "
            "with each other: choose a smaller network, or analyse a candidate system of it.",
            most=MAX_UNITS,
            n=len(inside),
        )
        raise TooLargeError(said, field="system")
    system = CandidateSet(labels, own, tpm, conditional_tables(tpm), True)
    with jobs.using(jobs.Here(control)):
        watch = Watch(tr("complexes"))
        best = minimum_cut(constellation(system, ties, watch), watch)
    control[1] = 1
    return RankedSystem(labels, best.phi, best.reason)


def select(
    candidates: Sequence[RankedSystem],
) -> tuple[tuple[RankedSystem, ...], tuple[RankedSystem, ...], tuple[tuple[tuple[str, ...], ...], ...]]:
    """Select complexes by descending Φ; return them, what they exclude, and ties that were broken."""
    left = [each for each in candidates if each.big_phi > TOLERANCE]
    chosen: list[RankedSystem] = []
    excluded: list[RankedSystem] = []
    ties = []
    while left:
        best = max(each.big_phi for each in left)
        equal = [each for each in left if each.big_phi >= best - slack(best)]
        winner = max(equal, key=lambda each: len(each.units))  # the first by index among the largest
        rivals = [each for each in equal if each is not winner and set(each.units) & set(winner.units)]
        if rivals:
            ties.append((winner.units, *(each.units for each in rivals)))
        chosen.append(winner)
        beaten = [each for each in left if each is not winner and set(each.units) & set(winner.units)]
        excluded += [RankedSystem(each.units, each.big_phi, None, (winner.units,)) for each in beaten]
        left = [each for each in left if each is not winner and each not in beaten]
    return tuple(chosen), tuple(excluded), tuple(ties)
