"""The composer: the choice of a plot for each of the panels A to D of a figure."""

from __future__ import annotations

from collections.abc import Mapping
from string import ascii_uppercase

import panel as pn
import panel_material_ui as pmui

from apps.figures.plots import MAX_PANELS, PLOTS
from apps.ui.style import wide
from engine.words import tr

EMPTY = "empty"
FIRST = ("substrate", "structure", "distinctions")


class Composer:
    """Four selects of a plot each, built when first shown; ``view`` is their layout.

    An empty panel leaves no gap in the figure.
    """

    def __init__(self, plots: tuple[str, ...]) -> None:
        self._plots = plots
        self._choices: list[pmui.Select] = []
        self.view = pn.FlexBox(css_classes=["composer"], gap="0px", visible=False)

    def show(self, visible: bool) -> None:
        """Show the selects, or hide them."""
        if visible and not self._choices:
            self.view[:] = self._choices = self._made()
        self.view.visible = visible

    @property
    def panels(self) -> tuple[str, ...]:
        """The chosen plots, in order."""
        return tuple(choice.value for choice in self._choices if choice.value != EMPTY)

    def _made(self) -> list[pmui.Select]:
        options: Mapping[str, str] = {PLOTS[name].title: name for name in self._plots}
        wanted = [name if name in self._plots else EMPTY for name in FIRST] + [EMPTY] * MAX_PANELS
        return [
            pmui.Select(
                label=tr("Panel {letter}", letter=letter),
                options=dict(options) | {tr("nothing"): EMPTY},
                value=wanted[i],
                **wide(170),
                size="small",
                css_classes=[f"panel-{letter.lower()}"],
                margin=(6, 4),
            )
            for i, letter in enumerate(ascii_uppercase[:MAX_PANELS])
        ]
