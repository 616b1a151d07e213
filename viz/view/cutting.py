"""Partitions as small drawings: the parts, the connections between them, and the cut.

A partition of a system and one of a mechanism are both substrate views: every plot of a substrate draws them.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import chain
from typing import TYPE_CHECKING

import numpy as np

from engine.words import tr
from viz.hull import hull
from viz.view.letters import letter, letters
from viz.view.substrate import EdgeMark, RegionMark, SubstrateView, UnitMark, substrate_view

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from engine.iit4.partitions import SystemPartition
    from engine.iit4.system import CandidateSystem
    from engine.substrate.substrate import Substrate

    Units = Sequence[str]
    Pairs = Sequence[tuple[Units, Units]]
ARROWS = {"cause": "←", "effect": "→", "both": "↔"}
ROW = 0.26
"""Height of a unit in the drawing of a mechanism's partition, whose lengths are those of the unit square."""
BETWEEN = 0.16
"""Height of the gap between two parts."""
ACROSS = 0.9
"""Distance between the columns of the mechanism and of the purview."""


def mechanism_key(label: str) -> str:
    """Return the key of a unit of the mechanism; the same unit can be in the purview too."""
    return f"m:{label}"


def purview_key(label: str) -> str:
    """Return the key of a unit of the purview."""
    return f"z:{label}"


def mechanism_cut_view(
    system: CandidateSystem,
    direction: str,
    mechanism: Units,
    purview: Units,
    state: Sequence[int],
    parts: Pairs,
) -> SubstrateView:
    """Return the drawing of a disintegrating partition of a mechanism and its purview (IIT 4.0 eqs 36-37).

    Parameters
    ----------
    system
        The candidate system.
    direction
        "cause" (the purview is on the left) or "effect" (on the right): time goes to the right.
    mechanism, purview
        Labels of their units.
    state
        The state of the purview's units.
    parts
        Pairs (mechanism part, purview part) of labels; either may be empty.

    Returns
    -------
    SubstrateView
        Two columns, each part in rows of its own. It has the connections of the substrate only; those between
        different parts are cut.
    """
    shown, numbers = _shown(parts), pair_numbers(parts)
    now = dict(zip(system.labels, system.state, strict=True))
    specified = dict(zip(purview, state, strict=True))
    at_left = direction == "effect"
    pairs = ((mechanism_key(a), purview_key(b)) for a in mechanism for b in purview)
    cut = tuple((m, z) for m, z in pairs if numbers[m] != numbers[z])
    return SubstrateView(
        name="",
        state=_pair_name(direction, letters(mechanism, [now[a] for a in mechanism]), letters(purview, state)),
        units=_in_rows(system, shown, at_left, now, specified),
        edges=_between(system, at_left, mechanism, purview, frozenset(cut)),
        regions=tuple(
            RegionMark("system", (*map(mechanism_key, m), *map(purview_key, z)), tr("part {n}", n=k + 1))
            for k, (m, z) in enumerate(shown)
        ),
        cut=cut if at_left else tuple((z, m) for m, z in cut),
        key=(),
        note="",
        caption="",
    )


def _in_rows(
    system: CandidateSystem,
    parts: Pairs,
    at_left: bool,
    now: Mapping[str, int],
    specified: Mapping[str, int],
) -> tuple[UnitMark, ...]:
    """Return the units of mechanism (in the states `now`) and purview, the parts one below the other."""
    radix = dict(zip(system.labels, system.radix, strict=True))
    units: list[UnitMark] = []
    y = 0.0
    for m, z in parts:
        high = max(len(m), len(z))
        for names, key, values, left in (
            (m, mechanism_key, now, at_left),
            (z, purview_key, specified, not at_left),
        ):
            for i, label in enumerate(names):
                value = values[label]
                level = value / max(radix[label] - 1, 1)
                place = (0.0 if left else ACROSS, y - (i + (high - len(names)) / 2) * ROW)
                units.append(UnitMark(key(label), letter(label, value), *place, level, False, 0.0))
        y -= high * ROW + BETWEEN
    return tuple(units)


