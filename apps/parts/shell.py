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
the export menu (`apps.parts.menu`); ``pages`` are the links between pages, ``document-tabs`` the open
networks, ``gallery-open`` the button of the ``gallery``. On the causation page also ``links``,
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
from bokeh.themes import Theme
from panel.util.parameters import edit_readonly

from apps.parts.jobs import Runner
from apps.parts.table import TableCare

# A hint stands over the button to the right: it must let the click through.
HINTS = {"components": {"MuiTooltip": {"defaultProps": {"disableInteractive": True}}}}
LOOK = {
    "light": {"palette": {"primary": {"main": "#1A5FC4"}}} | HINTS,
    "dark": {"palette": {"primary": {"main": "#7DB1FF"}}} | HINTS,
}
PAGES = {"explore": "Explore", "complexes": "Complexes", "dynamics": "Dynamics", "causation": "Causation"}
NAV = """
nav { display: flex; gap: 12px; margin-right: 10px; font-size: 14px; }
a { color: var(--mui-palette-text-secondary, inherit); text-decoration: none; padding: 4px 0; }
a[aria-current] { color: inherit; border-bottom: 2px solid; }
h1 { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); margin: 0; }
a:focus-visible, a:hover { color: inherit; text-decoration: underline; }
"""
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
    # In a narrow window, or at twice the size, the bar stays one line and can be scrolled along.
    "@media (max-width: 900px)": {"& .MuiAppBar-root .MuiToolbar-root": {"overflowX": "auto"}},
    # Told not to show that it is busy, the page still keeps a bar for it, without a name.
    "& .MuiAppBar-root > .MuiLinearProgress-root": {"display": "none"},
    # The bar writes its title in white, whatever its background.
    "& .MuiAppBar-root .title": {
        "color": "inherit !important",
        "fontSize": "20px",
        "fontWeight": 600,
        "marginRight": "12px",
    },
}
# A theme that names these parts of a plot without a look for them: the Material page, which else gives plots
# its own colours and type in the browser, at moments of its own and without telling Python, leaves them be.
UNDRESSED = Theme(json={"attrs": {name: {} for name in ("Axis", "Title", "Legend", "ColorBar", "Figure")}})


def page_links(current: str) -> pn.pane.HTML:
    """Return the links between the pages, the one on screen marked."""
    links = [
        f"<a href='{name}'{' aria-current=page' if name == current else ''}>{title}</a>"
        for name, title in PAGES.items()
    ]
    return pn.pane.HTML(
        f"<h1>phiscope: {PAGES[current]}</h1><nav aria-label='Pages'>{''.join(links)}</nav>",
        stylesheets=[NAV],
        css_classes=["pages"],
        margin=0,
    )


def frame(title: str, bar: list[Any], main: list[Any], on_theme: Callable[[bool], None]) -> pmui.Page:
    """Return a page with ``bar`` beside the title; ``on_theme(dark)`` is told when the theme changes."""
    if pn.state.curdoc is not None:
        pn.state.curdoc.theme = UNDRESSED
    page = pmui.Page(
        title=title,
        header=bar,
        main=[*main, TableCare(width=0, height=0, margin=0)],
        theme_config=LOOK,
        sx=BAR,
        busy_indicator=None,
        theme_toggle=True,
    )
    with edit_readonly(page):
        # The page would be told of every callback's start and end, and each time Panel walks all its models:
        # 60 ms of every edit, measured, for an indicator that is switched off.
        page.busy = False
    page.param.watch(lambda event: on_theme(bool(event.new)), "dark_theme")
    pn.state.onload(lambda: on_theme(bool(page.dark_theme)))
    return page


def end_with_session(runner: Runner) -> None:
    """Cancel the jobs of this session when its browser tab is gone."""
    close = runner.close
    pn.state.on_session_destroyed(lambda _context, close=close: close())
