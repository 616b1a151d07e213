"""From bytes to text and JSON values, within limits that no file can exceed."""

import json
import math
import re
from typing import Any

import numpy as np

from engine.errors import FormatError
from engine.words import tr

MAX_BYTES = 8 * 1024 * 1024
MAX_DEPTH = 64
MAX_LISTS = 400_000  # eight units of four states that read each other have as many distributions in 8 MB
OPENING, CLOSING = tuple(b"[{"), tuple(b"]}")
HEAD = 20_000  # characters
# It matches at every quote, to the end of the text if the quote is never closed: looking for a closing one
# anew from each of 100,000 quotes took 45 s.
STRING = re.compile(r'"(?:[^"\\]|\\.?)*+"?', re.DOTALL)


def check_length(size: int) -> None:
    """Refuse a file that is too big, from its size in bytes alone."""
    if size > MAX_BYTES:
        raise FormatError(
            tr(
                "The file is {size:.0f} MB; the limit is {most} MB, so make it smaller.",
                size=size / 2**20,
                most=MAX_BYTES // 2**20,
            )
        )


def check_count(count: int, most: int, what: str) -> None:
    """Refuse more parts than a substrate can have, before any of them is read.

    Parameters
    ----------
    count, most : int
        Number of parts, and the limit.
    what : {"units", "edges", "nodes", "lines"}

    Raises
    ------
    FormatError
        If `count` exceeds `most`.
    """
    if count > most:
        raise FormatError(_too_many(what, count=count, most=most), what)


def _too_many(what: str, **parts: int) -> str:
    said = {
        "units": tr("There are {count:,} units; use at most {most:,}.", **parts),
        "edges": tr("There are {count:,} edges; use at most {most:,}.", **parts),
        "nodes": tr("There are {count:,} nodes; use at most {most:,}.", **parts),
        "lines": tr("There are {count:,} lines; use at most {most:,}.", **parts),
    }
    return said[what]


def decode(data: bytes) -> str:
    """Return UTF-8 text without its byte order mark.

    Raises
    ------
    FormatError
        If the data are too big, empty, or not UTF-8 text.
    """
    check_length(len(data))
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise FormatError(
            tr("Byte {byte} is not UTF-8 text; save the file as UTF-8.", byte=error.start)
        ) from None
    if "\0" in text:
        raise FormatError(tr("The file is not text (it holds zero bytes); save it as UTF-8 text."))
    if not text.strip():
        raise FormatError(tr("The file is empty; choose another."))
    return text


def head_of(text: str) -> str:
    """Return the first lines of a text that say something, without comments, to tell its kind by."""
    rows = (row.strip() for row in text[:HEAD].splitlines())
    return "\n".join(row for row in rows if row and row[0] not in "#%")


def load_json(text: str, most: int = MAX_LISTS) -> Any:
    """Parse JSON strictly: no NaN, no infinities, no key twice, not too nested, at most so many lists."""
    _check_depth(text, most)
    try:
        return json.loads(
            text, parse_constant=_refuse_constant, parse_float=_finite, object_pairs_hook=_without_twins
        )
    except FormatError:
        raise
    except json.JSONDecodeError as error:
        raise FormatError(
            tr(
                "The JSON breaks at line {lineno}, column {colno} ({msg}); correct it there.",
                lineno=error.lineno,
                colno=error.colno,
                msg=error.msg,
            )
        ) from None
    except (ValueError, RecursionError):
        raise FormatError(tr("The JSON holds a number with too many digits; shorten it.")) from None


def _check_depth(text: str, most: int) -> None:
    signs = np.frombuffer(STRING.sub("", text).encode("ascii", "replace"), np.uint8)
    opening = np.isin(signs, OPENING)
    if opening.sum() > most:
        raise FormatError(tr("The JSON has more than {most:,} lists and objects; shorten it.", most=most))
    steps = opening.astype(np.int8) - np.isin(signs, CLOSING).astype(np.int8)
    if steps.cumsum(dtype=np.int64).max(initial=0) > MAX_DEPTH:
        raise FormatError(tr("The JSON is nested more than {most} deep; flatten it.", most=MAX_DEPTH))


def _refuse_constant(literal: str) -> Any:
    raise FormatError(
        tr("The JSON holds {literal}, which is not a number; write a finite number.", literal=literal)
    )


def _finite(literal: str) -> float:
    value = float(literal)
    if math.isinf(value):
        raise FormatError(
            tr("The JSON holds {literal}, which is too large; write a finite number.", literal=literal[:20])
        )
    return value


def _without_twins(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    result = dict(pairs)
    if len(result) < len(pairs):
        seen: set[str] = set()
        twice = next(key for key, _ in pairs if key in seen or seen.add(key))
        raise FormatError(tr("The JSON gives {twice!r} twice in one object; keep one.", twice=twice), twice)
    return result
