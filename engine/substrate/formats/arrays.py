"""Arrays as numpy saves them (``.npy``, ``.npz``), never as pickles; and what to do with those of MATLAB.

A single array is a TPM or weights by its shape, as in `engine.substrate.formats.tables`; in an archive the
names tell: ``tpm`` with ``cm``, ``labels`` and ``state``, or ``weights`` with ``labels``.
"""

import io
import math
import zipfile
from collections.abc import Mapping
from dataclasses import replace
from typing import Any, NoReturn

import numpy as np
from numpy.lib import format as npy

from engine.errors import AmbiguousError, FormatError
from engine.substrate.builders import Made, from_tpm, from_weights
from engine.substrate.formats.cells import MAX_CELLS
from engine.substrate.formats.names import safe_labels
from engine.substrate.formats.readings import is_stochastic
from engine.substrate.formats.row_order import ASSUMED, ASSUMED_BOTH
from engine.substrate.formats.text import MAX_BYTES, check_length
from engine.substrate.units import MAX_DRAWN
from engine.words import tr

NAMES = {
    "tpm": ("tpm",),
    "weights": ("weights", "weight_matrix", "w"),
    "cm": ("cm", "connectivity_matrix", "connectivity"),
    "labels": ("labels", "node_labels", "names"),
    "state": ("state",),
}
MAX_ARRAYS = 64
MAX_AXES = 32
SHOWN, SHOWN_NAME = 6, 40
ENTRY = b"PK\x01\x02"  # how each file stands in the list of contents of an archive
SHEETS = ("xl/", "content.xml")


def from_npy(make: type[Made], data: bytes) -> Made:
    """Make a network from one array: a TPM, or weights if its shape allows nothing else.

    Parameters
    ----------
    make : type of Network
        The class to make, such as `Substrate`.
    data : bytes

    Returns
    -------
    Network
        Of the class `make`.

    Raises
    ------
    FormatError
        If it is no array of numbers, or could be both.
    """
    return _from_array(make, _array(data))


def from_npz(make: type[Made], data: bytes) -> Made:
    """Make a network from the arrays of an archive, by their names; see `from_npy`."""
    arrays = _arrays(data)
    found = {key: name for key, names in NAMES.items() for name in arrays if name.lower() in names}
    if len(arrays) == 1 and not found:
        return _from_array(make, next(iter(arrays.values())))
    known = {key: arrays[name] for key, name in found.items()}
    if ("tpm" in known) == ("weights" in known):
        raise FormatError(
            tr("The archive holds {names}; save one TPM or one table of weights: np.savez(file, tpm=tpm).",
               names=", ".join(list(arrays)[:6])[:80]), "tpm")  # fmt: skip
    notes: list[str] = []
    labels = _labels(known, notes)
    if "tpm" in known:
        substrate = from_tpm(make, known["tpm"], known.get("cm"), labels)
        notes.insert(0, _order(known["tpm"]))
    else:
        substrate = from_weights(make, known["weights"], labels=labels)
        notes.insert(0, tr("Weights read from row (from) to column (to); every unit is logistic with k = 1."))
    unused = sorted(
        set(arrays) - {found[key] for key in ("tpm", "weights", "labels", "state") if key in found}
    )
    unused = [name for name in unused if name != found.get("cm") or "tpm" not in known]
    if unused:
        notes.append(tr("Not used: {keys}.", keys=", ".join(unused)[:200]))
    state = known["state"].tolist() if "state" in known else None
    return replace(substrate, notes=" ".join(notes), state=state)


def from_mat(_make: type[Made], _data: bytes) -> NoReturn:
    """Refuse a file of MATLAB, with what to save instead."""
    raise FormatError(
        tr("Files of MATLAB are not read; save the TPM as text there: writematrix(tpm, 'tpm.csv').")
    )


