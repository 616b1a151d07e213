"""The editor's script: its modules joined into the one that Panel loads, offline and without a bundler.

The files are ordinary JavaScript modules that import each other, so that editors and linters understand them.
A component of Panel has one script, in which a relative import would lead nowhere; but as no two files use
a name twice, leaving the imports out and writing the files one after the other gives the same program.
"""

from __future__ import annotations

import re
from pathlib import Path

from apps.parts.scripts import localized

FOLDER = Path(__file__).parent
# Each after those it imports from.
MODULES = ("geometry", "shapes", "words", "page", "picture", "acts", "clipboard", "pointer", "keyboard")
MODULES += ("network_editor",)
IMPORT = re.compile(r'^import \{[^}]*\} from "\./(\w+)\.js";\n', re.MULTILINE)


def script() -> str:
    """Return the modules as one, with their sentences in the language of the process."""
    texts = ((FOLDER / f"{name}.js").read_text(encoding="utf-8") for name in MODULES)
    return localized("\n".join(IMPORT.sub("", text) for text in texts))
