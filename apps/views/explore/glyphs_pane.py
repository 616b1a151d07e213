"""The distinctions as the paper's "<" glyphs, in rows by the order of their mechanisms."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

import panel as pn

from apps.jobs.analysis import Analysis
from apps.selection.selection import Selection, light
from engine.words import tr, trn
from viz.numbers import number
from viz.theme import Theme
from viz.view.distinctions import DistinctionRow, distinctions_view

if TYPE_CHECKING:
    from engine.iit4.structure import PhiStructure

MOST = 255
STYLE = """
:host { overflow: auto; }
h4 { font: 600 .75rem system-ui, sans-serif; opacity: .7; margin: 8px 0 2px; }
.order { display: flex; flex-wrap: wrap; gap: 4px 10px; }
.glyph { cursor: pointer; border: 2px solid transparent; border-radius: 6px; padding: 2px 4px;
  font-size: .781rem; display: grid; grid-template-columns: auto 22px auto; align-items: center;
  font-family: system-ui, sans-serif; }
.glyph.lit { border-color: var(--mui-palette-primary-main, #1A5FC4); }
.mechanism { grid-row: 1 / 3; font-weight: 700; font-style: italic; }
svg { grid-row: 1 / 3; grid-column: 2; width: 22px; height: 34px; }
.cause { color: #A84A00; grid-column: 3; } .effect { color: #00795A; grid-column: 3; }
:host(.dark) .cause { color: #F2B58F; } :host(.dark) .effect { color: #A3D3B5; }
.phi { grid-column: 1 / 4; font-size: .688rem; opacity: .75; text-align: center; }
"""
LINES = (
    '<svg viewBox="0 0 22 34" aria-hidden="true"><path d="M20 6 L3 17 L20 28" fill="none" stroke="#FCBA1E" '
)
LINES += 'stroke-width="2.5"/></svg>'


class LatticePane:
    """The pane of the glyphs, which is filled only while ``seen``; ``view`` is its layout.

    `apps.selection.hover` reads the pointer in it.
    """

    def __init__(self, selection: Selection, analysis: Analysis) -> None:
        self._selection, self._analysis = selection, analysis
        self.seen = False
        self.view = pn.pane.HTML(
            "", stylesheets=[STYLE], css_classes=["lattice"], sizing_mode="stretch_both", margin=(4, 8)
        )
        selection.param.watch(lambda *_events: self.show(), ["picked", "hovered"])

    def show(self) -> None:
        """Show the glyphs of the result on screen."""
        structure = self._analysis.structure
        if self.seen and structure is not None:
            lit = light(self._selection.shown, structure).distinctions
            self.view.object = lattice_html(structure, lit)

    def set_theme(self, theme: Theme) -> None:
        """Follow the page, dark or light."""
        self.view.css_classes = ["lattice", "dark"] if theme.dark else ["lattice"]


def lattice_html(structure: PhiStructure, lit: frozenset[int] = frozenset()) -> str:
    """Return the glyphs as HTML, mechanisms of one unit first; those with an index in `lit` are framed."""
    rows: dict[int, list[DistinctionRow]] = {}
    for row, distinction in zip(
        distinctions_view(structure).rows[:MOST], structure.distinctions, strict=False
    ):
        rows.setdefault(len(distinction.mechanism), []).append(row)
    parts = []
    for order, members in sorted(rows.items()):
        glyphs = "".join(_glyph(row, row.index in lit) for row in members)
        name = escape(trn("mechanisms of {n} unit", "mechanisms of {n} units", order), quote=True)
        parts.append(f"<h4>{name}</h4><div class='order' role='list' aria-label='{name}'>{glyphs}</div>")
    hidden = len(structure.distinctions) - MOST
    more = tr("{hidden:,} more are in the table.", hidden=hidden)
    return "".join(parts) + (f"<p>{escape(more)}</p>" if hidden > 0 else "")


def _glyph(row: DistinctionRow, lit: bool) -> str:
    texts = (row.mechanism, row.signed("cause"), row.signed("effect"))
    said = tr("{name}: cause {cause}, effect {effect}", name=texts[0], cause=texts[1], effect=texts[2])
    name, cause, effect, said = (escape(text, quote=True) for text in (*texts, said))
    return (
        f"<div class='glyph{' lit' if lit else ''}' role='listitem' data-mechanism='{name}' "
        f"aria-label='{said}'><span class='mechanism'>{name}</span>{LINES}"
        f"<span class='cause'>{cause}</span><span class='effect'>{effect}</span>"
        f"<span class='phi'>{number(row.phi_d, 2)}</span></div>"
    )