def _pair_name(direction: str, mechanism: str, purview: str) -> str:
    if direction == "cause":
        return tr("{mechanism} and its cause {purview}", mechanism=mechanism, purview=purview)
    return tr("{mechanism} and its effect {purview}", mechanism=mechanism, purview=purview)


def _shown(parts: Pairs) -> list[tuple[Units, Units]]:
    """Return the parts that are not empty, those without a unit of the mechanism last."""
    return sorted((pair for pair in parts if pair[0] or pair[1]), key=lambda pair: not pair[0])


def _between(
    system: CandidateSystem, at_left: bool, mechanism: Units, purview: Units, cut: frozenset[tuple[str, str]]
) -> tuple[EdgeMark, ...]:
    """Return the connections between mechanism and purview; `cut` has pairs (mechanism key, purview key)."""
    index = {label: i for i, label in enumerate(system.labels)}
    marks = []
    for a in mechanism:
        for b in purview:
            source, target = (index[a], index[b]) if at_left else (index[b], index[a])
            if system.cm[source, target]:
                pair = mechanism_key(a), purview_key(b)
                ends = pair if at_left else pair[::-1]
                marks.append(EdgeMark(ends[0], ends[1], 1.0, 0.5, False, False, pair in cut))
    return tuple(marks)


def system_cut_view(
    substrate: Substrate, state: Sequence[int], units: Units, partition: SystemPartition | None
) -> SubstrateView:
    """Return the drawing of a substrate with a directional partition of a system (IIT 4.0 eqs 13-14).

    Parameters
    ----------
    substrate
        The substrate.
    state
        Its state, one value per unit.
    units
        Labels of the system's units.
    partition
        The partition; without one, nothing is cut.

    Returns
    -------
    SubstrateView
        Parts are regions, and cut connections are marked. A part has no outline if that would cover a unit of
        another part; `part_numbers` tells which units it has.
    """
    whole = substrate_view(substrate, state)
    cut = frozenset(() if partition is None else partition.cut)
    parts = () if partition is None else zip(partition.parts, partition.directions, strict=True)
    spots = {unit.label: (unit.x, unit.y) for unit in whole.units}
    inside = set(units)
    regions = [
        RegionMark("system", tuple(part), f"{k + 1} {ARROWS[direction]}")
        for k, (part, direction) in enumerate(parts)
        if not _holds_others(part, spots)
    ]
    return replace(
        whole,
        units=tuple(replace(unit, background=unit.label not in inside) for unit in whole.units),
        edges=tuple(replace(edge, cut=(edge.source, edge.target) in cut) for edge in whole.edges),
        regions=tuple(regions),
        cut=() if partition is None else tuple(partition.cut),
        key=(),
        note="",
    )


def part_numbers(parts: Sequence[Sequence[str]]) -> dict[str, int]:
    """Return unit -> number of its part, from 1."""
    return {label: k + 1 for k, part in enumerate(parts) for label in part}


def pair_numbers(parts: Pairs) -> dict[str, int]:
    """Return key of a unit -> number of its part, from 1, in the drawing of a mechanism's partition."""
    shown = _shown(parts)
    return part_numbers([(*map(mechanism_key, m), *map(purview_key, z)) for m, z in shown])


def _holds_others(part: Units, spots: Mapping[str, tuple[float, float]]) -> bool:
    """Whether the convex hull of a part covers the middle of a unit of another part."""
    others = [spots[label] for label in spots if label not in part]
    if len(part) < 2 or not others:
        return False
    reach = 0.09  # about the radius of a unit
    ring = [(reach * np.cos(a), reach * np.sin(a)) for a in np.linspace(0, 2 * np.pi, 8, endpoint=False)]
    corners = hull(np.array([(spots[u][0] + dx, spots[u][1] + dy) for u in part for dx, dy in ring]))
    return any(_within(point, corners) for point in others)


def _within(point: tuple[float, float], corners) -> bool:
    """Whether a point is inside a convex polygon, whose corners are anticlockwise."""
    turns = [
        (b[0] - a[0]) * (point[1] - a[1]) - (b[1] - a[1]) * (point[0] - a[0])
        for a, b in zip(corners, chain(corners[1:], corners[:1]), strict=True)
    ]
    return min(turns) > 0
