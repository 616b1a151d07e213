"""Families whose networks are files: those of a folder, and those that a list names."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from engine.atlas.members import Member, Members
from engine.atlas.options import Asked
from engine.errors import FormatError, PhiscopeError
from engine.substrate.formats import READ_SUFFIXES
from engine.substrate.substrate import Substrate
from engine.substrate.tpm import fits
from engine.words import tr

MAX_FILES = 10_000
MAX_LIST = 4 << 20
"""Most bytes of a list of files."""
COLUMNS = ("file", "state", "name")
"""Columns of a list of files; the first must be there."""


def folder_of_files(asked: Asked, folder: Path) -> Members:
    """Return the networks of the files in a folder."""
    place = folder / asked.text("folder")
    paths = sorted(p for p in place.glob("*") if p.is_file() and p.suffix.lower() in READ_SUFFIXES)[
        : MAX_FILES + 1
    ]
    if not paths or len(paths) > MAX_FILES:
        said = tr(
            "{folder} has no network files, or over {most:,}; choose another.", folder=place, most=MAX_FILES
        )
        raise asked.refusal(said, "folder")

    def make() -> Iterator[Member]:
        for path in paths:
            yield Member(path.name, network_of(asked, path), {"file": path.name})

    return Members(len(paths), make)


def network_of(asked: Asked, path: Path) -> Substrate:
    """Return the network of a file that a recipe names, if it has a TPM."""
    try:
        made = Substrate.read(path)
    except PhiscopeError as error:
        raise error.within(asked.place) from None
    if not fits(made.radix):
        raise asked.refusal(tr("{file} is too large for a TPM; leave it out.", file=path.name), "file")
    return made


def listed_files(asked: Asked, folder: Path) -> Members:
    """Return the networks of the files that a ``.csv`` list names, each in the state that it says.

    The list has a column ``file`` with paths, relative to where the list is, and if it likes the columns
    ``state`` and ``name``; without a heading its only column is that of the files.
    """
    path = folder / asked.text("list")
    try:
        rows = list_rows(path)
    except PhiscopeError as error:
        raise error.within(asked.place) from None

    def make() -> Iterator[Member]:
        for file, state, name in rows:
            made = network_of(asked, path.parent / file)
            if state:
                try:
                    made = replace(made, state=made.parse_state(state))
                except PhiscopeError as error:
                    raise error.within(f"{path.name}, {file}") from None
            yield Member(name or file, made, {"file": file})

    return Members(len(rows), make)


def list_rows(path: Path) -> tuple[tuple[str, str, str], ...]:
    """Return file, state and name of each row of a list of files; state and name may be empty.

    Raises
    ------
    FormatError
        If the list cannot be read, is too large, or names no file in a row.
    """
    try:
        with path.open("rb") as source:
            data = source.read(MAX_LIST + 1)
        text = data.decode("utf-8-sig")
        rows = [row for row in csv.reader(io.StringIO(text, newline="")) if any(map(str.strip, row))]
    except OSError as error:
        said = tr("The list cannot be read ({reason}); check the name.", reason=error.strerror)
        raise FormatError(said, "list").within(path.name) from None
    except (UnicodeDecodeError, csv.Error):
        raise FormatError(tr("The list is no CSV in UTF-8; save it so."), "list").within(path.name) from None
    heading = [cell.strip().lower() for cell in rows[0]] if rows else []
    if "file" in heading:
        rows = rows[1:]
    else:
        heading = ["file"]
    odd = sorted({*heading} - {*COLUMNS})
    if odd:
        said = tr("There is no column {name!r}; use {known}.", name=odd[0][:40], known=", ".join(COLUMNS))
        raise FormatError(said, "list").within(path.name)
    if not 1 <= len(rows) <= MAX_FILES or len(data) > MAX_LIST:
        said = tr("The list names no file, or over {most:,}; shorten it.", most=MAX_FILES)
        raise FormatError(said, "list").within(path.name)
    return tuple(_cells(heading, row, i + 1, path.name) for i, row in enumerate(rows))


def _cells(heading: list[str], row: list[str], number: int, name: str) -> tuple[str, str, str]:
    """Return the cells of a row in the order of `COLUMNS`."""
    cells = dict(zip(heading, map(str.strip, row), strict=False))
    if not cells.get("file") or "\0" in cells["file"] or len(row) > len(heading):
        said = tr("Row {number} names no file, or has too many cells; correct it.", number=number)
        raise FormatError(said, "list").within(name)
    return cells["file"], cells.get("state", ""), cells.get("name", "")
