"""The frame of every page: bar, theme, session.

Hooks for browser tests (CSS classes, pierced by Playwright's locators; what they show is in their shadow
root, so read an inner element, such as ``.phi-s .value`` or ``.message .note``, not the host):
``phi-s``, ``big-phi``, ``distinction-count``, ``relation-count`` (numbers, with ``.name`` and ``.value``),
``message``, ``why`` (sentences in ``.note``), ``things-to-try``, ``warm-up``,
``job-bar`` with ``job-note`` (text in ``.text``), ``progress``, ``cancel``, ``run``,
``results`` (also ``stale`` while it is about an older document), ``preset``, ``open``, ``save``, ``reset``,
``undo``, ``redo``, ``state``, ``formalism``, ``ties``, ``system``, ``find-complex``, ``inspector``,
``weight-slider``, ``weight-number``, ``unit-label``, ``unit-kind``, ``unit-k``, ``unit-bias``, ``unit-gate``,
``unit-noise``, ``unit-n``, ``unit-text``, ``delete-unit``, ``delete-edge``, ``network-editor``,
``distinctions`` (table), ``structure-pane``, ``distinctions-pane``, ``repertoire-pane``, ``tpm-pane`` and
the export menu (`apps.figures.export_menu`); ``pages`` are the links between pages, ``document-tabs``
the open networks, ``gallery-open`` the button of the ``gallery``. On the causation page also ``links``,
``sum-causes``, ``sum-effects``, ``whole`` (numbers), ``states-before``, ``states-after``, ``causes``,
``effects``, ``step``, ``take``, ``next-state``, ``account-pane``, ``effect-links``, ``cause-links`` (tables),
``tied``, ``link-text`` with ``arithmetic``, ``what-if``, ``why-not``, ``why-not-answer``,
``comparison`` and ``compare-<gate>``. On the complexes page also ``complex-count``, ``largest-phi-s``,
``excluded-count``, ``reducible-count``, ``candidate-count`` (numbers), ``lattice-pane``, ``lattice-text``,
``picked-candidate``, ``candidates`` (table), ``show``, ``holding`` (filters) and ``counted``. On the dynamics
page also ``step-back``, ``play``, ``step-on``, ``restart``, ``speed``, ``next-state``, ``seed``, ``clock``,
``graph-pane``, ``graph-text``, ``threshold``, ``raster-pane``, ``raster-text``, ``curves-pane``,
``curve-choice``, ``curve-text``, ``sweep-choice``, ``sweep-from`` and ``sweep-to``.
In the repertoire pane ``any-pair``, ``phi-s-steps`` and ``cutting-room`` (pads: what can be pressed in them
has ``data-act``).
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import panel as pn
import panel_material_ui as pmui
import param
from bokeh import themes
from panel.custom import JSComponent
from panel.util.parameters import edit_readonly

from apps.ui.buttons import button
from apps.ui.table_widget import TableCare
from apps.workspace.connection import Connection
from apps.workspace.glossary import Glossary
from engine.words import language, tr
from viz.theme import DARK, LIGHT, Theme

pn.extension("tabulator")

# A hint stands over the button to the right: it must let the click through.
HINTS = {"components": {"MuiTooltip": {"defaultProps": {"disableInteractive": True}}}}
PRIMARY = {"light": "#1A5FC4", "dark": "#7DB1FF"}
LOOK = {name: {"palette": {"primary": {"main": color}}} | HINTS for name, color in PRIMARY.items()}
LARGE = 1.35  # how much larger type is for a projector
BAR = {
    # This pair of colours tells the Material page not to repaint the widgets of the bar in white.
    ".MuiAppBar-root": {
        "bgcolor": "primary.contrastText",
        "color": "primary.main",
        "backgroundImage": "none",
        "boxShadow": "none",
        "borderBottom": "1px solid",
        "borderColor": "divider",
    },
    "& .MuiToolbar-root": {"minHeight": "54px !important"},
    # In a narrow window, or with large type, the bar stays one line and can be scrolled along.
    "& .MuiAppBar-root .MuiToolbar-root": {"overflowX": "auto", "overflowY": "hidden"},
    # Told not to show that it is busy, the page still keeps a bar for it, without a name.
    "& .MuiAppBar-root > .MuiLinearProgress-root": {"display": "none"},
    # The bar writes its title in white, whatever its background.
    "& .MuiAppBar-root .title": {
        "color": "inherit !important",
        "fontSize": "1.25rem",
        "fontWeight": 600,
        "marginRight": "12px",
    },
}
# A theme that names these parts of a plot without a look for them: the Material page, which else gives plots
# its own colours and type in the browser, at moments of its own and without telling Python, leaves them be.
UNDRESSED = themes.Theme(
    json={"attrs": {name: {} for name in ("Axis", "Title", "Legend", "ColorBar", "Figure")}}
)


class Root(JSComponent):
    """What the root of the page says: its language, and how large type is, in which all is measured."""

    language = param.String(default="en")
    size = param.Number(default=1.0, bounds=(0.5, 3))

    _esm = """
    export function render({ model, el }) {
      const dress = () => { document.documentElement.style.fontSize = `${100 * model.size}%` }
      model.on("size", dress)
      dress()
      document.documentElement.lang = model.language
      el.hidden = true
    }
    """


class PageFrame:
    """The page around a body, its theme and the size of its type; ``on_theme(theme)`` is told of both."""

    def __init__(
        self, title: str, bar: list[Any], main: list[Any], on_theme: Callable[[Theme], None]
    ) -> None:
        if pn.state.curdoc is not None:
            pn.state.curdoc.theme = UNDRESSED
        self._large, self._on_theme = False, on_theme
        glossary = Glossary()
        self._larger = button(tr("Large type, for a projector"), "format_size", "large-type")
        self._larger.on_click(self._resize)
        self._root = Root(language=language(), width=0, height=0, margin=0)
        header = [*bar, glossary.button, self._larger]
        for each in header:
            each.align = "center"
        self.page = pmui.Page(
            title=title,
            header=header,
            main=[*main, glossary, TableCare(width=0, height=0, margin=0), Connection(), self._root],
            theme_config=LOOK,
            sx=BAR,
            busy_indicator=None,
            theme_toggle=True,
        )
        with edit_readonly(self.page):
            # The page would be told of every callback's start and end, and each time Panel walks all its
            # models: 60 ms of every edit, measured, for an indicator that is switched off.
            self.page.busy = False
        self.page.param.watch(self._dress, "dark_theme")
        pn.state.onload(self._dress)

    def _resize(self, _event: Any) -> None:
        self._large = not self._large
        what = tr("Normal type") if self._large else tr("Large type, for a projector")
        self._larger.param.update(description=what, color="secondary" if self._large else "primary")
        self._root.size = LARGE if self._large else 1.0
        self._dress()

    def _dress(self, *_events: Any) -> None:
        theme = DARK if self.page.dark_theme else LIGHT
        self._on_theme(theme.enlarged(LARGE) if self._large else theme)
