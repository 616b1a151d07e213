"""The views of a network, a folder each: its page, its panes and its exports.

To add a view, add a folder whose ``page.py`` registers it; nothing else needs to change.
"""

from importlib import import_module
from pkgutil import iter_modules

from apps.workspace.navigation import VIEWS, View


def load() -> dict[str, View]:
    """Import every view, which registers it, and return all views by name, in order."""
    for found in iter_modules(__path__):
        if found.ispkg:
            import_module(f"{__name__}.{found.name}.page")
    return VIEWS
