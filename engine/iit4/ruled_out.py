"""What a search for complexes did not need to try, and what it had to leave open."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Unsettled:
    """Sets of units that were not evaluated although they may have φ_s > 0: too large, or too many.

    Attributes
    ----------
    units : tuple of str
        The set, or the largest of the sets.
    at_least : tuple of str
        Units that all of the sets have; it is one set if these are all.
    at_most : float or None
        Bound on φ_s in ibits, if there is one.
    """

    units: tuple[str, ...]
    at_least: tuple[str, ...]
    at_most: float | None = None

    def to_dict(self) -> dict:
        """Return plain JSON types."""
        return {"units": list(self.units), "at_least": list(self.at_least), "at_most": self.at_most}


@dataclass(frozen=True, slots=True)
class RuledOut:
    """How many sets of units each rule ruled out.

    Attributes
    ----------
    sets : int
        All nonempty sets.
    effects, causes : int
        Those that a set that needs no inputs from the others parts, and those whose causes part.
    bounds : int
        Those whose φ_s is below that of a complex they overlap, whatever it is.
    unsettled : tuple of Unsettled
        Not ruled out and not evaluated: with any of them the answer is incomplete.
    largest_table : int
        States of the largest table that the past was inferred with.
    """

    sets: int
    effects: int
    causes: int
    bounds: int
    unsettled: tuple[Unsettled, ...]
    largest_table: int

    @property
    def is_complete(self) -> bool:
        """Whether every set was evaluated or ruled out."""
        return not self.unsettled

    def to_dict(self) -> dict:
        """Return plain JSON types, as `phiscope complexes --json` writes them."""
        return {
            "sets": self.sets,
            "effects": self.effects,
            "causes": self.causes,
            "bounds": self.bounds,
            "complete": self.is_complete,
            "open": [each.to_dict() for each in self.unsettled],
            "largest_table": self.largest_table,
        }
