"""Views of the app: one declaration each, from which routes, links, exports, screenshots and tests follow.

A view's page declares it with `register`; `apps.views.load` imports every view there is.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from html import escape
from typing import Any

import panel as pn

from engine.words import tr

LAST = 100
NAV = """
nav { display: flex; gap: clamp(8px, .9vw, 12px); margin-right: 10px; font-size: .875rem; }
a { color: var(--mui-palette-text-secondary); text-decoration: none; padding: 4px 0; }
a[aria-current] { color: inherit; border-bottom: 2px solid; }
h1 { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); margin: 0; }
a:focus-visible, a:hover { color: inherit; text-decoration: underline; }
"""


@dataclass(frozen=True, slots=True)
class View:
    """A view of a network, on a page of its own.

    Attributes
    ----------
    name : str
        Its route; plots and tables that list it stand in its export menu.
    title : str
        Its name in the navigation.
    page : callable
        Builds the page of one session.
    place : int
        Where it stands in the navigation; the first one is also the start page.
    """

    name: str
    title: str
    page: Callable[[], Any]
    place: int = LAST


VIEWS: dict[str, View] = {}
"""Every view by name, in the order of the navigation."""


def register(view: View) -> View:
    """Declare a view; from here on navigation and server know it."""
    if view.name in VIEWS:
        raise ValueError(f"there are two views {view.name!r}")
    ordered = sorted([*VIEWS.values(), view], key=lambda each: each.place)
    VIEWS.clear()
    VIEWS.update({each.name: each for each in ordered})
    return view


def page_links(current: str) -> pn.pane.HTML:
    """Return the links between the views, ``current`` marked as the one on screen."""
    links = [
        f"<a href='{name}'{' aria-current=page' if name == current else ''}>{view.title}</a>"
        for name, view in VIEWS.items()
    ]
    heading = f"<h1>phiscope: {VIEWS[current].title}</h1>"
    return pn.pane.HTML(
        f"{heading}<nav aria-label='{escape(tr('Pages'))}'>{''.join(links)}</nav>",
        stylesheets=[NAV],
        css_classes=["pages"],
        margin=0,
    )
