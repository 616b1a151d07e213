"""How long a scene keeps the event loop, and how long its helpers keep the interpreter from it.

Time on a machine that others use says little, so that of the processor is measured. The loop's is that of its
thread, turn by turn. A helper in another thread shares the interpreter after 5 ms, unless it is inside C: the
longest time between two calls or returns that a profiler sees in it is the longest for which the loop waits.
"""

import asyncio
import sys
import time
from collections.abc import Callable
from typing import Any

import pytest

LOOP_SECONDS = 0.3  # of the loop, for all of a scene
TURN_SECONDS = 0.2  # in which the pages of others wait
BEAT = 0.05
WAIT = 120


class Hold:
    """The longest time for which watched functions hold the interpreter."""

    def __init__(self) -> None:
        self.longest = 0.0

    def watch(self, function: Callable[..., Any]) -> Callable[..., Any]:
        """Return the function, watched wherever it runs."""

        def run(*given: Any) -> Any:
            last = time.thread_time()

            def note(*_event: Any) -> None:
                nonlocal last
                now = time.thread_time()
                self.longest, last = max(self.longest, now - last), now

            sys.setprofile(note)
            try:
                return function(*given)
            finally:
                sys.setprofile(None)
                note()

        return run


def begun() -> list[asyncio.Task[Any]]:
    """Return the tasks beside this one that come to an end; Panel has one that looks after sessions."""
    others = asyncio.all_tasks() - {asyncio.current_task()}
    return [task for task in others if "PeriodicCallback._async_repeat" not in repr(task.get_coro())]


def check(scene: Callable[[], object]) -> None:
    """Play a scene on a loop until nothing that it began is going on; the loop is soon free again."""
    turns, run = [], asyncio.Handle._run

    def timed(handle: asyncio.Handle) -> None:
        started = time.thread_time()
        run(handle)
        turns.append(time.thread_time() - started)

    async def play() -> None:
        scene()
        async with asyncio.timeout(WAIT):
            while begun():
                await asyncio.sleep(BEAT)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(asyncio.Handle, "_run", timed)
        asyncio.run(play())
    assert max(turns) <= TURN_SECONDS
    assert sum(turns) <= LOOP_SECONDS
