"""Tables of a survey of many systems, and of φ_s over two numbers of one network."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

from apps.figures.table_files import TableFile, escaped
from apps.results.atlas_views import plane as plane_of
from apps.results.atlas_views import shown_atlas
from engine.words import tr

if TYPE_CHECKING:
    from apps.results.exhibit import Exhibit


def atlas_table(exhibit: Exhibit) -> TableFile:
    """Return the brushed systems of a survey with every column of its table; all of them if none is."""
    shown = shown_atlas(exhibit)
    view = shown.view
    rows = [view.rows[place] for place in shown.brushed or range(view.count)]
    picked = shown.rows.frame.iloc[rows]
    columns = {str(name): [plain_cell(value) for value in picked[name].tolist()] for name in picked}
    headings = {
        "network": escaped(tr("Network")), "state": escaped(tr("State")), "phi_s": r"$\varphi_s$",
        "big_phi": r"$\Phi$", "complex": escaped(tr("First complex")),
    }  # fmt: skip
    return TableFile(f"{view.screen_text} {view.caption}.", columns, headings)


def plane_table(exhibit: Exhibit) -> TableFile:
    """Return φ_s and the first complex for each pair of values."""
    view = plane_of(exhibit)
    assert exhibit.plane is not None  # or there is no view
    wholes = [" ".join(each.complex or ()) for each in exhibit.plane.measures]
    columns: dict[str, list[Any]] = {
        "x": [cell.x for cell in view.cells],
        "y": [cell.y for cell in view.cells],
        "phi_s": [cell.phi_s for cell in view.cells],
        "complex": wholes,
    }
    headings = {
        "x": escaped(view.x_title), "y": escaped(view.y_title), "phi_s": r"$\varphi_s$",
        "complex": escaped(tr("First complex")),
    }  # fmt: skip
    return TableFile(f"{view.title}. {view.caption}.", columns, headings)


def plain_cell(value: Any) -> Any:
    """Return a value of a table of pandas as a file takes it: None for what is not there."""
    return None if isinstance(value, float) and math.isnan(value) else value
