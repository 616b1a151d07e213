"""Parameter sweeps: the parameters of a network, their names and ranges, and the measures along a range."""

from __future__ import annotations

import threading
from dataclasses import dataclass

import numpy as np

from apps.document.snapshot import Snapshot
from apps.results.limits import WHOLE_UNITS
from engine.errors import PhiscopeError, SubstrateError
from engine.iit4.survey import Ask, Measures, measure_all
from engine.run.jobs import Report
from engine.substrate.parameters import Parameter, parameters, value_of, with_value
from engine.substrate.states import split_labels
from engine.substrate.substrate import Substrate
from engine.words import phrase, tr, trn

POINTS = 41
LARGEST = 1e4
NOTHING = phrase(
    "Nothing to sweep: a weight of a logistic unit, its k or bias, or the noise of a gate or rule is needed."
)
NAMES = {"bias": phrase("bias"), "noise": phrase("noise")}
HOW = phrase("write --sweep KIND, KIND:UNITS or KIND:UNITS=LOW..HIGH")


@dataclass(frozen=True, slots=True)
class Sweeping:
    """A parameter and the range that it is swept over.

    Attributes
    ----------
    parameter : Parameter
        A weight, k, bias or noise, of one unit or of several.
    low, high : float
        Ends of the range.
    """

    parameter: Parameter
    low: float
    high: float

    @property
    def values(self) -> list[float]:
        """The values at which φ is measured: `POINTS` of them, evenly spaced."""
        return [float(v) for v in np.round(np.linspace(self.low, self.high, POINTS), 6)]


def refused(parameter: Parameter, low: float | None, high: float | None) -> str:
    """Return why a range is not allowed, or an empty string; None stands for an empty field."""
    bottom, top = (0.0, 1.0) if parameter.is_probability else (-LARGEST, LARGEST)
    if low is None or high is None or not bottom <= low < high <= top:
        return tr(
            "Give a range within {low:g} to {high:g}, from the smaller to the larger value.",
            low=bottom,
            high=top,
        )
    return ""


def swept(
    snapshot: Snapshot, sweeping: Sweeping, note: Report, stop: threading.Event
) -> tuple[Measures, ...]:
    """Return the measures at every value of a sweep, in order.

    Parameters
    ----------
    snapshot : Snapshot
        The document. Φ and distinctions are measured if its candidate system has at most `WHOLE_UNITS` units.
    sweeping : Sweeping
        Parameter and range.
    note : callable
        ``note(fraction, phase)`` reports progress.
    stop : threading.Event
        Cancels when set.

    Raises
    ------
    PhiscopeError
        If the range is not allowed.
    """
    reason = refused(sweeping.parameter, sweeping.low, sweeping.high)
    if reason:
        raise PhiscopeError(reason)
    situations = [
        (with_value(snapshot.substrate, sweeping.parameter, value), snapshot.state)
        for value in sweeping.values
    ]
    whole = len(snapshot.system) <= WHOLE_UNITS
    ask = Ask(snapshot.units, snapshot.formalism, snapshot.readings, structures=whole, search=False)
    return measure_all(situations, ask, note, stop)


def usual(substrate: Substrate, parameter: Parameter | None = None) -> Sweeping:
    """Return the sweep of a parameter over its first range; None takes the network's first parameter.

    Raises
    ------
    SubstrateError
        If the network has no parameter.
    """
    if parameter is None:
        parameter = next(iter(parameters(substrate)), None)
    if parameter is None:
        raise SubstrateError(NOTHING)
    return Sweeping(parameter, *span(parameter, value_of(substrate, parameter)))


def named(text: str, substrate: Substrate) -> Sweeping:
    """Return the sweep that ``weight:AB``, ``k``, ``k:A=0..8`` or ``noise:C`` asks for.

    Raises
    ------
    PhiscopeError
        If the network has no such parameter, or if the range cannot be read.
    """
    what, _, ends = text.partition("=")
    kind, _, units = what.partition(":")
    among = [each for each in parameters(substrate) if each.kind == kind.strip()]
    if units.strip():
        labels = tuple(split_labels(substrate.labels, units.strip()))
        among = [each for each in among if each.units == labels]
    if not among:
        known = ", ".join(spelled(each) for each in parameters(substrate)) or tr("none")
        raise PhiscopeError(
            tr("{asked!r} is nothing to sweep; {how}. There are: {known}.", asked=text, how=HOW, known=known)
        )
    sweeping = usual(substrate, among[0])
    return _between(among[0], ends) if ends else sweeping


def _between(parameter: Parameter, ends: str) -> Sweeping:
    low, _, high = ends.partition("..")
    try:
        return Sweeping(parameter, float(low), float(high))
    except ValueError:
        raise PhiscopeError(tr("{ends!r} is no range; {how}, as in k=0..8.", ends=ends, how=HOW)) from None


def spelled(parameter: Parameter) -> str:
    """Return a parameter in the notation that `named` reads."""
    return f"{parameter.kind}:{','.join(parameter.units)}"


def span(parameter: Parameter, now: float) -> tuple[float, float]:
    """Return the range to begin with, which holds the present value ``now``."""
    if parameter.is_probability:
        return 0.0, max(0.5, now)
    if parameter.kind == "k":
        return min(0.0, now), max(8.0, 2 * now)
    reach = max(2.0 if parameter.kind == "weight" else 4.0, round(2 * abs(now), 2))
    return -reach, reach


def title(parameter: Parameter) -> str:
    """Return the name of a parameter on the page."""
    if parameter.kind == "weight":
        return tr("weight {source}→{target}", source=parameter.units[0], target=parameter.units[1])
    kind = NAMES.get(parameter.kind, parameter.kind)
    if len(parameter.units) == 1:
        return tr("{kind} of {unit}", kind=kind, unit=parameter.units[0])
    return trn("{kind} of all ({n} unit)", "{kind} of all ({n} units)", len(parameter.units), kind=kind)
