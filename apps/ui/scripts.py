"""The scripts of components, each with the modules it imports, and the sentences they say.

The files are ordinary JavaScript modules that import each other, so that editors and linters understand them.
A component of Panel has one script, in which a relative import would lead nowhere, and a bundler is not worth
having for it: where no two of the files use a name twice, leaving the imports out and writing each file after
those it imports from gives the same program.

In a script ``tr("…")`` marks a sentence for `make words` as in Python. A script is the same in every
language: its page brings `sentences` in that of its visitor. The script fills in the variable parts:
``tr("Open {name}").replace("{name}", name)``.
"""

from __future__ import annotations

import json
import re
from pathlib import Path

from engine.words import tr

IMPORT = re.compile(r'^import \{[^}]*\} from "(\.\.?/[\w/.]+\.js)";\n', re.MULTILINE)
WORDS = "phiscopeWords"  # the global of a page with the sentences of its scripts
SAY = f"const tr = (text) => globalThis.{WORDS}?.[text] ?? text;\n"
_said: dict[str, None] = {}
CALL = re.compile(r'\btr\(\s*("(?:[^"\\\n]|\\.)*"),?\s*\)')


def script(path: Path) -> str:
    """Return the script of a file, with the modules it imports."""
    return speaking("\n".join(_joined(path.resolve(), {}).values()))


def speaking(text: str) -> str:
    """Return a script that finds the sentences it says; from now on every page brings them."""
    found = [json.loads(call) for call in CALL.findall(text)]
    _said.update(dict.fromkeys(found))
    return f"{SAY}{text}" if found else text


def sentences() -> dict[str, str]:
    """Return the sentences of all scripts in the language in use, by their English; none in English."""
    return {text: there for text in _said if (there := tr(text)) != text}


def _joined(path: Path, before: dict[Path, str]) -> dict[Path, str]:
    """Return ``before`` and then, once each, a file after all the files that it imports from."""
    if path in before:
        return before
    text = path.read_text(encoding="utf-8")
    for name in IMPORT.findall(text):
        before = _joined((path.parent / name).resolve(), before)
    return {**before, path: IMPORT.sub("", text)}
