"""Taking away: one button in the bar, and the panel that it opens above the view."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import panel as pn
import panel_material_ui as pmui

from apps.ui.first_seen import when_first_seen
from apps.ui.style import LINE
from engine.words import tr

if TYPE_CHECKING:
    from apps.figures.export_menu import ExportMenu


class TakeAway:
    """``button`` belongs into the bar, ``panel`` above the view on screen.

    Parameters
    ----------
    file
        What saves the network.
    share
        What copies a link to it, and the link itself.
    """

    def __init__(self, file: Any, share: tuple[Any, Any]) -> None:
        copy, link = share
        self.button = pmui.Toggle(
            label=tr("Take away"),
            icon="ios_share",
            size="small",
            description=tr("File, link, figures, tables, text and code"),
            css_classes=["take-away"],
            margin=(4, 6),
        )
        self._make: Callable[[], ExportMenu] | None = None  # for the view on screen
        self._made: dict[Callable[[], ExportMenu], Any] = {}
        self._menus = pn.Column(sizing_mode="stretch_width", margin=(8, 0, 0, 0))
        panel = pn.Column(
            sizing_mode="stretch_width",
            margin=(0, 0, 12, 0),
            # In sight however far the view is scrolled.
            styles={
                "border-bottom": f"1px solid {LINE}",
                "position": "sticky",
                "top": "0",
                "z-index": "8",
                "background": "var(--mui-palette-background-default)",
                "max-height": "80vh",
                "overflow-y": "auto",
            },
            visible=False,
        )
        self.panel = when_first_seen(panel, pn.Row(file, copy, margin=0), link, self._menus)
        self.button.param.watch(self._unfold, "value")

    def show(self, make: Callable[[], ExportMenu]) -> None:
        """Offer the exports of one view, whose menu is made when the panel is first open."""
        self._make = make
        if self.button.value:
            self._put()

    def _put(self) -> None:
        if self._make is None:
            return
        if self._make not in self._made:
            self._made[self._make] = self._make().view
            self._menus.append(self._made[self._make])
        for make, menu in self._made.items():
            menu.visible = make is self._make

    def _unfold(self, event: Any) -> None:
        if event.new:
            self._put()
        self.panel.visible = event.new
