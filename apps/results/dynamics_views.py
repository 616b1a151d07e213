"""View models of the dynamics of an exhibit: state-transition graph, raster, and curves of φ."""

from __future__ import annotations

from dataclasses import replace
from math import prod
from typing import TYPE_CHECKING, Any

from apps.results.dynamics import every_state, how, rows_of
from apps.results.sweep import title, usual
from engine.errors import PhiscopeError
from engine.formalisms import formalism_name
from engine.substrate.parameters import value_of
from engine.substrate.tpm import row_of, state_of
from engine.version import engine_version
from engine.words import phrase, tr
from viz.view.course import OF_STATES, OF_SWEEP, CourseView, over_states, over_time, over_values
from viz.view.letters import letters
from viz.view.naming import readings_text
from viz.view.raster import MOST_STEPS, RasterView, TrajectoryView, raster_view
from viz.view.state_graph import StateGraphView, at_state, state_graph_view

if TYPE_CHECKING:
    from apps.results.exhibit import Exhibit

NOT_MEASURED = phrase("There are no values of φ to draw yet; compute them first.")
NOT_SWEPT = phrase("Nothing has been swept yet; run the sweep first.")


def graph(exhibit: Exhibit) -> StateGraphView:
    """Return the state-transition graph with the present state marked."""
    substrate, state = exhibit.snapshot.substrate, exhibit.snapshot.state
    view = at_state(state_graph_view(substrate, exhibit.motion.threshold), substrate, [state])
    said = _line(
        exhibit, tr("state-transition graph"), tr("state {state}", state=letters(substrate.labels, state))
    )
    return replace(view, caption=said)


def raster(exhibit: Exhibit) -> RasterView:
    """Return the raster of the last states visited."""
    motion, substrate = exhibit.motion, exhibit.snapshot.substrate
    view = raster_view(substrate, visited(exhibit), motion.start, motion.jumps)
    return replace(view, caption=_line(exhibit, *_walked(exhibit)))


def trajectory(exhibit: Exhibit) -> TrajectoryView:
    """Return the raster and the curves of φ along it."""
    if not exhibit.motion.measured:
        raise PhiscopeError(NOT_MEASURED)
    said = _line(exhibit, *_walked(exhibit), *_rules(exhibit))
    # Without the ring around the present state, which matters on the page only.
    courses = tuple(replace(view, current=None) for view in _with_values(along(exhibit, MOST_STEPS)))
    return TrajectoryView(raster(exhibit), courses, said)


def over_all(exhibit: Exhibit) -> tuple[CourseView, ...]:
    """Return φ over all states, or over the visited ones if there are too many, for print."""
    if not exhibit.motion.measured:
        raise PhiscopeError(NOT_MEASURED)
    return _about_state(exhibit, across(exhibit))


def over_parameter(exhibit: Exhibit) -> tuple[CourseView, ...]:
    """Return φ over the swept parameter, for print."""
    if exhibit.motion.swept is None:
        raise PhiscopeError(NOT_SWEPT)
    return _about_state(exhibit, sweep(exhibit))


def along(exhibit: Exhibit, last: int | None = None) -> tuple[CourseView, ...]:
    """Return the curves along the trajectory, or along its ``last`` states."""
    states, motion = visited(exhibit), exhibit.motion
    shown = states if last is None else states[-last:]
    start = motion.start + len(states) - len(shown)
    rows, names = rows_of(exhibit.snapshot, shown), [_name(exhibit, state) for state in shown]
    return tuple(over_time(names, rows, start, motion.measured, q) for q in OF_STATES)


def across(exhibit: Exhibit) -> tuple[CourseView, ...]:
    """Return the curves over all states, or over the visited ones if there are too many."""
    rows = listed(exhibit)
    radix = exhibit.snapshot.substrate.radix
    names = [_name(exhibit, state_of(row, radix)) for row in rows]
    now = row_of(exhibit.snapshot.state, radix)
    views = [over_states(names, rows, now, exhibit.motion.measured, q) for q in OF_STATES]
    if every_state(exhibit.snapshot):
        return tuple(views)
    return tuple(replace(view, axis=tr("state (those visited)")) for view in views)


def sweep(exhibit: Exhibit) -> tuple[CourseView, ...]:
    """Return the curves over the swept parameter; they have no points before the sweep has run."""
    motion, substrate = exhibit.motion, exhibit.snapshot.substrate
    asked = motion.sweeping
    if asked is None:
        return tuple(over_values("", (), (), 0.0, q) for q in OF_SWEEP)
    here, found = value_of(substrate, asked.parameter), motion.swept or ()
    values = asked.values if found else ()
    return tuple(over_values(title(asked.parameter), values, found, here, q) for q in OF_SWEEP)


def asked(exhibit: Exhibit) -> Any:
    """Return the sweep that was chosen, or that of the first parameter."""
    return exhibit.motion.sweeping or usual(exhibit.snapshot.substrate)


def visited(exhibit: Exhibit) -> tuple[tuple[int, ...], ...]:
    """Return the states of the trajectory; before it begins, the present state."""
    return exhibit.motion.states or (exhibit.snapshot.state,)


def listed(exhibit: Exhibit) -> list[int]:
    """Return the rows of the states that `across` shows; the present state is one of them."""
    snapshot = exhibit.snapshot
    if every_state(snapshot):
        return list(range(prod(snapshot.substrate.radix)))
    return sorted({*exhibit.motion.measured, row_of(snapshot.state, snapshot.substrate.radix)})


def _with_values(views: tuple[CourseView, ...]) -> tuple[CourseView, ...]:
    """Return the curves that have values, at least one; Φ and complexes of large networks have none."""
    return tuple(view for view in views if any(p.y is not None for p in view.points)) or views[:1]


def _about_state(exhibit: Exhibit, views: tuple[CourseView, ...]) -> tuple[CourseView, ...]:
    """Return the curves that have values, with a caption that names the present state."""
    state = tr("state {state}", state=_name(exhibit, exhibit.snapshot.state))
    said = _line(exhibit, state, *_rules(exhibit))
    return tuple(replace(view, caption=said) for view in _with_values(views))


def _name(exhibit: Exhibit, state: tuple[int, ...]) -> str:
    return letters(exhibit.snapshot.substrate.labels, state)


def _walked(exhibit: Exhibit) -> list[str]:
    states, motion = visited(exhibit), exhibit.motion
    state = _name(exhibit, states[0])
    first = tr("trajectory from {state}", state=state)
    if motion.start:
        first = tr("trajectory from {state} at t = {time}", state=state, time=motion.start)
    return [first, how(exhibit.snapshot.substrate, replace(motion, states=states))]


def _rules(exhibit: Exhibit) -> list[str]:
    snapshot = exhibit.snapshot
    return [
        tr("system {units}", units=", ".join(snapshot.system)),
        formalism_name(snapshot.formalism),
        readings_text(snapshot.readings),
    ]


def _line(exhibit: Exhibit, *parts: str) -> str:
    version = f"phiscope {engine_version()}"
    return " · ".join(filter(None, [exhibit.snapshot.substrate.name, *parts, version]))
