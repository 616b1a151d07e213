"""The widgets that choose the right side: its network, its state and its rules."""

from __future__ import annotations

from html import escape
from typing import Any

import panel as pn
import panel_material_ui as pmui

from apps.ui.style import SECTION, SMALL, wide
from apps.views.compare.right_side import THIS, RightSide
from apps.workspace.notes import Notes
from apps.workspace.toolbar import Settings
from engine.words import phrase, tr

TITLE = phrase("Right side")


class RightSideControls:
    """The widgets that choose and set the right side; ``view`` is their layout."""

    def __init__(self, other: RightSide) -> None:
        self._other, self._following = other, False
        self._base = pmui.Select(
            label=tr("Compare with"), groups=other.options(), value=THIS, searchable=True,
            filter_on_search=True, css_classes=["other-base"], **wide(280), **SMALL,
        )  # fmt: skip
        keep = pmui.Button(
            label=tr("Keep the left as it is now"), icon="push_pin", variant="outlined",
            description=tr("Put a copy into a tab and compare with it, so that you can change the left"),
            css_classes=["keep-now"], **SMALL,
        )  # fmt: skip
        swap = pmui.Button(
            label=tr("Exchange"), icon="swap_horiz", variant="outlined", css_classes=["exchange"],
            description=tr("Let left and right change places"), **SMALL,
        )  # fmt: skip
        keep.on_click(lambda _event: other.keep())
        swap.on_click(lambda _event: other.exchange())
        self._base.param.watch(self._chosen, "value")
        other.param.watch(self._refresh, "base")
        other.documents.param.watch(self._refresh, ["names", "active"])
        name = pn.pane.HTML(f"<b>{escape(TITLE)}</b>", margin=(8, 8, 0, 8), styles={"font-size": ".812rem"})
        self.view = pn.Column(
            name,
            pn.FlexBox(self._base, keep, swap, align_items="center", gap="0px"),
            Settings(other.document, other.analysis.finder).view,
            Notes(other.document).message,
            css_classes=["other-side"],
            stylesheets=[SECTION],
            sizing_mode="stretch_width",
            margin=0,
        )

    def _refresh(self, *_events: Any) -> None:
        groups, base = self._other.options(), self._other.base
        # A select whose new options lack its value turns to the first of them, which nobody chose.
        self._following = True
        try:
            if self._base.groups != groups:
                self._base.param.update(groups=groups, value=base)
            self._base.value = base
        finally:
            self._following = False

    def _chosen(self, event: Any) -> None:
        if not self._following and event.new != self._other.base:
            self._other.choose(event.new)
