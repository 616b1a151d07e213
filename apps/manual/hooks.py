"""What mkdocs calls while it builds the manual: pages made from declarations, and pictures made by commands.

``PHISCOPE_MANUAL=text`` leaves the pictures of the gallery empty, for tests.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from mkdocs.structure.files import File, Files

from apps.manual import pages, pictures

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add the generated pages, the screenshots and the figures."""
    if os.environ.get("PHISCOPE_MANUAL") == "text":
        found = _pages() | _placed(pictures.empty())
    else:
        with pictures.drawing() as drawn:
            found = _pages() | _placed(drawn())
    for name, content in (found | _placed(pictures.screenshots())).items():
        files.append(File.generated(config, name, content=content))
    return files


def _pages() -> dict[str, str | bytes]:
    return {name: made() for name, made in pages.PAGES.items()}


def _placed(found: dict[str, bytes]) -> dict[str, str | bytes]:
    return {f"pictures/{name}": data for name, data in found.items()}
