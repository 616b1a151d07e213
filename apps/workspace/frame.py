"""The frame of every page: bar, theme, session. By which classes tests find parts of it: `apps.ui.hooks`."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import panel as pn
import panel_material_ui as pmui
import param
from bokeh import themes
from panel.custom import JSComponent
from panel.io.resources import BASE_TEMPLATE
from panel.util.parameters import edit_readonly

from apps.repairs import early_scripts
from apps.ui import scripts
from apps.ui.buttons import button
from apps.ui.table_widget import TableCare
from apps.workspace.all_tools import AllTools
from apps.workspace.connection import Connection
from apps.workspace.glossary import Glossary
from apps.workspace.language_choice import LanguageChoice
from engine.words import language, phrase
from viz.theme import DARK, LIGHT, PAGE, Theme, custom_properties

pn.extension("tabulator", js_files=early_scripts.addresses())

# A hint stands over the button to the right: it must let the click through.
HINTS = {
    "components": {
        "MuiTooltip": {
            "defaultProps": {"disableInteractive": True},
            # At the edge of the window a hint would become a strip of one word a line.
            "styleOverrides": {"tooltip": {"width": "max-content", "maxWidth": "15rem"}},
        },
        # In pixels the name of a field would stand on its text, where type is large.
        "MuiInputLabel": {
            "styleOverrides": {
                "root": {
                    "&.MuiInputLabel-outlined.MuiInputLabel-shrink": {
                        "transform": "translate(14px, -.5625rem) scale(.75)"
                    }
                }
            }
        },
    }
}
TYPE = {"typography": {"button": {"textTransform": "none"}}}
LOOK = {
    theme.name: {"palette": {"primary": {"main": theme.accent}}} | HINTS | TYPE for theme in (LIGHT, DARK)
}
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
    # Where large type does not fit, that of the bar stays as it is: the switch back must never be out of
    # sight. In a window narrower than that the bar stays one line and can be scrolled along.
    "@media (max-width: 1899px)": {
        "& .MuiAppBar-root .MuiToolbar-root": {"zoom": "calc(1 / var(--phi-size, 1))"}
    },
    "@media (max-width: 1000px)": {
        "& .MuiAppBar-root .MuiToolbar-root": {"overflowX": "auto", "overflowY": "hidden"}
    },
    # Told not to show that it is busy, the page still keeps a bar for it, without a name.
    "& .MuiAppBar-root > .MuiLinearProgress-root": {"display": "none"},
    # The bar writes its title in white, whatever its background, and in a link, which has a blue of its own.
    "& .MuiAppBar-root .title": {
        "color": "var(--mui-palette-primary-main) !important",
        "fontSize": "1.25rem",
        "fontWeight": 600,
        "marginRight": "12px",
    },
}
LOOKS = phrase("Dark or light")
# Said where there is nothing else yet: by the page before its scripts have come.
TEMPLATE = BASE_TEMPLATE.environment.from_string(
    Path(__file__).with_name("page.html").read_text(encoding="utf-8"),
    globals={
        "words": scripts.sentences,
        "modules": early_scripts.modules,
        "without_shim": early_scripts.without_shim,
        "opening": phrase("phiscope is being opened."),
        "failed": phrase(
            "The page could not be drawn. Reload it; if that does not help, look at the server's log."
        ),
    },
)
# A theme that names these parts of a plot but gives them no look. Without it the Material page gives plots
# its own colours and type, in the browser and unknown to Python; parts that a theme names it leaves alone.
UNDRESSED = themes.Theme(
    json={"attrs": {name: {} for name in ("Axis", "Title", "Legend", "ColorBar", "Figure")}}
)


# Material's page gives what stands in panes of its own a size in pixels, which would not grow in a lecture.
TYPE_SIZE = ":root, .mui-light, .mui-dark { --bokeh-font-size: 1rem !important; }"
# The page scrolls inside; an empty line that Material leaves below it would let its top go out of sight.
STILL = ":root { overflow: hidden; }"


class Root(JSComponent):
    """The root element of the page: its language, its size of type (rem), and what is brought into sight."""

    language = param.String(default="en")
    size = param.Number(default=1.0, bounds=(0.5, 3))
    place = param.String(default="", doc="The view on screen, which has its own place in the page.")

    _esm = scripts.script(Path(__file__).with_name("root.js"))

    def bring(self, hook: str = "") -> None:
        """Bring the part of the page of a class into sight; without one, its top."""
        self._send_msg({"hook": hook})


class PageFrame:
    """The page around a body, its theme and the size of its type.

    Parameters
    ----------
    title
        Title of the browser's window.
    bar, main
        Contents of the bar and of the page below it.
    on_theme
        Called with the theme in the size of type, at the start and at every change.
    all_tools
        Says whether the words, the language and the look of the page stand in the bar; without it they do.
    """

    def __init__(
        self,
        title: str,
        bar: list[Any],
        main: list[Any],
        on_theme: Callable[[Theme], None],
        all_tools: AllTools | None = None,
    ) -> None:
        if pn.state.curdoc is not None:
            pn.state.curdoc.theme = UNDRESSED
        self._size, self._on_theme = 1.0, on_theme
        self.glossary = glossary = Glossary()
        self._root = Root(language=language(), width=0, height=0, margin=0)
        # That of the Material page speaks English only.
        self._shade = button(LOOKS, "light_mode", "theme-toggle", self._turn)
        last = [glossary.button, LanguageChoice(small=True), self._shade]
        header = [*bar, *(last if all_tools is None else [all_tools.shelf(*last)])]
        for each in header:
            each.align = "center"
        self.page = pmui.Page(
            title=title,
            header=header,
            main=[*main, glossary, TableCare(), Connection(), self._root],
            theme_config=LOOK,
            raw_css=[
                custom_properties(":root", PAGE),
                ":root { font-variant-numeric: tabular-nums; }",
                TYPE_SIZE,
                STILL,
            ],
            sx=BAR,
            template=TEMPLATE,
            busy_indicator=None,
            theme_toggle=False,
        )
        with edit_readonly(self.page):
            # The page would be told of every callback's start and end, and each time Panel walks all its
            # models: 60 ms of every edit, measured, for an indicator that is switched off.
            self.page.busy = False
        _forget(self.page)
        self.page.param.watch(self._dress, "dark_theme")
        pn.state.onload(self._dress)

    def enlarge(self, size: float) -> None:
        """Set the size of type; 1 is that of every day."""
        if size != self._size:
            self._size = self._root.size = size
            self._dress()

    def tell(self, view: str) -> None:
        """Say which view is on screen: it has been scrolled to a place of its own."""
        self._root.place = view

    def rise(self) -> None:
        """Go back to the top of the page, where the answer is."""
        self._root.bring()

    def bring(self, hook: str) -> None:
        """Bring the part of the page of a class into sight, and frame it for a moment."""
        self._root.bring(hook)

    def _turn(self) -> None:
        self.page.dark_theme = not self.page.dark_theme

    def _dress(self, *_events: Any) -> None:
        self._shade.icon = "dark_mode" if self.page.dark_theme else "light_mode"
        theme = DARK if self.page.dark_theme else LIGHT
        self._on_theme(theme if self._size == 1 else theme.enlarged(self._size))


def _forget(page: pmui.Page) -> None:
    """Let the process forget a page that is left: whether Panel is busy would be told to it for ever."""
    for watcher in list(pn.state.param.watchers.get("busy", {}).get("value", [])):
        if getattr(getattr(watcher.fn, "__self__", None), "self", None) is page:
            pn.state.param.unwatch(watcher)
