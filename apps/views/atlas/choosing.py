"""What to survey: a map, a recipe or a family, with the few fields that it reads."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import panel as pn
import panel_material_ui as pmui

from apps.results.surveys import FAMILIES, MAPS, MOST_UNITS, RECIPES
from apps.ui.style import SMALL, wide
from apps.views.atlas.number_field import NumberField
from apps.views.atlas.settings import AtlasSettings
from engine.formalisms import FORMALISMS
from engine.words import in_words, phrase, tr
from viz.shapes.indices import marked

SURVEYS = {
    phrase("Maps that open at once"): {shipped.title: key for key, shipped in MAPS.items()},
    phrase("Recipes"): {said: key for key, said in RECIPES.items()},
    phrase("Families"): {family.title: key for key, family in FAMILIES.items()},
}
VERSIONS = {each.name: key for key, each in FORMALISMS.items()}
CHOICES = ("what", "formalism", "units")
NUMBERS = {"count": phrase("Networks"), "noise": phrase("Noise"), "seed": phrase("Seed")}
SAID = {"font-size": ".844rem", "filter": "var(--phi-cover, none)"}


class Choosing:
    """The fields above the plots; ``view`` is their layout."""

    def __init__(self, settings: AtlasSettings) -> None:
        self._settings = settings
        self._fields: dict[str, Any] = {
            "what": pmui.Select(
                label=tr("Survey"),
                groups={str(title): in_words(named) for title, named in SURVEYS.items()},
                value=settings.what, css_classes=["atlas-what"],
                **wide(290), **SMALL,
            ),
            "formalism": pmui.Select(
                label=tr("Version"), options=VERSIONS, value=settings.formalism,
                css_classes=["atlas-version"], **wide(150), **SMALL,
            ),
            "units": pmui.Select(
                label=tr("Units"), options={str(n): n for n in range(2, MOST_UNITS + 1)},
                value=settings.units, css_classes=["atlas-units"], **wide(80), **SMALL,
            ),
        }  # fmt: skip
        self._numbers = {
            name: NumberField(label, getattr(settings, name), f"atlas-{name}", 100, self._setter(name))
            for name, label in NUMBERS.items()
        }
        for name, field in self._numbers.items():
            self._fields[name] = field.widget
        self._said = pn.pane.HTML(
            "", css_classes=["atlas-said"], styles=SAID, sizing_mode="stretch_width", margin=(2, 8)
        )
        for name in CHOICES:
            put = self._setter(name)
            self._fields[name].param.watch(lambda event, put=put: put(event.new), "value")
        settings.param.watch(self._refresh, list(self._fields))
        self._refresh()
        self.view = pn.Column(
            pn.FlexBox(*self._fields.values(), align_items="center", gap="0px", margin=0),
            self._said,
            css_classes=["atlas-choosing"],
            sizing_mode="stretch_width",
            margin=0,
        )

    def _setter(self, name: str) -> Callable[[Any], None]:
        """Return what sets a field; if its value is not allowed, the widget shows the old one again."""

        def put(value: Any) -> None:
            self._settings.put({name: value})
            self._refresh()

        return put

    def _refresh(self, *_events: Any) -> None:
        family = FAMILIES.get(self._settings.what)
        read = () if family is None else family.options
        for name, widget in self._fields.items():
            value = getattr(self._settings, name)
            if name in self._numbers:
                self._numbers[name].put(value)
            elif widget.value != value:
                widget.value = value
            widget.visible = name in ("what", "formalism") or name in read
        shown = MAPS.get(self._settings.what)
        self._said.param.update(visible=shown is not None, object=marked(shown.said if shown else ""))
