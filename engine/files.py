"""Files: read no further than they may reach, and written completely or not at all."""

import secrets
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from engine.errors import FormatError
from engine.words import tr


def read_bytes(path: Path, most: int, check: Callable[[int], None] = lambda _size: None) -> bytes:
    """Read a file, and one byte more than it may have, which tells that it is too big.

    Parameters
    ----------
    path : Path
    most : int
        Bytes that the file may have.
    check : callable(size), optional
        Refuses the file by its size in bytes before any is read.

    Raises
    ------
    FormatError
        One sentence without the name of the file, if it cannot be read.
    """
    try:
        check(path.stat().st_size)
        with path.open("rb") as file:
            return file.read(most + 1)
    except OSError as error:
        reason = error.strerror or tr("it is not a file")
        raise FormatError(tr("The file cannot be read ({reason}); check the name.", reason=reason)) from None


def write_whole(path: Path, data: bytes) -> None:
    """Write a file atomically: neither a reader nor Ctrl-C ever leaves half a file.

    Parameters
    ----------
    path : Path
    data : bytes

    Raises
    ------
    OSError
        If it cannot be written; an old file is as it was. The error names the file that was asked for.
    """
    draft = path.with_name(f".{path.name[:40]}.{secrets.token_hex(8)}")
    try:
        with draft.open("xb") as file:
            file.write(data)
        draft.replace(path)
    except BaseException as error:
        with suppress(OSError):  # a draft that was never begun cannot be removed
            draft.unlink()
        if isinstance(error, OSError):
            error.filename, error.filename2 = str(path), None
        raise
