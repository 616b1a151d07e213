"""Partitions of systems and of mechanisms with their purviews, and the connections that they cut."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, reduce
from itertools import product
from operator import or_
from typing import Literal

Direction = Literal["cause", "effect", "both"]
FEW = 6
"""Number of units up to which all directional partitions (12,348 of six units) are tried at once."""


@dataclass(frozen=True, slots=True)
class SystemPartition:
    """A directional partition of a system (IIT 4.0 eqs 13-14).

    Attributes
    ----------
    parts : tuple of tuples of str
        Labels, in substrate order.
    directions : tuple of {"cause", "effect", "both"}
        For each part, whether its inputs (←), its outputs (→) or both (↔) are cut.
    """

    parts: tuple[tuple[str, ...], ...]
    directions: tuple[Direction, ...]

    @property
    def cut(self) -> tuple[tuple[str, str], ...]:
        """Connections a -> b that are cut, on the complete graph; a lone unit's self-connection is cut."""
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
        """Return plain JSON types, as in the output of `phiscope analyze --json`."""
        return {
            "parts": [list(part) for part in self.parts],
            "directions": list(self.directions),
            "cut": [list(edge) for edge in self.cut],
        }


@dataclass(frozen=True, slots=True)
class MechanismPartition:
    """A disintegrating partition of a mechanism and its purview (IIT 4.0 eqs 36-37).

    `parts` are pairs (labels of mechanism units, labels of purview units); one of the two may be empty.
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
    """Return the directional partition with the fewest cut connections that cuts all wished ones.

    A connection a -> b is rarely cut alone, because partitions divide whole parts. Of equally small
    partitions the one with the fewest parts is returned, then the first.

    Parameters
    ----------
    labels : sequence of str
        Units of the system, at most `FEW`: all partitions are tried.
    wished : iterable of (str, str)
        Connections (from, to).

    Returns
    -------
    SystemPartition or None
        None if `wished` is empty or cannot be cut.
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
    """All directional partitions of n units, each with the connections that it cuts as bits a * n + b."""
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
