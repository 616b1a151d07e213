"""Purviews chosen by hand: the result on screen is rebuilt with them, in a worker thread."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import TYPE_CHECKING

from apps.parts.analysis import Analysis, Findings
from apps.parts.reach import LIVE_UNITS
from apps.parts.work import choose_job
from engine.errors import Cancelled, PhiscopeError

if TYPE_CHECKING:
    from engine.choices import PurviewChoice

KEY = "purviews"


class ByHand:
    """Takes one choice after the other; a new result has none of them. ``refuse`` is told what fails."""

    def __init__(self, analysis: Analysis, refuse: Callable[[str], object]) -> None:
        self._analysis, self._refuse = analysis, refuse
        self._asked: tuple[Findings | None, tuple[PurviewChoice, ...]] = (None, ())
        self._task: asyncio.Task[None] | None = None

    @property
    def choices(self) -> tuple[PurviewChoice, ...]:
        """What is chosen, including what is still being computed."""
        found = self._analysis.findings
        if found is None:
            return ()
        # The second of two quick choices must not undo the first.
        asked, choices = self._asked
        return choices if asked is found else found.structure.by_hand

    def take(self, choice: PurviewChoice) -> None:
        """Choose a purview; what was chosen for other sides stays."""
        side = (choice.mechanism, choice.direction)
        self._put((*(c for c in self.choices if (c.mechanism, c.direction) != side), choice))

    def drop(self) -> None:
        """Go back to what the tie rule takes."""
        self._put(())

    def _put(self, choices: tuple[PurviewChoice, ...]) -> None:
        found = self._analysis.findings
        if found is None:
            return
        self._asked = (found, choices)
        try:
            loop = asyncio.get_running_loop()
        except RuntimeError:  # not in a server: nothing else waits
            self._analysis.rebuild(found, choose_job(found.structure, choices))
            return
        self._task = loop.create_task(self._rebuild(found, choices))

    async def _rebuild(self, found: Findings, choices: tuple[PurviewChoice, ...]) -> None:
        structure, long = found.structure, len(found.structure.units) > LIVE_UNITS
        run = self._analysis.runner.run
        try:
            chosen = await run(KEY, lambda _note, _stop: choose_job(structure, choices), long, quiet=True)
        except Cancelled:
            return  # a newer choice, which holds this one
        except PhiscopeError as error:
            self._asked = (None, ())
            self._refuse(str(error))
            return
        self._analysis.rebuild(found, chosen)
