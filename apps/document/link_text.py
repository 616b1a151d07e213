"""The whole document in a link: JSON, deflated, in letters that every address bar takes.

A link's text is ``1.`` (the version) and the deflated JSON in base64url without padding. zlib's header makes
its first letters always the same, so that Panel cannot take the text for a number. A link is not trusted: its
size is checked before and while it is inflated, then its content.
"""

from __future__ import annotations

import base64
import binascii
import json
import re
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from apps.document import outside, purview_choices
from apps.document.snapshot import Snapshot, opened
from engine.errors import FormatError, PhiscopeError
from engine.formalisms import shown_in
from engine.iit4.readings import CHOICES as READINGS
from engine.substrate.formats.text import load_json
from engine.substrate.functions import Table
from engine.substrate.substrate import MAX_HELD, Substrate
from engine.words import phrase, tr

VERSION = "1."
MAX_ENCODED = 8_000  # what browsers, mail programs and servers carry without cutting
MAX_JSON = 200_000
MAX_EDGES = 16_384  # as files
MAX_SETTINGS = 2_000
CHOICES: dict[str, tuple[str, ...]] = {
    "formalism": shown_in("explore"),
    **{key: choice.keys for key, choice in READINGS.items()},
}
KEYS = ("substrate", *CHOICES, "origin", "by_hand", "view", "selection")
TOO_LARGE = phrase("The document is too large for a link; save a file instead.")
MANY_UNITS = phrase("It has more than {most:,} units; save a file instead.", most=MAX_HELD)
MANY_EDGES = phrase("It has more than {most:,} edges; save a file instead.", most=MAX_EDGES)


@dataclass(frozen=True, slots=True)
class Room:
    """Limits of a document's text, and how it is compressed.

    Attributes
    ----------
    encoded : int
        Most characters of the text.
    json : int
        Most characters of the JSON.
    level : int
        Compression level of zlib, 1 to 9.
    """

    encoded: int
    json: int
    level: int = 9


LINK = Room(MAX_ENCODED, MAX_JSON)
# In the browser's storage: a TPM of 14 units. Level 9 takes 1.2 s for it, this one 0.07 s and 7 % more room.
STORE = Room(600_000, 1_500_000, 6)


def encode(document: Mapping[str, Any], room: Room = LINK) -> str:
    """Return a document as the text of a link.

    Parameters
    ----------
    document : mapping
        ``substrate``, the contents of a substrate file with its state and system; optionally ``formalism``,
        readings by the keys of their choices, ``origin``, ``by_hand`` (the purviews chosen by hand, in the
        form of results), and the settings of the page: ``view`` (an object) and ``selection`` (a list of
        texts).
    room : Room
        Limits of the text.

    Raises
    ------
    FormatError
        If it does not fit into a link, or is no document.
    """
    _check(document)
    try:
        text = json.dumps(document, separators=(",", ":"), allow_nan=False)
    except (TypeError, ValueError, RecursionError):
        raise FormatError(tr("The document holds what a link cannot; save a file instead.")) from None
    if len(text) > room.json:
        raise FormatError(TOO_LARGE)
    packed = VERSION + base64.urlsafe_b64encode(zlib.compress(text.encode(), room.level)).decode().rstrip("=")
    if len(packed) > room.encoded:
        raise FormatError(
            tr(
                "The link would have {count:,} characters, more than {most:,}; save a file instead.",
                count=len(packed),
                most=room.encoded,
            )
        )
    return packed


def decode(text: str, room: Room = LINK) -> dict[str, Any]:
    """Return the document in a link's text; the inverse of `encode`. To be called in a thread.

    Raises
    ------
    PhiscopeError
        If it holds no valid document; one sentence for any text.
    """
    if not isinstance(text, str) or not text.startswith(VERSION):
        what = tr("The link holds no document; copy it again, whole.")
        if isinstance(text, str) and re.match(r"[0-9]{1,4}\.", text):
            what = tr("The link was made by another version of phiscope; open it there and save a file.")
        raise FormatError(what, "link")
    if len(text) > room.encoded:
        raise FormatError(
            tr(
                "The link has {count:,} characters and can have {most:,}; ask for a file instead.",
                count=len(text),
                most=room.encoded,
            ),
            "link",
        )
    return outside.read(_read, _inflated(text[len(VERSION) :], room.json))


def _read(text: str) -> dict[str, Any]:
    """Return the document of a link's JSON text; where it is read, all that is none stays."""
    document = load_json(text)
    try:
        _check(document)
        Substrate.from_dict(document["substrate"])
    except PhiscopeError as error:
        raise error.within(tr("The link")) from None
    return document


