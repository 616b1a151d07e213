"""Integrated information theory on substrates: the engine behind phiscope.

Names resolve on first use, so that importing the package stays fast. One name is both a function and the
module that defines it: `engine.complexes` is always the function; for more of the module, write
``from engine.complexes import …``.
"""

import sys
from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from engine import iit3
    from engine.causation import account
    from engine.complexes import complexes
    from engine.errors import Cancelled, PhiscopeError
    from engine.structure import PhiStructure, unfold
    from engine.substrate import Edge, Substrate, Unit

__all__ = [
    "Cancelled",
    "Edge",
    "PhiStructure",
    "PhiscopeError",
    "Substrate",
    "Unit",
    "account",
    "complexes",
    "iit3",
    "unfold",
]

_HOMES = {
    "Substrate": "engine.substrate",
    "Unit": "engine.substrate",
    "Edge": "engine.substrate",
    "unfold": "engine.structure",
    "PhiStructure": "engine.structure",
    "account": "engine.causation",
    "PhiscopeError": "engine.errors",
    "Cancelled": "engine.errors",
}


def __getattr__(name: str) -> Any:
    """Import what is asked for from the module that defines it."""
    if name == "iit3":
        return import_module("engine.iit3")
    if name not in _HOMES:
        raise AttributeError(f"module 'engine' has no attribute {name!r}")
    value = getattr(import_module(_HOMES[name]), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    """List the public names, imported or not."""
    return sorted({*globals(), *__all__})


class _Package(ModuleType):
    """The package, in which the function `complexes` is not hidden by the module of that name."""

    @property
    def complexes(self) -> Any:
        return import_module("engine.complexes").complexes

    @complexes.setter
    def complexes(self, module: ModuleType) -> None:
        """Take no notice of the import system binding the module here."""


sys.modules[__name__].__class__ = _Package
