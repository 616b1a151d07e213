"""Data to take away: JSON and CSV."""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING

from viz.view.distinctions import columns, distinctions_view

if TYPE_CHECKING:
    from engine.structure import PhiStructure


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
