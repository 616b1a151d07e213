"""A pad that follows the result on screen while it is the one that is open; a worker computes it."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from html import escape
from typing import Any

from apps.jobs.analysis import Analysis
from apps.jobs.limits import LIVE_UNITS
from apps.results.findings import Findings
from apps.ui.pad import Pad
from engine.errors import Cancelled, PhiscopeError
from engine.words import tr
from viz.html.markup import marked
from viz.theme import LIGHT, Theme

Actions = Mapping[str, Callable[[], None]]
NOTHING = f"<p class='hint'>{escape(tr('There is no result yet.'))}</p>"


class ExplainSheet:
    """One tab of sentences and drawings.

    Subclasses say what to compute (`_job`) and how it looks (`_page`); `refresh` does both. The newest
    question wins: the runner drops older jobs of the same key.
    """

    hook = "sheet"
    label = ""

    def __init__(self, analysis: Analysis) -> None:
        self._analysis = analysis
        self._theme = LIGHT
        self._open = False
        self._found: Any = None
        self._task: asyncio.Task[None] | None = None
        self.view = Pad(css_classes=[self.hook], markup=NOTHING, label=self.label)
        analysis.param.watch(self.refresh, "findings")

    def set_theme(self, theme: Theme) -> None:
        """Draw in the colours and type of the page."""
        self._theme = theme
        self._show()

    def turn(self, is_open: bool) -> None:
        """Say whether the sheet is the one on screen; only then does it compute."""
        fresh, self._open = is_open and not self._open, is_open
        if fresh:
            self.refresh()

    def refresh(self, *_events: Any) -> None:
        """Compute again what the sheet shows, and show it."""
        found = self._analysis.findings
        if not self._open or found is None:
            return
        job = self._job(found)
        try:
            loop = asyncio.get_running_loop()
        except RuntimeError:  # not in a server: nothing else waits
            self._take(job())
            return
        self._task = loop.create_task(self._answer(job, len(found.structure.units) > LIVE_UNITS))

    async def _answer(self, job: Callable[[], Any], is_long: bool) -> None:
        try:
            found = await self._analysis.runner.run(
                self.hook, lambda _note, _stop: job(), is_long, quiet=True
            )
        except Cancelled:
            return
        except PhiscopeError as error:
            self._refuse(str(error))
        else:
            self._take(found)

    def _take(self, found: Any) -> None:
        self._found = found
        self._show()

    def _refuse(self, sentence: str) -> None:
        self._found = None
        self.view.put(f"<p class='why' role='status'>{marked(sentence)}</p>")

    def _show(self) -> None:
        if self._found is not None:
            self.view.put(*self._page(self._found))

    def _job(self, found: Findings) -> Callable[[], Any]:
        """Return what to compute for a result; it runs in a worker thread."""
        raise NotImplementedError

    def _page(self, found: Any) -> tuple[str, Actions]:
        """Return the markup of what was computed, and what its buttons do."""
        raise NotImplementedError


def toggle(name: str, act: str, pressed: bool, said: str = "") -> str:
    """Return a button that shows whether it is on."""
    label = f" aria-label='{escape(said)}'" if said else ""
    on = str(pressed).lower()
    return f"<button data-act='{escape(act)}' aria-pressed='{on}'{label}>{escape(name)}</button>"


def row(name: str, buttons: list[str]) -> str:
    """Return a named row of buttons."""
    return (
        f"<div class='row' role='group' aria-label='{escape(name)}'><span class='name'>{escape(name)}</span>"
        f"{''.join(buttons)}</div>"
    )


def columns(left: str, right: str) -> str:
    """Return two columns; the left one stays in sight."""
    return f"<div class='cols'><div class='side'>{left}</div><div>{right}</div></div>"


def why(sentence: str) -> str:
    """Return a sentence that says why something is 0, or nothing."""
    return f"<p class='why' role='status'>{marked(sentence)}</p>" if sentence else ""
