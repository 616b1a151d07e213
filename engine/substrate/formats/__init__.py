"""Files: read and write substrates; the format follows from the name and the contents."""

import os
import tempfile
from collections.abc import Callable
from os import PathLike
from pathlib import Path
from typing import Any

from engine.errors import FormatError, PhiscopeError
from engine.substrate.builders import Made
from engine.substrate.formats import bnet, graphml, nodelink, phiscope, pyphi, tables
from engine.substrate.formats.text import MAX_BYTES, check_length, decode, load_json
from engine.substrate.network import Network
from engine.words import tr

__all__ = ["MAX_BYTES", "READ_SUFFIXES", "WRITERS", "read", "to_text", "write"]

WRITERS: dict[str, Callable[[Network], str]] = {
    ".pyphi.json": pyphi.to_text,
    ".json": phiscope.to_text,
    ".bnet": bnet.to_text,
    ".graphml": graphml.to_text,
}
TEXT_READERS: dict[str, Callable[..., Any]] = {
    ".csv": tables.from_text,
    ".tsv": tables.from_text,
    ".bnet": bnet.from_text,
    ".graphml": graphml.from_text,
    ".xml": graphml.from_text,
}
READ_SUFFIXES = (".json", *TEXT_READERS)


def read(make: type[Made], source: str | PathLike[str] | bytes, name: str | None = None) -> Made:
    """Read a substrate from a file, or from its contents.

    Parameters
    ----------
    make : type of Network
        The class to make, such as `Substrate`.
    source : path or bytes
        A file, or the contents of one.
    name : str, optional
        Name of the file: with the contents it decides the format, and errors begin with it.

    Returns
    -------
    Network
        Of the class `make`.

    Raises
    ------
    PhiscopeError
        One sentence with the file, the field and the remedy; bad contents raise nothing else.
    """
    if isinstance(source, bytes):
        data, name = source, name or ""
    else:
        name = name or str(source)
        data = _bytes(Path(source), name)
    try:
        return _parse(make, decode(data), Path(name).suffix.lower()).check()
    except PhiscopeError as error:
        raise error.within(name or tr("the file")) from None


def _bytes(path: Path, name: str) -> bytes:
    try:
        check_length(path.stat().st_size)
        with path.open("rb") as file:
            return file.read(MAX_BYTES + 1)
    except PhiscopeError as error:
        raise error.within(name) from None
    except OSError as error:
        reason = error.strerror or tr("it is not a file")
        said = tr("The file cannot be read ({reason}); check the name.", reason=reason)
        raise FormatError(said).within(name) from None


def _parse(make: type[Made], text: str, suffix: str) -> Made:
    if suffix in TEXT_READERS:
        return TEXT_READERS[suffix](make, text)
    start = text.lstrip()
    if suffix == ".json" or start.startswith("{"):
        return _from_json(make, load_json(text))
    if start.startswith("<"):
        return graphml.from_text(make, text)
    if start.lower().startswith("targets"):
        return bnet.from_text(make, text)
    raise FormatError(
        tr(
            "The kind of file is unknown; give a name ending in {suffixes}.",
            suffixes=", ".join(READ_SUFFIXES),
        )
    )


def _from_json(make: type[Made], data: Any) -> Made:
    if isinstance(data, dict):
        if "format" in data or "units" in data:
            return phiscope.from_dict(make, data)
        if "nodes" in data:
            return nodelink.from_json(make, data)
        if "tpm" in data:
            return pyphi.from_json(make, data)
    raise FormatError(
        tr("The JSON is no substrate, PyPhi network or node-link graph; give it 'format', 'tpm' or 'nodes'."),
        "format",
    )


def to_text(substrate: Network, suffix: str = ".json") -> str:
    """Return the contents of a file in the format of a suffix.

    Parameters
    ----------
    substrate : Network
    suffix : {".json", ".pyphi.json", ".bnet", ".graphml"}

    Returns
    -------
    str

    Raises
    ------
    FormatError
        If the suffix is unknown, or the format cannot hold the substrate.
    """
    if suffix not in WRITERS:
        known = ", ".join(WRITERS)
        if not suffix:
            raise FormatError(tr("No suffix cannot be written; use {known}.", known=known))
        raise FormatError(tr("{suffix} cannot be written; use {known}.", suffix=suffix, known=known))
    return WRITERS[suffix](substrate)


def write(substrate: Network, path: str | PathLike[str]) -> None:
    """Write a file completely, or leave the old one as it was.

    Parameters
    ----------
    substrate : Network
    path : path
        Its suffix names the format.

    Raises
    ------
    FormatError
        If the suffix is unknown, the format cannot hold the substrate, or the folder cannot be written.
    """
    target = Path(path)
    suffix = next((s for s in WRITERS if target.name.lower().endswith(s)), target.suffix)
    try:
        data = to_text(substrate, suffix).encode("utf-8", "replace")
    except PhiscopeError as error:
        raise error.within(str(path)) from None
    part = None
    try:
        with tempfile.NamedTemporaryFile(dir=target.parent, prefix=".phiscope-", delete=False) as file:
            part = Path(file.name)
            file.write(data)
        part.chmod(0o666 & ~_umask())
        part.replace(target)
    except OSError as error:
        said = tr("The file cannot be written ({reason}); choose another place.", reason=error.strerror)
        raise FormatError(said).within(str(path)) from None
    finally:
        if part is not None:
            part.unlink(missing_ok=True)


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
