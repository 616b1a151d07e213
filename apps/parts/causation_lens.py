"""One link under the lens: its repertoires and arithmetic, what if, and why not."""

from __future__ import annotations

from html import escape
from itertools import combinations
from typing import TYPE_CHECKING, Any

import pandas as pd
import panel as pn

from apps.parts.causation_account import Found
from apps.parts.causation_drawing import Picks
from apps.parts.choice import Choice
from apps.parts.table import Table, table
from engine.counterfactuals import LinkAnalysis, analyse_link
from engine.whynot import best_purview
from viz.repertoire import RepertoirePlot
from viz.theme import DARK, LIGHT, number
from viz.view.account import account_view
from viz.view.letters import letters
from viz.view.link import WhatIf, link_arithmetic, link_view, what_if, what_if_title, why_not

if TYPE_CHECKING:
    from engine.causation import Account
    from engine.links import Direction

    Occurrence = tuple[Direction, tuple[str, ...]]

MOST_OCCURRENCES = 200
NONE = "There are no links, so there is nothing under the lens; the question below says why."
EVERY = "Every occurrence has a cause or effect of its own."
TEXT = {"font-size": "13px", "line-height": "1.45"}
COLUMNS = {"state": "Had been", "probability": "Probability", "change": "log2 of the ratio"}


class Lens:
    """``view`` shows the picked link, ``questions`` what if and why not."""

    def __init__(self, picks: Picks) -> None:
        self._picks = picks
        self._found: Found | None = None
        self._links: list[str] = []
        self._occurrences: dict[str, Occurrence] = {}
        self._plot = RepertoirePlot(LIGHT.of_transition())
        # Too narrow for sentences: they stand above the bars, where they can wrap.
        self._plot.figure.title.visible = self._plot.subtitle.visible = False
        self._text = pn.pane.HTML(NONE, margin=(6, 8, 0, 8), styles=TEXT, css_classes=["link-text"])
        self._bars = pn.pane.Bokeh(self._plot.figure, sizing_mode="stretch_both", margin=0)
        self._title = pn.pane.HTML("", margin=(6, 8, 0, 8), styles=TEXT, css_classes=["what-if-title"])
        self._table = _table()
        self._ask = Choice(
            label="Why not?", options=[], size="small", width=210, css_classes=["why-not"], margin=(6, 8)
        )
        self._answer = pn.pane.HTML(
            "", margin=(0, 8, 8, 8), styles=TEXT, css_classes=["why-not-answer"], sizing_mode="stretch_width"
        )
        self._ask.param.watch(self._say_why, "value")
        self._choice = Choice(
            label="Link",
            options={},
            size="small",
            css_classes=["link-choice"],
            margin=(6, 8, 0, 8),
            width=260,
        )
        self._choice.param.watch(self._chosen, "value")
        self.view = pn.Column(self._choice, self._text, self._bars, sizing_mode="stretch_both")
        self.questions = pn.Column(
            self._title,
            self._table,
            self._ask,
            self._answer,
            sizing_mode="stretch_both",
        )

    def set_theme(self, dark: bool) -> None:
        """Draw for a dark or a light page."""
        self._plot.set_theme((DARK if dark else LIGHT).of_transition())

    def show(self, found: Found, index: int | None) -> None:
        """Show a link of an account; the first one when none is picked."""
        fresh = found is not self._found
        self._found = found
        account = found.account
        shown = (self._choice, self._bars, self._table, self._title)
        for part in shown:
            part.visible = bool(account.links)
        if fresh:
            view = account_view(found.snapshot.substrate, account)
            self._links = [f"{row.x} {row.arrow} {row.y}, α = {number(row.alpha)}" for row in view.rows]
        if account.links:
            # Texts, not indices: a value that stays the same would keep its old text on screen.
            self._choice.param.update(options=self._links, value=self._links[index or 0])
        if account.links:
            link = account.links[index or 0]
            substrate, moved = found.snapshot.substrate, account.transition
            self._draw(
                analyse_link(substrate, moved, link.direction, link.occurrence, link.candidates[0]),
                len(link.candidates),
            )
        else:
            self._text.object = NONE
        if fresh:
            self._offer(account)

    def _draw(self, analysis: LinkAnalysis, candidates: int) -> None:
        view = link_view(analysis)
        sum_, partition = link_arithmetic(analysis)
        tied = f" One of {candidates} equally good candidates." if candidates > 1 else ""
        lines = [f"<b>{escape(view.title)}</b>", f"<span class='arithmetic'>{escape(sum_)}</span>"]
        self._text.object = "<br>".join([*lines, escape(f"{partition}{tied}"), escape(view.sentence)])
        self._plot.show(view)
        rows = what_if(analysis)
        self._title.object = escape(what_if_title(analysis))
        self._table.value = pd.DataFrame(
            {
                "state": [row.state + (" (actual)" if row.actual else "") for row in rows],
                "probability": [
                    f"{row.probability:.6g}" if row.possible else "that cannot be" for row in rows
                ],
                "change": [change_text(row) for row in rows],
            }
        )

    def _chosen(self, event: Any) -> None:
        # Nothing picked shows the first link: following that is no pick.
        if event.new in self._links and self._links.index(event.new) != (self._picks.link or 0):
            self._picks.link = self._links.index(event.new)

    def _offer(self, account: Account) -> None:
        self._occurrences = {occurrence_text(account, each): each for each in unlinked(account)}
        names = list(self._occurrences)
        chosen = self._ask.value if self._ask.value in names else next(iter(names), None)
        self._ask.param.update(options=names, value=chosen, visible=bool(names))
        self._say_why()

    def _say_why(self, *_events: Any) -> None:
        found, chosen = self._found, self._occurrences.get(self._ask.value)
        if found is None or chosen is None:
            self._answer.object = EVERY
            return
        direction, units = chosen
        substrate, moved = found.snapshot.substrate, found.account.transition
        best = best_purview(substrate, moved, direction, units)
        near = analyse_link(substrate, moved, direction, units, best.purview)
        self._answer.object = escape(why_not(best, near))


def change_text(row: WhatIf) -> str:
    """Return by how many bits a state changes the probability; nothing for the actual state."""
    return "" if row.actual or not row.possible else number(row.change)


def unlinked(account: Account) -> list[Occurrence]:
    """Return the occurrences without cause or effect, small ones first."""
    moved = account.transition
    linked = {(link.direction, link.occurrence) for link in account.links}
    sides: tuple[tuple[Direction, tuple[str, ...]], ...] = (
        ("effect", moved.causes),
        ("cause", moved.effects),
    )
    largest = max(len(moved.causes), len(moved.effects))
    found: list[Occurrence] = []
    for size in range(1, largest + 1):
        for direction, units in sides:
            found.extend((direction, x) for x in combinations(units, size) if (direction, x) not in linked)
        if len(found) >= MOST_OCCURRENCES:
            break
    return found[:MOST_OCCURRENCES]


def occurrence_text(account: Account, occurrence: Occurrence) -> str:
    """Return what to call an occurrence in the list: "Effect of aB"."""
    direction, units = occurrence
    moved = account.transition
    state = moved.before_of(units) if direction == "effect" else moved.after_of(units)
    return f"{direction.capitalize()} of {letters(units, state)}"


def _table() -> Table:
    return table(
        COLUMNS,
        label="What else would have followed",
        selectable=False,
        text_align={"probability": "right", "change": "right"},
        header_align={"probability": "right", "change": "right"},
        min_height=100,
        css_classes=["what-if"],
        margin=(4, 8, 4, 8),
    )
