"""Your own cut as a value: which part each unit is in, and which way each part is cut."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from engine.iit4.partitions import FEW, Direction, MechanismPartition, SystemPartition, smallest_partition

TURN: dict[Direction, Direction] = {"both": "effect", "effect": "cause", "cause": "both"}
Edge = tuple[str, str]


@dataclass(frozen=True, slots=True)
class OwnPartition:
    """Units, the part of each (from 0, without gaps) and the direction of each part.

    `wished` are the connections that were pressed one by one; they are what the parts were made from.
    """

    units: tuple[str, ...]
    part: tuple[int, ...]
    directions: tuple[Direction, ...] = ("both",)
    wished: frozenset[Edge] = frozenset()

    @property
    def parts(self) -> tuple[tuple[str, ...], ...]:
        """Units of each part."""
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
        """Whether there is a cut of a system: of a lone unit, it is that of its self-connection."""
        return self.cuts or len(self.units) == 1

    def moved(self, unit: str) -> OwnPartition:
        """Put a unit into the next part; after the last one into a part of its own, then into the first."""
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
        """Cut the other connections of a part: both ways, outputs only, inputs only."""
        directions = tuple(TURN[d] if i == k else d for i, d in enumerate(self.directions))
        return replace(self, directions=directions, wished=frozenset())

    def snipped(self, edge: Edge) -> OwnPartition:
        """Cut a connection, or mend it, and with it whatever the smallest partition then cuts.

        Mending one connection may need more to be mended: those that no partition can cut without it.
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
        """Whether connections can be pressed one by one."""
        return 1 < len(self.units) <= FEW

    @property
    def system(self) -> SystemPartition:
        """The cut of a system."""
        return SystemPartition(self.parts, self.directions)

    def mechanism(self, mechanism: Sequence[str], purview: Sequence[str]) -> MechanismPartition:
        """Return the cut of a mechanism (first units) and its purview (the rest)."""
        first = len(mechanism)
        parts = []
        for k in range(len(self.directions)):
            m = tuple(u for u, p in zip(mechanism, self.part[:first], strict=True) if p == k)
            z = tuple(u for u, p in zip(purview, self.part[first:], strict=True) if p == k)
            parts.append((m, z))
        return MechanismPartition(tuple(parts))


def whole(units: Sequence[str]) -> OwnPartition:
    """Return no cut: all units in one part."""
    return OwnPartition(tuple(units), (0,) * len(units))
