"""Whatever file is dropped, opened or given to a command, it is soon read or refused; nobody else waits."""

import base64
import gc

import pytest

import hostile
import hostile_files
from apps.__main__ import main
from apps.document import outside
from apps.document.document import Document
from apps.document.examples import FIRST, first_substrate
from apps.document.read_file import MAX_BYTES, read_bytes, read_path
from apps.jobs.pool import Pool
from apps.jobs.runner import Runner
from apps.ui.file_entry import file_entry
from apps.workspace.documents import open_file
from apps.workspace.documents.drop_file import DropZone
from apps.workspace.documents.open_documents import OpenDocuments
from apps.workspace.documents.open_file import FileOpener
from engine.errors import PhiscopeError
from engine.substrate.formats.text import MAX_BYTES as MAX_FILE
from processor import soon
from stalls import TURN_SECONDS, Hold, check
from wire import Wire

COMMAND_SECONDS = 1  # of the processor
FILES = hostile_files.files(MAX_FILE) | {"nothing.xml": b"<" + b"x" * (MAX_BYTES - 1)}


@pytest.fixture
def hold(monkeypatch):
    """Watches how files are read away from the loop."""
    hold = Hold()
    monkeypatch.setattr(open_file, "read", hold.watch(open_file.read))
    yield hold
    assert hold.longest <= TURN_SECONDS


@pytest.fixture(scope="module")
def pool():
    # As the server begins: what is there by then is not looked through when something is thrown away.
    gc.collect()
    gc.freeze()
    pool = Pool(workers=1)
    # The process that reads takes a second to start, which is not what is measured.
    outside.read(read_bytes, "a.json", (hostile.substrate() + " " * outside.SMALL).encode())
    yield pool
    pool.close()
    outside.end()
    gc.unfreeze()


@pytest.fixture
def document():
    return Document(first_substrate(), origin=FIRST)


@pytest.fixture
def opening(document, pool):
    return FileOpener(OpenDocuments(document), Runner(pool))


@pytest.mark.parametrize("name", FILES)
def test_dropped_files(hold, document, opening, name):
    wire = Wire(DropZone(opening))
    message = {"name": name, "data": base64.b64encode(FILES[name]).decode()}
    check(lambda: wire.send(message))
    assert document.message or opening.asked
    assert len(document.message) < 3_000 or not document.refused


@pytest.mark.parametrize("name", ["lists.json", "notes.json", "deep.graphml", "a square.npy", "a row.npy"])
def test_opened_files(hold, document, opening, name):
    entry = file_entry(MAX_BYTES, document.refuse, label="Open", multiple=False)
    entry.param.watch(lambda event: opening.replace(entry.filename, event.new), "value")
    wire, data, size = Wire(entry), FILES[name], 1_000_000
    parts = [data[at : at + size] for at in range(0, len(data), size)]

    def scene():
        wire.send({"status": "initializing"})
        for at, part in enumerate(parts, start=1):
            numbers = {"chunk": at, "total_chunks": len(parts), "mime_type": "", "name": name}
            wire.send({"status": "upload_event", "data": part, **numbers})
        wire.send({"status": "finished"})

    check(scene)
    assert document.message or opening.asked


def test_a_name_that_no_file_has_is_refused(document, opening):
    name = "n" * 1_000_000 + ".json"
    wire = Wire(DropZone(opening))
    check(lambda: wire.send({"name": name, "data": "e30="}))
    assert "name has 256 letters" in document.message
    check(lambda: opening.replace(name, b"{}"))
    assert "name has 1,000,005 letters" in document.message
    assert len(document.message) < 300


@pytest.mark.parametrize("name", FILES)
def test_files_for_commands(tmp_path, name):
    path = tmp_path / name
    path.write_bytes(FILES[name])

    said = []

    def read():
        try:
            read_path(path)
        except PhiscopeError as error:
            said.append(str(error))

    soon(COMMAND_SECONDS, read)
    assert all(len(sentence) < 3_000 for sentence in said)


@pytest.mark.parametrize("command", ["analyze", "complexes", "account"])
def test_commands_read_no_more_than_a_file_may_have(tmp_path, capsys, command):
    path = tmp_path / "large.json"
    with path.open("wb") as file:
        file.truncate(50_000_000_000)

    def refused():
        assert main([command, str(path)]) == 2

    soon(1, refused)
    assert "has 50000 MB; a substrate file has at most 10 MB" in capsys.readouterr().err
