"""Hiding the network, so that the view has the whole window, and showing it again."""

from __future__ import annotations

from typing import Any

import param

from apps.ui.buttons import button
from engine.words import tr


class LeftSide(param.Parameterized):
    """``hide`` belongs to the network, ``show`` into the bar, where it stands while the network is hidden."""

    hidden = param.Boolean(default=False, doc="Whether the network is out of sight.")

    def __init__(self, column: Any) -> None:
        super().__init__()
        self._column = column
        self.hide = button(tr("Hide the network"), "first_page", "hide-network", self._hide)
        self.show = button(tr("Show the network"), "last_page", "show-network", self._show)
        self._follow()
        self.param.watch(self._follow, "hidden")

    def _hide(self) -> None:
        self.hidden = True

    def _show(self) -> None:
        self.hidden = False

    def _follow(self, *_events: Any) -> None:
        self._column.visible = not self.hidden
        self.show.visible = self.hidden
