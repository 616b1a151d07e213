"""Φ of IIT 3.0: the constellation of concepts, the cut that changes it least, and how much that is."""

import time
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from engine.formalisms import IIT3, formalism_of, keys_of
from engine.frames import frame
from engine.iit3.concepts import Concept, concept
from engine.iit3.constellations import Move
from engine.iit3.cuts import Uncut, cut_rows
from engine.iit3.mechanisms import (
    TieRule,
    effect_rows,
    repertoires,
)
from engine.iit3.minimum_cut import MinimumCut, Reason, constellation, minimum_cut
from engine.iit3.system import CandidateSet, candidate_set
from engine.run import jobs
from engine.run.jobs import Cancel, Report, Watch
from engine.shown import Shown
from engine.substrate.states import State
from engine.substrate.substrate import Substrate
from engine.version import engine_version
from engine.words import tr

if TYPE_CHECKING:
    from pandas import DataFrame


@dataclass(frozen=True, slots=True)
class Transported:
    """Mass moved from a concept to one of the cut constellation; None is the null concept."""

    source: tuple[str, ...] | None
    target: tuple[str, ...] | None
    mass: float
    distance: float

    def to_dict(self) -> dict:
        """Return plain JSON types."""
        return {
            "from": None if self.source is None else list(self.source),
            "to": None if self.target is None else list(self.target),
            "mass": self.mass,
            "distance": self.distance,
        }


@dataclass(frozen=True, slots=True, repr=False)
class ConceptualStructure(Shown):
    """Everything IIT 3.0 says of a candidate system in a state.

    Attributes
    ----------
    big_phi : float
        Φ: the extended earth mover's distance of the constellation from that under the minimum cut.
    reason : str or None
        Why Φ is 0, None if it is not.
    conceptual_information : float
        Σ φ times the distance of each concept from the null concept.
    cut : pair of tuples of str, or None
        From the first units to the second; None if there is no concept to lose.
    tied_cuts : tuple of pairs
        All cuts of the same Φ, if there are several.
    concepts, concepts_after_cut : tuple of Concept
    transport : tuple of Transported
        What moves; Σ mass · distance is Φ.
    unconstrained : tuple of float
        P(ON next) of each unit if nothing is known of the present: the future of the null concept. It is not
        part of the JSON.
    """

    labels: tuple[str, ...]
    units: tuple[str, ...]
    state: tuple[int, ...]
    formalism: str
    tie_rule: TieRule
    big_phi: float
    reason: Reason | None
    conceptual_information: float
    cut: tuple[tuple[str, ...], tuple[str, ...]] | None
    tied_cuts: tuple[tuple[tuple[str, ...], tuple[str, ...]], ...]
    concepts: tuple[Concept, ...]
    concepts_after_cut: tuple[Concept, ...]
    transport: tuple[Transported, ...]
    unconstrained: tuple[float, ...]
    substrate_sha256: str
    version: str
    seconds: float

    @property
    def ties(self) -> dict[str, list]:
        """Tied cuts, and the mechanisms and directions in which purviews tie."""
        return {
            "cuts": [{"from": list(a), "to": list(b)} for a, b in self.tied_cuts],
            "purviews": [
                {
                    "mechanism": list(each.mechanism),
                    "direction": direction,
                    "purviews": [list(p) for p in side.ties],
                }
                for each in self.concepts
                for direction, side in (("cause", each.cause), ("effect", each.effect))
                if side.ties
            ],
        }

    def __repr__(self) -> str:
        """Return one line: the system, Φ or why it is 0, the concepts, the cut."""
        said = formalism_of(self.formalism)
        reason = f" ({self.reason})" if self.reason else ""
        cut = "" if self.cut is None else f", {' '.join(self.cut[0])} ✂ {' '.join(self.cut[1])}"
        state = "".join(map(str, self.state))
        return (
            f"ConceptualStructure({' '.join(self.units)}={state}: Φ = {self.big_phi:.4g} {said.units}"
            f"{reason}, {said.counted(len(self.concepts))}{cut}; {said.name})"
        )

    def to_frame(self) -> "DataFrame":
        """Return the concepts as a table of pandas, a row each; its ``attrs`` say what of.

        Returns
        -------
        pandas.DataFrame
            Units and states as tuples; φ in bits; ``tied`` tells whether another purview has the same φ.
        """
        columns = {
            "mechanism": [each.mechanism for each in self.concepts],
            "state": [each.state for each in self.concepts],
            "phi": [each.phi for each in self.concepts],
        }
        for name in ("cause", "effect"):
            sides = [each.cause if name == "cause" else each.effect for each in self.concepts]
            columns |= {
                name: [side.purview for side in sides],
                f"phi_{name}": [side.phi for side in sides],
                f"{name}_tied": [bool(side.ties) for side in sides],
            }
        kept = ("formalism", "units", "state", "big_phi", "reason", "substrate_sha256", "version")
        return frame(columns, {name: getattr(self, name) for name in kept})

    def to_dict(self) -> dict:
        """Return plain JSON types."""
        return {
            "formalism": self.formalism,
            "tie_rule": self.tie_rule,
            "units": list(self.units),
            "state": list(self.state),
            "substrate_sha256": self.substrate_sha256,
            "version": self.version,
            "seconds": self.seconds,
            "big_phi": self.big_phi,
            "reason": self.reason,
            "conceptual_information": self.conceptual_information,
            "cut": None if self.cut is None else {"from": list(self.cut[0]), "to": list(self.cut[1])},
            "ties": self.ties,
            "concepts": [each.to_dict() for each in self.concepts],
            "concepts_after_cut": [each.to_dict() for each in self.concepts_after_cut],
            "transport": [each.to_dict() for each in self.transport],
        }


