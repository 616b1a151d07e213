"""Formalisms: the versions of the theory, one record each; this is the only list of them.

To add one, add a record. Its functions are named instead of imported, so that a theory can read its own
record and so that reading this list loads no theory.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from typing import Any

from engine.errors import PhiscopeError
from engine.words import tr


@dataclass(frozen=True, slots=True)
class Formalism:
    """One version of the theory.

    Attributes
    ----------
    key : str
        What files, commands and results call it.
    name : str
        What people call it.
    units : str
        Unit of its integrated information.
    references : tuple of str
        How it is cited: keys of ``assets/references.bib``.
    unfolds, searches : str
        ``"module:function"`` that analyses a candidate system, and that searches complexes.
    views : tuple of str
        Views of the app that show it.
    is_capped : bool
        Whether φ_s is at most ii(s) (Mayner, Marshall and Tononi 2026).
    """

    key: str
    name: str
    units: str
    references: tuple[str, ...]
    unfolds: str
    searches: str
    views: tuple[str, ...]
    is_capped: bool = False

    @property
    def unfold(self) -> Callable[..., Any]:
        """The function that analyses a candidate system: ``(substrate, state, units, formalism, …)``."""
        return _function(self.unfolds)

    @property
    def complexes(self) -> Callable[..., Any]:
        """The function that searches complexes: ``(substrate, state, formalism, …)``."""
        return _function(self.searches)


def _function(named: str) -> Callable[..., Any]:
    module, _, name = named.partition(":")
    return getattr(import_module(module), name)


_IIT4 = {
    "units": "ibits",
    "unfolds": "engine.iit4.structure:unfold",
    "searches": "engine.iit4.complexes:complexes",
    "views": ("explore", "complexes", "compare", "dynamics"),
}

FORMALISMS: dict[str, Formalism] = {
    each.key: each
    for each in (
        Formalism(
            key="iit4-2023",
            name="IIT 4.0 (2023)",
            references=("albantakis2023iit4", "marshall2023system"),
            **_IIT4,
        ),
        Formalism(
            key="iit4-2026",
            name="IIT 4.0 (2026)",
            references=("albantakis2023iit4", "mayner2026tradeoff"),
            is_capped=True,
            **_IIT4,
        ),
    )
}
"""Every formalism by key; the first one is the default."""

DEFAULT = next(iter(FORMALISMS))


def formalism_of(key: str) -> Formalism:
    """Return the formalism with a key, or raise `PhiscopeError` with the keys there are."""
    if key not in FORMALISMS:
        raise PhiscopeError(
            tr(
                "Unknown formalism {formalism!r}: use one of {allowed}.",
                formalism=key,
                allowed=", ".join(FORMALISMS),
            ),
            field="formalism",
        )
    return FORMALISMS[key]


def formalism_name(key: str) -> str:
    """Return what people call a formalism: "IIT 4.0 (2023)"."""
    return formalism_of(key).name
