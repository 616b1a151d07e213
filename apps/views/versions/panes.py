"""The right side of the versions view: what each version says, why they differ, concepts of IIT 3.0."""

from __future__ import annotations

from html import escape
from typing import Any

import panel as pn

from apps.document.document import Document
from apps.results.versions import formalisms, system_text
from apps.selection.selection import Selection
from apps.ui.redraw import Guard
from apps.ui.style import LINE, SECTION, STALE, grey
from apps.views.versions.comparing import Comparing, ComparingStates
from apps.views.versions.constellation_pane import ConstellationPane
from apps.views.versions.cut_pane import CutPane
from apps.views.versions.states_pane import StatesPane
from viz.html.versions import differences_markup, transport_markup, versions_markup
from viz.theme import Theme
from viz.view.concepts import concepts_view
from viz.view.versions import constellation_in, versions_view

TABLES = (
    STALE
    + SECTION
    + f"""
:host {{ padding: 4px 12px 10px; font-size: .812rem; line-height: 1.45; overflow-x: auto; }}
table {{ border-collapse: collapse; width: 100%; margin: 6px 0 10px; }}
caption {{ text-align: left; font-weight: 600; font-size: .938rem; padding: 4px 0; }}
th, td {{ text-align: left; vertical-align: top; padding: 5px 12px 5px 0; font-weight: 400;
  border-bottom: 1px solid {LINE}; overflow-wrap: anywhere; }}
thead th {{ font-weight: 600; }}
tbody th {{ color: var(--mui-palette-text-secondary); overflow-wrap: normal; }}
.big {{ font-size: 1.38rem; white-space: nowrap; }}
.big, .number {{ font-variant-numeric: tabular-nums; }}
.big, .number, .concepts caption {{ filter: var(--phi-cover, none); }}
.number {{ text-align: right; white-space: nowrap; }}
.concepts thead th:is(:nth-child(4), :nth-child(5), :nth-child(6)), .moves thead th:nth-child(n+3) {{
  text-align: right; }}
.version-states thead th:nth-child(n+2) {{ text-align: right; }}
tr[data-row] > :first-child {{ padding-left: 8px; }}
.measure, .unit {{ color: var(--mui-palette-text-secondary); }}
h3 {{ font-size: .875rem; margin: 8px 0 2px; }}
ul {{ margin: 2px 0; padding-left: 20px; }}
"""
)


HIDDEN = ".said-all { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }"


class VersionsResults:
    """The panes of the comparison, built once; a new answer only replaces their text."""

    def __init__(
        self,
        document: Document,
        selection: Selection,
        comparing: Comparing,
        states: ComparingStates,
        guard: Guard,
    ) -> None:
        self._comparing, self._guard = comparing, guard
        self._table = _pane("versions-table")
        self.constellation = ConstellationPane(selection, guard, [TABLES, HIDDEN])
        self._states = StatesPane(document, selection, states, guard, [TABLES, HIDDEN])
        self._cut = CutPane(selection)
        self._concepts = _pane("concepts-pane")
        self._fixed = _pane("differences-pane", differences_markup([each.name for each in formalisms()]))
        self.view = pn.Column(
            self._table,
            self._states.view,
            self.constellation.view,
            self._cut.view,
            self._concepts,
            self._fixed,
            css_classes=["results"],
            sizing_mode="stretch_width",
            margin=0,
            styles={"gap": "10px"},
        )
        comparing.param.watch(self._draw_later, "findings")
        comparing.param.watch(self._grey, ["stale", "foreign"])
        self._draw()
        guard.painter.built()

    def set_theme(self, theme: Theme) -> None:
        """Draw in the colours of the page."""
        self._guard.draw("theme", lambda: self.constellation.set_theme(theme))
        self._guard.draw("theme of the states", lambda: self._states.set_theme(theme))
        self._guard.draw("theme of the cut", lambda: self._cut.set_theme(theme))

    def _draw_later(self, *_events: Any) -> None:
        self._guard.draw("versions", self._draw)

    def _draw(self) -> None:
        found = self._comparing.findings
        for part in (self._table, self._concepts, self._cut.view):
            part.visible = found is not None
        if found is None:
            self.constellation.show(None)
            return
        view = versions_view(system_text(found.snapshot), found.answer)
        said = f"<div role='status' aria-live='polite' class='said-all'>{escape(view.screen_text)}</div>"
        self._table.object = versions_markup(view) + said
        constellation = constellation_in(found.answer)
        self._concepts.visible = self._cut.view.visible = constellation is not None
        if constellation is not None:
            moved = concepts_view(constellation)
            self._concepts.visible = bool(moved.moves)
            self._concepts.object = transport_markup(moved)
            self._cut.show(found.snapshot, constellation)
        self.constellation.show(constellation)

    def _grey(self, *_events: Any) -> None:
        for part in (self._table, self._concepts, self._cut.view):
            grey(part, self._comparing.stale, self._comparing.foreign)
        self.constellation.grey(self._comparing.stale, self._comparing.foreign)


def _pane(hook: str, text: str = "") -> pn.pane.HTML:
    return pn.pane.HTML(
        text, css_classes=[hook], stylesheets=[TABLES, HIDDEN], sizing_mode="stretch_width", margin=0
    )
