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
    lines : list of int
        The line of the file in which each row stands, from 1.
    notes : list of str
        What was assumed.
    """

    rows: list[list[str]]
    comments: list[list[str]]
    separator: str
    lines: list[int]
    notes: list[str] = field(default_factory=list)


def cells_of(text: str) -> Cells:
    """Return the cells of a table.

    Raises
    ------
    FormatError
        If it is empty or too large, lines are separated differently, or rows have different lengths.
    """
    check_count(text.count("\n"), 2 * MAX_ROWS, "lines")
    lines = [(i, line) for i, line in enumerate(text.splitlines(), 1) if line.strip(" \t,;")]
    said = [(i, line) for i, line in lines if line.lstrip()[0] not in "#%"]
    if not said:
        raise FormatError(tr("The table is empty; add rows of numbers."))
    numbers, body = [i for i, _ in said], [line for _, line in said]
    separator = _separator(body, numbers[0])
    rows, last = _split(body, separator)
    comments = [line.lstrip("#% \t") for _, line in lines if line.lstrip()[0] in "#%"][:MAX_COMMENTS]
    words = [_split([line], separator)[0][0] for line in comments if line]
    found = Cells(rows, words, separator, [numbers[at] for at in last])
    if sum(map(len, rows)) > MAX_CELLS:
        raise FormatError(tr("The table has more than {most:,} cells; make it smaller.", most=MAX_CELLS))
    _check_lengths(found)
    may_be = separator != "," or '"' in text
    if may_be and any(DECIMAL_COMMA.fullmatch(cell) for row in rows for cell in row if "," in cell):
        found.rows = [[_with_point(cell) for cell in row] for row in rows]
        found.notes.append(tr("Decimal commas were read as decimal points."))
    return found


def _separator(lines: list[str], number: int) -> str:
    """Return what separates the cells: the first sign that stands in every line but perhaps the first.

    ``number`` is that of the first line in its file.
    """
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
                "Line {line} is separated by {first} and the others by {others}; separate all lines alike.",
                line=number,
                first=SEPARATORS[other],
                others=SEPARATORS[sign],
            )
        )
    return sign


def _split(lines: list[str], separator: str) -> tuple[list[list[str]], list[int]]:
    """Return the cells of each row, and the position of its last line: a quoted cell may have several."""
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
        return [line.split() for line in lines], list(range(len(lines)))
    rows: list[list[str]] = []
    last: list[int] = []
    try:
        reader = csv.reader(io.StringIO("\n".join(lines)), delimiter=separator, skipinitialspace=True)
        for row in reader:
            rows.append(list(map(str.strip, row)))
            last.append(reader.line_num - 1)
    except csv.Error as error:
        raise FormatError(
            tr("The CSV cannot be read ({error}); save it again as plain CSV.", error=error)
        ) from None
    return rows, last


def _check_lengths(cells: Cells) -> None:
    rows = cells.rows
    for i, row in enumerate(rows):
        if len(row) != len(rows[0]) and not (i > 0 and len(row) == len(rows[0]) + 1 == len(rows[-1])):
            raise FormatError(
                tr(
                    "Line {line} has {count} cells where line {other} has {first}; make all rows equal, and "
                    "separate their cells alike.",
                    line=cells.lines[i],
                    count=len(row),
                    other=cells.lines[0],
                    first=len(rows[0]),
                )
            )


def _with_point(cell: str) -> str:
    return cell.replace(",", ".") if DECIMAL_COMMA.fullmatch(cell) else cell


def is_number(cell: str) -> bool:
    """Return whether a cell is a finite number."""
    return is_numeric(cell) and math.isfinite(float(cell))


def is_numeric(cell: str) -> bool:
    """Return whether a cell is a number, be it infinite or "nan", and so no name."""
    try:
        float(cell)
    except ValueError:
        return False
    return True


def numbers_of(rows: Sequence[Sequence[str]], lines: Sequence[int], lead: int) -> NDArray[np.float64]:
    """Return cells as an array.

    Parameters
    ----------
    rows : sequence of sequences of str
    lines : sequence of int
        The line of the file in which each row stands, from 1.
    lead : int
        How many columns of the file stand before them.

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
            "{cell!r} in line {line}, column {column} is not a finite number; write one.",
            cell=rows[row][column][:20],
            line=lines[row],
            column=lead + column + 1,
        ),
        f"[{row}][{column}]",
    )
