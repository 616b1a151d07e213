"""φ_s of one network over two of its numbers: which numbers, over which ranges, and the measures."""

from __future__ import annotations

import threading
from dataclasses import dataclass

import numpy as np

from apps.document.snapshot import Snapshot
from apps.results.sweep import Sweeping, refused, title, usual
from engine.atlas.work import seconds
from engine.errors import PhiscopeError, SubstrateError
from engine.iit4.survey import Ask, Measures, measure_all
from engine.run.jobs import Report
from engine.substrate.parameters import Parameter, parameters, value_of, with_value
from engine.substrate.substrate import Substrate
from engine.words import phrase, tr
from viz.view.plane import PlaneView, plane_view

STEPS = 25
CORES = 2
TOO_FEW = phrase(
    "Two numbers are needed: weights, k or biases of logistic units, or the noise of gates and rules."
)


@dataclass(frozen=True, slots=True)
class Plane:
    """Two numbers of a network and their ranges, with the measures at each pair of values.

    Attributes
    ----------
    first, second : Sweeping
        The number across, and the one up.
    measures : tuple of Measures
        For each value of the second, those of the first.
    """

    first: Sweeping
    second: Sweeping
    measures: tuple[Measures, ...] = ()


def usual_plane(substrate: Substrate) -> Plane:
    """Return the first weight and the noise of all units, or the first two numbers that there are.

    Raises
    ------
    SubstrateError
        If the network has fewer than two numbers.
    """
    known = parameters(substrate)
    if len(known) < 2:
        raise SubstrateError(TOO_FEW)
    across = next((each for each in known if each.kind == "weight"), known[0])
    up = next(
        (each for each in known if each.kind in ("k", "noise") and each != across),
        next(each for each in known if each != across),
    )
    return Plane(usual(substrate, across), usual(substrate, up))


def values_of(sweeping: Sweeping) -> list[float]:
    """Return the values at which φ_s is measured."""
    return [float(each) for each in np.round(np.linspace(sweeping.low, sweeping.high, STEPS), 6)]


def refusal(plane: Plane) -> str:
    """Return why a plane cannot be measured; empty if it can."""
    if plane.first.parameter == plane.second.parameter:
        return tr("Choose two different numbers.")
    ends = [refused(each.parameter, each.low, each.high) for each in (plane.first, plane.second)]
    return next(filter(None, ends), "")


def predicted(snapshot: Snapshot) -> float:
    """Return the predicted seconds on two cores."""
    return STEPS**2 * seconds(snapshot.substrate.n, snapshot.formalism, True) / CORES


def measured_plane(snapshot: Snapshot, plane: Plane, note: Report, stop: threading.Event) -> Plane:
    """Return a plane with its measures: φ_s of the candidate system, and the first complex.

    Parameters
    ----------
    snapshot : Snapshot
    plane : Plane
        Two numbers and their ranges.
    note : callable
        ``note(fraction, phase)`` reports progress.
    stop : threading.Event
        Cancels when set.

    Raises
    ------
    PhiscopeError
        If a range is not allowed.
    """
    reason = refusal(plane)
    if reason:
        raise PhiscopeError(reason)
    situations = [
        (both(snapshot.substrate, plane, x, y), snapshot.state)
        for y in values_of(plane.second)
        for x in values_of(plane.first)
    ]
    ask = Ask(snapshot.units, snapshot.formalism, snapshot.readings, structures=False)
    return Plane(plane.first, plane.second, measure_all(situations, ask, note, stop))


def both(substrate: Substrate, plane: Plane, x: float, y: float) -> Substrate:
    """Return the network with these values of both numbers."""
    return with_value(with_value(substrate, plane.first.parameter, x), plane.second.parameter, y)


def view_of(snapshot: Snapshot, plane: Plane) -> PlaneView:
    """Return the view model of a measured plane."""
    found = plane.measures
    here = tuple(_now(snapshot.substrate, each) for each in (plane.first.parameter, plane.second.parameter))
    return plane_view(
        (title(plane.first.parameter), title(plane.second.parameter)),
        (values_of(plane.first), values_of(plane.second)),
        [(each.phi_s, each.complex) for each in found],
        here,
        (snapshot.substrate.name, snapshot.substrate.state_label(snapshot.state), snapshot.formalism),
        snapshot.system,
    )


def _now(substrate: Substrate, parameter: Parameter) -> float:
    return value_of(substrate, parameter) if parameter in parameters(substrate) else float("nan")
