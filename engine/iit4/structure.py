"""Φ-structures: φ_s, distinctions, relations and Φ of a candidate system in a state (IIT 4.0)."""

import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from math import isfinite

from engine.errors import PhiscopeError
from engine.formalisms import DEFAULT, formalism_of, keys_of
from engine.iit4.distinctions import (
    Distinction,
    MaximalPurview,
    PurviewChoice,
    PurviewTie,
    TieRule,
    congruent_distinctions,
)
from engine.iit4.exact_sums import ExactSum
from engine.iit4.integration import SystemIntegration, close, integrate
from engine.iit4.mechanisms import Irreducible, irreducible_mechanisms
from engine.iit4.partitions import SystemPartition
from engine.iit4.relations import Relations, exact_big_phi
from engine.iit4.system import CandidateSystem, candidate_system
from engine.iit4.ties import big_phi_range
from engine.run.jobs import Cancel, Piece, Report, Threads, Watch, run_here
from engine.substrate.states import State
from engine.substrate.substrate import Substrate
from engine.version import engine_version
from engine.words import tr

# Up to so many units φ_s takes 10 ms.
BLINK_UNITS = 10


@dataclass(frozen=True, slots=True)
class PhiStructure:
    """The Φ-structure of a candidate system; values in ibits.

    Attributes
    ----------
    labels : tuple of str
        Of the whole substrate.
    units, state : tuple
        Labels and state of the candidate system.
    integration : SystemIntegration
    distinctions : tuple of Distinction
    incongruent : int
        Number of mechanisms with φ_d > 0 that are not congruent with the system's specified states.
    relations : Relations
    big_phi_range, big_phi_range_exhaustive : (float, float), bool
        Least and largest Φ over the choices among tied congruent purviews, and whether all were tried.
    by_hand : tuple of PurviewChoice
        Purviews chosen in place of those of the tie rule (see `choose_purviews`).
    """

    labels: tuple[str, ...]
    units: tuple[str, ...]
    state: tuple[int, ...]
    formalism: str
    tie_rule: TieRule
    integration: SystemIntegration
    distinctions: tuple[Distinction, ...]
    incongruent: int
    relations: Relations
    big_phi_range: tuple[float, float]
    big_phi_range_exhaustive: bool
    substrate_sha256: str
    version: str
    seconds: float
    by_hand: tuple[PurviewChoice, ...] = ()

    @property
    def phi_s(self) -> float:
        """System integrated information φ_s."""
        return self.integration.phi_s

    @property
    def reason(self) -> str | None:
        """Why φ_s is 0; None if it is not."""
        return self.integration.reason

    @property
    def mip(self) -> SystemPartition | None:
        """The minimum partition of the system."""
        return self.integration.mip

    @property
    def sum_phi_d(self) -> float:
        """Σφ_d."""
        return sum(d.phi for d in self.distinctions)

    @property
    def big_phi(self) -> float:
        """Φ = Σφ_d + Σφ_r (eq. 59); infinity if it exceeds the largest double."""
        return float(self.exact_big_phi)

    @property
    def exact_big_phi(self) -> ExactSum:
        """Φ without overflow."""
        return exact_big_phi(self.relations, self.distinctions)

    @property
    def ties(self) -> dict[str, list]:
        """Every tie: the pairs of tied system states, and the mechanisms with tied purviews."""
        mechanisms = [
            {"mechanism": list(d.mechanism), "direction": name, "ties": [_tie_dict(t) for t in side.ties]}
            for d in self.distinctions
            for name, side in (("cause", d.cause), ("effect", d.effect))
            if side.ties
        ]
        states = [{"cause_state": list(c), "effect_state": list(e)} for c, e in self.integration.ties]
        return {"states": states, "purviews": mechanisms}

    def to_dict(self) -> dict:
        """Return plain JSON types, as `phiscope analyze --json` writes them."""
        i, r = self.integration, self.relations
        return {
            "formalism": self.formalism,
            "tie_rule": self.tie_rule,
            "units": list(self.units),
            "state": list(self.state),
            "substrate_sha256": self.substrate_sha256,
            "version": self.version,
            "seconds": self.seconds,
            "phi_s": i.phi_s,
            "normalized_phi_s": i.normalized_phi_s,
            "phi_c": i.phi_c,
            "phi_e": i.phi_e,
            "reason": i.reason,
            "cause_state": list(i.cause_state),
            "effect_state": list(i.effect_state),
            "ii_c": i.ii_c,
            "ii_e": i.ii_e,
            "mip": i.mip.to_dict() if i.mip else None,
            "distinctions": [_distinction_dict(d) for d in self.distinctions],
            "incongruent": self.incongruent,
            "sum_phi_d": self.sum_phi_d,
            "relations": {
                "count": r.count,
                "sum_phi": r.exact_sum.json,
                "log2_sum_phi": _finite(r.log2_sum_phi),
                "by_degree": {str(degree): count for degree, count in r.by_degree.items()},
            },
            "big_phi": self.exact_big_phi.json,
            "log2_big_phi": _finite(self.exact_big_phi.log2),
            "big_phi_range": [_finite(value) for value in self.big_phi_range],
            "big_phi_range_exhaustive": self.big_phi_range_exhaustive,
            "ties": self.ties,
            # Left out unless a person chose, so that files of the rule alone stay the same.
            **({"by_hand": [choice.to_dict() for choice in self.by_hand]} if self.by_hand else {}),
        }


