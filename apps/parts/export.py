"""Figures and data to take away: PDF, SVG and PNG through matplotlib, JSON, CSV."""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING, Any

from engine.errors import PhiscopeError
from viz.view.distinctions import columns, distinctions_view
from viz.view.structure import structure_view
from viz.view.substrate import substrate_view
from viz.view.tpm import tpm_view

if TYPE_CHECKING:
    from engine.structure import PhiStructure
    from engine.substrate import Substrate

WIDTHS = {"substrate": 85, "tpm": 85, "structure": 85, "distinctions": 178}


def figure_bytes(
    plot: str, substrate: Substrate, state: tuple[int, ...], structure: PhiStructure | None, kind: Any
) -> bytes:
    """Return a plot as the bytes of a ``kind`` file, at column width, with its caption."""
    from importlib import import_module

    from viz.paper.export import to_bytes

    view = _view(plot, substrate, state, structure)
    module = import_module(f"viz.paper.{plot}")
    return to_bytes(module.draw(view, width_mm=WIDTHS[plot]), kind)


def _view(plot: str, substrate: Substrate, state: tuple[int, ...], structure: PhiStructure | None) -> Any:
    if plot == "substrate":
        return substrate_view(substrate, state, structure)
    if plot == "tpm":
        return tpm_view(substrate, state)
    if structure is None:
        raise PhiscopeError("There is no result to draw yet; run the analysis first.")
    return structure_view(structure) if plot == "structure" else distinctions_view(structure)


def json_bytes(structure: PhiStructure) -> bytes:
    """Return the whole result as JSON."""
    return (json.dumps(structure.to_dict(), indent=1, ensure_ascii=False, allow_nan=False) + "\n").encode()


def csv_bytes(structure: PhiStructure) -> bytes:
    """Return the table of distinctions as CSV, full precision."""
    table = columns(distinctions_view(structure))
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(table)
    writer.writerows(zip(*table.values(), strict=True))
    return text.getvalue().encode()
