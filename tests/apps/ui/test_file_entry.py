"""The button that takes files keeps no more than a file may have, whatever is sent."""

import pytest

from apps.ui.file_entry import FileEntry

MOST = 10


@pytest.fixture
def entry():
    refused = []
    found = FileEntry(most=MOST, refuse=lambda *told: refused.append(told), label="Open", multiple=False)
    found.refused = refused
    return found


def send(entry, *chunks, name="net.json"):
    entry._handle_msg({"status": "initializing"})
    for at, data in enumerate(chunks, start=1):
        part = {"chunk": at, "total_chunks": len(chunks), "mime_type": "text/plain", "name": name}
        entry._handle_msg({"status": "upload_event", "data": data, **part})
    entry._handle_msg({"status": "finished"})


def test_a_file_arrives_in_parts(entry):
    send(entry, b"abc", b"defg")
    assert (entry.value, entry.filename, entry.refused) == (b"abcdefg", "net.json", [])
    send(entry, b"x" * MOST)
    assert entry.value == b"x" * MOST


def test_a_file_that_is_too_large_is_told_of_and_not_kept(entry):
    send(entry, b"abcdef", b"ghijk", b"lmnop")
    assert (entry.value, entry.refused) == (None, [("net.json", 16)])
    assert entry._file_buffer == {}
    send(entry, b"abc")
    assert entry.value == b"abc"


@pytest.mark.parametrize(
    "message",
    [
        None,
        3,
        {},
        {"status": "upload_event"},
        {"status": "upload_event", "name": "a", "data": 10**12, "chunk": 1, "total_chunks": 1},
        {"status": "upload_event", "name": 3, "data": b"a", "chunk": 1, "total_chunks": 1},
        {"status": "upload_event", "name": "a", "data": b"a", "chunk": 1, "total_chunks": 10**12},
        {"status": "upload_event", "name": "a", "data": b"a", "chunk": 2, "total_chunks": 1},
        {"status": "upload_event", "name": "a", "data": b"a", "chunk": "1", "total_chunks": True},
        {"status": "error", "error": "no"},
        {"status": ["finished"]},
    ],
)
def test_what_is_no_part_of_a_file_is_dropped(entry, message):
    entry._handle_msg(message)
    assert (entry.value, entry._file_buffer, entry.refused) == (None, {}, [])
    send(entry, b"abc")
    assert entry.value == b"abc"


def test_parts_that_never_end_do_not_pile_up(entry):
    for at in range(1, 100):
        part = {"chunk": at % 9 + 1, "total_chunks": 10, "mime_type": "", "name": f"file {at}"}
        entry._handle_msg({"status": "upload_event", "data": b"abcd", **part})
        assert sum(len(d) for f in entry._file_buffer.values() for d in f["chunks"].values()) <= MOST
