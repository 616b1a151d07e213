"""Reading a file that is given to a page or a command, and what was assumed in doing so."""

from __future__ import annotations

import contextlib
import tempfile
from dataclasses import replace
from pathlib import Path

from engine.errors import AmbiguousError, FormatError, PhiscopeError
from engine.substrate.substrate import MAX_UNITS, Substrate
from engine.words import tr, trn

MAX_BYTES = 10_000_000
MAX_NAME = 255  # no file system has longer ones
MOST_SAID = 10**15


def assumed(substrate: Substrate, name: str) -> str:
    """Return what was read from the file ``name`` and what was assumed, in sentences."""
    units = trn("{n} unit", "{n} units", substrate.n)
    edges = trn("{n} edge", "{n} edges", len(substrate.edges))
    file = Path(name).name or tr("the file")
    opened = tr("Opened {file}: {units} and {edges}.", file=file, units=units, edges=edges)
    said = [opened, substrate.notes.strip()]
    transition = substrate.transition or {}
    if substrate.state is None and "before" not in transition:
        said.append(tr("It names no state: every unit is OFF."))
    if substrate.system is None and not transition:
        said.append(tr("It names no candidate system: all units are in it."))
    return " ".join(filter(None, said))


def too_large(name: str, size: int) -> str:
    """Return why the file ``name`` of ``size`` bytes is not read."""
    return tr(
        "{name} has {size:.0f} MB; a substrate file has at most {most:.0f} MB.",
        name=name[:MAX_NAME],
        size=min(size, MOST_SAID) / 1e6,
        most=MAX_BYTES / 1e6,
    )


def read_path(path: Path) -> Substrate:
    """Read a substrate from a file, of which no more is read than a substrate file may have."""
    with path.open("rb") as file:
        data = file.read(MAX_BYTES + 1)
    if len(data) > MAX_BYTES:
        raise FormatError(too_large(path.name, max(path.stat().st_size, len(data))))
    return read_bytes(path.name, data)


def read_bytes(name: str, data: bytes) -> Substrate:
    """Read a substrate from the bytes of the file ``name``, whose ending tells the format.

    Raises
    ------
    FormatError
        If the file is too large, empty or no substrate; an `AmbiguousError` if it may be two things.
    """
    if len(name) > MAX_NAME:
        raise FormatError(
            tr("The file's name has {count:,} letters; use at most {most}.", count=len(name), most=MAX_NAME)
        )
    shown = Path(name).name or tr("the file")
    if len(data) > MAX_BYTES:
        raise FormatError(too_large(shown, len(data)))
    if not data.strip():
        raise FormatError(tr("{shown} is empty; choose a substrate file.", shown=shown))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / (f"upload{Path(shown).suffix}")
        path.write_bytes(data)
        try:
            substrate = Substrate.read(path)
            return substrate if substrate.name else replace(substrate, name=Path(shown).stem[:80])
        except (PhiscopeError, UnicodeDecodeError, ValueError) as error:
            reason = str(error).replace(str(path), shown).replace(path.name, shown)
            prefix = "" if shown in reason else f"{shown}: "
            if isinstance(error, AmbiguousError):
                raise AmbiguousError(f"{prefix}{reason}", error.values) from error
            raise FormatError(f"{prefix}{reason}") from error


def prepared(substrate: Substrate) -> Substrate:
    """Build what every page asks a substrate for, where nobody waits for it, and return the substrate."""
    with contextlib.suppress(PhiscopeError):  # an unfinished drawing has none of it
        _ = substrate.cm, substrate.sha256
        _ = substrate.tpm if substrate.is_binary and substrate.n <= MAX_UNITS else None
    return substrate


def stem_of(name: str) -> str:
    """Return how files about a network are called, without an ending: letters, digits and hyphens."""
    return ("".join(c if c.isalnum() else "-" for c in name).strip("-") or "network")[:60]
