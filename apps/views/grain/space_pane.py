"""The search across grains: its bounds, φ_s by grain as a picture, and the systems as a table."""

from __future__ import annotations

from html import escape
from typing import Any

import pandas as pd
import panel as pn
import panel_material_ui as pmui

from apps.document import macros
from apps.document.document import Document
from apps.ui.redraw import Guard
from apps.ui.style import SMALL, STALE, grey, reserved, section, wide
from apps.ui.table_widget import table
from apps.views.grain.answers import AcrossGrains, Planning
from apps.views.grain.settings import MAPPINGS, MOST_SIZE, MOST_TAU, GrainSettings
from apps.workspace.notes import Why
from apps.workspace.toolbar import JobBar
from engine.substrate.macro_units import MacroUnit, checked_units
from engine.words import in_words, phrase, tr
from viz.screen.grain_space import GrainSpacePlot
from viz.shapes.grains import SIGNS
from viz.shapes.indices import marked
from viz.theme import LIGHT, Theme
from viz.view.grain_space import KINDS, GrainRow, GrainSpaceView, grain_space_view

COLUMNS = {
    "system": phrase("System"),
    "phi_s": phrase("φ_s (ibits)"),
    "size": phrase("Micro units"),
    "grain": phrase("Grain"),
    "verdict": phrase("Verdict"),
}
MOST_ROWS = 500


class SpacePane:
    """φ_s by grain; ``view`` is its layout."""

    def __init__(
        self, document: Document, settings: GrainSettings, planning: Planning, search: AcrossGrains
    ) -> None:
        self._document, self._settings, self._search = document, settings, search
        self._guard = Guard(document.say)
        self._plot = GrainSpacePlot(LIGHT)
        self._plot.on_pick(self._use)
        self._plot.on_hover(self._point)
        self._rows: tuple[GrainRow, ...] = ()
        self._said = pn.pane.HTML("", css_classes=["grain-space-text"], margin=(2, 8),
                                  styles={"font-size": ".781rem"})  # fmt: skip
        self._table = table(
            COLUMNS,
            ("phi_s",),
            row_height=26,
            selectable=1,
            sortable=True,
            text_align={"size": "right"},
            header_align={"size": "right"},
            widths={"phi_s": 90, "size": 84, "grain": 110},
            label=tr("Systems of any grain"),
            css_classes=["grain-systems"],
            margin=(2, 8, 8, 8),
            min_height=160,
        )
        self._table.param.watch(self._row_picked, "selection")
        picture = pn.pane.Bokeh(self._plot.figure, sizing_mode="stretch_both", margin=0)
        self._found = pn.Column(
            section(pn.Column(picture, self._said, sizing_mode="stretch_both"), "grain-space-pane",
                    height=430),
            section(self._table, "grain-table-pane", height=300),
            css_classes=["grain-found"], stylesheets=[STALE], sizing_mode="stretch_width", margin=0,
        )  # fmt: skip
        self.view = pn.Column(
            self._bounds(),
            reserved(Why(planning).view, JobBar(planning).view, Why(search).view, JobBar(search).view),
            self._found,
            css_classes=["grain-search"],
            sizing_mode="stretch_width",
            margin=0,
        )
        search.param.watch(self._draw, "findings")
        search.param.watch(self._grey, ["stale", "foreign"])
        document.param.watch(self._draw, "snapshot")
        self._draw()
        self._grey()
        self._guard.painter.built()

    def _bounds(self) -> pn.FlexBox:
        title = pn.pane.HTML(f"<b>{escape(tr('Search every grain'))}</b>", margin=(10, 8, 0, 8))
        sizes = {str(n): n for n in range(1, MOST_SIZE + 1)}
        taus = {str(n): n for n in range(1, MOST_TAU + 1)}
        chosen = [
            self._choice(tr("Units of up to"), sizes, "size", 130),
            self._choice(tr("Updates up to"), taus, "tau", 130),
            self._choice(tr("Mappings"), in_words(MAPPINGS), "mappings", 230),
        ]
        return pn.FlexBox(title, *chosen, align_items="center", css_classes=["grain-bounds"], margin=0)

    def _choice(self, label: str, options: dict[str, Any], name: str, width: int) -> pmui.Select:
        settings = self._settings
        made = pmui.Select(label=label, options=options, value=getattr(settings, name),
                           css_classes=[f"grain-{name}"], **wide(width), **SMALL)  # fmt: skip

        def choose(event: Any) -> None:
            if event.new in options.values():  # it comes from the browser
                settings.param.update(**{name: event.new})

        def follow(event: Any) -> None:
            made.value = event.new

        made.param.watch(choose, "value")
        settings.param.watch(follow, name)
        return made

    def set_theme(self, theme: Theme) -> None:
        """Draw in the colours and type of the page."""
        self._guard.draw("theme of grains", lambda: self._plot.set_theme(theme))

    def _draw(self, *_events: Any) -> None:
        if self._search.findings is not None:
            self._guard.draw("grains", self._show)

    def _show(self) -> None:
        snapshot = self._document.snapshot
        view = grain_space_view(self._search.findings.answer, present=macros.units_of(snapshot))
        self._plot.show(view)
        said = escape(view.screen_text, quote=True)
        self._said.object = f"<div role='img' aria-label='{said}'></div>{key(view)}"
        if view.rows != self._rows:
            self._rows = view.rows
            self._list()

    def _list(self) -> None:
        rows = self._rows[:MOST_ROWS]
        self._table.selection = []
        self._table.value = pd.DataFrame(
            {
                "system": [row.text for row in rows],
                "phi_s": [row.phi_s for row in rows],
                "size": [row.size for row in rows],
                "grain": [str(KINDS[row.kind]) for row in rows],
                "verdict": [row.verdict for row in rows],
            }
        )

    def _row_picked(self, event: Any) -> None:
        if event.new and 0 <= event.new[0] < len(self._rows):
            self._use(self._rows[event.new[0]].index)

    def _units(self, index: int | None) -> tuple[MacroUnit, ...]:
        """Return the units of a system of the search, with labels; none if it is about another network."""
        found = self._search.current
        if found is None or index is None or not 0 <= index < len(found.systems):
            return ()
        substrate = self._document.snapshot.substrate
        return checked_units(found.systems[index].units, substrate.labels, substrate.radix)

    def _use(self, index: int) -> None:
        """Put a system into the document, as its macro units."""
        units = self._units(index)
        if units:
            self._settings.pointed = ()
            self._document.change(macros.use, units)

    def _point(self, index: int | None) -> None:
        self._settings.pointed = self._units(index)

    def _grey(self, *_events: Any) -> None:
        self._found.visible = self._search.findings is not None and not self._search.foreign
        grey(self._found, self._search.stale, self._search.foreign)


def key(view: GrainSpaceView) -> str:
    """Return what the marks mean, and how far was searched, as HTML."""
    signs = [f"{SIGNS[kind]} {KINDS[kind]}" for kind in view.kinds]
    signs += [tr("ring: complex"), tr("dashed box: the macro units of the network")]
    more = tr("The {n} of largest φ_s are listed.", n=MOST_ROWS) if len(view.rows) > MOST_ROWS else ""
    said = tr("Click a dot or a row to put it into the network.")
    text = " ".join(filter(None, [f"{' · '.join(signs)}. {said}", view.note, more]))
    return f"<div class='key'>{marked(text)}</div>"
