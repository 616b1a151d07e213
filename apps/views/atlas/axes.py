"""What is chosen of the columns of a survey: the axes of the plots, and the parallel axes."""

from __future__ import annotations

from typing import Any

import panel as pn
import panel_material_ui as pmui

from apps.results.surveys import MAPS
from apps.ui.select import select
from apps.ui.style import SMALL, wide
from apps.views.atlas.settings import AXES, AtlasSettings
from engine.words import phrase, tr
from viz.view.atlas import AtlasView
from viz.view.parallel import MOST_AXES, axes_of

LABELS = {"x": phrase("Across"), "y": phrase("Up"), "colour": phrase("Colour of the heat map")}


class AxesChoice:
    """The fields that choose columns: ``view`` for the plots, ``lines`` for the parallel axes."""

    def __init__(self, settings: AtlasSettings) -> None:
        self._settings = settings
        self._offering = True
        self._axes = {
            name: select(label=LABELS[name], options=[], css_classes=[f"atlas-{name}"], **wide(210), **SMALL)
            for name in AXES
        }
        self.lines = pmui.MultiChoice(
            label=tr("Parallel axes, {most} at most", most=MOST_AXES), options=[], value=[],
            max_items=MOST_AXES, solid=False, css_classes=["atlas-columns"], sizing_mode="stretch_width",
            margin=(8, 8, 0, 8),
        )  # fmt: skip
        for name, widget in self._axes.items():
            widget.param.watch(lambda event, name=name: self._choose(name, event.new), "value")
        self.lines.param.watch(lambda event: self._choose("lines", list(event.new or ())), "value")
        self.view = pn.FlexBox(
            *self._axes.values(), align_items="center", gap="0px", css_classes=["atlas-axes"],
            margin=0,
        )  # fmt: skip

    def offer(self, view: AtlasView) -> tuple[tuple[str, str, str], tuple[str, ...]]:
        """Offer the columns that the survey has; return those across, up and of the colour, and the lines."""
        shipped = MAPS.get(self._settings.what)
        usual = {
            "x": shipped.x if shipped else "effective_information",
            "y": shipped.y if shipped else view.measure,
            "colour": view.measure,
        }
        options = {column.title: column.name for column in view.columns}
        chosen = {}
        self._offering = True
        for name, widget in self._axes.items():
            asked = getattr(self._settings, name) or usual[name]
            chosen[name] = asked if asked in options.values() else view.measure
            widget.param.update(options=options, value=chosen[name])
        lines = tuple(axis.name for axis in axes_of(view, self._settings.lines))
        self.lines.param.update(options=options, value=list(lines))
        self._offering = False
        if chosen["x"] == chosen["y"]:
            chosen["x"] = next((n for n in options.values() if n != chosen["y"]), chosen["x"])
        return (chosen["x"], chosen["y"], chosen["colour"]), lines

    def _choose(self, name: str, chosen: Any) -> None:
        # What is only offered anew is no choice.
        if not self._offering and chosen != getattr(self._settings, name) and (chosen or name == "lines"):
            self._settings.put({name: chosen})
