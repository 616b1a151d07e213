"""The right of the compare page: two Φ-structures on the same axes, their numbers, distinctions, networks."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Any

import pandas as pd
import panel as pn
import panel_material_ui as pmui

from apps.selection.selection import MechanismRef, light
from apps.ui.redraw import Guard
from apps.ui.style import NOTE, STALE, TERM, grey, section, wide
from apps.ui.table_widget import table
from apps.views.compare.compared_side import NAMES, ComparedSide
from apps.views.compare.right_side import RightSide
from apps.workspace.glossary import explained
from engine.words import in_words, phrase, tr
from viz.numbers import number
from viz.shapes.indices import marked
from viz.theme import Theme
from viz.view.compare import (
    ALIKE,
    KEY,
    ComparisonView,
    beside,
    comparison_view,
    substrate_views,
)
from viz.view.compared_rows import ComparedRow
from viz.view.differences import Compared
from viz.view.faces import DEGREE_CHOICES, DEGREES, FaceChoice
from viz.view.letters import unmarked

if TYPE_CHECKING:
    from collections.abc import Sequence

    from apps.results.findings import Findings
    from apps.workspace.workspace import Workspace
    from engine.iit4.structure import PhiStructure

SIDES = tuple(NAMES)
NETWORK = phrase("network")
FACES = 300
COLUMNS = {
    "mechanism": phrase("Mechanism"),
    "cause": phrase("Cause"),
    "effect": phrase("Effect"),
    "phi_left": phrase("φ_d left"),
    "phi_right": phrase("φ_d right"),
    "difference": phrase("Difference"),
    "differs": phrase("Differs in"),
}
SMALL_PRINT = {"font-size": ".781rem"}
SUMS = (
    TERM
    + """
:host { position: relative; z-index: 5; }
table { border-collapse: collapse; font-size: .875rem; margin: 2px 8px; }
th, td { text-align: right; padding: 1px clamp(4px, .8vw, 14px) 1px 0; font-weight: normal;
  font-variant-numeric: tabular-nums; }
