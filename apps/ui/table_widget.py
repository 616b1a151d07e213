"""Tables of the page: Panel's Tabulator, repaired so that it blocks no browser and heeds the keyboard."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any, ClassVar

import pandas as pd
import panel as pn
import param
from bokeh.models import ImportedStyleSheet
from panel.custom import JSComponent
from panel.io import JSCode
from panel.io.resources import CDN_DIST, DIST_DIR

from apps.repairs.repair import Repair
from apps.ui.scripts import script
from apps.ui.style import TABLE
from viz.shapes.indices import marked

REPAIR = Repair(
    "tables that wait without spinning",
    "panel",
    "1.9",
    ("panel.widgets:Tabulator._process_param_change(self, params)", "panel.widgets:Tabulator._stylesheets"),
)
LOCAL_DIST = "static/extensions/panel/"
_SHORT = script(Path(__file__).with_name("table_number.js")).replace("export ", "")
CELL = JSCode(f"(cell) => {{ {_SHORT} return tableCell(cell); }}")


class TableWidget(pn.widgets.Tabulator):
    """A Tabulator that waits for no style sheet.

    Panel's table redraws only when each of its linked style sheets has loaded, and asks again without pause
    until then. The Material page replaces the links while they load; those it replaced never do, so the
    browser's thread would spin for ever. Sheets that stand in the page have nothing to wait for.
    """

    _stylesheets: ClassVar[list[str]] = []  # no icon font

    def _process_param_change(self, params: dict[str, Any]) -> dict[str, Any]:
        properties = super()._process_param_change(params)
        if "stylesheets" in properties:
            written = (_written(sheet) for sheet in properties["stylesheets"])
            properties["stylesheets"] = [sheet for sheet in written if sheet]
        return properties


class TableCare(JSComponent):
    """Put once on each page with tables: they wait without spinning, have names and heed the keyboard."""

    patient = param.Boolean(doc="Whether they are made to wait without spinning.")

    _esm = script(Path(__file__).with_name("table_widget.js"))

    def __init__(self) -> None:
        super().__init__(patient=REPAIR.applies, width=0, height=0, margin=0)


def _written(sheet: Any) -> Any:
    return _content(str(sheet.url)) if isinstance(sheet, ImportedStyleSheet) else sheet


@cache
def _content(url: str) -> str:
    """Return the text of a style sheet that Panel ships, nothing for one that is out on the network."""
    path = url.partition("?")[0]
    for start in (CDN_DIST, LOCAL_DIST):
        _, found, inside = path.partition(start)
        if found:
            return (DIST_DIR / inside).read_text(encoding="utf-8")
    return ""


def table(
    titles: Mapping[str, str],
    numbers: tuple[str, ...] = (),
    row_height: int | None = None,
    sortable: bool = False,
    label: str = "",
    **options: Any,
) -> pn.widgets.Tabulator:
    """Return an empty table, whose numbers are shown in four digits, and everything whole in a hint.

    Parameters
    ----------
    titles
        Headings of the columns by their names; ``φ_s`` gets its subscript.
    numbers
        Names of the columns that hold numbers.
    row_height
        In pixels; None for the library's own.
    sortable
        Whether a click on a heading sorts the rows.
    label
        Name of the table for screen readers.
    options
        Of Tabulator, in place of the defaults.
    """
    right = dict.fromkeys(numbers, "right")
    rows = {} if row_height is None else {"rowHeight": row_height}
    settings: dict[str, Any] = {
        "titles": {name: marked(title) for name, title in titles.items()},
        "formatters": dict.fromkeys(titles, CELL),
        "text_align": right | options.pop("text_align", {}),
        "header_align": right | options.pop("header_align", {}),
        "configuration": {"columnDefaults": {"headerSort": sortable}, **rows},
        "show_index": False,
        "disabled": True,
        "layout": "fit_columns",
        "sizing_mode": "stretch_both",
        "theme": "simple",
        "stylesheets": [TABLE],
        "tags": [{"label": label}],
    }
    # Typed from the start: the table chooses how to show a column when it is made.
    empty = pd.DataFrame({name: pd.Series(dtype=float if name in numbers else str) for name in titles})
    return REPAIR.choose(TableWidget, pn.widgets.Tabulator)(empty, **(settings | options))


def lit_rows(shown: pn.widgets.Tabulator, rows: list[int]) -> None:
    """Highlight the rows of these indices beside the chosen one, which is the table's own selection."""
    tags = [{**shown.tags[0], "lit": rows}]
    if shown.tags != tags:
        shown.tags = tags
