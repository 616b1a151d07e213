"""Integrated information theory on substrates: the engine behind phiscope.

Names resolve on first use, so that importing the package stays fast.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from engine.causation.account import account
    from engine.errors import Cancelled, PhiscopeError
    from engine.iit4.complexes import complexes
    from engine.iit4.structure import PhiStructure, unfold
    from engine.substrate.substrate import Edge, Substrate, Unit

__all__ = [
    "Cancelled",
    "Edge",
    "PhiStructure",
    "PhiscopeError",
    "Substrate",
    "Unit",
    "account",
    "complexes",
    "unfold",
]

_HOMES = {
    "Substrate": "engine.substrate.substrate",
    "Unit": "engine.substrate.substrate",
    "Edge": "engine.substrate.substrate",
    "unfold": "engine.iit4.structure",
    "PhiStructure": "engine.iit4.structure",
    "complexes": "engine.iit4.complexes",
    "account": "engine.causation.account",
    "PhiscopeError": "engine.errors",
    "Cancelled": "engine.errors",
}


def __getattr__(name: str) -> Any:
    """Import what is asked for from the module that defines it."""
    if name not in _HOMES:
        raise AttributeError(f"module 'engine' has no attribute {name!r}")
    value = getattr(import_module(_HOMES[name]), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    """List the public names, imported or not."""
    return sorted({*globals(), *__all__})