thead th { font-size: .781rem; color: var(--mui-palette-text-secondary); }
tbody th { text-align: left; color: var(--mui-palette-text-secondary); }
tr.of-both td { font-weight: 600; font-size: 1rem; }
td { filter: var(--phi-cover, none); }
"""
)
HALVES = """
:host { display: grid !important; gap: 10px; grid-template-columns: repeat(2, minmax(0, 1fr)); }
@media (max-width: 900px) { :host { grid-template-columns: minmax(0, 1fr); } }
"""


class CompareResults:
    """The panes of both sides, built once; a new result, choice or pick only replaces their data."""

    def __init__(self, desk: Workspace, other: RightSide) -> None:
        self._desk, self._other, self._selection = desk, other, desk.selection
        self._guard = Guard(desk.document.say)
        self._halves = [
            ComparedSide(side, desk.selection, analysis, self._guard)
            for side, analysis in zip(SIDES, (desk.analysis, other.analysis), strict=True)
        ]
        self._rows: tuple[ComparedRow, ...] = ()
        self._focused = self._selection.mechanism
        self._sums = pn.pane.HTML(
            sums(None), css_classes=["compared-sums"], stylesheets=[SUMS, STALE], margin=0
        )
        self._said = pn.pane.HTML(
            "",
            css_classes=["compared-text"],
            stylesheets=[NOTE, STALE],
            sizing_mode="stretch_width",
            margin=(0, 8),
        )
        self._only = pmui.Checkbox(
            label=tr("Only differences in colour"),
            size="small",
            margin=(10, 6),
            css_classes=["only-differences"],
        )
        self._degrees = pmui.Select(
            label=tr("Relations"), options=in_words(DEGREE_CHOICES), value=DEGREES, size="small",
            margin=(9, 4), css_classes=["degrees"], **wide(104),
        )  # fmt: skip
        self._table = table(
            COLUMNS,
            row_height=26,
            label=tr("Distinctions of both sides"),
            sortable=True,
            selectable=False,
            text_align=dict.fromkeys(("phi_left", "phi_right", "difference"), "right"),
            min_height=160,
            css_classes=["compared-rows"],
            margin=(2, 8, 8, 8),
        )
        self._table.on_click(self._clicked)
        self._counted = pn.pane.HTML(
            "", margin=(6, 8, 0, 8), styles=SMALL_PRINT, css_classes=["compared-count"], stylesheets=[STALE]
        )
        self.header = pn.Column(self._sums, self._said, sizing_mode="stretch_width", margin=0)
        self.view = self._layout()
        for half in self._halves:
            half.analysis.param.watch(self._soon, ["findings", "stale", "problem"])
            half.analysis.param.watch(self._renew, "findings")
        for control in (self._only, self._degrees):
            control.param.watch(self._soon, "value")
        self._selection.param.watch(self._refocus, ["picked", "hovered"])
        self._draw()
        self._renew()
        self._guard.painter.built()

    def _layout(self) -> pn.Column:
        left, right = self._halves
        key = pn.pane.HTML(escape(KEY), styles=SMALL_PRINT, margin=(6, 6))
        controls = pn.FlexBox(self._degrees, self._only, key, align_items="center", margin=0)
        halves, networks = (
            pn.Column(*parts, stylesheets=[HALVES], sizing_mode="stretch_width", margin=0)
            for parts in ((left.view, right.view), (left.drawing, right.drawing))
        )
        networks.css_classes = ["compared-networks"]
        rows = section(
            pn.Column(self._counted, self._table, sizing_mode="stretch_both"), "rows-pane", height=280
        )
        return pn.Column(
            networks, controls, halves, rows,
            css_classes=["results"], sizing_mode="stretch_width", margin=(8, 0, 0, 0), styles={"gap": "10px"},
        )  # fmt: skip

    def set_theme(self, theme: Theme) -> None:
        """Draw in the colours and type of the page."""
        for half in self._halves:
            self._guard.draw(f"theme {id(half)}", lambda half=half: half.set_theme(theme))

    @property
    def sides(self) -> tuple[Compared, Compared] | None:
        """Both results on screen, None until both are there."""
        left, right = (half.analysis.findings for half in self._halves)
        return None if left is None or right is None else (_compared(left), _compared(right))

    def _soon(self, *_events: Any) -> None:
        self._guard.draw("comparison", self._draw)

    def _refocus(self, *_events: Any) -> None:
        if self._selection.mechanism != self._focused:
            self._soon()
        self._light_rows()

    def _draw(self) -> None:
        sides = self.sides
        stale = sides is not None and any(half.analysis.stale for half in self._halves)
        for part in (self._sums, self._said, self._counted):
            grey(part, stale, any(half.analysis.foreign for half in self._halves))
        if sides is None:
            self._said.object = said((), self._reasons())
            return
        self._focused = self._selection.mechanism
        self._selection.know(d.mechanism for d in sides[0].structure.distinctions)
        choice = FaceChoice(FACES, tuple(self._degrees.value))
        view = comparison_view(*sides, self._focused, choice, bool(self._only.value))
        self._sums.object = sums(view)
        asked = (*(view.differences.sentences or (ALIKE,)), *([view.note] if view.note else []))
        self._said.object = said(asked, self._reasons(), view.screen_text)
        self._show_rows(view)
        for half, side, picture in zip(self._halves, sides, (view.left, view.right), strict=True):
            name = side.substrate.name
            half.head(f"{half.name}: {tr(name) if name else NETWORK}", picture)
            self._guard.draw(f"structure {id(half)}", lambda half=half, picture=picture: half.show(picture))

    def _reasons(self) -> list[str]:
        return [f"{half.name}: {half.reason}" for half in self._halves if half.reason]

    def _renew(self, *_events: Any) -> None:
        # Drawn apart from the rest, because a pick does not change the networks.
        self._guard.draw("networks", self._show_networks, first=False)

    def _show_networks(self) -> None:
        sides = self.sides
        if sides is None:
            return
        plots = [half.network for half in self._halves]
        for plot, view in zip(plots, substrate_views(*sides), strict=True):
            plot.show(view)
        rooms = list(zip(*(plot.room for plot in plots), strict=True))
        room = (min(rooms[0]), max(rooms[1]), min(rooms[2]), max(rooms[3]))
        for plot in plots:
            plot.make_room(room)

    def _show_rows(self, view: ComparisonView) -> None:
        title = escape(tr("Distinctions, left | right"))
        self._counted.object = f"<b>{title}</b>&nbsp; {marked(view.counted)}"
        if view.rows != self._rows:
            self._rows = view.rows
            cells = [_cells(row) for row in view.rows]
            frame = pd.DataFrame({name: [cell[name] for cell in cells] for name in COLUMNS}, dtype=object)
            # Cleared first: Panel would look up the old selection in rows that are gone.
            self._table.selection = []
            self._table.value = frame
            # The browser drops a selection that arrives while it loads new rows.
            self._guard.draw("rows lit", self._light_rows, first=False)
        else:
            self._light_rows()

    def _lit(self) -> list[int]:
        lit = set()
        for half in self._halves:
            structure = half.analysis.structure
            if structure is not None:
                found = light(self._selection.shown, structure).distinctions
                lit |= {structure.distinctions[i].mechanism for i in found}
        return [i for i, row in enumerate(self._rows) if row.units in lit]

    def _light_rows(self) -> None:
        lit = self._lit()
        if self._table.selection != lit:
            self._table.selection = lit

    def _clicked(self, event: Any) -> None:
        if 0 <= event.row < len(self._rows):
            self._selection.toggle(MechanismRef(self._rows[event.row].units))


def _compared(found: Findings[PhiStructure]) -> Compared:
    return Compared(found.snapshot.substrate, found.snapshot.state, found.answer)


def _cells(row: ComparedRow) -> dict[str, str]:
    left, right = ("–" if phi is None else number(phi) for phi in row.phi)
    change = f"{'+' if row.difference > 0 else ''}{number(row.difference)}"
    return {
        "mechanism": beside(row.mechanism),
        "cause": beside(row.cause),
        "effect": beside(row.effect),
        "phi_left": left,
        "phi_right": right,
        "difference": change,
        "differs": unmarked(row.said) or tr("nothing"),
    }


def sums(view: ComparisonView | None) -> str:
    """Return the numbers of both sides and their differences as an HTML table."""
    found = [] if view is None else view.sums
    names = "".join(f"<th scope='col'>{explained(marked(each.name), each.name)}</th>" for each in found)
    lines = [*((name, side) for side, name in NAMES.items()), (COLUMNS["difference"], "difference")]
    body = "".join(
        f"<tr{'' if part == 'difference' else ' class=of-both'}><th scope='row'>{escape(name)}</th>"
        + "".join(f"<td>{escape(getattr(each, part))}</td>" for each in found)
        + "</tr>"
        for name, part in lines
    )
    head = f"<thead><tr><td></td>{names}</tr></thead>"
    label = escape(tr("Numbers of both sides"))
    return f"<table aria-label='{label}'>{head}<tbody>{body}</tbody></table>"


def said(asked: Sequence[str], reasons: Sequence[str], about: str = "") -> str:
    """Return how the two sides differ and why φ_s is 0, as HTML.

    Parameters
    ----------
    asked : sequence of str
        Sentences about how the networks, states and rules differ.
    reasons : sequence of str
        Why φ_s is 0 on a side, or why it has no result.
    about : str
        A sentence with the numbers, for screen readers only.
    """
    lines = "".join(f"<div class='note'>{marked(line)}</div>" for line in asked)
    lines += "".join(f"<div class='note reason'>{marked(line)}</div>" for line in reasons)
    heard = f"<div role='img' aria-label='{escape(about, quote=True)}'></div>" if about else ""
    return f"<div role='status' aria-live='polite'>{lines}</div>{heard}"
