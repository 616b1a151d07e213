"""Files are read away from the event loop, shown in order, and nothing drawn meanwhile is lost."""

import asyncio
import threading
import time

import pytest

from apps.document.document import Document
from apps.document.examples import FIRST, first_substrate
from apps.jobs.pool import Pool
from apps.jobs.runner import Runner
from apps.workspace.documents import open_file as openings
from apps.workspace.documents.open_documents import MAX_TABS, OpenDocuments
from apps.workspace.documents.open_file import STOPPED, FileOpener, ReadingNote

PAIR = b"targets, factors\nA, B\nB, A\n"
RING = b"targets, factors\nA, C\nB, A\nC, B\n"
WAIT = 20


@pytest.fixture
def shelf():
    return OpenDocuments(Document(first_substrate(), origin=FIRST))


@pytest.fixture
def opening(shelf):
    pool = Pool(workers=1)
    yield FileOpener(shelf, Runner(pool))
    pool.close()


@pytest.fixture
def slow(monkeypatch):
    """Files are read only once this is set."""
    gate = threading.Event()
    read = openings.read_or_numbers

    def wait(name, data):
        assert gate.wait(WAIT)
        return read(name, data)

    monkeypatch.setattr(openings, "read_or_numbers", wait)
    return gate


async def read_all(opening):
    await asyncio.wait_for(opening.all_read(), WAIT)


async def said(opening):
    """Wait until the page tells of a file that takes a moment."""
    async with asyncio.timeout(WAIT):
        while not opening.reading:
            await asyncio.sleep(0.01)
    return opening.reading


def test_the_loop_goes_on_while_a_file_is_read(opening, slow):
    threads = []
    note = ReadingNote(opening)

    async def scene():
        opening.document.param.watch(lambda _event: threads.append(threading.current_thread()), "snapshot")
        opening.replace("pair.bnet", PAIR)
        assert await said(opening) == "pair.bnet"
        assert note.view.visible
        assert "Reading pair.bnet …" in note.view[0].object
        opening.document.toggle("A")
        slow.set()
        await read_all(opening)

    asyncio.run(scene())
    document = opening.document
    assert set(threads) == {threading.main_thread()}
    assert (opening.reading, note.view.visible) == ("", False)
    assert document.substrate.labels == ["A", "B"]
    assert "Opened pair.bnet" in document.message
    document.undo()
    assert document.state == (1, 1, 1)  # what was drawn meanwhile
    document.undo()
    assert document.state == (0, 1, 1)


def test_a_small_file_is_there_without_a_word(opening, shelf):
    told = []
    opening.param.watch(told.append, "reading")

    async def scene():
        opening.replace("pair.bnet", PAIR)
        await read_all(opening)

    asyncio.run(scene())
    assert opening.document.substrate.labels == ["A", "B"]
    assert told == []
    assert shelf.names == ["pair"]


def test_dropped_files_come_in_their_order(opening, shelf):
    opening.document.toggle("A")

    async def scene():
        opening.beside("one.bnet", lambda: PAIR)
        opening.beside("no.json", lambda: b"{")
        opening.beside("two.bnet", lambda: RING)
        await read_all(opening)

    seen = []
    opening.document.param.watch(lambda event: seen.append(event.new), "refused")
    asyncio.run(scene())
    assert shelf.names == ["The example of the IIT 4.0 paper", "one", "two"]
    assert opening.document.substrate.n == 3
    assert seen == [True, False]


def test_a_newer_file_wins_over_the_one_being_read(opening, slow, shelf):
    async def scene():
        opening.beside("dropped.bnet", lambda: PAIR)
        opening.replace("first.bnet", PAIR)
        opening.replace("second.bnet", RING)
        slow.set()
        await read_all(opening)
        opening.replace("third.bnet", PAIR)
        await asyncio.sleep(0)
        opening.replace("fourth.bnet", RING)
        await read_all(opening)

    asyncio.run(scene())
    # What was brought stays: each file that was read has a tab of its own.
    assert shelf.names == ["dropped", "second", "fourth"]


def test_a_file_for_a_document_that_left_the_page_gets_a_tab(opening, slow, shelf):
    async def scene():
        opening.document.toggle("A")
        opening.replace("pair.bnet", PAIR)
        shelf.new()
        slow.set()
        await read_all(opening)

    asyncio.run(scene())
    assert shelf.names == ["The example of the IIT 4.0 paper", "Network 1", "pair"]
    assert (shelf.active, opening.document.can_undo) == (2, False)
    shelf.choose(0)
    assert opening.document.state == (1, 1, 1)


def test_reading_can_be_given_up(opening, slow, shelf):
    async def scene():
        now = opening.document.snapshot
        opening.beside("one.bnet", lambda: PAIR)
        opening.beside("two.bnet", lambda: PAIR)
        await said(opening)
        begin = time.perf_counter()
        opening.cancel()
        await read_all(opening)
        assert time.perf_counter() - begin < 5
        assert opening.document.snapshot is now
        assert (opening.document.message, opening.reading) == (STOPPED, "")
        slow.set()
        opening.beside("three.bnet", lambda: PAIR)
        await read_all(opening)

    asyncio.run(scene())
    assert shelf.names == ["three"]


def test_a_closed_session_reads_nothing_more(opening, slow, shelf):
    async def scene():
        opening.beside("one.bnet", lambda: PAIR)
        opening.beside("two.bnet", lambda: PAIR)
        await asyncio.sleep(0)
        opening.runner.close()
        await read_all(opening)
        slow.set()

    asyncio.run(scene())
    assert shelf.untouched


def test_so_many_files_wait_and_no_more(opening, slow):
    async def scene():
        for _ in range(MAX_TABS + 1):
            opening.beside("one.bnet", lambda: PAIR)
        assert opening.document.refused
        opening.cancel()
        slow.set()
        await read_all(opening)

    asyncio.run(scene())


def test_the_worker_builds_what_the_pages_ask_for(opening, shelf):
    given = openings.GivenFile("pair.bnet", lambda: PAIR)
    found = openings.read(given, lambda *_: None, threading.Event())
    assert {"columns", "cm", "tpm", "sha256"} <= set(vars(found))
    assert shelf.untouched


def test_a_network_larger_than_a_drawing_is_opened_too(opening):
    lines = "\n".join(f"U{i}, U{(i + 1) % 200}" for i in range(200))
    given = openings.GivenFile("ring.bnet", lambda: lines.encode())
    found = openings.read(given, lambda *_: None, threading.Event())
    assert found.n == 200
    assert {"cm", "sha256"} <= set(vars(found))