def _finite(value: float) -> float | None:
    """Return a finite value, or None for infinity, which JSON does not have."""
    return value if isfinite(value) else None


def _tie_dict(tie: PurviewTie) -> dict:
    return {"purview": list(tie.units), "state": list(tie.state), "congruent": tie.congruent}


def _purview_dict(purview: MaximalPurview) -> dict:
    return {
        "purview": list(purview.units),
        "state": list(purview.state),
        "phi": purview.phi,
        "ties": [_tie_dict(t) for t in purview.ties],
    }


def _distinction_dict(distinction: Distinction) -> dict:
    return {
        "mechanism": list(distinction.mechanism),
        "phi": distinction.phi,
        "cause": _purview_dict(distinction.cause),
        "effect": _purview_dict(distinction.effect),
    }


def unfold(
    substrate: Substrate,
    state: State,
    units: Iterable[str] | str | None = None,
    formalism: str = DEFAULT,
    ties: TieRule = "largest",
    report: Report | None = None,
    cancel: Cancel | None = None,
) -> PhiStructure:
    """Unfold the Φ-structure of a candidate system (IIT 4.0).

    Parameters
    ----------
    substrate : Substrate
    state : tuple of int, label string or dict
        Present state of the whole substrate, as `Substrate.parse_state` reads it.
    units : iterable of str, optional
        Labels of the candidate system; the whole substrate by default.
    formalism : str
        A key of `engine.formalisms.FORMALISMS`. The 2026 revision caps φ_s by ii(s); distinctions and
        relations are the same.
    ties : {"largest", "smallest"}
        Which of several tied congruent purviews to take.
    report : callable(fraction, phase), optional
        Called from this thread with the progress.
    cancel : object with is_set(), optional
        Stops the work within a tenth of a second.

    Returns
    -------
    PhiStructure

    Raises
    ------
    UnreachableStateError
        If no state leads to `state`.
    Cancelled
        If `cancel` is set.
    """
    formalism_of(formalism, keys_of("iit4"))
    if ties not in ("largest", "smallest"):
        raise PhiscopeError(
            tr("Unknown tie rule {ties!r}: use largest or smallest.", ties=ties), field="ties"
        )
    started = time.perf_counter()
    system = candidate_system(substrate, substrate.parse_state(state), units)
    candidates = _integrate(system, formalism, Watch("φ_s", report, cancel))
    mechanisms = irreducible_mechanisms(system, report, cancel)
    structure = _assemble(substrate, system, candidates, mechanisms, formalism, ties)
    return replace(structure, seconds=time.perf_counter() - started)


def _integrate(system: CandidateSystem, formalism: str, watch: Watch) -> list[SystemIntegration]:
    """Find φ_s, in a thread that can be stopped where it takes longer than a blink."""
    piece = Piece(partial(integrate, system, formalism), 1, 1.0)
    executor = Threads(1).run if system.n > BLINK_UNITS else run_here
    return executor([piece], watch)[0]


def _assemble(
    substrate: Substrate,
    system: CandidateSystem,
    candidates: Sequence[SystemIntegration],
    mechanisms: Sequence[Irreducible],
    formalism: str,
    ties: TieRule,
) -> PhiStructure:
    """Choose among ties and put the structure together."""
    integration, distinctions = _settle_states(system, candidates, mechanisms, ties)
    relations = Relations(distinctions)
    specified = (integration.cause_state, integration.effect_state)
    least, largest, exhaustive = big_phi_range(system, mechanisms, specified)
    if not largest > least or close(least, largest):
        least = largest = float(exact_big_phi(relations, distinctions))
    return PhiStructure(
        labels=tuple(substrate.labels),
        units=system.labels,
        state=system.state,
        formalism=formalism,
        tie_rule=ties,
        integration=integration,
        distinctions=distinctions,
        incongruent=len(mechanisms) - len(distinctions),
        relations=relations,
        big_phi_range=(least, largest),
        big_phi_range_exhaustive=exhaustive,
        substrate_sha256=substrate.sha256,
        version=engine_version(),
        seconds=0.0,
    )


def _settle_states(
    system: CandidateSystem,
    candidates: Sequence[SystemIntegration],
    mechanisms: Sequence[Irreducible],
    ties: TieRule,
) -> tuple[SystemIntegration, tuple[Distinction, ...]]:
    """Among specified states tied on φ_s take those with the largest Φ; a tie that remains is recorded."""
    if len(candidates) > 1:
        # Many tied states keep the same distinctions: their Φ is summed once.
        known: dict[tuple[Distinction, ...], float] = {}
        values = []
        for c in candidates:
            kept = congruent_distinctions(system, mechanisms, (c.cause_state, c.effect_state), ties)
            if kept not in known:
                known[kept] = float(exact_big_phi(Relations(kept), kept))
            values.append(known[kept])
        best = max(values)
        candidates = [c for c, v in zip(candidates, values, strict=True) if close(v, best)]
    chosen = candidates[0]
    pairs = tuple((c.cause_state, c.effect_state) for c in candidates)
    if len(pairs) != len(chosen.ties):
        chosen = replace(chosen, ties=pairs if len(pairs) > 1 else ())
    specified = (chosen.cause_state, chosen.effect_state)
    return chosen, congruent_distinctions(system, mechanisms, specified, ties)
