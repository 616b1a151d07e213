"""What is read away from the event loop comes onto the page in the order in which it was brought."""

import asyncio
import threading
import time

import pytest

from apps.ui import aside
from apps.ui.aside import TOO_LONG, TOO_MUCH, Aside
from engine.errors import FormatError


@pytest.fixture
def said():
    return []


def played(said, scene):
    """What a scene brings onto the page, refusals too, in their order."""

    async def play():
        reader = Aside(said.append)
        scene(reader)
        assert reader.task is not None
        await reader.task

    asyncio.run(play())
    return said


def fails():
    raise FormatError("no network")


def test_reading_is_done_in_another_thread_and_shown_in_this_one(said):
    threads = []

    def act(found):
        threads.append((found, threading.get_ident()))

    played(said, lambda reader: reader.read(threading.get_ident, act))
    ((there, here),) = threads
    assert there != here == threading.get_ident()


def test_everything_is_shown_in_its_order(said):
    def scene(reader):
        reader.read(lambda: time.sleep(0.05) or 1, said.append)
        reader.then(lambda: said.append(2))
        reader.read(fails, said.append)
        reader.read(lambda: 4, said.append)
        assert said == []

    assert played(said, scene) == [1, 2, "no network", 4]


def test_with_nothing_to_wait_for_an_act_is_done_at_once(said):
    Aside(said.append).then(lambda: said.append(1))
    assert said == [1]


def test_outside_a_loop_it_is_read_at_once(said):
    reader = Aside(said.append)
    reader.read(lambda: 1, said.append)
    reader.read(fails, said.append)
    assert said == [1, "no network"]


def test_what_cannot_be_shown_is_refused_and_the_next_is_read(said):
    def act(_found):
        raise FormatError("no room")

    def scene(reader):
        reader.read(lambda: 1, act)
        reader.read(lambda: 2, said.append)

    assert played(said, scene) == ["no room", 2]


def test_nobody_waits_for_ever(said, monkeypatch):
    monkeypatch.setattr(aside, "PATIENCE", 0.05)
    late = threading.Event()

    def scene(reader):
        reader.read(late.wait, said.append)
        reader.read(lambda: 2, lambda found: (said.append(found), late.set()))

    assert played(said, scene) == [TOO_LONG, 2]


def test_no_more_is_taken_in_than_can_be_read(said):
    def scene(reader):
        for _ in range(aside.MOST + 2):
            reader.read(lambda: 1, said.append)
        assert said == [TOO_MUCH] * 2

    assert played(said, scene)[2:] == [1] * aside.MOST