def _inflated(packed: str, most: int) -> str:
    """Return the inflated JSON text; more than ``most`` characters are never inflated."""
    if not re.fullmatch(r"[A-Za-z0-9_-]*", packed, re.ASCII):
        raise FormatError(tr("The link holds characters that no link has; copy it again, whole."), "link")
    try:
        deflated = base64.urlsafe_b64decode(packed + "=" * (-len(packed) % 4))
        stream = zlib.decompressobj()
        data = stream.decompress(deflated, most + 1)
        if len(data) > most:
            raise FormatError(
                tr("The link unpacks to more than a link may hold; ask for a file instead."), "link"
            )
        if not stream.eof or stream.unused_data:
            raise FormatError(tr("The link was cut or has grown; copy it again, whole."), "link")
        return data.decode()
    except (binascii.Error, zlib.error, UnicodeDecodeError):
        raise FormatError(tr("The link is damaged; copy it again, whole."), "link") from None


def _check(document: Any) -> None:
    """Raise a `FormatError` if parts of a document are missing or malformed; the substrate is read later."""
    if not isinstance(document, Mapping) or not isinstance(document.get("substrate"), Mapping):
        raise FormatError(tr("There is no substrate in it; make the link anew."), "substrate")
    unknown = next((str(key) for key in document if key not in KEYS), None)
    if unknown is not None:
        raise FormatError(
            tr("It has the unknown part {unknown!r}; make the link anew.", unknown=unknown[:40]), unknown[:40]
        )
    for key, most, said in (("units", MAX_HELD, MANY_UNITS), ("edges", MAX_EDGES, MANY_EDGES)):
        parts = document["substrate"].get(key)
        if isinstance(parts, list | tuple) and len(parts) > most:
            raise FormatError(said, key)
    for key, known in CHOICES.items():
        if document.get(key, known[0]) not in known:
            raise FormatError(
                tr("Its {key} is unknown; use one of {known}.", key=key, known=", ".join(known)), key
            )
    if not isinstance(document.get("origin", ""), str):
        raise FormatError(tr("Its origin is no text; make the link anew."), "origin")
    purview_choices.check(document.get("by_hand", ()))
    _check_shown(document)


def _check_shown(document: Mapping[str, Any]) -> None:
    """Raise a `FormatError` if view or selection are malformed; the panes read their values."""
    view, selection = document.get("view", {}), document.get("selection", [])
    texts = isinstance(selection, list | tuple) and all(isinstance(item, str) for item in selection)
    if not isinstance(view, Mapping) or not texts:
        raise FormatError(tr("Its view or selection is malformed; make the link anew."), "view")
    if len(repr(view)) + len(repr(selection)) > MAX_SETTINGS:
        raise FormatError(tr("Its view and selection are too large; make the link anew."), "view")


def shared(
    snapshot: Snapshot, view: Mapping[str, Any] | None = None, selection: Sequence[str] = ()
) -> dict[str, Any]:
    """Return a snapshot as a document for `encode`, with the view and the selection of the page."""
    substrate = snapshot.substrate.to_dict()
    substrate["state"] = dict(zip(snapshot.substrate.labels, snapshot.state, strict=True))
    substrate.pop("system", None)
    if snapshot.units is not None:
        substrate["system"] = list(snapshot.units)
    document: dict[str, Any] = {
        "substrate": substrate,
        "formalism": snapshot.formalism,
        "ties": snapshot.ties,
        **snapshot.readings.to_dict(),
    }
    shown = {
        "origin": snapshot.origin,
        "by_hand": purview_choices.written(snapshot.by_hand),
        "view": dict(view or {}),
        "selection": list(selection),
    }
    return document | {key: value for key, value in shown.items() if value}


def linked(
    snapshot: Snapshot,
    room: Room = LINK,
    view: Mapping[str, Any] | None = None,
    selection: Sequence[str] = (),
) -> str:
    """Return a snapshot as the text of a link.

    Parameters
    ----------
    snapshot : Snapshot
        The document.
    room : Room
        Limits of the text.
    view : mapping, optional
        Settings of the page.
    selection : sequence of str
        The things picked, as text.

    Raises
    ------
    FormatError
        As `encode` does; at once if the document is far too large.
    """
    if 4 * _probabilities(snapshot.substrate) > room.json:  # none is shorter than "0.5,"
        raise FormatError(TOO_LARGE)
    return encode(shared(snapshot, view, selection), room)


def _probabilities(substrate: Substrate) -> int:
    """Return a lower bound on the number of probabilities in the document of a substrate."""
    functions = (unit.function for unit in substrate.units)
    tables = sum(len(function.p) for function in functions if isinstance(function, Table))
    rows = substrate.tpm_rows or ()
    return tables + sum(map(len, rows))


def restored(document: Mapping[str, Any]) -> tuple[Snapshot, dict[str, Any], tuple[str, ...]]:
    """Return the snapshot, the view and the selection of a decoded document; the inverse of `shared`."""
    snapshot = opened(Substrate.from_dict(document["substrate"]), document.get("origin", ""))
    given = {key: document[key] for key in CHOICES if key in document}
    chosen = purview_choices.read(document.get("by_hand", ()))
    return (
        replace(snapshot, **given, by_hand=chosen),
        dict(document.get("view", {})),
        tuple(document.get("selection", ())),
    )
