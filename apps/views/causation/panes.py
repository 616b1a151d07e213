"""The right side of the causation page: the account as picture and table, one link, and questions."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Any

import panel as pn

from apps.selection.causal_selection import CausalSelection
from apps.ui.redraw import Guard
from apps.ui.style import METRICS, STALE, grey, section
from apps.views.causation.accounting import Accounting
from apps.views.causation.link_pane import LinkPane
from apps.views.causation.links_table import LinkTable
from apps.views.causation.what_if import WhatIfs, WhyNot
from apps.workspace.metrics import metric_row
from engine.words import tr
from viz.numbers import count
from viz.screen.account import AccountPlot
from viz.theme import LIGHT, Theme
from viz.view.account import AccountView, Hit, account_view

if TYPE_CHECKING:
    from apps.results.findings import Findings
    from apps.results.occurrences import Occurrence
    from engine.causation.account import Account

SMALL_PRINT = {"opacity": ".7", "font-size": ".781rem"}
# The pane of the link stands beside the picture or right under it, since it changes with the mouse.
GRID = """
:host { display: grid !important; gap: 10px;
  grid-template-columns: repeat(auto-fit, minmax(min(max(340px, 40%), 100%), 1fr)); }
:host(.stale) > * { opacity: .6; filter: grayscale(1); }
/* Panel makes the text of a pane visible by a style of its own. */
:host(.foreign) > * { visibility: hidden; opacity: 0; }
"""
SCROLL = {"overflow-y": "auto"}


class CausalResults:
    """The panes of the account, built once; a new account only replaces their data."""

    def __init__(self, picks: CausalSelection, accounting: Accounting, guard: Guard) -> None:
        self._picks, self._accounting, self._guard = picks, accounting, guard
        self._seen: Any = None
        self._plot = AccountPlot(LIGHT)
        self._plot.on_pick(picks.pick_link)
        self._plot.on_hover(self._hover)
        self._what_ifs, self._why_not = WhatIfs(), WhyNot()
        self._link_pane = LinkPane(picks, self._what_ifs)
        self._table = LinkTable(
            picks.pick_link,
            self._hover,
            css_classes=["links-table"],
            sizing_mode="stretch_both",
            margin=(2, 4),
        )
        self.header = pn.pane.HTML("", stylesheets=[METRICS, STALE], css_classes=["metrics"], margin=0)
        self.card = pn.pane.HTML(
            "", css_classes=["result-card"], margin=(0, 8, 6, 8), styles=SMALL_PRINT, stylesheets=[STALE]
        )
        self._twin = pn.pane.HTML("", css_classes=["account-text"], margin=0)
        picture = pn.pane.Bokeh(self._plot.figure, sizing_mode="stretch_both", margin=0)
        whole = pn.Column(self._twin, picture, sizing_mode="stretch_both")
        questions = pn.Column(
            self._what_ifs.view, self._why_not.view, sizing_mode="stretch_both", styles=SCROLL
        )
        self.view = pn.Column(
            section(whole, "account-pane", "picture", height=400),
            section(self._link_pane.view, "link-pane", height=400),
            section(self._table, "links-pane", height=380),
            section(questions, "what-if-pane", height=380),
            css_classes=["results"],
            stylesheets=[GRID],
            sizing_mode="stretch_width",
            margin=0,
        )
        accounting.param.watch(self._draw, "findings")
        accounting.param.watch(self._grey, ["stale", "foreign"])
        picks.param.watch(self._light, "link")
        picks.param.watch(self._hint, "pointed")
        self._draw()

    def occurrence(self, found: Findings[Account]) -> Occurrence | None:
        """Return the occurrence that the user asks about; None before the account ``found`` is shown."""
        return self._why_not.occurrence_of(found)

    def set_theme(self, theme: Theme) -> None:
        """Draw in the colours and type of the page."""
        self._guard.draw("theme", lambda: self._recolour(theme))

    def _recolour(self, theme: Theme) -> None:
        self._plot.set_theme(theme)
        self._link_pane.set_theme(theme)

    def _draw(self, *_events: Any) -> None:
        account = self._accounting.answer
        if account is None:
            self.header.object = metrics(None)
            return
        before, self._seen = self._seen, account
        self._picks.follow(before, account)
        self._guard.draw("account", self._draw_account)

    def _view(self) -> AccountView:
        found = self._accounting.findings
        return account_view(found.snapshot.substrate, found.answer, self._picks.link)

    def _draw_account(self) -> None:
        found, view = self._accounting.findings, self._view()
        self.header.object = metrics(view)
        self.card.object = escape(f"{view.caption} · {found.answer.seconds * 1000:.0f} ms")
        self._table.list_links(view)
        self._guard.draw("why not", lambda: self._why_not.show(found), first=False)
        self._light()

    def _light(self, *_events: Any) -> None:
        if self._accounting.findings is not None:
            self._guard.draw("picture", self._draw_picture)
            self._hint()

    def _draw_picture(self) -> None:
        view = self._view()
        self._plot.show(view)
        self._twin.object = f"<div role='img' aria-label='{escape(view.screen_text, quote=True)}'></div>"

    def _hint(self, *_events: Any) -> None:
        found, picks = self._accounting.findings, self._picks
        if found is not None:
            self._table.param.update(picked=list(picks.link or ()), hovered=list(picks.pointed or ()))
            self._guard.draw("hint", lambda: self._plot.hint(picks.pointed))
            self._guard.draw("link", lambda: self._link_pane.show(found))

    def _hover(self, hit: Hit | None) -> None:
        self._picks.pointed = hit

    def _grey(self, *_events: Any) -> None:
        for part in (self.view, self.header, self.card):
            grey(part, self._accounting.stale, self._accounting.foreign)


def metrics(view: AccountView | None) -> str:
    """Return the header: the number of links, Σα, and the irreducibility 𝒜 of the whole transition."""
    cells = [("links", tr("links"), "…")]
    if view is not None:
        hooks = ("sum-causes", "sum-effects", "whole-causes", "whole-effects", "whole")
        pairs = zip(hooks, view.totals, strict=True)
        cells = [("links", tr("links"), count(len(view.rows))), *((hook, *total) for hook, total in pairs)]
    return metric_row((*cell, "") for cell in cells)
