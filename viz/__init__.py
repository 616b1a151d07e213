"""Pictures of the theory: view models, Bokeh plots for the screen, matplotlib figures for paper.

In a notebook, ``import viz`` gives networks and results a card, and ``viz.show`` plots that are linked.

>>> import viz
>>> from engine import Substrate
>>> "3 units" in Substrate.from_rules({"A": "B & C", "B": "A | C", "C": "A ^ B"})._repr_html_()
True
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from engine import shown

if TYPE_CHECKING:
    from viz.notebook import show

__all__ = ["show"]
SHOWN = (
    "Substrate", "PhiStructure", "Complexes", "ConceptualStructure", "RankedSystems", "Account", "Grains",
)  # fmt: skip


def _card(value: object) -> str:
    # Imported when a notebook asks: whoever draws something else does not wait for it.
    return import_module("viz.html.cards").card(value)


shown.CARDS.update(dict.fromkeys(SHOWN, _card))


def __getattr__(name: str) -> Any:
    """Import what is asked for from the module that defines it."""
    if name != "show":
        raise AttributeError(f"module 'viz' has no attribute {name!r}")
    return import_module("viz.notebook").show