def unfold(
    substrate: Substrate,
    state: State,
    units: Iterable[str] | str | None = None,
    formalism: str = IIT3,
    ties: TieRule = "largest",
    report: Report | None = None,
    cancel: Cancel | None = None,
) -> ConceptualStructure:
    """Unfold the constellation of concepts of a candidate system and find its Φ (IIT 3.0).

    >>> from engine import Substrate, iit3
    >>> s = Substrate.from_rules({"A": "B | C", "B": "A & C", "C": "A ^ B"})
    >>> r = iit3.unfold(s, "Abc")
    >>> round(r.big_phi, 4), len(r.concepts)
    (1.9167, 6)

    Parameters
    ----------
    substrate : Substrate
        Of binary units.
    state : tuple of int, label string or dict
        Present state of the whole substrate.
    units : iterable of str, optional
        Labels of the candidate system, at most `MAX_UNITS`; the whole substrate by default.
    formalism : str
        The key of this formalism.
    ties : {"largest", "smallest"}
        Which of several purviews of the same φ is the core cause or effect.
    report : callable(fraction, phase), optional
    cancel : object with is_set(), optional

    Raises
    ------
    UnreachableStateError
        If no state of the candidate system leads to its state.
    Cancelled
        If `cancel` is set.
    """
    started = time.perf_counter()
    formalism_of(formalism, keys_of("iit3")).choices["ties"].reading(ties)
    now = substrate.parse_state(state)
    system = candidate_set(substrate, now, units)
    uncut = constellation(system, ties, Watch(tr("concepts"), report, cancel))
    best = minimum_cut(uncut, Watch(tr("cuts"), report, cancel))
    return _result(substrate, uncut, best, formalism, started)


def _result(
    substrate: Substrate, uncut: Uncut, best: MinimumCut, formalism: str, started: float
) -> ConceptualStructure:
    system = uncut.system
    whole = system.whole

    def sides(source: int) -> tuple[tuple[str, ...], tuple[str, ...]]:
        return system.names(source), system.names(whole ^ source)

    return ConceptualStructure(
        labels=tuple(substrate.labels),
        units=system.labels,
        state=system.state,
        formalism=formalism,
        tie_rule=uncut.ties,
        big_phi=best.phi,
        reason=best.reason,
        conceptual_information=uncut.information,
        cut=sides(best.source) if best.source else None,
        tied_cuts=tuple(sides(source) for source in best.tied) if len(best.tied) > 1 else (),
        concepts=_concepts(uncut),
        concepts_after_cut=_concepts_after(uncut, best) if best.after is not None else (),
        transport=tuple(_transported(system, move) for move in best.moves),
        unconstrained=tuple(uncut.made.effects[0].tolist()),
        substrate_sha256=substrate.sha256,
        version=engine_version(),
        seconds=time.perf_counter() - started,
    )


def _concepts(uncut: Uncut) -> tuple[Concept, ...]:
    return tuple(
        concept(uncut.system, uncut.made, at, uncut.causes[m], uncut.effects[m])
        for m, at in uncut.concepts.items()
    )


def _concepts_after(uncut: Uncut, best: MinimumCut) -> tuple[Concept, ...]:
    """Return the concepts under the minimum cut, each with the bipartitions found for it there."""
    system, source = uncut.system, best.source
    made = repertoires(system, source)
    found = []
    for m, at in (best.after or {}).items():
        effects = effect_rows(system, made, m)
        split = m & source and m & ~source
        causes = cut_rows(uncut, made, m, source, jobs.new_control()) if split else uncut.causes[m]
        found.append(concept(system, made, at, causes, effects))
    return tuple(found)


def _transported(system: CandidateSet, move: Move) -> Transported:
    def name(mechanism: int | None) -> tuple[str, ...] | None:
        return None if mechanism is None else system.names(mechanism)

    return Transported(name(move.source), name(move.target), move.mass, move.distance)
