"""Files: read and write substrates; the format follows from the name and the contents."""

from collections.abc import Callable
from dataclasses import dataclass
from os import PathLike
from pathlib import Path
from typing import Any

from engine.errors import FormatError, PhiscopeError
from engine.files import read_bytes, write_whole
from engine.substrate.builders import Made
from engine.substrate.formats import (
    arrays,
    bnet,
    booleannet,
    figures,
    gml,
    graphml,
    nodelink,
    phiscope,
    pyphi,
    tables,
)
from engine.substrate.formats.text import MAX_BYTES, check_length, decode, head_of, load_json
from engine.substrate.network import Network
from engine.words import phrase, tr

__all__ = [
    "FORMATS",
    "MAX_BYTES",
    "READ_SUFFIXES",
    "WRITERS",
    "Format",
    "layout_of",
    "read",
    "to_text",
    "write",
]


@dataclass(frozen=True, slots=True)
class Format:
    """One kind of file.

    Attributes
    ----------
    name : str
        What people call it.
    suffixes : tuple of str
        Endings of the files that are read as it; an ending of several kinds leaves it to the contents.
    reader : callable
        ``(make, text)``, or ``(make, value)`` if it is JSON, or ``(make, data)`` if it has `magic`, to a
        network of class ``make``.
    writes : str
        Ending of the files that are written as it, empty if none is.
    writer : callable, optional
        From a network to the text of such a file.
    keys : tuple of str
        If it is JSON: an object with one of these keys is taken for it, formats in their order.
    looks_so : callable, optional
        From the first lines of a text, without comments, to whether it is one; asked in the order of
        `FORMATS` if the name does not tell.
    magic : bytes
        How its bytes begin, if it is no text.
    layout : callable, optional
        From what `reader` takes to how it is laid out, as pairs of a part and what it is, if it is numbers
        that do not say all about themselves.
    """

    name: str
    suffixes: tuple[str, ...]
    reader: Callable[..., Any]
    writes: str = ""
    writer: Callable[[Network], str] | None = None
    keys: tuple[str, ...] = ()
    looks_so: Callable[[str], bool] | None = None
    magic: bytes = b""
    layout: Callable[[Any], tuple[tuple[str, str], ...]] | None = None


FORMATS = (
    Format("phiscope", (".json",), phiscope.from_dict, ".json", phiscope.to_text, keys=("format", "units")),
    Format("node-link JSON", (".json",), nodelink.from_json, keys=("nodes",)),
    Format("PyPhi JSON", (".json",), pyphi.from_json, ".pyphi.json", pyphi.to_text, keys=pyphi.KEYS),
    Format(
        "GraphML",
        (".graphml", ".xml"),
        graphml.from_text,
        ".graphml",
        graphml.to_text,
        looks_so=lambda head: head.startswith("<"),
    ),
    Format("GML", (".gml",), gml.from_text, looks_so=gml.looks_so),
    Format(phrase("NumPy array"), (".npy",), arrays.from_npy, magic=b"\x93NUMPY", layout=arrays.layout_npy),
    Format(
        phrase("NumPy archive"), (".npz",), arrays.from_npz, magic=b"PK\x03\x04", layout=arrays.layout_npz
    ),
    Format("MATLAB", (".mat",), arrays.from_mat, magic=b"MATLAB "),
    Format(phrase("PDF figure"), (".pdf",), figures.from_bytes, magic=b"%PDF-"),
    Format(phrase("PNG figure"), (".png",), figures.from_bytes, magic=b"\x89PNG"),
    Format(phrase("SVG figure"), (".svg",), figures.from_bytes, magic=b"<svg"),
    Format("booleannet", (".booleannet", ".txt"), booleannet.from_text, looks_so=booleannet.looks_so),
    Format(
        phrase("table"),
        (".csv", ".tsv", ".dat", ".txt"),
        tables.from_text,
        looks_so=tables.looks_so,
        layout=tables.layout,
    ),
    Format("BoolNet", (".bnet", ".txt"), bnet.from_text, ".bnet", bnet.to_text, looks_so=bnet.looks_so),
)
"""Every kind of file; the only list of them."""

# The longest ending first: a file that ends in .pyphi.json ends in .json too.
WRITERS = {
    each.writes: each.writer
    for each in sorted(FORMATS, key=lambda each: -len(each.writes))
    if each.writer is not None
}
READ_SUFFIXES = tuple(dict.fromkeys(suffix for each in FORMATS for suffix in each.suffixes))


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
    name = name or ("" if isinstance(source, bytes) else str(source))
    try:
        data = source if isinstance(source, bytes) else read_bytes(Path(source), MAX_BYTES, check_length)
        check_length(len(data))
        kind, content = _kind(data, Path(name).suffix.lower())
        return kind.reader(make, content).check()
    except PhiscopeError as error:
        raise error.within(name or tr("the file")) from None


def layout_of(data: bytes, name: str) -> tuple[str, tuple[tuple[str, str], ...]] | None:
    """Return what kind of numbers a file holds and how they are laid out; None if it says all of itself.

    Parameters
    ----------
    data : bytes
        Contents that can be read, or could be two things.
    name : str
        Name of the file.

    Returns
    -------
    kind : str
    parts : tuple of (str, str)
        A part of the file and what it is, such as its first column.
    """
    kind, content = _kind(data, Path(name).suffix.lower())
    return None if kind.layout is None else (str(kind.name), kind.layout(content))


def _kind(data: bytes, suffix: str) -> tuple[Format, Any]:
    """Return the format of a file, and what its reader takes."""
    for each in FORMATS:
        if each.magic and (
            suffix in each.suffixes or (suffix not in READ_SUFFIXES and data.startswith(each.magic))
        ):
            return each, data
    text = decode(data)
    named = [each for each in FORMATS if suffix in each.suffixes and not each.keys]
    if len(named) == 1:
        return named[0], text
    if suffix == ".json" or text.lstrip().startswith("{"):
        return _of_json(load_json(text))
    head = head_of(text)
    for each in FORMATS:
        if each.looks_so is not None and each.looks_so(head):
            return each, text
    raise FormatError(
        tr(
            "The kind of file is unknown; give a name ending in {suffixes}.",
            suffixes=", ".join(READ_SUFFIXES),
        )
    )


def _of_json(data: Any) -> tuple[Format, Any]:
    for each in FORMATS:
        if isinstance(data, dict) and any(key in data for key in each.keys):
            return each, data
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
    try:
        write_whole(target, data)
    except OSError as error:
        said = tr("The file cannot be written ({reason}); choose another place.", reason=error.strerror)
        raise FormatError(said).within(str(path)) from None
