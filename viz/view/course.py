"""Curves of φ_s, Φ and counts: along a trajectory, over all states, over a parameter."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from engine.words import tr, trn
from viz.numbers import number, plain
from viz.view.letters import plain_letters, why_phrase

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from engine.iit4.survey import Measures

NOT_REACHED = tr("no state leads here, so it has no causes")


@dataclass(frozen=True, slots=True)
class CoursePoint:
    """One situation: its place on the axis, its value (None: there is none) and what to say about it.

    `unreached`: there is no value because no state leads there, rather than because none was computed.
    """

    x: float
    y: float | None
    about: str
    unreached: bool


@dataclass(frozen=True, slots=True)
class CourseView:
    """One curve; `current` indexes the present point, `here` is the present place where there is no point.

    `joined` says whether the points follow each other; `ticks` are names at places of the axis.
    """

    name: str
    axis: str
    points: tuple[CoursePoint, ...]
    joined: bool
    current: int | None = None
    here: float | None = None
    ticks: tuple[tuple[float, str], ...] = ()
    caption: str = ""

    @property
    def screen_text(self) -> str:
        """One sentence for a screen reader."""
        values = [p.y for p in self.points if p.y is not None]
        if not values:
            return tr("{name} over {axis}: no values yet.", name=self.name, axis=self.axis)
        parts = {
            "name": self.name,
            "axis": self.axis,
            "low": number(min(values)),
            "high": number(max(values)),
        }
        now = None if self.current is None else self.points[self.current].y
        if now is None:
            return tr("{name} over {axis}: from {low} to {high}.", **parts)
        return tr("{name} over {axis}: from {low} to {high}, now {now}.", now=number(now), **parts)


@dataclass(frozen=True, slots=True)
class Quantity:
    """What a curve shows of `Measures`."""

    key: str
    name: str
    of: Callable[[Measures], float | None]


def _size(found: Measures) -> float | None:
    return None if found.complex is None else float(len(found.complex))


QUANTITIES = (
    Quantity("phi_s", "φ_s", lambda found: found.phi_s),
    Quantity("big_phi", "Φ", lambda found: found.big_phi),
    Quantity("distinctions", tr("distinctions"), lambda found: found.distinctions),
    Quantity("complex_size", tr("complex (units)"), _size),
)
OF_STATES = tuple(q for q in QUANTITIES if q.key != "distinctions")
OF_SWEEP = tuple(q for q in QUANTITIES if q.key != "complex_size")
TIME = tr("time (steps)")
MOST_NAMED = 64
"""Points that have names on the axis; how many of them fit is the drawing's to say."""


def over_states(
    names: Sequence[str], rows: Sequence[int], current: int, found: Mapping[int, Measures], quantity: Quantity
) -> CourseView:
    """Return a quantity over states: `rows` with `names` in letter case; `current` is one of the rows."""
    points = tuple(
        point(float(i), name, found.get(row), quantity)
        for i, (row, name) in enumerate(zip(rows, names, strict=True))
    )
    ticks = tuple((float(i), name) for i, name in enumerate(names)) if len(names) <= MOST_NAMED else ()
    return CourseView(quantity.name, tr("state"), points, False, rows.index(current), ticks=ticks)


def over_time(
    names: Sequence[str], rows: Sequence[int], start: int, found: Mapping[int, Measures], quantity: Quantity
) -> CourseView:
    """Return a quantity along a trajectory: `rows` and `names` of its states, the first at time `start`."""
    points = tuple(
        point(float(start + t), f"t = {start + t}, {name}", found.get(row), quantity)
        for t, (row, name) in enumerate(zip(rows, names, strict=True))
    )
    return CourseView(quantity.name, TIME, points, True, len(points) - 1)


def over_values(
    axis: str, values: Sequence[float], found: Sequence[Measures], here: float, quantity: Quantity
) -> CourseView:
    """Return a quantity over a parameter; `here` is its present value."""
    points = tuple(
        point(x, f"{axis} = {plain(x)}", measures, quantity)
        for x, measures in zip(values, found, strict=True)
    )
    return CourseView(quantity.name, axis, points, True, here=here)


def point(x: float, name: str, found: Measures | None, quantity: Quantity) -> CoursePoint:
    """Return what was measured in the situation `name`, at its place."""
    y = value(found, quantity)
    unreached = found is not None and found.phi_s is None and y is None
    return CoursePoint(x, y, about(name, found), unreached)


def value(found: Measures | None, quantity: Quantity) -> float | None:
    """Return the value of a quantity, None where there is none."""
    return None if found is None else quantity.of(found)


def about(name: str, found: Measures | None) -> str:
    """Return the sentence over a point."""
    if found is None:
        return tr("{name}: not computed", name=name)
    if found.phi_s is None:
        return f"{name}: {NOT_REACHED}"
    said = [f"φ_s = {number(found.phi_s)}"]
    if found.big_phi is not None:
        said += [
            f"Φ = {number(found.big_phi)}",
            trn("{n} distinction", "{n} distinctions", found.distinctions or 0),
        ]
    if found.complex is not None:
        units = plain_letters(found.complex)
        said.append(tr("complex {units}", units=units) if found.complex else tr("no complex"))
    why = why_phrase(found.reason)
    return f"{name}: {', '.join(said)}{f' ({why})' if why else ''}"


def columns(points: Sequence[str | float], axis: str, found: Sequence[Measures | None]) -> dict[str, list]:
    """Return measured situations as columns of a file, full precision; empty where there is no value."""
    table: dict[str, list] = {axis: list(points)}
    for quantity in QUANTITIES:
        values = [value(measures, quantity) for measures in found]
        table[quantity.key] = ["" if y is None else y for y in values]
    table["complex"] = ["" if m is None or m.complex is None else " ".join(m.complex) for m in found]
    table["reason"] = ["" if m is None else m.reason or "" for m in found]
    return table
