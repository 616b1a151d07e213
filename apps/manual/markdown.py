"""Pieces of Markdown for generated pages: tables and plain text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

# An underscore inside a word is a letter in Markdown as it is here, so that φ_s keeps its index.
SIGNS = re.compile(r"[&\\`*<>\[\]|{}$#]|(?<![^\W_])_|_(?![^\W_])")


def plain(text: object) -> str:
    """Return a text that Markdown shows as it is, in one line."""
    return SIGNS.sub(lambda sign: f"&#{ord(sign[0])};", " ".join(str(text).split()))


def code(text: object) -> str:
    """Return a text as code that fits into a cell of a table; an empty one stays empty."""
    return f"`{text}`" if str(text) else ""


def listed(names: Iterable[object]) -> str:
    """Return names as code, with commas."""
    return ", ".join(code(name) for name in names)


def table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return a table; the cells are Markdown."""
    lines = [heads, ["---"] * len(heads), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines) + "\n"


def page(title: str, *parts: str) -> str:
    """Return a page of a title and parts with empty lines between them."""
    return "\n\n".join([f"# {title}", *parts]) + "\n"
