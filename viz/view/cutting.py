"""Partitions as small drawings: the parts, the connections between them, and the scissors.

Both are substrate views, so that what draws a substrate on screen and on paper draws them too.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import chain
from typing import TYPE_CHECKING

import numpy as np

from engine.words import tr
from viz.layout import hull
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
BETWEEN = 0.16
"""Heights of a unit and of the gap between two parts."""
ACROSS = 0.9


def mechanism_key(label: str) -> str:
    """Return what a unit is called as part of the mechanism; in the drawing it can stand on both sides."""
    return f"m:{label}"


def purview_key(label: str) -> str:
    """Return what a unit is called as part of the purview."""
    return f"z:{label}"


def mechanism_cut_view(
    system: CandidateSystem,
    direction: str,
    mechanism: Units,
    purview: Units,
    state: Sequence[int],
    parts: Pairs,
) -> SubstrateView:
    """Return mechanism and purview as two columns, time to the right, each part in a row of its own.

    `parts` are pairs (mechanism part, purview part) of labels, either may be empty; `state` is that of the
    purview. Only connections of the substrate are drawn; those between parts are cut.
    """
    shown = _shown(parts)
    now = dict(zip(system.labels, system.state, strict=True))
    specified = dict(zip(purview, state, strict=True))
    radix = dict(zip(system.labels, system.radix, strict=True))
    at_left = direction == "effect"
    units: list[UnitMark] = []
    y, row = 0.0, {}
    for k, (m, z) in enumerate(shown):
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
                row[key(label)] = k
        y -= high * ROW + BETWEEN
    cut = tuple((mechanism_key(a), purview_key(b)) for a in mechanism for b in purview)
    cut = tuple(pair for pair in cut if row[pair[0]] != row[pair[1]])
    return SubstrateView(
        name="",
        state=_pair_name(direction, letters(mechanism, [now[a] for a in mechanism]), letters(purview, state)),
        units=tuple(units),
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


def _pair_name(direction: str, mechanism: str, purview: str) -> str:
    if direction == "cause":
        return tr("{mechanism} and its cause {purview}", mechanism=mechanism, purview=purview)
    return tr("{mechanism} and its effect {purview}", mechanism=mechanism, purview=purview)


def _shown(parts: Pairs) -> list[tuple[Units, Units]]:
    """Return the parts that have units, those without a unit of the mechanism last."""
    return sorted((pair for pair in parts if pair[0] or pair[1]), key=lambda pair: not pair[0])


def _between(
    system: CandidateSystem, at_left: bool, mechanism: Units, purview: Units, cut: frozenset[tuple[str, str]]
) -> tuple[EdgeMark, ...]:
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
    """Return the substrate as it is drawn, the parts of the system outlined, cut connections marked.

    A part whose outline would hold a unit of another part has none; its number stands beside its units.
    Without a partition nothing is cut.
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
    """Return key of a unit -> number of its part, from 1, among the parts that are drawn."""
    shown = _shown(parts)
    return part_numbers([(*map(mechanism_key, m), *map(purview_key, z)) for m, z in shown])


def _holds_others(part: Units, spots: Mapping[str, tuple[float, float]]) -> bool:
    """Whether the hull of a part covers the middle of a unit that is not in it."""
    others = [spots[label] for label in spots if label not in part]
    if len(part) < 2 or not others:
        return False
    reach = 0.09  # about the radius of a unit
    ring = [(reach * np.cos(a), reach * np.sin(a)) for a in np.linspace(0, 2 * np.pi, 8, endpoint=False)]
    corners = hull(np.array([(spots[u][0] + dx, spots[u][1] + dy) for u in part for dx, dy in ring]))
    return any(_within(point, corners) for point in others)


def _within(point: tuple[float, float], corners) -> bool:
    turns = [
        (b[0] - a[0]) * (point[1] - a[1]) - (b[1] - a[1]) * (point[0] - a[0])
        for a, b in zip(corners, chain(corners[1:], corners[:1]), strict=True)
    ]
    return min(turns) > 0
