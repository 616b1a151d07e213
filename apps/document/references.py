"""The references: key and BibTeX entry of each paper of `assets/references.bib`."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files
from pathlib import Path

KEY = re.compile(r"@\w+\{([^,]+),")


@cache
def entries() -> dict[str, str]:
    """Return key -> BibTeX entry of `assets/references.bib`."""
    text = (Path(str(files("assets"))) / "references.bib").read_text(encoding="utf-8")
    found = (entry.strip() for entry in re.split(r"^(?=@)", text, flags=re.MULTILINE))
    return {match[1]: entry for entry in found if (match := KEY.match(entry))}
