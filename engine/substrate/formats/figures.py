"""Figures that phiscope made (PDF, SVG, PNG): the network that they carry in their metadata.

A figure carries one run of ASCII: `MARK`, and base64 of compressed JSON, which has the network as a substrate
file, and how the figure was made. It is looked for as text, so nothing else of the picture is parsed.
"""

import base64
import binascii
import json
import re
import zlib
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from engine.errors import FormatError
from engine.substrate.builders import Made
from engine.substrate.formats import phiscope
from engine.substrate.formats.text import MAX_BYTES, load_json
from engine.words import tr

MARK = "phiscope-recipe:1:"
MOST = 1 << 20
"""Most letters of what a figure carries; a figure of a larger network carries none."""
CARRIED = re.compile(re.escape(MARK).encode() + rb"([A-Za-z0-9+/]{1,%d}={0,2})" % MOST)


def to_mark(content: Mapping[str, Any]) -> str:
    """Return what a figure carries; empty if it would be too long.

    Parameters
    ----------
    content : mapping
        How the figure was made, in plain JSON types; its ``network`` is the contents of a substrate file.
    """
    data = json.dumps(content, ensure_ascii=False, separators=(",", ":"), sort_keys=True).encode()
    coded = base64.b64encode(zlib.compress(data, 9)).decode()
    return MARK + coded if len(coded) <= MOST and len(data) <= MAX_BYTES else ""


def carried(data: bytes) -> dict[str, Any]:
    """Return how a figure was made, as `to_mark` was given it.

    Raises
    ------
    FormatError
        If the figure carries nothing, or what it carries is damaged or too large.
    """
    found = CARRIED.search(data)
    if found is None:
        raise FormatError(
            tr("The picture carries no network: only figures that phiscope made do; open a network file.")
        )
    try:
        unpacker = zlib.decompressobj()
        text = unpacker.decompress(base64.b64decode(found[1], validate=True), MAX_BYTES + 1)
        if len(text) > MAX_BYTES or not unpacker.eof:
            raise FormatError(tr("The network in the picture is too large or cut off; open its own file."))
        content = load_json(text.decode())
    except (binascii.Error, zlib.error, UnicodeDecodeError):
        raise FormatError(tr("The network in the picture is damaged; open its own file.")) from None
    if not isinstance(content, dict) or not isinstance(content.get("network"), dict):
        raise FormatError(tr("The picture carries no network; open its own file."), "network")
    return content


def from_bytes(make: type[Made], data: bytes) -> Made:
    """Make the network that a figure was made of, in its state.

    Parameters
    ----------
    make : type of Network
        The class to make, such as `Substrate`.
    data : bytes

    Returns
    -------
    Network
        Of the class `make`; its notes say what the figure shows and how it was made.

    Raises
    ------
    FormatError
        As `carried` does, or if the network is none.
    """
    content = carried(data)
    made = phiscope.from_dict(make, content["network"])
    about = str(content.get("about", ""))[:1000]
    said = tr("Read from a figure. {about}", about=about).strip()
    return replace(made, notes=" ".join(filter(None, [made.notes, said])))
