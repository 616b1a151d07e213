"""The row of numbers above the plots of a view."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from apps.workspace.glossary import explained
from viz.shapes.indices import marked


def metric_row(cells: Iterable[tuple[str, str, str, str]]) -> str:
    """Return a row of numbers as markup; each cell is hook, name, value and a remark."""
    parts = [
        f"<div class='metric {hook}'><span class='name'>{explained(marked(name), hook.split()[-1])}</span> "
        f"<b class='value'>{escape(value)}</b> <span class='more'>{escape(more)}</span></div>"
        for hook, name, value, more in cells
    ]
    return f"<div class='row' role='status' aria-live='polite'>{''.join(parts)}</div>"
