"""The Φ-structure of a candidate system as a value, and as plain JSON types (IIT 4.0)."""

from __future__ import annotations

from dataclasses import dataclass
from math import isfinite
from typing import TYPE_CHECKING

from engine.formalisms import formalism_of
from engine.frames import frame
from engine.iit4.distinctions import Distinction, MaximalPurview, PurviewChoice, PurviewTie
from engine.iit4.exact_sums import ExactSum
from engine.iit4.grain_record import Grain
from engine.iit4.integration import SystemIntegration
from engine.iit4.partitions import SystemPartition
from engine.iit4.readings import Readings, StateTies, TieRule
from engine.iit4.relations import Relations, exact_big_phi
from engine.shown import Shown

if TYPE_CHECKING:
    from pandas import DataFrame


@dataclass(frozen=True, slots=True, repr=False)
class PhiStructure(Shown):
    """The Φ-structure of a candidate system; values in ibits.

    Attributes
    ----------
    labels : tuple of str
        Of the whole substrate; of the macro units, if there is a `grain`.
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
    of_rule : tuple of Distinction
        The distinctions with the purviews of the tie rule, if others were chosen by hand.
    state_ties : {"paper", "first"}
        Which of several tied specified states the system has.
    grain : Grain, optional
        Of a system of macro units: the units, their history and TPMs.
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
    of_rule: tuple[Distinction, ...] = ()
    state_ties: StateTies = "paper"
    grain: Grain | None = None

    @property
    def readings(self) -> Readings:
        """The readings of ties that it follows."""
        return Readings(ties=self.tie_rule, state_ties=self.state_ties)

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

    def __repr__(self) -> str:
        """Return one line: the system, φ_s or why it is 0, what is inside, Φ."""
        said = formalism_of(self.formalism)
        reason = f" ({self.reason})" if self.reason else ""
        state = "".join(map(str, self.state))
        return (
            f"PhiStructure({' '.join(self.units)}={state}: φ_s = {self.phi_s:.4g}{reason}, "
            f"{said.counted(len(self.distinctions))}, relations: {_short(self.relations.count)}, "
            f"Φ = {self.big_phi:.4g} {said.units}; {said.name})"
        )

    def to_frame(self) -> DataFrame:
        """Return the distinctions as a table of pandas, a row each; its ``attrs`` say what of.

        Returns
        -------
        pandas.DataFrame
            Units and states as tuples; φ in ibits; ``tied`` tells whether another purview has the same φ.
        """
        found = self.distinctions
        columns = {
            "mechanism": [d.mechanism for d in found],
            "state": [d.state for d in found],
            "phi": [d.phi for d in found],
        }
        for name in ("cause", "effect"):
            sides = [d.cause if name == "cause" else d.effect for d in found]
            columns |= {
                name: [side.units for side in sides],
                f"{name}_state": [side.state for side in sides],
                f"phi_{name}": [side.phi for side in sides],
                f"{name}_tied": [bool(side.ties) for side in sides],
            }
        kept = ("formalism", "units", "state", "phi_s", "reason", "big_phi", "substrate_sha256", "version")
        return frame(columns, {name: getattr(self, name) for name in kept})

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
            # Left out unless a person chose, so that files of the defaults alone stay the same.
            **({"readings": other} if (other := self.readings.to_dict()) else {}),
            **({"by_hand": [choice.to_dict() for choice in self.by_hand]} if self.by_hand else {}),
            **({"macro": self.grain.to_dict()} if self.grain else {}),
        }


def _short(count: int) -> str:
    """Return a count as text; one of hundreds of digits as a power of two."""
    return f"{count:,}" if count < 10**12 else f"about 2^{count.bit_length() - 1}"


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