def _from_array(make: type[Made], array: np.ndarray) -> Made:
    square = array.ndim == 2 and array.shape[0] == array.shape[1]
    no_labels = tr("It has no labels: units are named in alphabetical order.")
    if not square:
        return replace(from_tpm(make, array), notes=f"{_order(array)} {no_labels}")
    if len(array) & (len(array) - 1) == 0 and len(array) > 1 and is_stochastic(array):
        said = tr(
            "A {width} by {width} array may be weights or a state-by-state TPM; save it by its name: "
            "np.savez(file, weights=…) or np.savez(file, tpm=…).",
            width=len(array),
        )
        raise AmbiguousError(said, array.astype(float))
    note = tr("Weights read from row (from) to column (to); every unit is logistic with k = 1.")
    return replace(from_weights(make, array), notes=f"{note} {no_labels}")


def _order(tpm: np.ndarray) -> str:
    """Return what was assumed of the order of its states."""
    if tpm.ndim != 2:
        return tr("Axes of the TPM are the units in their order, and the last axis P(ON) of each.")
    return str(ASSUMED_BOTH if tpm.shape[0] == tpm.shape[1] else ASSUMED)


def layout_npy(data: bytes) -> tuple[tuple[str, str], ...]:
    """Return how one array is laid out."""
    return ((tr("Numbers"), _shape(_array(data))),)


def layout_npz(data: bytes) -> tuple[tuple[str, str], ...]:
    """Return how the arrays of an archive are laid out, by their names."""
    return tuple((name[:SHOWN_NAME], _shape(array)) for name, array in list(_arrays(data).items())[:SHOWN])


def _shape(array: np.ndarray) -> str:
    return " × ".join(map(str, array.shape)) or "1"


def _labels(known: Mapping[str, np.ndarray], notes: list[str]) -> list[str] | None:
    if "labels" not in known:
        notes.append(tr("It has no labels: units are named in alphabetical order."))
        return None
    labels = known["labels"]
    if labels.ndim != 1 or labels.dtype.kind not in "US" or len(labels) > MAX_DRAWN:
        raise FormatError(tr("labels must be a list of texts; correct it or leave it out."), "labels")
    return safe_labels([_text(label) for label in labels.tolist()], notes)


def _text(value: Any) -> str:
    return value.decode("utf-8", "replace") if isinstance(value, bytes) else value


def _arrays(data: bytes) -> dict[str, np.ndarray]:
    """Return the arrays of an archive, whose size unpacked is checked before anything is."""
    if data.count(ENTRY) > MAX_ARRAYS:
        raise FormatError(
            tr("The archive holds more than {most} files; save the arrays alone.", most=MAX_ARRAYS)
        )
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = archive.infolist()
            if any(member.filename.startswith(SHEETS) for member in members):
                raise FormatError(tr("The file is a spreadsheet; save the sheet as CSV."))
            check_length(sum(member.file_size for member in members))
            named = [(member.filename.removesuffix(".npy"), member) for member in members]
            return {name: _array(_unpacked(archive, member)) for name, member in named}
    except FormatError:
        raise
    except Exception:  # as zipfile and zlib do a broken archive
        raise FormatError(
            tr("The file is no archive of numpy; save it with np.savez(file, tpm=tpm).")
        ) from None


def _unpacked(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> bytes:
    # The size in the list of contents may be a lie.
    with archive.open(member) as file:
        data = file.read(MAX_BYTES + 1)
    check_length(len(data))
    return data


def _array(data: bytes) -> np.ndarray:
    """Return an array that is as long as its header says; nothing in it is run."""
    file = io.BytesIO(data)
    try:
        version = npy.read_magic(file)
        read = npy.read_array_header_1_0 if version == (1, 0) else npy.read_array_header_2_0
        shape, backwards, dtype = read(file)
    except Exception:  # numpy reports a broken header in many ways
        raise FormatError(tr("The file is no array of numpy; save it with np.save(file, tpm).")) from None
    if dtype.kind not in "biufUS":
        raise FormatError(tr("The array holds {kind}, not numbers; save numbers.", kind=str(dtype)[:40]))
    count = math.prod(shape)
    fits = len(shape) <= MAX_AXES and min(shape, default=1) > 0 and count <= MAX_CELLS
    if not fits or len(data) - file.tell() != count * dtype.itemsize:
        raise FormatError(tr("The array is empty, cut off or too large; save it again."))
    array = np.frombuffer(data, dtype, count, file.tell())
    return array.reshape(shape, order="F" if backwards else "C")
