"""Partitions as values: what is cut, and how it is drawn."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, reduce
from itertools import product
from operator import or_
from typing import Literal

Direction = Literal["cause", "effect", "both"]
FEW = 6
"""Units up to which all directional partitions (12,348 of six units) are tried at a press."""


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


def smallest_partition(labels: Sequence[str], wished: Iterable[tuple[str, str]]) -> SystemPartition | None:
    """Return the directional partition with the fewest cut connections that cuts all of `wished`.

    None when nothing is wished. A connection a -> b is rarely cut alone: partitions divide whole parts. Of
    equally small ones the one of fewest parts, then the first. For at most `FEW` units: all are tried.
    """
    index = {label: i for i, label in enumerate(labels)}
    n = len(labels)
    edges = sum(1 << index[a] * n + index[b] for a, b in set(wished))
    if not edges:
        return None
    options = ((cut, parts, directions) for cut, parts, directions in _directed(n) if cut & edges == edges)
    best = min(options, key=lambda option: (option[0].bit_count(), len(option[1])), default=None)
    if best is None:
        return None
    _, parts, directions = best
    return SystemPartition(tuple(tuple(labels[i] for i in part) for part in parts), directions)


@cache
def _directed(n: int) -> tuple[tuple[int, tuple[tuple[int, ...], ...], tuple[Direction, ...]], ...]:
    """All directional partitions of n units with the connections they cut as bits a * n + b."""
    out = []
    for parts in _set_partitions(tuple(range(n))):
        if len(parts) < 2:
            continue
        options = []
        for part in parts:
            others = [i for i in range(n) if i not in part]
            inputs = sum(1 << a * n + b for a in others for b in part)
            outputs = sum(1 << a * n + b for a in part for b in others)
            options.append((("cause", inputs), ("effect", outputs), ("both", inputs | outputs)))
        for chosen in product(*options):
            cut = reduce(or_, (edges for _, edges in chosen))
            out.append((cut, parts, tuple(direction for direction, _ in chosen)))
    return tuple(out)


def _set_partitions(items: tuple[int, ...]) -> Iterator[tuple[tuple[int, ...], ...]]:
    """Yield the set partitions of `items`, parts in the order of their first members."""
    if not items:
        yield ()
        return
    for smaller in _set_partitions(items[:-1]):
        for i, part in enumerate(smaller):
            yield (*smaller[:i], (*part, items[-1]), *smaller[i + 1 :])
        yield (*smaller, (items[-1],))
