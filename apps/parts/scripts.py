"""The scripts of components, with their sentences in the language of the process.

In a script ``tr("…")`` marks a sentence for `make words` as in Python; the call is replaced before the script
reaches a browser, so that scripts need no catalogue. What varies is put in by the script:
``tr("Open {name}").replace("{name}", name)``.
"""

from __future__ import annotations

import json
import re
from pathlib import Path

from engine.words import tr

CALL = re.compile(r'\btr\(("(?:[^"\\\n]|\\.)*")\)')


def script(path: Path) -> str:
    """Return the script of a file."""
    return localized(path.read_text(encoding="utf-8"))


def localized(text: str) -> str:
    """Return a script in which every ``tr("…")`` is the sentence itself."""
    return CALL.sub(lambda call: json.dumps(tr(json.loads(call[1])), ensure_ascii=False), text)
