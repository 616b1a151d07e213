"""The zip of a saved result: which files may be in it, how large they may be, and that they are whole."""

import hashlib
import io
import json
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NoReturn

import numpy as np
from numpy.lib import format as npy

from engine.errors import FormatError, TooLargeError
from engine.files import write_whole
from engine.substrate.formats.text import load_json
from engine.words import tr

FORMAT, VERSION = "phiscope-result", 1
ABOUT, RESULT, NETWORK, NUMBERS = "phiscope.json", "result.json", "network.json", "numbers.npz"
MEMBERS = (ABOUT, RESULT, NETWORK, NUMBERS)
MAX_FILE = 64 << 20
MAX_UNPACKED = 256 << 20
MAX_LISTS = 8_000_000
ENTRY = b"PK\x01\x02"  # how each file stands in the list of contents
LONG_AGO = (1980, 1, 1, 0, 0, 0)
ARRAY = "numbers"


def write_archive(path: Path, parts: Mapping[str, bytes], about: Mapping[str, Any]) -> None:
    """Write a result completely, or leave the old file as it was; the same parts make the same bytes.

    Parameters
    ----------
    path : Path
    parts : mapping of str to bytes
        Contents by the names of `MEMBERS`, but `ABOUT`.
    about : mapping
        What else `ABOUT` says.

    Raises
    ------
    TooLargeError
        If it could not be read back.
    FormatError
        If the file cannot be written.
    """
    digests = {name: hashlib.sha256(data).hexdigest() for name, data in parts.items()}
    head = {"format": FORMAT, "version": VERSION, **about, "sha256": digests}
    whole = {ABOUT: _json(head), **parts}
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in whole.items():
            archive.writestr(zipfile.ZipInfo(name, LONG_AGO), data, zipfile.ZIP_DEFLATED)
    if sum(map(len, whole.values())) > MAX_UNPACKED or packed.tell() > MAX_FILE:
        raise TooLargeError(
            tr("The result is too large for a file of {most} MB; keep its JSON.", most=MAX_FILE >> 20)
        )
    try:
        write_whole(path, packed.getvalue())
    except OSError as error:
        said = tr("The file cannot be written ({reason}); choose another place.", reason=error.strerror)
        raise FormatError(said).within(str(path)) from None


def read_archive(data: bytes) -> tuple[dict[str, bytes], dict[str, Any]]:
    """Return the parts of a saved result, each as its digest says, and what `ABOUT` says.

    Parameters
    ----------
    data : bytes

    Raises
    ------
    FormatError
        If it is no saved result, of another version, too large, damaged or changed.
    """
    if len(data) > MAX_FILE:
        raise FormatError(tr("The file is over {most} MB; a saved result is smaller.", most=MAX_FILE >> 20))
    if data.count(ENTRY) > len(MEMBERS):
        _no_result()
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = _unpacked(archive)
    except FormatError:
        raise
    except Exception:  # as zipfile and zlib do a broken archive
        _no_result()
    return parts, _checked(parts)


def _unpacked(archive: zipfile.ZipFile) -> dict[str, bytes]:
    members = archive.infolist()
    names = [member.filename for member in members]
    odd = [name for name in names if name not in MEMBERS or names.count(name) > 1]
    if odd:
        raise FormatError(
            tr("The archive holds {name!r}, which a saved result does not; save it again.", name=odd[0][:80])
        )
    room = MAX_UNPACKED
    parts = {}
    for member in members:
        # The size in the list of contents may be a lie.
        with archive.open(member) as file:
            parts[member.filename] = file.read(room + 1)
        room -= len(parts[member.filename])
        if room < 0 or member.file_size > MAX_UNPACKED:
            raise FormatError(
                tr(
                    "The archive unpacks to over {most} MB; a saved result is smaller.",
                    most=MAX_UNPACKED >> 20,
                )
            )
    return parts


def _checked(parts: Mapping[str, bytes]) -> dict[str, Any]:
    about = load_json(_text(parts.get(ABOUT, b"")))
    if not isinstance(about, dict) or about.get("format") != FORMAT or RESULT not in parts:
        _no_result()
    if about.get("version") != VERSION:
        raise FormatError(
            tr(
                "The result was saved in version {version}, this program reads version {known}; take a newer "
                "phiscope.",
                version=str(about.get("version"))[:20],
                known=VERSION,
            ),
            "version",
        )
    digests = {name: hashlib.sha256(data).hexdigest() for name, data in parts.items() if name != ABOUT}
    if about.get("sha256") != digests:
        raise FormatError(
            tr("The file was damaged or changed: its digest differs; save the result again."), "sha256"
        )
    return about


def json_of(data: bytes) -> Any:
    """Return the value of a part in JSON."""
    return load_json(_text(data), MAX_LISTS)


def json_bytes(value: Any) -> bytes:
    """Return plain JSON types as a part."""
    return _json(value)


def numbers_of(data: bytes) -> np.ndarray:
    """Return the array of a part: one row of float64, as long as its header says; nothing in it is run.

    Raises
    ------
    FormatError
        If it is anything else.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive, archive.open(f"{ARRAY}.npy") as file:
            inner = io.BytesIO(file.read(MAX_UNPACKED + 1))
        npy.read_magic(inner)
        shape, _, dtype = npy.read_array_header_1_0(inner)
    except Exception:  # numpy and zipfile report broken headers in many ways
        _no_result()
    rest = inner.getbuffer().nbytes - inner.tell()
    if dtype != np.dtype("<f8") or len(shape) != 1 or rest != 8 * shape[0]:
        _no_result()
    return np.frombuffer(inner.getvalue(), dtype, shape[0], inner.tell())


def numbers_bytes(numbers: list[float]) -> bytes:
    """Return floats as a part."""
    out = io.BytesIO()
    np.savez(out, allow_pickle=False, **{ARRAY: np.array(numbers, "<f8")})
    return out.getvalue()


def _json(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(",", ":")).encode()


def _text(data: bytes) -> str:
    try:
        return data.decode()
    except UnicodeDecodeError:
        _no_result()


def _no_result() -> NoReturn:
    raise FormatError(tr("The file is no saved result; choose one that ends in .phi.")) from None
