"""Reading a file that is given to a page or a command, and what was assumed in doing so."""

from __future__ import annotations

import tempfile
from dataclasses import replace
from pathlib import Path

from engine.errors import FormatError, PhiscopeError
from engine.substrate.substrate import Substrate
from engine.words import tr, trn

MAX_BYTES = 10_000_000


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
        name=name,
        size=size / 1e6,
        most=MAX_BYTES / 1e6,
    )


def read_bytes(name: str, data: bytes) -> Substrate:
    """Read a substrate from the bytes of the file ``name``, whose ending tells the format.

    Raises
    ------
    FormatError
        If the file is too large, empty or no substrate.
    """
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
            raise FormatError(f"{prefix}{reason}") from error
