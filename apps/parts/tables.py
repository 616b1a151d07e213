"""Tables to take away: CSV for spreadsheets, JSON for programs, LaTeX (booktabs) for papers."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from engine.errors import PhiscopeError
from viz.theme import MINUS, number

PAGE_ROWS = 400
DIGITS = 6
SPECIAL = {
    "\\": r"\textbackslash{}", "{": r"\{", "}": r"\}", "&": r"\&", "%": r"\%", "$": r"\$", "#": r"\#",
    "_": r"\_", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}",
    "φ": r"$\varphi$", "Φ": r"$\Phi$", "Σ": r"$\Sigma$", "α": r"$\alpha$", "π": r"$\pi$", "·": r"$\cdot$",
    "→": r"$\rightarrow$", "←": r"$\leftarrow$", "≺": r"$\prec$", "≈": r"$\approx$", "∞": r"$\infty$",
    "×": r"$\times$", MINUS: "$-$",
    **{digit: f"$_{{{plain}}}$" for plain, digit in enumerate("₀₁₂₃₄₅₆₇₈₉")},
    **{digit: f"$^{{{plain}}}$" for plain, digit in enumerate("⁰¹²³⁴⁵⁶⁷⁸⁹")},
    "⁻": "$^{-}$",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Table:
    """Columns of equal length; ``headings`` names those that a printed table has, in LaTeX."""

    caption: str
    columns: Mapping[str, Sequence[Any]]
    headings: Mapping[str, str]

    def rows(self) -> list[tuple[Any, ...]]:
        """Return the rows."""
        return list(zip(*self.columns.values(), strict=True))


def csv_of(table: Table) -> bytes:
    """Return a table as CSV, full precision."""
    return csv_bytes(table.columns)


def csv_bytes(columns: Mapping[str, Sequence[Any]]) -> bytes:
    """Return columns of equal length as CSV, full precision."""
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(columns)
    writer.writerows(zip(*columns.values(), strict=True))
    return text.getvalue().encode()


def json_of(table: Table) -> bytes:
    """Return a table as JSON: its caption, and one object per row."""
    rows = [dict(zip(table.columns, row, strict=True)) for row in table.rows()]
    return json_bytes({"caption": table.caption, "rows": rows})


def json_bytes(content: Any) -> bytes:
    """Return plain values as JSON."""
    return (json.dumps(content, indent=1, ensure_ascii=False, allow_nan=False) + "\n").encode()


def latex_of(table: Table) -> bytes:
    """Return a table as LaTeX with the rules of booktabs, six significant digits."""
    kept = [table.columns[name] for name in table.headings]
    rows = list(zip(*kept, strict=True))
    if len(rows) > PAGE_ROWS:
        raise PhiscopeError(f"A printed table of {len(rows):,} rows fits on no page; take the CSV.")
    aligned = "".join("r" if column and not isinstance(column[0], str) else "l" for column in kept)
    lines = [
        r"% \usepackage{booktabs}",
        r"\begin{table}",
        r"  \centering",
        rf"  \caption{{{escaped(table.caption)}}}",
        rf"  \begin{{tabular}}{{{aligned}}}",
        r"    \toprule",
        f"    {' & '.join(table.headings.values())} \\\\",
        r"    \midrule",
        *(f"    {' & '.join(map(cell, row))} \\\\" for row in rows),
        r"    \bottomrule",
        r"  \end{tabular}",
        r"\end{table}",
    ]
    return ("\n".join(lines) + "\n").encode()


def cell(value: Any) -> str:
    """Return one value as LaTeX; nothing for what is not there."""
    if value is None:
        return ""
    if isinstance(value, float):
        return escaped(number(value, DIGITS))
    return escaped(str(value)) if isinstance(value, str) else str(value)


def escaped(text: str) -> str:
    """Return text with every character that LaTeX would take for a command written out."""
    return "".join(SPECIAL.get(letter, letter) for letter in text)


WRITERS = {"csv": csv_of, "json": json_of, "tex": latex_of}
