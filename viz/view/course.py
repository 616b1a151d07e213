"""Curves of φ_s, Φ and counts: along a trajectory, over all states or over a parameter."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from engine.words import phrase, tr, trn
from viz.numbers import number
from viz.view.letters import plain_letters, why_phrase

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from engine.iit4.survey import Measures

NOT_REACHED = phrase("no state leads here, so it has no causes")


@dataclass(frozen=True, slots=True)
class CoursePoint:
    """One point of a curve: a state, a time or a value of a parameter."""

    x: float
    y: float | None
    """The value; None if there is none."""
    about: str
    """A sentence with all measures of that point."""
    unreached: bool
    """Whether there is no value because no state leads there; False if the value was only not computed."""
    supposed: bool = False
    """Whether φ_s is 0 there: the value is of what would be inside, if it were one thing."""


@dataclass(frozen=True, slots=True)
class CourseView:
    """One curve."""

    name: str
    """The quantity."""
    axis: str
    """The name of the horizontal axis."""
    points: tuple[CoursePoint, ...]
    joined: bool
    """Whether the points are in an order that a line may join."""
    current: int | None = None
    """Index of the point of the present state."""
    here: float | None = None
    """The present value of the parameter, which need not have a point."""
    ticks: tuple[tuple[float, str], ...] = ()
    """(x, name) of the points that are named on the axis."""
    caption: str = ""
    title: str = ""
    """What stands above it, where curves of the same name are told apart."""

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
        said = tr("{name} over {axis}: from {low} to {high}.", **parts)
        if now is not None:
            said = tr("{name} over {axis}: from {low} to {high}, now {now}.", now=number(now), **parts)
        return f"{said} {tr(SUPPOSED)}" if any(p.supposed for p in self.points) else said


@dataclass(frozen=True, slots=True)
class Quantity:
    """A quantity that a curve can show."""

    key: str
    """Its name in files."""
    name: str
    """Its name on screen."""
    of: Callable[[Measures], float | None]
    """Returns its value, None if it was not measured."""


def _size(found: Measures) -> float | None:
    return None if found.complex is None else float(len(found.complex))


QUANTITIES = (
    Quantity("phi_s", "φ_s", lambda found: found.phi_s),
    Quantity("big_phi", "Φ", lambda found: found.big_phi),
    Quantity("distinctions", phrase("distinctions"), lambda found: found.distinctions),
    Quantity("complex_size", phrase("complex (units)"), _size),
)
OF_STATES = tuple(q for q in QUANTITIES if q.key != "distinctions")
OF_SWEEP = tuple(q for q in QUANTITIES if q.key != "complex_size")
INSIDE = frozenset({"big_phi", "distinctions"})
"""Quantities of what is inside the system."""
SUPPOSED = phrase(
    "Hollow: the system is reducible there; this is what would be inside, if it were one thing."
)
TIME = phrase("time (steps)")
MOST_NAMED = 64
"""Most points of a curve that has names on its axis; the plot decides how many of them it writes."""


def over_states(
    names: Sequence[str], rows: Sequence[int], current: int, found: Mapping[int, Measures], quantity: Quantity
) -> CourseView:
    """Return a quantity over states.

    Parameters
    ----------
    names
        The states in letter case, in the order of `rows`.
    rows
        Their rows, little-endian: unit 0 varies fastest.
    current
        The row of the present state, one of `rows`.
    found
        Row -> measures of that state; rows that were not computed are missing.
    quantity
        The quantity to show.

    Returns
    -------
    CourseView
        A point for each state, at x = 0, 1, 2, …, not joined.
    """
    points = tuple(
        point(float(i), name, found.get(row), quantity)
        for i, (row, name) in enumerate(zip(rows, names, strict=True))
    )
    ticks = tuple((float(i), name) for i, name in enumerate(names)) if len(names) <= MOST_NAMED else ()
    return CourseView(quantity.name, tr("state"), points, False, rows.index(current), ticks=ticks)


def over_time(
    names: Sequence[str], rows: Sequence[int], start: int, found: Mapping[int, Measures], quantity: Quantity
) -> CourseView:
    """Return a quantity along a trajectory.

    Parameters
    ----------
    names, rows, found, quantity
        As in `over_states`, for the states of the trajectory in order.
    start
        The time of the first state.

    Returns
    -------
    CourseView
        A point for each time, joined; the last one is the present.
    """
    points = tuple(
        point(float(start + t), f"t = {start + t}, {name}", found.get(row), quantity)
        for t, (row, name) in enumerate(zip(rows, names, strict=True))
    )
    return CourseView(quantity.name, TIME, points, True, len(points) - 1)


def over_values(
    axis: str, values: Sequence[float], found: Sequence[Measures], here: float, quantity: Quantity
) -> CourseView:
    """Return a quantity over the values of a parameter.

    Parameters
    ----------
    axis
        The name of the parameter.
    values
        Its values, ascending.
    found
        The measures at each value.
    here
        Its present value.
    quantity
        The quantity to show.

    Returns
    -------
    CourseView
        A point for each value, joined.
    """
    points = tuple(
        point(x, f"{axis} = {number(x)}", measures, quantity)
        for x, measures in zip(values, found, strict=True)
    )
    return CourseView(quantity.name, axis, points, True, here=here)


def point(x: float, name: str, found: Measures | None, quantity: Quantity) -> CoursePoint:
    """Return the point of a curve at `x`.

    Parameters
    ----------
    x
        Position on the axis.
    name
        The state, the time or the value, in words.
    found
        The measures there; None if nothing was computed.
    quantity
        The quantity to show.

    Returns
    -------
    CoursePoint
        Without a value if the quantity has none there.
    """
    y = value(found, quantity)
    unreached = found is not None and found.phi_s is None and y is None
    supposed = found is not None and bool(found.reason) and bool(y) and quantity.key in INSIDE
    return CoursePoint(x, y, about(name, found), unreached, supposed)


def value(found: Measures | None, quantity: Quantity) -> float | None:
    """Return the value of a quantity.

    Parameters
    ----------
    found
        The measures; None if nothing was computed.
    quantity
        The quantity.

    Returns
    -------
    float or None
        None if the quantity was not measured.
    """
    return None if found is None else quantity.of(found)


def about(name: str, found: Measures | None) -> str:
    """Return the sentence about a point.

    Parameters
    ----------
    name
        The state, the time or the value, in words.
    found
        The measures there; None if nothing was computed.

    Returns
    -------
    str
        "aBC: φ_s = 0.17, Φ = 1.56, 3 distinctions".
    """
    if found is None:
        return tr("{name}: not computed", name=name)
    if found.phi_s is None:
        return f"{name}: {NOT_REACHED}"
    said = [f"φ_s = {number(found.phi_s)}"]
    if found.big_phi is not None:
        inside = [
            f"Φ = {number(found.big_phi)}",
            trn("{n} distinction", "{n} distinctions", found.distinctions or 0),
        ]
        said += [tr("{inside} if it were one thing", inside=", ".join(inside))] if found.reason else inside
    if found.complex is not None:
        units = plain_letters(found.complex)
        said.append(tr("complex {units}", units=units) if found.complex else tr("no complex"))
    why = why_phrase(found.reason)
    return f"{name}: {', '.join(said)}{f' ({why})' if why else ''}"


def columns(points: Sequence[str | float], axis: str, found: Sequence[Measures | None]) -> dict[str, list]:
    """Return measures as columns for a file.

    Parameters
    ----------
    points
        The states, times or values.
    axis
        The name of their column.
    found
        The measures at each of them; None if nothing was computed.

    Returns
    -------
    dict
        Name -> column; numbers are in full precision, and "" stands for a missing value.
    """
    table: dict[str, list] = {axis: list(points)}
    for quantity in QUANTITIES:
        values = [value(measures, quantity) for measures in found]
        table[quantity.key] = ["" if y is None else y for y in values]
    table["complex"] = ["" if m is None or m.complex is None else " ".join(m.complex) for m in found]
    table["reason"] = ["" if m is None else m.reason or "" for m in found]
    return table
