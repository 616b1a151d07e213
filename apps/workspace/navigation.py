"""Views of the app: one declaration each, from which routes, links, exports, screenshots and tests follow.

A view's page declares it with `register`; `apps.views.load` imports every view there is.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

import param
from panel.custom import JSComponent

from apps.ui.scripts import script
from apps.workspace.share_link import ViewState

if TYPE_CHECKING:
    from apps.editor.marks import Marks
    from apps.figures.export_menu import ExportMenu
    from apps.workspace.workspace import Workspace
    from viz.theme import Theme

LAST = 100
NAV = """
nav.row { display: flex; gap: clamp(6px, 1.6vw - 10px, 12px); margin-right: 10px;
  font-size: clamp(.78rem, 1.22vw, .875rem); }
.row a { color: var(--mui-palette-text-secondary); text-decoration: none; padding: 4px 0; }
.row a[aria-current] { color: inherit; border-bottom: 2px solid; }
.chosen { font: 600 .875rem var(--phi-font); color: inherit; background: none; border: 1px solid transparent;
  border-radius: 6px; padding: 6px 10px; cursor: pointer; }
.chosen:hover { background: var(--phi-hover); }
.chosen:focus-visible { outline: 2px solid var(--phi-focus); outline-offset: 1px; }
.menu { position: fixed; inset: auto; margin: 0; padding: 6px; border-radius: 8px; min-width: 19rem;
  border: 1px solid var(--mui-palette-divider); color: inherit;
  box-shadow: 0 6px 24px var(--mui-palette-divider);
  background: var(--mui-palette-background-paper); }
.menu a { display: block; padding: 7px 12px; border-radius: 6px; color: inherit; text-decoration: none;
  font-size: .875rem; }
.menu a[aria-current] { box-shadow: inset 3px 0 var(--mui-palette-primary-main); font-weight: 600; }
.menu a:hover, .menu a:focus-visible { background: var(--phi-hover); outline: none; text-decoration: none; }
.menu .manual { border-top: 1px solid var(--mui-palette-divider); border-radius: 0 0 6px 6px;
  margin-top: 6px; }
.menu small { display: block; font: .781rem var(--phi-font); color: var(--mui-palette-text-secondary); }
h1 { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); margin: 0; }
a:focus-visible, a:hover { color: inherit; text-decoration: underline; }
"""


@dataclass(frozen=True, slots=True)
class ViewBody:
    """What a view shows of one session's network.

    Attributes
    ----------
    right : list
        Shown beside the network, below each other.
    exports : callable
        Makes the menu of what can be taken away, when somebody first opens it.
    on_theme : callable
        Called with the theme in the size of type, at the start and at every change.
    left : object, optional
        Shown under the drawing in place of the settings of views about one state.
    marks : Marks, optional
        What is marked in the drawing, in place of the system and its complexes.
    on_cut : callable, optional
        Cuts a connection by hand, and returns the class of the part of the page that shows it.
    view_states : mapping
        Parts of the view that links carry, as in `Share`.
    """

    right: list[Any]
    exports: Callable[[], ExportMenu]
    on_theme: Callable[[Theme], None]
    left: Any = None
    marks: Marks | None = None
    on_cut: Callable[[tuple[str, str]], str] | None = None
    view_states: Mapping[str, ViewState] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class View:
    """A view of the network, beside it on the page.

    Attributes
    ----------
    name : str
        Its route; plots and tables that list it stand in its export menu.
    title : str
        Its name in the navigation.
    build : callable
        Builds what it shows in one session, when it is first opened there.
    place : int
        Where it stands in the navigation; the first one is also the start page.
    question : str
        What it answers, in a few words.
    example, group : str
        The example that a page opened at this view begins with, and the group that leads the examples there;
        empty for those of the start page.
    """

    name: str
    title: str
    build: Callable[[Workspace], ViewBody]
    place: int = LAST
    question: str = ""
    example: str = ""
    group: str = ""


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


class ViewLinks(JSComponent):
    """The links between the views; a click asks for a view, and going back in the browser's history does.

    Parameters
    ----------
    current
        The view on screen.
    ask
        Called with the name of a view; names that do not exist are not passed on.
    """

    current = param.String()
    titles = param.List(doc="Name, title and question of each view.")
    row = param.Boolean(
        default=True, doc="Whether they stand side by side where there is room, not in a menu."
    )

    _esm = script(Path(__file__).with_name("navigation.js"))
    _stylesheets: ClassVar[list[str]] = [NAV]

    def __init__(self, current: str, ask: Callable[[str], object]) -> None:
        titles = [[name, view.title, view.question] for name, view in VIEWS.items()]
        super().__init__(current=current, titles=titles, css_classes=["pages"], margin=0)
        self._ask = ask

    def _handle_msg(self, data: Any) -> None:
        name = data.get("view") if isinstance(data, dict) else None
        if isinstance(name, str) and name in VIEWS and name != self.current:
            self._ask(name)
