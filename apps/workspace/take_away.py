"""Taking away: one button in the bar, and the panel that it opens above the view."""

from __future__ import annotations

from typing import Any

import panel as pn
import panel_material_ui as pmui

from apps.ui.style import LINE
from engine.words import tr


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
        self._menus = pn.Column(sizing_mode="stretch_width", margin=(8, 0, 0, 0))
        self.panel = pn.Column(
            pn.Row(file, copy, margin=0),
            link,
            self._menus,
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
        self.button.param.watch(self._unfold, "value")

    def show(self, menu: Any) -> None:
        """Offer the exports of one view."""
        if menu not in self._menus:
            self._menus.append(menu)
        for each in self._menus:
            each.visible = each is menu

    def _unfold(self, event: Any) -> None:
        self.panel.visible = event.new
