"""What a search across grains finds: verdicts on units, systems with φ_s, complexes (formalism §8)."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from engine.formalisms import formalism_of
from engine.frames import frame
from engine.grain.bounds import Bounds
from engine.iit4.integration import Reason
from engine.iit4.readings import StateTies
from engine.iit4.tolerance import ranked
from engine.shown import Shown
from engine.substrate.macro_units import MacroUnit
from engine.words import phrase, trn

if TYPE_CHECKING:
    from pandas import DataFrame

VerdictReason = Literal["not-integrated", "beaten", "tied"]
Kind = Literal["micro", "units", "updates", "both"]

NOT_SEARCHED = (
    phrase("Background was not apportioned to units."),
    phrase("Units were made of micro units alone, not of units of a grain between."),
)
"""What no search tries in this version, for people."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether a unit is intrinsic: more integrated than what is inside it (Marshall et al. 2024, eqs 15-16).

    The mapping and the update grain play no part: it is a verdict on the constituents, within bounds.

    Attributes
    ----------
    constituents, background : tuple of str
        Whose verdict it is.
    ok : bool
        Whether the unit may be part of a system.
    reason : str or None
        Why not: its constituents as micro units have φ_s = 0 ("not-integrated"), or a system inside has more
        ("beaten") or as much ("tied"). A micro unit is always admitted.
    phi_s : float
        Of the constituents as a system of micro units, in ibits.
    witness : tuple of MacroUnit or None
        The system inside that has the most, if the unit does not beat it.
    witness_phi_s : float or None
    bounds : Bounds
        The reading ("within") and the units that competed.
    """

    constituents: tuple[str, ...]
    ok: bool
    reason: VerdictReason | None
    phi_s: float
    bounds: Bounds
    witness: tuple[MacroUnit, ...] | None = None
    witness_phi_s: float | None = None
    background: tuple[str, ...] = ()

    def to_dict(self) -> dict[str, Any]:
        """Return plain JSON types."""
        return {
            "constituents": list(self.constituents),
            "background": list(self.background),
            "ok": self.ok,
            "reason": self.reason,
            "phi_s": self.phi_s,
            "witness": None if self.witness is None else [unit.to_dict() for unit in self.witness],
            "witness_phi_s": self.witness_phi_s,
            "within": self.bounds.within,
        }


@dataclass(frozen=True, slots=True)
class GrainSystem:
    """A system of units of any grain with its φ_s.

    Attributes
    ----------
    units : tuple of MacroUnit
    phi_s : float
        In ibits.
    reason : str or None
        Why φ_s is 0; None if it is not.
    """

    units: tuple[MacroUnit, ...]
    phi_s: float
    reason: Reason | None

    @property
    def constituents(self) -> frozenset[str]:
        """Labels of the micro units inside; systems overlap if they share one."""
        return frozenset(label for unit in self.units for label in unit.constituents)

    @property
    def named(self) -> str:
        """Its units by their micro units, and their update grain if it is not one: "AB CD×2"."""
        parts = ("".join(unit.constituents) + f"×{unit.tau}" * (unit.tau > 1) for unit in self.units)
        return " ".join(parts)

    @property
    def kind(self) -> Kind:
        """Its grain: micro, over units, over updates, or over both."""
        over_units = any(len(unit.constituents) > 1 for unit in self.units)
        if any(unit.tau > 1 for unit in self.units):
            return "both" if over_units else "updates"
        return "units" if over_units else "micro"

    def to_dict(self) -> dict[str, Any]:
        """Return plain JSON types."""
        return {"units": [unit.to_dict() for unit in self.units], "phi_s": self.phi_s}


@dataclass(frozen=True, slots=True)
class ExcludedGrain:
    """A system with φ_s > 0 that overlaps one of larger φ_s.

    Attributes
    ----------
    system, by : GrainSystem
        The system, and the one that excludes it.
    """

    system: GrainSystem
    by: GrainSystem

    def to_dict(self) -> dict[str, Any]:
        """Return plain JSON types."""
        return {**self.system.to_dict(), "by": [unit.to_dict() for unit in self.by.units]}


@dataclass(frozen=True, slots=True, repr=False)
class Grains(Shown):
    """The complexes of a substrate across grains, and all that competed (Marshall et al. 2024, eq. 19).

    Attributes
    ----------
    complexes : tuple of GrainSystem
        Largest φ_s first.
    excluded : tuple of ExcludedGrain
    undecided : tuple of GrainSystem
        Overlapping systems that tie on φ_s and Φ: none of them is a complex.
    systems : tuple of GrainSystem
        All of them.
    verdicts : tuple of Verdict
        Of every set of units within the bounds, by size.
    bounds : Bounds
    state : tuple of int
    history : tuple of tuple of int
        Micro states, oldest first.
    history_assumed : bool
        Whether the present was taken for the earlier states because only it was known.
    formalism, state_ties, substrate_sha256, version : str
    seconds : float
    """

    complexes: tuple[GrainSystem, ...]
    excluded: tuple[ExcludedGrain, ...]
    undecided: tuple[GrainSystem, ...]
    systems: tuple[GrainSystem, ...]
    verdicts: tuple[Verdict, ...]
    bounds: Bounds
    state: tuple[int, ...]
    history: tuple[tuple[int, ...], ...]
    history_assumed: bool
    formalism: str
    substrate_sha256: str
    version: str
    seconds: float
    state_ties: StateTies = "paper"

    @property
    def not_searched(self) -> tuple[str, ...]:
        """What the search did not try, in sentences for people."""
        return NOT_SEARCHED

    def verdict_of(self, constituents: tuple[str, ...]) -> Verdict | None:
        """Return the verdict on some units, None if it is outside the bounds."""
        wanted = frozenset(constituents)
        return next((each for each in self.verdicts if frozenset(each.constituents) == wanted), None)

    def __repr__(self) -> str:
        """Return one line: the complexes with their φ_s, and of how many systems."""
        found = ", ".join(f"{each.named}: φ_s = {each.phi_s:.4g}" for each in self.complexes)
        sets = trn("{n:,} candidate system", "{n:,} candidate systems", len(self.systems))
        return f"Grains({found or 'none'}; {sets}; {formalism_of(self.formalism).name})"

    def to_frame(self) -> "DataFrame":
        """Return the systems as a table of pandas, largest φ_s first; its ``attrs`` say what of.

        Returns
        -------
        pandas.DataFrame
            Units as `MacroUnit`; φ_s in ibits; ``verdict`` is "complex", "excluded", "undecided", or why φ_s
            is 0.
        """
        chosen, tied = ({each.units for each in some} for some in (self.complexes, self.undecided))
        out = {each.system.units for each in self.excluded}
        rows = [self.systems[i] for i in ranked(each.phi_s for each in self.systems)]
        verdicts = [
            next(
                (
                    name
                    for name, some in (("complex", chosen), ("undecided", tied), ("excluded", out))
                    if r.units in some
                ),
                r.reason or "",
            )
            for r in rows
        ]
        columns = {
            "units": [each.units for each in rows],
            "kind": [each.kind for each in rows],
            "phi_s": [each.phi_s for each in rows],
            "verdict": verdicts,
        }
        kept = ("formalism", "state", "substrate_sha256", "version")
        return frame(columns, {name: getattr(self, name) for name in kept})

    def to_dict(self) -> dict[str, Any]:
        """Return plain JSON types, as `phiscope grains --json` writes them."""
        return {
            "formalism": self.formalism,
            "state": list(self.state),
            "history": [list(state) for state in self.history],
            "history_assumed": self.history_assumed,
            "substrate_sha256": self.substrate_sha256,
            "version": self.version,
            "seconds": self.seconds,
            "bounds": self.bounds.to_dict(),
            "not_searched": ["apportionment", "meso"],
            "verdicts": [each.to_dict() for each in self.verdicts],
            "complexes": [each.to_dict() for each in self.complexes],
            "excluded": [each.to_dict() for each in self.excluded],
            "undecided": [each.to_dict() for each in self.undecided],
            "systems": len(self.systems),
            **({"readings": {"state_ties": self.state_ties}} if self.state_ties != "paper" else {}),
        }
