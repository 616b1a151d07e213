"""Errors of the commands: one line on stderr that names the option, and exit code 2."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import typer

from engine.errors import Cancelled, PhiscopeError
from engine.words import tr


@contextmanager
def naming(name: str) -> Iterator[None]:
    """Put the option ``name`` in front of a `PhiscopeError` of the block, unless that names one already."""
    try:
        yield
    except PhiscopeError as error:
        if "-" in (getattr(error, "field", None) or ""):
            raise
        raise PhiscopeError(str(error)).within(name) from error


@contextmanager
def guard(file: Path | None) -> Iterator[None]:
    """Turn an error of the block into one line on stderr and exit code 2, or 130 after Ctrl-C.

    ``file`` is the file that the message names, None if the block reads no single file.
    """
    try:
        yield
    except (KeyboardInterrupt, Cancelled):
        raise typer.Exit(130) from None
    except PhiscopeError as error:
        reason = str(error)
        stop(reason if file is None or file.name in reason else str(error.within(file.name)))
    except OSError as error:
        stop(_unreachable(error, file))


def _unreachable(error: OSError, file: Path | None) -> str:
    """Say why a file cannot be read or written; ``file`` is named if the error names none."""
    where = error.filename or file or tr("the file")
    if isinstance(error, FileNotFoundError) and error.filename:
        folder = Path(os.fsdecode(error.filename)).parent
        if not folder.exists():
            return tr(
                "{where}: there is no folder {folder}; make it, or name another.", where=where, folder=folder
            )
    return tr(
        "{where}: {reason}; check its name and that you may read or write there.",
        where=where,
        reason=(error.strerror or str(error)).lower(),
    )


def stop(reason: str) -> None:
    """Print ``reason`` in one line on stderr and exit with code 2."""
    typer.echo(f"phiscope: {' '.join(reason.split())}", err=True)
    raise typer.Exit(2)
