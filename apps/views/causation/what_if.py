"""The questions that an account raises, answered by bars: what if, and why not.

What if the occurrence of a link had been in another state, and why has an occurrence no cause or effect?
"""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Any

import panel as pn

from apps.results.occurrences import EVERY, occurrence_text, unlinked, why_none
from apps.ui.select import select
from apps.ui.style import wide
from engine.causation.counterfactuals import LinkAnalysis
from engine.words import tr
from viz.numbers import number
from viz.view.link import what_if, what_if_title

if TYPE_CHECKING:
    from apps.results.findings import Findings
    from apps.results.occurrences import Occurrence
    from engine.causation.account import Account
    from viz.view.link import Nearest, WhatIf

BARS = """
.bars { font-size: .812rem; line-height: 1.4; }
table { border-collapse: collapse; width: 100%; margin: 4px 0; }
td, th { padding: 2px 6px 2px 0; text-align: left; font-weight: 400; white-space: nowrap; }
th:first-child { white-space: normal; overflow-wrap: anywhere; min-width: 28px; max-width: 160px; }
.chances th:first-child { min-width: 118px; }
td.bar { width: 99%; }
td.bar div { height: 13px; border: 1px solid currentColor; border-radius: 2px; box-sizing: border-box;
  background: var(--phi-box); }
td.bar i { display: block; height: 100%; background: currentColor; opacity: .5; }
td.number { text-align: right; white-space: nowrap; font-variant-numeric: tabular-nums; }
td.said { min-width: 6em; overflow-wrap: break-word; }
th { min-width: 3em; overflow-wrap: break-word; }
tr.actual th, tr.actual .number { font-weight: 700; }
tr.actual td.bar i { opacity: 1; }
.said { opacity: .75; }
.verdict { border-left: 3px solid var(--phi-reason); padding-left: 8px; margin: 4px 0; }
"""


class WhatIfs:
    """The states that an occurrence might have had, and what would have followed; ``view`` is the pane."""

    def __init__(self) -> None:
        self.view = _pane("what-if")

    def show(self, analysis: LinkAnalysis | None) -> None:
        """Show the states of a link's occurrence, or hide the pane if there is no link."""
        self.view.visible = analysis is not None
        if analysis is not None:
            title = f"<b>{escape(what_if_title(analysis))}</b>"
            rows = "".join(_what_if_row(row) for row in what_if(analysis))
            self.view.object = f"<div class='bars'>{title}<table>{rows}</table></div>"


class WhyNot:
    """A choice among the occurrences without cause or effect, and the reason; ``view`` is the pane."""

    def __init__(self) -> None:
        self._found: Findings[Account] | None = None
        self._occurrences: dict[str, Occurrence] = {}
        self._ask = select(
            label=tr("Why is there no …"),
            options=[],
            size="small",
            css_classes=["why-not"],
            **wide(230),
            margin=(8, 8),
        )
        self._answer = _pane("why-not-answer")
        self._ask.param.watch(self._say, "value")
        self.view = pn.Column(self._ask, self._answer, sizing_mode="stretch_width", margin=0)

    def occurrence_of(self, found: Findings[Account] | None) -> Occurrence | None:
        """Return the chosen occurrence, None if the list is that of another account than ``found``."""
        return self._occurrences.get(self._ask.value) if found is self._found else None

    def show(self, found: Findings[Account]) -> None:
        """Offer the occurrences of an account that have no cause or effect."""
        if found is self._found:
            return
        self._found = found
        self._occurrences = {occurrence_text(found.answer, each): each for each in unlinked(found.answer)}
        names = list(self._occurrences)
        chosen = self._ask.value if self._ask.value in names else next(iter(names), None)
        self._ask.param.update(options=names, value=chosen, visible=bool(names))
        self._say()

    def _say(self, *_events: Any) -> None:
        found = self._found
        chosen = self.occurrence_of(found)
        if found is None or chosen is None:
            self._answer.object = f"<div class='bars said'>{escape(EVERY)}</div>"
            return
        self._answer.object = why_not_text(why_none(found.snapshot.substrate, found.answer, chosen))


def why_not_text(near: Nearest) -> str:
    """Return why there is no cause or effect, as HTML: the probabilities as bars, and the verdict."""
    rows = "".join(
        f"<tr class='{'actual' if at == 0 else ''}'><th>{escape(name)}</th>"
        f"{_bar(p)}<td class='number'>{number(p)}</td></tr>"
        for at, (name, p) in enumerate(near.chances)
    )
    return (
        f"<div class='bars' role='status' aria-live='polite'>{escape(near.heading)}:"
        f"<table class='chances'>{rows}</table>"
        f"<div class='verdict'>{escape(near.verdict)}</div></div>"
    )


def _what_if_row(row: WhatIf) -> str:
    kind = "actual" if row.actual else ""
    chance = number(row.probability) if row.possible else "–"
    return (
        f"<tr class='{kind}'><th>{escape(row.state)}</th>{_bar(row.probability)}"
        f"<td class='number'>{chance}</td><td class='said'>{escape(row.verdict)}</td></tr>"
    )


def _bar(probability: float) -> str:
    return f"<td class='bar'><div><i style='width:{100 * probability:.3g}%'></i></div></td>"


def _pane(hook: str) -> pn.pane.HTML:
    return pn.pane.HTML(
        "", margin=(6, 8), stylesheets=[BARS], css_classes=[hook], sizing_mode="stretch_width"
    )
