"""The cells of a text table: what separates them, comments, and decimal commas.

Separators are semicolons, tabs, commas or blanks, the first of these that stands in every line; quotes as in
CSV. Lines that begin with ``#`` or ``%`` are comments, as numpy and MATLAB write them.
"""

import csv
import io
import math
import re
from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from engine.errors import FormatError
from engine.substrate.formats.text import check_count
from engine.substrate.tpm import MAX_ROWS
from engine.words import phrase, tr

MAX_CELLS = 2_000_000
MAX_COLUMNS = 1025
MAX_COMMENTS = 50
SEPARATORS = {";": phrase("semicolons"), "\t": phrase("tabs"), ",": phrase("commas"), " ": phrase("blanks")}
DECIMAL_COMMA = re.compile(r"[+-]?\d*,\d+(?:[eE][+-]?\d+)?")
BLANK_IN_NUMBERS = re.compile(r"\d[ \t]+[-+\d]")


@dataclass(slots=True)
class Cells:
    """A table of texts.

    Attributes
    ----------
    rows : list of list of str
        Without blanks around the cells. R leaves out the corner: the first row may be shorter by one.
    comments : list of list of str
        The words of the comment lines, separated as the cells are.
    separator : str
        A key of `SEPARATORS`.
    notes : list of str
        What was assumed.
    """

    rows: list[list[str]]
    comments: list[list[str]]
    separator: str
    notes: list[str] = field(default_factory=list)


def cells_of(text: str) -> Cells:
    """Return the cells of a table.

    Raises
    ------
    FormatError
        If it is empty or too large, lines are separated differently, or rows have different lengths.
    """
    check_count(text.count("\n"), 2 * MAX_ROWS, "lines")
    lines = [line for line in text.splitlines() if line.strip(" \t,;")]
    said = [line for line in lines if line.lstrip()[0] not in "#%"]
    if not said:
        raise FormatError(tr("The table is empty; add rows of numbers."))
    separator = _separator(said)
    rows = _split(said, separator)
    comments = [line.lstrip("#% \t") for line in lines if line.lstrip()[0] in "#%"][:MAX_COMMENTS]
    found = Cells(rows, [_split([line], separator)[0] for line in comments if line], separator)
    if sum(map(len, rows)) > MAX_CELLS:
        raise FormatError(tr("The table has more than {most:,} cells; make it smaller.", most=MAX_CELLS))
    _check_lengths(rows)
    may_be = separator != "," or '"' in text
    if may_be and any(DECIMAL_COMMA.fullmatch(cell) for row in rows for cell in row if "," in cell):
        found.rows = [[_with_point(cell) for cell in row] for row in rows]
        found.notes.append(tr("Decimal commas were read as decimal points."))
    return found


def _separator(lines: list[str]) -> str:
    """Return what separates the cells: the first sign that stands in every line but perhaps the first."""
    first, *rest = lines
    body = rest or [first]
    sign = next((sign for sign in ";\t," if all(sign in line for line in body)), None)
    if sign == "," and all(BLANK_IN_NUMBERS.search(line) for line in body):
        sign = " "  # 0,5 0,25
    if sign is None:
        sign = " " if all(len(line.split()) > 1 for line in body) else ","
    other = next((other for other in ";\t," if other != sign and other in first), None)
    if sign not in first and other:
        raise FormatError(
            tr(
                "Row 1 is separated by {first} and the other rows by {others}; separate all rows alike.",
                first=SEPARATORS[other],
                others=SEPARATORS[sign],
            )
        )
    return sign


def _split(lines: list[str], separator: str) -> list[list[str]]:
    columns = lines[0].count(separator) + 1
    if separator != " " and columns > MAX_COLUMNS:
        raise FormatError(
            tr(
                "The table has {columns:,} columns; weights and TPMs have one a unit or a state, at most "
                "{most:,}.",
                columns=columns,
                most=MAX_COLUMNS,
            )
        )
    if separator == " ":
        return [line.split() for line in lines]
    try:
        rows = csv.reader(io.StringIO("\n".join(lines)), delimiter=separator, skipinitialspace=True)
        return [list(map(str.strip, row)) for row in rows]
    except csv.Error as error:
        raise FormatError(
            tr("The CSV cannot be read ({error}); save it again as plain CSV.", error=error)
        ) from None


def _check_lengths(rows: list[list[str]]) -> None:
    for i, row in enumerate(rows):
        if len(row) != len(rows[0]) and not (i > 0 and len(row) == len(rows[0]) + 1 == len(rows[-1])):
            raise FormatError(
                tr(
                    "Row {number} has {count} cells where row 1 has {first}; make all rows equal, and "
                    "separate their cells alike.",
                    number=i + 1,
                    count=len(row),
                    first=len(rows[0]),
                )
            )


def _with_point(cell: str) -> str:
    return cell.replace(",", ".") if DECIMAL_COMMA.fullmatch(cell) else cell


def is_number(cell: str) -> bool:
    """Return whether a cell is a finite number."""
    try:
        return math.isfinite(float(cell))
    except ValueError:
        return False


def numbers_of(rows: Sequence[Sequence[str]]) -> NDArray[np.float64]:
    """Return cells as an array.

    Raises
    ------
    FormatError
        If a cell is no finite number; the sentence names the first.
    """
    try:
        array = np.array(rows, dtype=float)
        if np.isfinite(array).all():
            return array
    except ValueError:
        pass
    row, column = next(
        (r, c) for r, cells in enumerate(rows) for c, x in enumerate(cells) if not is_number(x)
    )
    raise FormatError(
        tr(
            "{cell!r} in row {row}, column {column} is not a finite number; write one.",
            cell=rows[row][column][:20],
            row=row + 1,
            column=column + 1,
        ),
        f"[{row}][{column}]",
    )
