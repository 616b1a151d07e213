"""Integrated information theory 3.0 (Oizumi, Albantakis and Tononi 2014): concepts, constellations, Φ.

Names resolve on first use, as in `engine`.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from engine.iit3.ranking import complexes
    from engine.iit3.structure import unfold

__all__ = ["complexes", "unfold"]

_HOMES = {"complexes": "engine.iit3.ranking", "unfold": "engine.iit3.structure"}


def __getattr__(name: str) -> Any:
    """Import what is asked for from the module that defines it."""
    if name not in _HOMES:
        raise AttributeError(f"module 'engine.iit3' has no attribute {name!r}")
    return getattr(import_module(_HOMES[name]), name)
