"""A cut made by hand as a value: the part of each unit, and the direction in which each part is cut."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from engine.iit4.partitions import FEW, Direction, MechanismPartition, SystemPartition, smallest_partition

TURN: dict[Direction, Direction] = {"both": "effect", "effect": "cause", "cause": "both"}
Edge = tuple[str, str]


@dataclass(frozen=True, slots=True)
class OwnPartition:
    """A partition of units into parts, and how each part is cut.

    Attributes
    ----------
    units : tuple of str
        The units to divide.
    part : tuple of int
        The part of each unit, counted from 0 without gaps.
    directions : tuple of {"cause", "effect", "both"}
        For each part, whether its inputs, its outputs or both are cut.
    wished : frozenset of (str, str)
        Connections that were cut one by one, from which the parts follow; empty if the parts were chosen.
    """

    units: tuple[str, ...]
    part: tuple[int, ...]
    directions: tuple[Direction, ...] = ("both",)
    wished: frozenset[Edge] = frozenset()

    @property
    def parts(self) -> tuple[tuple[str, ...], ...]:
        """The units of each part."""
        return tuple(
            tuple(u for u, p in zip(self.units, self.part, strict=True) if p == k)
            for k in range(len(self.directions))
        )

    @property
    def cuts(self) -> bool:
        """Whether anything is cut."""
        return len(self.directions) > 1

    @property
    def is_cut(self) -> bool:
        """Whether this is a cut of a system; that of a single unit cuts its self-connection."""
        return self.cuts or len(self.units) == 1

    def moved(self, unit: str) -> OwnPartition:
        """Return the partition with ``unit`` in the next part.

        After the last part comes a new part for the unit alone, then the first part.
        """
        at = self.units.index(unit)
        used, now = len(self.directions), self.part[at]
        alone = self.part.count(now) == 1
        target = (now + 1) % (used + (not alone))
        part = (*self.part[:at], target, *self.part[at + 1 :])
        directions = (*self.directions, "both") if target == used else self.directions
        kept = sorted(set(part))
        return OwnPartition(
            self.units, tuple(kept.index(p) for p in part), tuple(directions[k] for k in kept)
        )

    def turned(self, k: int) -> OwnPartition:
        """Return the partition with the next direction of part ``k``: both, then outputs, then inputs."""
        directions = tuple(TURN[d] if i == k else d for i, d in enumerate(self.directions))
        return replace(self, directions=directions, wished=frozenset())

    def snipped(self, edge: Edge) -> OwnPartition:
        """Return the partition with a connection cut, or mended if it is cut.

        It is the smallest partition that cuts the connections wanted; it may cut others with them. Mending
        one may mend others too: those that no partition can cut without it.
        """
        now = frozenset(self.system.cut) if self.cuts else frozenset()
        wished = self.wished or now
        if edge not in now:
            return self._of(smallest_partition(self.units, wished | {edge}), wished | {edge})
        for left in (wished - {edge}, now - {edge}, frozenset()):
            found = smallest_partition(self.units, left)
            if found is None or edge not in found.cut:
                return self._of(found, left)
        return self._of(None, frozenset())

    def _of(self, partition: SystemPartition | None, wished: frozenset[Edge]) -> OwnPartition:
        if partition is None:
            return whole(self.units)
        index = {unit: k for k, part in enumerate(partition.parts) for unit in part}
        return OwnPartition(self.units, tuple(index[u] for u in self.units), partition.directions, wished)

    @property
    def can_snip(self) -> bool:
        """Whether connections can be cut one by one: all partitions of so few units can be tried."""
        return 1 < len(self.units) <= FEW

    @property
    def system(self) -> SystemPartition:
        """The cut as a partition of the system."""
        return SystemPartition(self.parts, self.directions)

    def mechanism(self, mechanism: Sequence[str], purview: Sequence[str]) -> MechanismPartition:
        """Return the cut as a partition of a mechanism and its purview.

        The first of the units are those of the mechanism, the rest those of the purview.
        """
        first = len(mechanism)
        parts = []
        for k in range(len(self.directions)):
            m = tuple(u for u, p in zip(mechanism, self.part[:first], strict=True) if p == k)
            z = tuple(u for u, p in zip(purview, self.part[first:], strict=True) if p == k)
            parts.append((m, z))
        return MechanismPartition(tuple(parts))


def whole(units: Sequence[str]) -> OwnPartition:
    """Return the partition that cuts nothing: all units in one part."""
    return OwnPartition(tuple(units), (0,) * len(units))
