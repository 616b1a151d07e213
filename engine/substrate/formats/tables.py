"""Numbers in text tables: a TPM in any of its forms, or weights with unit labels.

Which it is follows from names and shape, for n units:

- n columns and 2**n rows: P(ON next) of each unit, rows little-endian (the first unit fastest) unless a first
  column gives the states (``10``: the first unit ON; ``aB``) or a comment says big-endian.
- 2n columns and 2**n rows, the first n columns holding every state once: present states, then P(ON next).
  Columns may be called ``A_t, B_t, A_next, B_next``, ``A, B, A', B'`` and the like.
- 2**n columns headed by states, and as many rows: P(next state), state by state.
- n columns headed by labels, and n rows: weights from row to column. A first column repeats the labels.

A first column that counts the rows is left out. What could be two of these is refused, with how to say which.
"""

import re
from collections.abc import Sequence

from engine.errors import AmbiguousError, FormatError, SubstrateError
from engine.substrate.builders import Made
from engine.substrate.formats.cells import SEPARATORS, Cells, cells_of, is_number, is_numeric, numbers_of
from engine.substrate.formats.names import listed
from engine.substrate.formats.readings import (
    NumberGrid,
    is_stochastic,
    read_pairs,
    read_state_by_node,
    read_state_by_state,
    read_weights,
)
from engine.substrate.formats.states_in_tables import bits_of, columns_of, pairs_of
from engine.substrate.units import check_label
from engine.words import tr

CORNERS = ("", "state", "states", "index", "row", "rows", "id")
BACKWARDS = re.compile(r"big[- ]?endian", re.IGNORECASE)


def from_text(make: type[Made], text: str) -> Made:
    """Read a text table as a TPM or as weights.

    Parameters
    ----------
    make : type of Network
        The class to make, such as `Substrate`.
    text : str

    Returns
    -------
    Network
        Of the class `make`; its notes say what was assumed.

    Raises
    ------
    FormatError
        If it is neither, or could be both.
    """
    return read_grid(make, _grid(cells_of(text)))


def layout(text: str) -> tuple[tuple[str, str], ...]:
    """Return how a text table is laid out: pairs of a part and what it is."""
    cells = cells_of(text)
    grid = _grid(cells)
    rows, width = grid.values.shape
    headed = len(cells.rows) > rows
    first = (
        tr("names: {names}", names=listed(grid.names)) if headed and grid.names else tr("numbers, no names")
    )
    if grid.counted:
        lead = tr("counts the rows and is left out")
    elif grid.lead is None:
        lead = tr("numbers")
    else:
        lead = tr("names the rows: {names}", names=listed(grid.lead))
    return (
        (tr("Cells separated by"), str(SEPARATORS[cells.separator]) if width > 1 or grid.lead else "–"),
        (tr("First row"), first),
        (tr("First column"), lead),
        (tr("Numbers"), f"{rows} × {width}"),
    )


def looks_so(head: str) -> bool:
    """Return whether the first lines of a text are rows of numbers, perhaps after a header."""
    first, *rest = [re.split(r"[;,\t ]+", line.strip(";,\t ")) for line in head.splitlines()[:20]] or [[""]]
    return all(is_number(row[-1]) and all(map(is_number, row[1:])) for row in rest or [first])


def read_grid(make: type[Made], grid: NumberGrid) -> Made:
    """Make a network from a table of numbers, by the rules of this module."""
    rows, width = grid.values.shape
    half = width // 2
    if width <= 64 and rows == 2**width:
        return read_state_by_node(make, grid)
    is_repeated = grid.lead is not None and grid.lead == grid.names
    pairs = pairs_of(grid.names) if grid.names and not is_repeated else None
    if pairs is not None:
        return read_pairs(make, grid, *pairs)
    paired = width == 2 * half and columns_of(grid.values[:, :half]) is not None
    if paired and rows != width:
        return read_pairs(make, grid, grid.names and grid.names[:half], range(width))
    if rows != width:
        raise FormatError(_misshaped(rows, width))
    if paired and half > 1 and not is_repeated and (grid.names is None or _states(grid.names, width) == 0):
        raise FormatError(_paired_or_weights(half))
    return _square(make, grid, width)


def _square(make: type[Made], grid: NumberGrid, width: int) -> Made:
    """Read a square table: weights, or a TPM state by state."""
    n = _states(grid.names, width) or _states(grid.lead, width)
    if n > 1:
        return read_state_by_state(make, grid, n)
    led = grid.lead is not None and grid.lead == grid.names
    names = grid.names = grid.lead if grid.names is None else grid.names
    stochastic = is_stochastic(grid.values)
    if names is None or (all(name.isdecimal() for name in names) and width & (width - 1) == 0 and stochastic):
        said = _unlabelled(width, stochastic)
        if stochastic and width > 1 and width & (width - 1) == 0:
            raise AmbiguousError(said, grid.values)
        raise FormatError(said)
    if n == 1 and stochastic and not led:
        raise FormatError(_one_unit_or_two(names))
    if grid.lead is not None and grid.lead != names:
        raise FormatError(
            tr(
                "The first column and the first row hold different labels; make them the same, or remove "
                "the first column."
            )
        )
    return read_weights(make, grid)


def _states(words: Sequence[str] | None, width: int) -> int:
    """Return of how many units words are the states, 0 if they are none."""
    n = width.bit_length() - 1
    return n if words is not None and width == 2**n and bits_of(words, n) else 0


