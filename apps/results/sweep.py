"""One number of a network swept over a range: which there are, what they are called, what is measured."""

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
from engine.words import tr, trn

POINTS = 41
LARGEST = 1e4
NOTHING = tr(
    "Nothing to sweep: a weight of a logistic unit, its k or bias, or the noise of a gate or rule is needed."
)
NAMES = {"bias": tr("bias"), "noise": tr("noise")}
HOW = tr("write --sweep KIND, KIND:UNITS or KIND:UNITS=LOW..HIGH")


@dataclass(frozen=True, slots=True)
class Sweeping:
    """What is swept, from where to where."""

    parameter: Parameter
    low: float
    high: float

    @property
    def values(self) -> list[float]:
        """The values that are measured."""
        return [float(v) for v in np.round(np.linspace(self.low, self.high, POINTS), 6)]


def refused(parameter: Parameter, low: float | None, high: float | None) -> str:
    """Return what is wrong with a range, or nothing."""
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
    """Measure every value; Φ and distinctions of the systems that are small enough."""
    reason = refused(sweeping.parameter, sweeping.low, sweeping.high)
    if reason:
        raise PhiscopeError(reason)
    situations = [
        (with_value(snapshot.substrate, sweeping.parameter, value), snapshot.state)
        for value in sweeping.values
    ]
    whole = len(snapshot.system) <= WHOLE_UNITS
    ask = Ask(snapshot.units, snapshot.formalism, snapshot.ties, structures=whole, search=False)
    return measure_all(situations, ask, note, stop)


def usual(substrate: Substrate, parameter: Parameter | None = None) -> Sweeping:
    """Return the sweep of a parameter, the first one when None, over the range to begin with."""
    if parameter is None:
        parameter = next(iter(parameters(substrate)), None)
    if parameter is None:
        raise SubstrateError(NOTHING)
    return Sweeping(parameter, *span(parameter, value_of(substrate, parameter)))


def named(text: str, substrate: Substrate) -> Sweeping:
    """Return the sweep that ``weight:AB``, ``k``, ``k:A=0..8`` or ``noise:C`` asks for."""
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
    """Return a parameter as `named` reads it."""
    return f"{parameter.kind}:{','.join(parameter.units)}"


def span(parameter: Parameter, now: float) -> tuple[float, float]:
    """Return the range to begin with: it holds the present value."""
    if parameter.is_probability:
        return 0.0, max(0.5, now)
    if parameter.kind == "k":
        return min(0.0, now), max(8.0, 2 * now)
    reach = max(2.0 if parameter.kind == "weight" else 4.0, round(2 * abs(now), 2))
    return -reach, reach


def title(parameter: Parameter) -> str:
    """Return a parameter as the page calls it."""
    if parameter.kind == "weight":
        return tr("weight {source}→{target}", source=parameter.units[0], target=parameter.units[1])
    kind = NAMES.get(parameter.kind, parameter.kind)
    if len(parameter.units) == 1:
        return tr("{kind} of {unit}", kind=kind, unit=parameter.units[0])
    return trn("{kind} of all ({n} unit)", "{kind} of all ({n} units)", len(parameter.units), kind=kind)
