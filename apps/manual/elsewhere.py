"""Pages of the manual that stand elsewhere in the repository, because they are read there too."""

from __future__ import annotations

import re
from importlib.resources import files
from pathlib import Path

ASSETS = Path(str(files("assets")))
LINK = re.compile(r"\[([^\]]+)\]\(([\w./-]+)\)")


def hosting() -> str:
    """Return the page about hosting, with the files that it names."""
    folder = ASSETS / "hosting"
    said = (folder / "README.md").read_text(encoding="utf-8")
    named = [found[2] for found in LINK.finditer(said)]
    shown = [f"## {name}\n\n```\n{(folder / name).read_text(encoding='utf-8')}```" for name in named]
    return "\n\n".join([LINK.sub(_anchored, said).rstrip(), *shown]) + "\n"


def _anchored(found: re.Match[str]) -> str:
    # The heading of a file becomes its name without dots, in small letters.
    return f"[{found[1]}](#{found[2].lower().replace('.', '')})"
