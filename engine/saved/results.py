"""Saving and loading results: which kinds there are, and the network beside them."""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module
from os import PathLike
from pathlib import Path
from typing import Any

import numpy as np

from engine.errors import FormatError, PhiscopeError
from engine.files import read_bytes
from engine.saved import archive
from engine.saved.codec import Decoder, encoded
from engine.substrate.substrate import Substrate
from engine.version import engine_version
from engine.words import tr

SUFFIX = ".phi"
KINDS = {
    "PhiStructure": "engine.iit4.phi_structure",
    "Complexes": "engine.iit4.complexes",
    "ConceptualStructure": "engine.iit3.structure",
    "RankedSystems": "engine.iit3.ranking",
    "Account": "engine.causation.account",
    "Grains": "engine.grain.records",
}
"""The results that can be saved, by the name of their class, with its module; the only list of them."""


@dataclass(frozen=True, slots=True)
class SavedResult:
    """A result from a file.

    Attributes
    ----------
    result : PhiStructure, Complexes, ConceptualStructure, RankedSystems, Account or Grains
    substrate : Substrate or None
        The network that it was computed for, if the file has it.
    version : str
        The engine that saved it.
    """

    result: Any
    substrate: Substrate | None
    version: str


def save(result: Any, path: str | PathLike[str], substrate: Substrate | None = None) -> None:
    """Save a result so that `load` gives back the same.

    Parameters
    ----------
    result : PhiStructure, Complexes, ConceptualStructure, RankedSystems, Account or Grains
    path : path
        It ends in ``.phi``: a zip with JSON and an array, digests of both, and no code.
    substrate : Substrate, optional
        The network of the result, to be kept beside it.

    Raises
    ------
    FormatError
        If `result` is of another kind, `path` has another ending or cannot be written, or the network is
        another one.
    TooLargeError
        If the file would be too large to be read.
    """
    target = Path(path)
    kind = type(result).__name__
    if kind not in KINDS:
        raise FormatError(
            tr("{kind} cannot be saved; save one of {known}.", kind=kind, known=", ".join(KINDS)), "result"
        )
    if target.suffix != SUFFIX:
        raise FormatError(tr("The name of a saved result ends in {suffix}.", suffix=SUFFIX)).within(str(path))
    if substrate is not None and substrate.sha256 != result.substrate_sha256:
        raise FormatError(
            tr("The result is of another network; give the one that it was computed for."), "substrate"
        )
    numbers: list[float] = []
    parts = {archive.RESULT: archive.json_bytes(encoded(result, numbers))}
    if numbers:
        parts[archive.NUMBERS] = archive.numbers_bytes(numbers)
    if substrate is not None:
        parts[archive.NETWORK] = archive.json_bytes(substrate.to_dict())
    archive.write_archive(target, parts, {"kind": kind, "engine": engine_version()})


def load(source: str | PathLike[str] | bytes) -> Any:
    """Return the result of a file that `save` wrote, the same as it was; see `load_saved`."""
    return load_saved(source).result


def load_saved(source: str | PathLike[str] | bytes) -> SavedResult:
    """Return the result of a file that `save` wrote, with its network.

    Parameters
    ----------
    source : path or bytes
        A file, or the contents of one.

    Returns
    -------
    SavedResult

    Raises
    ------
    FormatError
        One sentence with the file and the remedy; bad contents raise nothing else.
    """
    name = tr("the file") if isinstance(source, bytes) else str(source)
    try:
        return _loaded(source if isinstance(source, bytes) else read_bytes(Path(source), archive.MAX_FILE))
    except PhiscopeError as error:
        raise error.within(name) from None


def _loaded(data: bytes) -> SavedResult:
    parts, about = archive.read_archive(data)
    kind = about.get("kind")
    if kind not in KINDS:
        said = tr("It holds a {kind}, which is unknown here; take a newer phiscope.", kind=str(kind)[:40])
        raise FormatError(said, "kind")
    numbers = parts.get(archive.NUMBERS)
    decoder = Decoder(np.zeros(0) if numbers is None else archive.numbers_of(numbers))
    made = decoder.decoded(
        getattr(import_module(KINDS[kind]), kind), archive.json_of(parts[archive.RESULT]), "result"
    )
    network = parts.get(archive.NETWORK)
    substrate = None if network is None else Substrate.read(network, "network.json")
    if substrate is not None and substrate.sha256 != made.substrate_sha256:
        raise FormatError(
            tr("The network in it is another than that of the result; save the result again."), "network"
        )
    return SavedResult(made, substrate, str(about.get("engine", ""))[:80])
