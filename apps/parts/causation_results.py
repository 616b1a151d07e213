"""The right side of the causation page: the account as a picture and a table, and one link under the lens."""

from __future__ import annotations

import re
from functools import partial
from html import escape
from typing import Any

import pandas as pd
import panel as pn

from apps.parts.causation_account import Accounting
from apps.parts.causation_drawing import Picks
from apps.parts.causation_lens import Lens
from apps.parts.painting import Guard
from apps.parts.style import GRID, METRICS, section
from apps.parts.table import Table, table
from engine.links import Direction
from viz.account import AccountPlot
from viz.theme import DARK, LIGHT
from viz.view.account import BLOCKS, AccountView, account_view

COLUMNS = {"x": "x at t−1", "arrow": "", "y": "y at t", "alpha": "α (bits)"}
SIDES: tuple[Direction, ...] = ("effect", "cause")
SUBSCRIPT = re.compile("_([a-z])")
SMALL_PRINT = {"opacity": ".7", "font-size": "12.5px"}


class CausalResults:
    """Built once; a new account only replaces data."""

    def __init__(self, picks: Picks, accounting: Accounting, guard: Guard) -> None:
        self._picks, self._accounting, self._guard = picks, accounting, guard
        self._plot = AccountPlot(LIGHT)
        self._plot.on_pick(self._picked)
        self._lens = Lens(picks)
        self.header = pn.pane.HTML("", stylesheets=[METRICS], css_classes=["metrics"], margin=0)
        self.card = pn.pane.HTML("", css_classes=["result-card"], margin=(0, 8, 6, 8), styles=SMALL_PRINT)
        self._twin = pn.pane.HTML("", css_classes=["account-text"], margin=0)
        self._tables = {side: _table(side) for side in SIDES}
        self._numbers: dict[Direction, list[int]] = {side: [] for side in SIDES}
        for side in SIDES:
            self._tables[side].param.watch(partial(self._row_picked, side), "selection")
        picture = pn.pane.Bokeh(self._plot.figure, sizing_mode="stretch_both", margin=0)
        self.view = pn.Column(
            section(
                pn.Column(self._twin, picture, sizing_mode="stretch_both"),
                "account-pane",
                "picture",
                height=400,
            ),
            section(self._blocks(), "links-pane", height=400),
            section(self._lens.view, "link-pane", height=380),
            section(self._lens.questions, "what-if-pane", height=380),
            css_classes=["results"],
            stylesheets=[GRID],
            sizing_mode="stretch_width",
            margin=0,
        )
        accounting.param.watch(self._draw, "found")
        accounting.param.watch(self._grey, "stale")
        picks.param.watch(self._light, "link")
        self._draw()

    def _blocks(self) -> pn.Column:
        titles = {
            side: pn.pane.HTML(f"<b>{BLOCKS[side]}</b>", margin=(6, 8, 0, 8), styles={"font-size": "13px"})
            for side in SIDES
        }
        parts = [part for side in SIDES for part in (titles[side], self._tables[side])]
        return pn.Column(*parts, sizing_mode="stretch_both")

    def set_theme(self, dark: bool) -> None:
        """Draw for a dark or a light page."""
        self._guard.draw("theme", lambda: self._recolour(dark))

    def _recolour(self, dark: bool) -> None:
        self._plot.set_theme(DARK if dark else LIGHT)
        self._lens.set_theme(dark)

    def _draw(self, *_events: Any) -> None:
        account = self._accounting.account
        if account is None:
            self.header.object = metrics(None)
            return
        if self._picks.link is not None and self._picks.link >= len(account.links):
            self._picks.link = None
        self._guard.draw("account", self._draw_account)

    def _view(self) -> AccountView:
        found = self._accounting.found
        return account_view(found.snapshot.substrate, found.account, self._picks.link)

    def _draw_account(self) -> None:
        view = self._view()
        self.header.object = metrics(view)
        milliseconds = self._accounting.found.account.seconds * 1000
        self.card.object = escape(f"{view.caption} · {milliseconds:.0f} ms")
        for side in SIDES:
            rows = [row for row in view.rows if row.block == BLOCKS[side]]
            self._numbers[side] = [row.index for row in rows]
            frame = pd.DataFrame({name: [getattr(row, name) for row in rows] for name in COLUMNS})
            self._tables[side].param.update(value=frame, selection=self._rows(side))
        self._light()

    def _rows(self, side: Direction) -> list[int]:
        return [row for row, index in enumerate(self._numbers[side]) if index == self._picks.link]

    def _light(self, *_events: Any) -> None:
        found = self._accounting.found
        if found is None:
            return
        for side in SIDES:
            table = self._tables[side]
            if table.selection != self._rows(side):
                table.selection = self._rows(side)
        self._guard.draw("picture", self._draw_picture)
        self._guard.draw("lens", lambda: self._lens.show(found, self._picks.link), first=False)

    def _draw_picture(self) -> None:
        view = self._view()
        self._plot.show(view)
        self._twin.object = f"<div role='img' aria-label='{escape(view.screen_text, quote=True)}'></div>"

    def _picked(self, index: int | None) -> None:
        self._picks.pick_link(index)

    def _row_picked(self, side: Direction, event: Any) -> None:
        if event.new:
            self._picks.link = self._numbers[side][event.new[0]]
        elif self._picks.link in self._numbers[side]:
            self._picks.link = None

    def _grey(self, *_events: Any) -> None:
        classes = [name for name in self.view.css_classes if name != "stale"]
        self.view.css_classes = [*classes, "stale"] if self._accounting.stale else classes


def metrics(view: AccountView | None) -> str:
    """Return the header: links, sums of α and what the weakest partition of the transition costs."""
    cells = [("links", "links", "…")]
    if view is not None:
        hooks = ("sum-causes", "sum-effects", "whole-causes", "whole-effects", "whole")
        pairs = zip(hooks, view.totals, strict=True)
        cells = [("links", "links", str(len(view.rows))), *((hook, *total) for hook, total in pairs)]
    parts = [
        f"<div class='metric {hook}'><span class='name'>{_lowered(name)}</span> "
        f"<b class='value'>{escape(text)}</b></div>"
        for hook, name, text in cells
    ]
    return f"<div class='row' role='status' aria-live='polite'>{''.join(parts)}</div>"


def _lowered(name: str) -> str:
    return SUBSCRIPT.sub(r"<sub>\1</sub>", escape(name))


def _table(side: Direction) -> Table:
    return table(
        COLUMNS,
        ("alpha",),
        label=BLOCKS[side],
        selectable=1,
        text_align={"x": "right", "arrow": "center"},
        header_align={"x": "right"},
        widths={"x": "34%", "arrow": "10%", "y": "34%"},
        min_height=120,
        css_classes=[f"{side}-links"],
        margin=(2, 8, 6, 8),
    )
