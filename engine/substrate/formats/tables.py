"""Numbers in CSV: a TPM (one row per state), or a square table of weights with unit labels.

Their shapes tell them apart: with n columns, 2**n rows are a state-by-node TPM, and n rows are weights [from,
to] if the first row holds labels. A square table without labels whose side is a power of two could be weights
or a state-by-state TPM and is refused. Separators: comma, semicolon or tab.
"""

import csv
import io
from dataclasses import replace

from engine.errors import FormatError
from engine.substrate.builders import Made, from_tpm, from_weights
from engine.substrate.formats.text import check_count
from engine.substrate.tpm import MAX_ROWS
from engine.substrate.units import MAX_DRAWN
from engine.words import tr

MAX_CELLS = 2_000_000


def from_text(make: type[Made], text: str) -> Made:
    """Read a CSV table as a TPM or as weights.

    Parameters
    ----------
    make : type of Network
        The class to make, such as `Substrate`.
    text : str

    Returns
    -------
    Network
        Of the class `make`.

    Raises
    ------
    FormatError
        If it is neither, or could be both.
    """
    rows = _cells(text)
    header = None
    if not all(_is_number(cell) for cell in rows[0]):
        header, rows = rows[0], rows[1:]
    if not rows:
        raise FormatError(tr("The table has labels but no numbers; add the rows."))
    if header is not None and not _is_number(rows[0][0]):
        # R leaves out the corner cell above the column of labels.
        header = header if len(header) == len(rows[0]) else ["", *header]
        rows = _without_names(rows, header)
        header = header[1:]
    numbers = [[_number(cell, r, c) for c, cell in enumerate(row)] for r, row in enumerate(rows)]
    width = len(numbers[0])
    if header is not None and len(header) != width:
        raise FormatError(
            tr(
                "The first row has {labels} labels for {width} columns; give one label per column.",
                labels=len(header),
                width=width,
            )
        )
    if width <= 64 and len(numbers) == 2**width:
        return _tpm(make, numbers, header)
    if len(numbers) != width:
        raise FormatError(
            tr(
                "The table has {rows} rows and {width} columns; a TPM of {width} units has 2 to the power "
                "{width} rows, and weights have {width}.",
                rows=len(numbers),
                width=width,
            )
        )
    if header is None:
        raise FormatError(_unlabelled(width))
    note = tr("Weights read from row (from) to column (to); every unit is logistic with k = 1.")
    return replace(from_weights(make, numbers, labels=header), notes=note)


def _tpm(make: type[Made], numbers: list[list[float]], header: list[str] | None) -> Made:
    notes = [tr("TPM rows read little-endian (the first unit varies fastest).")]
    if header is None:
        notes.append(tr("It has no labels: units are named in alphabetical order."))
    return replace(from_tpm(make, numbers, labels=header), notes=" ".join(notes))


def _unlabelled(width: int) -> str:
    if width & (width - 1) == 0:
        return tr(
            "A {width} by {width} table without labels may be weights or a state-by-state TPM; put the unit "
            "labels in the first row if it is weights, or give the TPM one column per unit.",
            width=width,
        )
    return tr(
        "A {width} by {width} table is read as weights; put the unit labels in the first row.", width=width
    )


def _cells(text: str) -> list[list[str]]:
    first = text.lstrip().split("\n", 1)[0]
    separator = max(",;\t", key=first.count)
    columns = first.count(separator) + 1
    if columns > MAX_DRAWN + 1:
        raise FormatError(
            tr(
                "The table has {columns:,} columns; weights and TPMs have one a unit, at most {most}.",
                columns=columns,
                most=MAX_DRAWN,
            )
        )
    check_count(text.count("\n"), max(2 * MAX_ROWS, MAX_DRAWN), "lines")
    try:
        rows = [[cell.strip() for cell in row] for row in csv.reader(io.StringIO(text), delimiter=separator)]
    except csv.Error as error:
        raise FormatError(
            tr("The CSV cannot be read ({error}); save it again as plain CSV.", error=error)
        ) from None
    rows = [row for row in rows if any(row)]
    if not rows:
        raise FormatError(tr("The table is empty; add rows of numbers."))
    if sum(map(len, rows)) > MAX_CELLS:
        raise FormatError(tr("The table has more than {most:,} cells; make it smaller.", most=MAX_CELLS))
    for i, row in enumerate(rows):
        if len(row) != len(rows[0]) and not (i > 0 and len(row) == len(rows[0]) + 1 == len(rows[-1])):
            raise FormatError(
                tr(
                    "Row {number} has {count} cells where row 1 has {first}; make all rows equal.",
                    number=i + 1,
                    count=len(row),
                    first=len(rows[0]),
                )
            )
    return rows


def _without_names(rows: list[list[str]], header: list[str]) -> list[list[str]]:
    """Drop the column of labels, which must repeat the header."""
    named = [row[0] for row in rows]
    if named != header[1:]:
        raise FormatError(
            tr(
                "The first column and the first row hold different labels; make them the same, or remove "
                "the first column."
            )
        )
    return [row[1:] for row in rows]


def _is_number(cell: str) -> bool:
    try:
        float(cell)
    except ValueError:
        return False
    return cell.lower().lstrip("+-") not in ("nan", "inf", "infinity")


def _number(cell: str, row: int, column: int) -> float:
    if not _is_number(cell):
        raise FormatError(
            tr(
                "{cell!r} in row {row}, column {column} is not a finite number; write one.",
                cell=cell[:20],
                row=row + 1,
                column=column + 1,
            ),
            f"[{row}][{column}]",
        )
    return float(cell)
