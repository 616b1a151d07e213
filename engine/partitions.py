"""Partitions as values: what is cut, and how it is drawn."""

from dataclasses import dataclass
from typing import Literal

Direction = Literal["cause", "effect", "both"]


@dataclass(frozen=True, slots=True)
class SystemPartition:
    """Directional partition of a system: parts, each with its inputs (cause), outputs (effect) or both cut.

    IIT 4.0 eqs 13-14. `parts` are tuples of labels in substrate order.
    """

    parts: tuple[tuple[str, ...], ...]
    directions: tuple[Direction, ...]

    @property
    def cut(self) -> tuple[tuple[str, str], ...]:
        """Connections a -> b that are cut, on the complete graph; a lone unit's is its self-connection."""
        if len(self.parts) == 1:
            return tuple((a, a) for a in self.parts[0])
        pairs = zip(self.parts, self.directions, strict=True)
        outputs_cut = {a for part, d in pairs if d != "cause" for a in part}
        return tuple(
            (a, b)
            for source in self.parts
            for a in source
            for target, direction in zip(self.parts, self.directions, strict=True)
            if target is not source and (direction != "effect" or a in outputs_cut)
            for b in target
        )

    def to_dict(self) -> dict:
        """Return plain JSON types, as in the result of `analyze`."""
        return {
            "parts": [list(part) for part in self.parts],
            "directions": list(self.directions),
            "cut": [list(edge) for edge in self.cut],
        }


@dataclass(frozen=True, slots=True)
class MechanismPartition:
    """Disintegrating partition of a mechanism and its purview: pairs (mechanism part, purview part).

    IIT 4.0 eqs 36-37. Either side of a pair may be empty.
    """

    parts: tuple[tuple[tuple[str, ...], tuple[str, ...]], ...]

    @property
    def cut(self) -> tuple[tuple[str, str], ...]:
        """Pairs (mechanism unit, purview unit) in different parts."""
        part_of = {z: k for k, (_, purview) in enumerate(self.parts) for z in purview}
        return tuple(
            (m, z)
            for k, (mechanism, _) in enumerate(self.parts)
            for m in mechanism
            for z in part_of
            if part_of[z] != k
        )

    def to_dict(self) -> dict:
        """Return plain JSON types."""
        return {
            "parts": [[list(m), list(z)] for m, z in self.parts],
            "cut": [list(edge) for edge in self.cut],
        }
