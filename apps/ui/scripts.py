"""The scripts of components: each with the modules it imports, in the language of the process.

The files are ordinary JavaScript modules that import each other, so that editors and linters understand them.
A component of Panel has one script, in which a relative import would lead nowhere, and a bundler is not worth
having for it: where no two of the files use a name twice, leaving the imports out and writing each file after
those it imports from gives the same program.

In a script ``tr("…")`` marks a sentence for `make words` as in Python; the call is replaced before the script
reaches a browser, so that scripts need no catalogue. What varies is put in by the script:
``tr("Open {name}").replace("{name}", name)``.
"""

from __future__ import annotations

import json
import re
from pathlib import Path

from engine.words import tr

IMPORT = re.compile(r'^import \{[^}]*\} from "(\.\.?/[\w/.]+\.js)";\n', re.MULTILINE)
CALL = re.compile(r'\btr\(\s*("(?:[^"\\\n]|\\.)*"),?\s*\)')


def script(path: Path) -> str:
    """Return the script of a file, with the modules it imports."""
    return localized("\n".join(_joined(path.resolve(), {}).values()))


def localized(text: str) -> str:
    """Return a script in which every ``tr("…")`` is the sentence itself."""
    return CALL.sub(lambda call: json.dumps(tr(json.loads(call[1])), ensure_ascii=False), text)


def _joined(path: Path, before: dict[Path, str]) -> dict[Path, str]:
    """Return ``before`` and after it, once each, a file behind all that it imports from."""
    if path in before:
        return before
    text = path.read_text(encoding="utf-8")
    for name in IMPORT.findall(text):
        before = _joined((path.parent / name).resolve(), before)
    return {**before, path: IMPORT.sub("", text)}
