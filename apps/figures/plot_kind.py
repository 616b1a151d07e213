"""What is declared of a kind of plot: its name, what makes its view model, and what draws it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from typing import Any

MODELS, PAPER = "apps.results", "viz.paper"


@dataclass(frozen=True, slots=True)
class PlotKind:
    """One kind of plot.

    Attributes
    ----------
    name : str
        What commands, files and links call it.
    title : str
        What people call it.
    model : str or callable
        Makes the view model from an `apps.results.exhibit.Exhibit`; as text ``"module:function"``, the module
        being one of `apps.results`.
    paper : str or callable
        Draws the view model with matplotlib, ``draw(view, width_mm, medium)``; as text, in `viz.paper`.
    width : int
        Millimetres that suit it: 85, 120 or 178.
    needs : str
        What must have been computed, as `apps.results.exhibit.with_needs` names it; ``""`` if nothing must.
    options : tuple of str
        Options of ``phiscope figure`` that only plots which list them read.
    views : tuple of str
        Views of the app that offer it in their export menus.
    stated : bool
        Whether it is about one state.
    """

    name: str
    title: str
    model: str | Callable[[Any], Any]
    paper: str | Callable[..., Any]
    width: int = 85
    needs: str = "structure"
    options: tuple[str, ...] = ()
    views: tuple[str, ...] = ("explore",)
    stated: bool = True

    def view(self, exhibit: Any) -> Any:
        """Return the view model of an exhibit."""
        return _resolved(self.model, MODELS)(exhibit)

    @property
    def draw(self) -> Callable[..., Any]:
        """The function that draws the view model on paper."""
        return _resolved(self.paper, PAPER)


def _resolved(named: str | Callable[..., Any], package: str) -> Callable[..., Any]:
    if not isinstance(named, str):
        return named
    module, _, name = named.partition(":")
    return getattr(import_module(f"{package}.{module}"), name)
