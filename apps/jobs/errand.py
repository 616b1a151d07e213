"""An errand: one kind of job of a page, of which only the newest is heard of."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

import panel as pn

from apps.jobs.pool import Job, Ticket
from apps.jobs.runner import Runner
from apps.ui.redraw import when_locked
from engine.errors import Cancelled, PhiscopeError


def _nothing() -> None:
    pass


@dataclass(frozen=True, slots=True)
class Outcomes:
    """What to do with the answer, with the sentence why there is none, and when the job was cancelled."""

    found: Callable[[Any], None]
    refused: Callable[[str], None]
    cancelled: Callable[[], None] = _nothing


class Errand:
    """Sends one job at a time; a newer one takes its place, and what was replaced or dropped stays silent."""

    def __init__(self, runner: Runner, key: str, quiet: bool = False) -> None:
        self._runner, self._key, self._quiet = runner, key, quiet
        self._page = pn.state.curdoc
        self._ticket: Ticket | None = None

    @property
    def is_out(self) -> bool:
        """Whether something is still to be heard."""
        return self._ticket is not None

    def send(self, job: Job, outcomes: Outcomes, long: bool = True) -> asyncio.Task[None] | None:
        """Start a job and return what waits for it; None outside a server, where nothing is started.

        One of the outcomes follows, while the page may be changed.
        """
        try:
            loop = asyncio.get_running_loop()
        except RuntimeError:
            return None
        # Submitted before anything else is sent to the browser: the work is done when that is.
        ticket = self._ticket = self._runner.submit(self._key, job, long)
        self._task = loop.create_task(self._follow(ticket, outcomes))
        return self._task

    def drop(self) -> None:
        """Stop the job, if there is one; nothing will be heard of it."""
        if self._ticket is not None:
            self._ticket = None
            self._runner.cancel(self._key)

    async def _follow(self, ticket: Ticket, outcomes: Outcomes) -> None:
        try:
            answer = await self._runner.wait(self._key, ticket, self._quiet)
        except Cancelled:
            tell = outcomes.cancelled
        except PhiscopeError as error:
            tell = partial(outcomes.refused, str(error))
        else:
            tell = partial(outcomes.found, answer)
        when_locked(self._page, partial(self._tell, ticket, tell))

    def _tell(self, ticket: Ticket, tell: Callable[[], None]) -> None:
        if self._ticket is ticket:
            self._ticket = None
            tell()
