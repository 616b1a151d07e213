"""Where the modules of a computer of 117 units stand when it is drawn by module, in units' distances."""

from __future__ import annotations

from functools import lru_cache
from math import cos, pi, sin
from typing import TYPE_CHECKING

from engine.substrate.computer import modules

if TYPE_CHECKING:
    from collections.abc import Sequence

Point = tuple[float, float]
BITS = 4
MODULES: dict[str, tuple[str, ...]] = {module.kind: module.units for module in modules(BITS)}
"""Labels of the units of each module."""
BOXES: dict[str, tuple[float, float, float, float]] = {
    "clock": (-0.8, 4.8, 10.3, 12.2),
    "registers": (-0.8, 4.8, 4.6, 8.8),
    "program": (6.3, 21.7, -0.4, 12.2),
    "multiplexer": (23.2, 28.0, 4.6, 12.2),
}
"""Left, right, bottom and top of each module."""
ROUTES: dict[tuple[str, str], tuple[Point, ...]] = {
    ("clock", "registers"): ((3.5, 10.3), (3.5, 8.8)),
    ("registers", "clock"): ((4.3, 8.8), (4.3, 10.3)),
    ("clock", "program"): ((4.8, 11.2), (6.3, 11.2)),
    ("program", "multiplexer"): ((21.7, 8.4), (23.2, 8.4)),
    ("registers", "multiplexer"): ((1.2, 4.6), (1.2, -1.1), (26.8, -1.1), (26.8, 4.6)),
    ("multiplexer", "registers"): ((25.0, 4.6), (25.0, -1.8), (3.0, -1.8), (3.0, 4.6)),
}
"""The way from one module to another."""
RING: tuple[Point, ...] = ((1.0, 0.0), (0.0, 0.0), (0.0, -1.0), (1.0, -1.0), (2.0, 0.0))
"""The units of a line: its ring, then the instruction register, which reads the first of it."""


TAGS: tuple[tuple[str, Point, str], ...] = (
    *(
        (f"IR/{line}", (9.05 + 3.95 * (line % 4), 9.6 - 2.9 * (line // 4)), str(line))
        for line in range(2**BITS)
    ),
    *((f"T{i}R0", (0.4 + 1.1 * i, 8.25), f"T{i}") for i in range(BITS)),
)
"""Of each line and register: a unit of it, the place of its number, and the number."""


@lru_cache(maxsize=1)
def spots_of() -> dict[str, Point]:
    """Return label -> (x, y) of every unit, y up; the result must not be changed."""
    parts = {module.kind: module.parts for module in modules(BITS)}
    places: dict[str, Point] = {}
    clock = [label for part in parts["clock"] for label in part]
    places |= {label: (0.0 + i, 10.9) for i, label in enumerate(clock)}
    for i, part in enumerate(parts["registers"]):
        places |= {label: (0.4 + 1.1 * i, 5.2 + 1.1 * j) for j, label in enumerate(part)}
    for line, part in enumerate(parts["program"]):
        x, y = 7.0 + 3.95 * (line % 4), 10.6 - 2.9 * (line // 4)
        places |= {label: (x + dx, y + dy) for label, (dx, dy) in zip(part, RING, strict=True)}
    gates, ends = parts["multiplexer"]
    places |= {label: (24.0 + 1.1 * (i % 4), 10.8 - 1.1 * (i // 4)) for i, label in enumerate(gates)}
    places |= {label: (24.0 + 1.1 * (len(ends) - 1 - i), 5.4) for i, label in enumerate(ends)}
    return places


def loose_places(labels: Sequence[str]) -> dict[str, Point]:
    """Return label -> (x, y) of a small target: on a circle, the first unit on top at the left."""
    count = len(labels)
    if count == 1:
        return {labels[0]: (0.0, 0.0)}
    reach = 0.45 + 0.35 * count
    turns = [3 * pi / 4 - 2 * pi * i / count for i in range(count)]
    return {
        label: (round(reach * cos(turn), 6), round(reach * sin(turn), 6))
        for label, turn in zip(labels, turns, strict=True)
    }
