"""One number of the network swept over a range: φ_s, Φ and the number of distinctions for each value."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import panel as pn
import panel_material_ui as pmui

from apps.document.document import Document
from apps.document.snapshot import Change, Snapshot
from apps.jobs import offers
from apps.jobs.background_answer import BackgroundAnswer
from apps.jobs.pool import Job
from apps.results.limits import LIVE_SWEEP, WHOLE_UNITS
from apps.results.sweep import NOTHING, POINTS, Sweeping, refused, span, swept, title
from apps.ui.select import select
from apps.ui.style import SMALL, wide
from engine.iit4.survey import Measures
from engine.substrate.parameters import Parameter, parameters, value_of, with_value
from engine.words import tr
from viz.numbers import number

Swept = tuple[list[float], tuple[Measures, ...]]


class Sweep(BackgroundAnswer[Swept]):
    """The answer is ``(values, measures)``; where the parameter stands now is not part of the question."""

    def __init__(self, document: Document) -> None:
        self._picker = select(
            label=tr("Sweep"), options=[], css_classes=["sweep-choice"], **wide(230), **SMALL
        )
        self._low, self._high = (
            pmui.FloatInput(label=name, value=end, css_classes=[f"sweep-{hook}"], **wide(100), **SMALL)
            for hook, name, end in (("from", tr("from"), -1.0), ("to", tr("to"), 1.0))
        )
        self._choices: dict[str, Parameter] = {}
        self._seen = False
        self._offered(document.snapshot)
        super().__init__(document)
        document.param.watch(lambda _event: self._offered(document.snapshot), "snapshot")
        self._picker.param.watch(self._chosen, "value")
        for end in (self._low, self._high):
            end.param.watch(lambda _event: self.refresh(), "value")
        self.view = pn.FlexBox(self._picker, self._low, self._high, align_items="center", gap="0px", margin=0)

    @property
    def parameter(self) -> Parameter | None:
        """What is swept."""
        return self._choices.get(self._picker.value)

    @property
    def sweeping(self) -> Sweeping | None:
        """What is swept over which range, None while one of them is missing."""
        parameter, low, high = self.parameter, self._low.value, self._high.value
        if parameter is None or low is None or high is None:
            return None
        return Sweeping(parameter, low, high)

    @property
    def axis(self) -> str:
        """What to call it."""
        return "" if self.parameter is None else title(self.parameter)

    def question(self, snapshot: Snapshot) -> Any:
        """Return the parameter, its range, and everything else that the network has."""
        parameter, ends = self.parameter, (self._low.value, self._high.value)
        if parameter is None or parameter not in parameters(snapshot.substrate):
            return None, snapshot.dynamics
        rest = replace(snapshot, substrate=with_value(snapshot.substrate, parameter, 0.0))
        rules = (snapshot.state, snapshot.system, snapshot.formalism, snapshot.readings)
        return (parameter, ends, rest.dynamics, *rules)

    def turn(self, is_seen: bool) -> None:
        """Say whether the sweep is on screen; only then does it follow the document."""
        self._seen = is_seen
        if is_seen:
            self.refresh()

    def refresh(self, force: bool = False) -> None:
        """Bring the answer up to date once it is seen; until then, stop what another network was asked."""
        if self._seen:
            super().refresh(force)
        elif not self.is_asked:
            self.forget()

    def is_live(self, snapshot: Snapshot) -> bool:
        """Whether a sweep is so short that it needs no asking."""
        return snapshot.substrate.n <= LIVE_SWEEP

    def refusal(self, snapshot: Snapshot) -> str:
        """Return what is missing, or wrong with the range."""
        parameter, low, high = self.parameter, self._low.value, self._high.value
        if parameter is None:
            return offers.too_large_a_system(snapshot) or NOTHING
        return offers.too_large_a_system(snapshot) or refused(parameter, low, high)

    def estimate(self, snapshot: Snapshot) -> str:
        """Return how much is to be computed."""
        parts = {"points": POINTS, "axis": self.axis, "n": len(snapshot.system)}
        if parts["n"] <= WHOLE_UNITS:
            return tr("{points} values of {axis}: φ_s and Φ of {n} units for each.", **parts)
        return tr("{points} values of {axis}: φ_s (not Φ: too many units) of {n} units for each.", **parts)

    def job(self, snapshot: Snapshot) -> Job:
        """Return what measures every value."""
        sweeping = self.sweeping
        assert sweeping is not None  # or it was refused
        return lambda note, stop: (sweeping.values, swept(snapshot, sweeping, note, stop))

    def put_range(self, low: float, high: float) -> None:
        """Sweep from one value to another."""
        self._low.value, self._high.value = low, high

    def take(self, index: int) -> None:
        """Set the document to one of the values."""
        found, parameter = self.current, self.parameter
        if found is not None and parameter is not None and 0 <= index < len(found[0]):
            self._document.change(put, parameter, found[0][index])

    def _offered(self, snapshot: Snapshot) -> None:
        choices = {title(parameter): parameter for parameter in parameters(snapshot.substrate)}
        if choices == self._choices and self._picker.options:
            return
        kept = self._picker.value if self._picker.value in choices else next(iter(choices), None)
        self._choices = choices
        changed = kept != self._picker.value
        self._picker.param.update(options=list(choices), value=kept)
        if changed:
            self._range(snapshot)

    def _chosen(self, _event: Any) -> None:
        self._range(self._document.snapshot)
        self.refresh()

    def _range(self, snapshot: Snapshot) -> None:
        parameter = self.parameter
        if parameter is not None:
            self.put_range(*span(parameter, value_of(snapshot.substrate, parameter)))


def put(snapshot: Snapshot, parameter: Parameter, value: float) -> Change:
    """Set the document's network to another value of a parameter."""
    substrate = with_value(snapshot.substrate, parameter, value)
    said = tr("{parameter} is now {value}.", parameter=title(parameter), value=number(value))
    return replace(snapshot, substrate=substrate), said
