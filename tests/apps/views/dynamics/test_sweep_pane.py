"""The sweep computes only while it is on screen, and catches up when it comes there."""

import asyncio
from collections.abc import Callable

from apps.document.document import Document
from apps.views.dynamics.sweep_pane import POINTS, Sweep
from engine.substrate.substrate import Substrate

PAIR = Substrate.from_weights([[0.3, 1.0], [-0.5, 0.2]], 1.0, ["A", "B"])
LONGEST = 20.0


async def until(holds: Callable[[], object]) -> None:
    async with asyncio.timeout(LONGEST):
        while not holds():
            await asyncio.sleep(0.02)


def counted(sweep: Sweep) -> list[str]:
    asked: list[str] = []
    submit = sweep.runner.submit

    def note(key, *args, **options):
        asked.append(key)
        return submit(key, *args, **options)

    sweep.runner.submit = note
    return asked


def followed(sweep: Sweep) -> asyncio.Event:
    """Set once the next job of a sweep has ended, one way or the other."""
    ended = asyncio.Event()
    wait = sweep.runner.wait

    async def follow(*args, **options):
        try:
            return await wait(*args, **options)
        finally:
            ended.set()

    sweep.runner.wait = follow
    return ended


def test_a_hidden_sweep_asks_nothing_and_catches_up_in_sight():
    async def visit():
        document = Document(PAIR)
        sweep = Sweep(document)
        asked = counted(sweep)
        document.toggle("A")
        sweep.refresh()
        assert not asked
        sweep.turn(True)
        await until(lambda: sweep.current)
        assert len(sweep.current[0]) == POINTS
        assert len(asked) == 1
        sweep.turn(False)
        document.toggle("A")
        assert len(asked) == 1
        assert sweep.current is None
        sweep.turn(True)
        await until(lambda: sweep.current)
        assert len(asked) == 2

    asyncio.run(visit())


def test_hiding_lets_a_sweep_finish_but_another_network_stops_it():
    async def visit():
        document = Document(PAIR)
        sweep = Sweep(document)
        sweep.turn(True)
        sweep.turn(False)
        await until(lambda: sweep.current)
        ended = followed(sweep)
        document.toggle("A")
        sweep.turn(True)
        sweep.turn(False)
        document.toggle("B")
        await asyncio.wait_for(ended.wait(), LONGEST)
        assert sweep.current is None
        assert not sweep.offer

    asyncio.run(visit())