def _grid(cells: Cells) -> NumberGrid:
    """Tell the header and the first column from the numbers."""
    names, rows = _header(cells.rows)
    if not rows:
        raise FormatError(tr("The table has labels but no numbers; add the rows."))
    width = len(rows[0])
    if names is not None and len(names) == width - 1:
        # R leaves out the corner above the column of labels.
        names = ["", *names]
    if names is not None and len(names) != width:
        raise FormatError(
            tr(
                "The first row has {labels} labels for {width} columns; give one label per column.",
                labels=len(names),
                width=width,
            )
        )
    lead = [row[0] for row in rows]
    notes = cells.notes
    counted = False
    if not _leads(lead, names, len(rows), width):
        lead = None
    else:
        rows, names = [row[1:] for row in rows], names and names[1:]
        if not rows[0]:
            raise FormatError(tr("The table has labels but no numbers; add the rows."))
        if _counts(lead):
            lead, counted = None, True
            notes.append(tr("The first column counts the rows and was left out."))
    backwards = any(BACKWARDS.search(" ".join(words)) for words in cells.comments)
    lines, before = cells.lines[len(cells.rows) - len(rows) :], width - len(rows[0])
    values = numbers_of(rows, lines, before)
    grid = NumberGrid(values, names, lead, backwards, notes, counted, lines, before)
    if names is None:
        grid.names = _commented(cells.comments, len(rows[0]), notes)
    return grid


def _header(rows: list[list[str]]) -> tuple[list[str] | None, list[list[str]]]:
    """Return the names of the columns, None if there are none, and the other rows."""
    first, *rest = rows
    if all(map(is_numeric, first)) and not all(map(is_number, first)):
        return None, rows
    texts = [not is_number(cell) for cell in first]
    if any(texts[1:]) and any(map(is_number, first)):
        return None, rows  # names are no numbers: a cell was mistyped
    leads = bool(texts[0] and first[0] and rest) and not any(texts[1:]) and len(first) > 1
    if leads and all(not is_number(row[0]) for row in rest):
        return None, rows
    if any(texts) or (len(rest) == len(first) and _states(first, len(first))):
        return first, rest
    if rest and len(rest[0]) == len(first) + 1:
        return first, rest
    return None, rows


def _leads(lead: Sequence[str], names: Sequence[str] | None, rows: int, width: int) -> bool:
    """Return whether the first column names the rows, and is no numbers of its own."""
    if names is not None and not names[0]:
        return True
    if not all(map(is_number, lead)):
        # A mistyped number in a table of numbers names no row.
        return not ((_fits(rows, width) and any(map(is_number, lead))) or all(map(is_numeric, lead)))
    if width < 2 or _fits(rows, width):
        corner = names is not None and names[0].lower() in CORNERS
        return corner and width > 1 and rows != 2**width
    return _fits(rows, width - 1) and (_counts(lead) or _states(lead, rows) > 0)


def _counts(lead: Sequence[str]) -> bool:
    return any(list(lead) == [str(i + start) for i in range(len(lead))] for start in (0, 1))


def _fits(rows: int, width: int) -> bool:
    half, odd = divmod(width, 2)
    return rows in (2 ** min(width, 64), width) or (not odd and rows == 2 ** min(half, 64))


def _commented(comments: Sequence[Sequence[str]], width: int, notes: list[str]) -> list[str] | None:
    """Return labels from the last comment line that has as many words as there are columns."""
    for words in reversed(comments):
        if len(words) == width and not any(map(is_number, words)):
            try:
                for word in words:
                    check_label(word)
            except SubstrateError:
                continue
            notes.append(tr("Its labels were taken from a comment line."))
            return list(words)
    return None


def _misshaped(rows: int, width: int) -> str:
    return tr(
        "The table has {rows} rows and {width} columns; a TPM of {width} units has 2 to the power {width} "
        "rows, and weights have {width}.",
        rows=rows,
        width=width,
    )


def _paired_or_weights(half: int) -> str:
    return tr(
        "A table of {width} by {width} whose first {half} columns hold every state may be weights or a TPM; "
        "put the unit labels in the first row and the first column if it is weights, or call the columns "
        "A_t, B_t, A_next, B_next if it is a TPM.",
        width=2 * half,
        half=half,
    )


def _one_unit_or_two(names: Sequence[str]) -> str:
    return tr(
        "A table of {first} and {second} may be weights of two units or the TPM of one unit in its two "
        "states; repeat the labels in the first column if it is weights, or give the TPM one column.",
        first=names[0],
        second=names[1],
    )


def _unlabelled(width: int, stochastic: bool) -> str:
    if not stochastic or width & (width - 1) or width == 1:
        return tr(
            "A {width} by {width} table is read as weights; put the unit labels in the first row.",
            width=width,
        )
    if width == 2:
        return tr(
            "A {width} by {width} table without labels may be weights or a state-by-state TPM; put the unit "
            "labels in the first row if it is weights, or give the TPM one column per unit.",
            width=width,
        )
    return tr(
        "A {width} by {width} table without labels may be weights or a state-by-state TPM; put the unit "
        "labels in the first row if it is weights, or states such as {example} if it is a TPM.",
        width=width,
        example=", ".join("s" + f"{i:0{width.bit_length() - 1}b}"[::-1] for i in range(4)),
    )
