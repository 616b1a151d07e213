"""A pad that follows the result on screen while it is the one that is open; a worker computes it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from html import escape
from typing import TYPE_CHECKING, Any

from apps.jobs.analysis import Analysis
from apps.jobs.errand import Errand, Outcomes
from apps.results.limits import LIVE_UNITS
from apps.ui.pad import Pad
from engine.words import tr
from viz.shapes.indices import marked
from viz.theme import LIGHT, Theme

if TYPE_CHECKING:
    from apps.results.findings import Findings
    from engine.iit4.structure import PhiStructure

Actions = Mapping[str, Callable[[], None]]


class ExplainSheet:
    """One tab of sentences and drawings.

    Subclasses say what to compute (`_job`) and how it looks (`_page`); `refresh` does both. The newest
    question wins.
    """

    hook = "sheet"
    label = ""

    def __init__(self, analysis: Analysis) -> None:
        self._analysis = analysis
        self._theme = LIGHT
        self._open = False
        self._found: Any = None
        self._errand = Errand(analysis.runner, self.hook, quiet=True)
        nothing = f"<p class='hint'>{escape(tr('There is no result yet.'))}</p>"
        self.view = Pad(css_classes=[self.hook], markup=nothing, label=self.label)

    def set_theme(self, theme: Theme) -> None:
        """Draw in the colours and type of the page."""
        self._theme = theme
        self._show()

    def turn(self, is_open: bool) -> None:
        """Say whether the sheet is the one on screen; only then does it compute."""
        before, self._open = self._open, is_open
        if is_open and not before:
            self._watcher = self._analysis.param.watch(self.refresh, "findings")
            self.refresh()
        elif before and not is_open:
            self._analysis.param.unwatch(self._watcher)

    def refresh(self, *_events: Any) -> None:
        """Compute again what the sheet shows, and show it."""
        found = self._analysis.findings
        if not self._open or found is None:
            return
        job, is_long = self._job(found), len(found.answer.units) > LIVE_UNITS
        outcomes = Outcomes(self._take, self._refuse)
        if self._errand.send(lambda _note, _stop: job(), outcomes, is_long) is None:
            self._take(job())  # not in a server: nothing else waits

    def _take(self, found: Any) -> None:
        self._found = found
        self._show()

    def _refuse(self, sentence: str) -> None:
        self._found = None
        self.view.put(f"<p class='why' role='status'>{marked(sentence)}</p>")

    def _show(self) -> None:
        if self._found is not None:
            self.view.put(*self._page(self._found))

    def _job(self, found: Findings[PhiStructure]) -> Callable[[], Any]:
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
