"""Tables as files: CSV for spreadsheets, JSON for programs, LaTeX (booktabs) for papers."""

from __future__ import annotations

import csv
import io
import json
import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from engine.errors import PhiscopeError
from engine.frames import library
from engine.words import tr
from viz.numbers import MINUS, count, number

MOST_ROWS = 400
FLOAT_ROWS = 40
"""Most lines of a LaTeX table that stays on one page; a longer one is a longtable."""
TEXT_WIDTH = 60
"""Characters per line of LaTeX's article class at its normal size."""
SENTENCE = 36
"""Width in characters from which the cells of a column are wrapped."""
LEAST, MOST = 0.18, 0.42
"""Smallest and largest share of the text width for a wrapped column."""
SMALLER = ((1.3, "footnotesize"), (1.5, "scriptsize"))
DIGITS = 6
LARGEST = 10**12
LARGEST_WHOLE = 2**63 - 1
ALIKE = {
    "ALPHA": "A", "BETA": "B", "EPSILON": "E", "ZETA": "Z", "ETA": "H", "IOTA": "I", "KAPPA": "K", "MU": "M",
    "NU": "N", "OMICRON": "O", "RHO": "P", "TAU": "T", "CHI": "X",
}  # fmt: skip
"""Latin letters for the Greek capitals that look like them: LaTeX has no commands for those."""
OTHERS = {"GAMMA", "DELTA", "THETA", "LAMBDA", "XI", "PI", "SIGMA", "UPSILON", "PHI", "PSI", "OMEGA"}
SPECIAL = {
    "\\": r"\textbackslash{}", "{": r"\{", "}": r"\}", "&": r"\&", "%": r"\%", "$": r"\$", "#": r"\#",
    "_": r"\_", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}",
    "·": r"$\cdot$", "→": r"$\rightarrow$", "←": r"$\leftarrow$", "≺": r"$\prec$", "≈": r"$\approx$",
    "∞": r"$\infty$", "×": r"$\times$", "∅": r"$\emptyset$", "𝒜": r"$\mathcal{A}$",
    "\u202f": r"\,", "φ": r"$\varphi$", "ο": "$o$", MINUS: "$-$",
}  # fmt: skip
FORMULA = re.compile(r"[\t\r\n]|\s*[=+\-@\uff1d\uff0b\uff0d\uff20]")
NUMBER = re.compile(r"[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?", re.ASCII | re.IGNORECASE)
# The index of a quantity, not an underscore in the name of a unit, as "α_syn" has one.
INDEX = re.compile(r"(?<![^\WΣ])([φΦπα])_([a-z])(?!\w)")
MAXIMUM = "Φ^Max"
RUNS = (("_", "₀₁₂₃₄₅₆₇₈₉", "0123456789"), ("^", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹", "-0123456789"))


@dataclass(frozen=True, slots=True)
class TableFile:
    """A table for a file.

    Attributes
    ----------
    caption : str
        What the table shows; LaTeX and JSON have it.
    columns : mapping of str to sequence
        Values by column name, all of one length. Programs read them: the names are the same in every
        language.
    headings : mapping of str to str
        LaTeX heading by column name; only these columns are printed, in this order.
    printed : mapping of str to sequence
        Values to print in place of those in ``columns``, for example in words.
    """

    caption: str
    columns: Mapping[str, Sequence[Any]]
    headings: Mapping[str, str]
    printed: Mapping[str, Sequence[Any]] = field(default_factory=dict)

    def rows(self) -> list[tuple[Any, ...]]:
        """Return the rows."""
        return list(zip(*self.columns.values(), strict=True))


def csv_of(table: TableFile) -> bytes:
    """Return a table as CSV, full precision; no cell is one that a spreadsheet would run."""
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(map(csv_cell, table.columns))
    writer.writerows(map(csv_cell, row) for row in table.rows())
    return text.getvalue().encode()


def csv_cell(value: Any) -> Any:
    """Return a value as a cell of CSV: after an apostrophe if it begins as a formula does and is no number.

    Spreadsheets run such text, also when it is quoted; the apostrophe makes it text to them.
    """
    if isinstance(value, str) and FORMULA.match(value) and not NUMBER.fullmatch(value):
        return f"'{value}"
    return value


def json_of(table: TableFile) -> bytes:
    """Return a table as JSON: its caption, and one object per row."""
    rows = [dict(zip(table.columns, row, strict=True)) for row in table.rows()]
    return json_bytes({"caption": table.caption, "rows": rows})


def json_bytes(content: Any) -> bytes:
    """Return plain values as JSON."""
    return (json.dumps(content, indent=1, ensure_ascii=False, allow_nan=False) + "\n").encode()


def latex_of(table: TableFile) -> bytes:
    """Return a table as LaTeX with booktabs, six significant digits; a long one runs over pages.

    Raises
    ------
    PhiscopeError
        If it has more than `MOST_ROWS` rows.
    """
    said = {**table.columns, **table.printed}
    kept = [said[name] for name in table.headings]
    rows = list(zip(*kept, strict=True))
    if len(rows) > MOST_ROWS:
        raise PhiscopeError(
            tr("A printed table of {count:,} rows is too long; take the CSV.", count=len(rows))
        )
    widths = [_widest(*pair) + 2 for pair in zip(table.headings.values(), kept, strict=True)]
    rest = sum(wide for wide in widths if wide < SENTENCE)
    share = min(max(1 - rest / (SMALLER[-1][0] * TEXT_WIDTH), LEAST), MOST)
    aligned = "".join(_aligned(wide, share, column) for wide, column in zip(widths, kept, strict=True))
    size = _size(sum(wide if wide < SENTENCE else share * TEXT_WIDTH for wide in widths))
    head = f"    {' & '.join(table.headings.values())} \\\\"
    body = [f"    {' & '.join(map(cell, row))} \\\\" for row in rows]
    broken = sum(any(len(str(value)) >= SENTENCE for value in row) for row in rows)
    write = _long if len(rows) + broken > FLOAT_ROWS else _float
    return ("\n".join(write(escaped(table.caption), aligned, size, head, body)) + "\n").encode()


def _float(caption: str, aligned: str, size: str, head: str, body: list[str]) -> list[str]:
    return [
        r"% \usepackage{booktabs}",
        r"\begin{table}",
        r"  \centering",
        rf"  \caption{{{caption}}}",
        *([f"  {size}"] if size else []),
        rf"  \begin{{tabular}}{{{aligned}}}",
        r"    \toprule", head, r"    \midrule",
        *body,
        r"    \bottomrule",
        r"  \end{tabular}",
        r"\end{table}",
    ]  # fmt: skip


def _long(caption: str, aligned: str, size: str, head: str, body: list[str]) -> list[str]:
    return [
        r"% \usepackage{booktabs,longtable}",
        rf"\begingroup{size}",
        rf"\begin{{longtable}}{{{aligned}}}",
        rf"  \caption{{{caption}}} \\",
        r"    \toprule", head, r"    \midrule", r"    \endfirsthead",
        r"    \toprule", head, r"    \midrule", r"    \endhead",
        r"    \bottomrule", r"    \endfoot",
        *body,
        r"\end{longtable}",
        r"\endgroup",
    ]  # fmt: skip


def _widest(heading: str, column: Sequence[Any]) -> int:
    """Return the width of a column in characters; all commands of its heading count as one."""
    texts = [_plain(value) for value in column]
    return max(len(re.sub(r"\\[a-z]+|[$_{}]", "", heading)) + 1, *map(len, texts), 1)


def _aligned(wide: int, share: float, column: Sequence[Any]) -> str:
    if wide >= SENTENCE:
        return rf"p{{{share:.2f}\linewidth}}"
    # A missing value is an empty text or None.
    return "r" if any(isinstance(value, int | float) for value in column) else "l"


def _size(wide: float) -> str:
    """Return the LaTeX command for a size at which ``wide`` characters fit a line; empty if normal."""
    if wide <= TEXT_WIDTH:
        return ""
    name = next((name for more, name in SMALLER if wide <= more * TEXT_WIDTH), SMALLER[-1][1])
    return rf"\{name}\setlength{{\tabcolsep}}{{3pt}}"


def cell(value: Any) -> str:
    """Return a value as LaTeX; empty for None."""
    return escaped(_plain(value))


def _plain(value: Any) -> str:
    """Return a value as text; a very large count in powers of ten."""
    if value is None:
        return ""
    if isinstance(value, float):
        return number(value, DIGITS)
    return count(value) if isinstance(value, int) and value >= LARGEST else str(value)


def escaped(text: str) -> str:
    """Return text as LaTeX: special characters, Greek letters and indices become commands."""
    return r"$\Phi^{\mathrm{Max}}$".join(_indexed(part) for part in text.split(MAXIMUM))


def _indexed(text: str) -> str:
    parts = INDEX.split(text)
    found = [_escaped(parts[0])]
    for sign, index, rest in zip(parts[1::3], parts[2::3], parts[3::3], strict=True):
        found.append(f"{_letter(sign)[:-1]}_{index}${_escaped(rest)}")
    return "".join(found)


def _escaped(text: str) -> str:
    text = "".join(_letter(letter) for letter in text)
    for sign, raised, plain in RUNS:
        low = str.maketrans(raised, plain)
        text = re.sub(f"[{raised}]+", lambda run, s=sign, t=low: f"${s}{{{run[0].translate(t)}}}$", text)
    return text


def _letter(letter: str) -> str:
    """Return a character as LaTeX, a Greek letter as its command."""
    if letter in SPECIAL:
        return SPECIAL[letter]
    kind, _, name = unicodedata.name(letter, "").replace("LAMDA", "LAMBDA").partition(" LETTER ")
    if kind == "GREEK CAPITAL" and name in ALIKE:
        return rf"$\mathrm{{{ALIKE[name]}}}$"
    if kind == "GREEK CAPITAL" and name in OTHERS:
        return rf"$\{name.capitalize()}$"
    if kind == "GREEK SMALL" and name in ALIKE.keys() | OTHERS:
        return rf"$\{name.lower()}$"
    return letter


def parquet_of(table: TableFile) -> bytes:
    """Return a table as Parquet, which needs pyarrow.

    Columns of more than one type, and whole numbers beyond 64 bits, are written as text.

    Raises
    ------
    MissingLibraryError
        If pyarrow is not installed.
    """
    arrow, writer = library("pyarrow"), library("pyarrow.parquet")
    columns = {name: arrow.array(_alike(values)) for name, values in table.columns.items()}
    made = arrow.table(columns).replace_schema_metadata({"caption": table.caption})
    out = io.BytesIO()
    writer.write_table(made, out)
    return out.getvalue()


def _alike(values: Sequence[Any]) -> list[Any]:
    """Return values of one type, None among them."""
    kinds = {type(value) for value in values if value is not None}
    if kinds <= {int, float} and len(kinds) == 2:
        return [None if value is None else float(value) for value in values]
    large = kinds == {int} and any(value is not None and abs(value) > LARGEST_WHOLE for value in values)
    if len(kinds) > 1 or large or not kinds <= {bool, int, float, str}:
        return [None if value is None else str(value) for value in values]
    return list(values)


WRITERS = {"csv": csv_of, "json": json_of, "tex": latex_of, "parquet": parquet_of}
