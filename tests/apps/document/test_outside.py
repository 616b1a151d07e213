"""What is large is read in a process of its own, which cannot keep anybody for long and harms nobody."""

import json
import os
import signal
import threading
import time

import psutil
import pytest

from apps.document import outside
from apps.document.outside import BROKEN, SMALL, TOO_LONG, Reader
from apps.document.read_file import read_bytes
from engine import Substrate
from engine.errors import Cancelled, FormatError, PhiscopeError


@pytest.fixture(scope="module")
def reader():
    reader = Reader()
    yield reader
    reader.end()


@pytest.fixture(autouse=True)
def other(monkeypatch, reader):
    monkeypatch.setattr(outside, "_reader", reader)


def test_what_is_small_is_read_here(reader):
    assert outside.read(os.path.basename, "a/b") == "b"
    assert outside.read(os.getpid) == os.getpid()
    assert outside.read(len, b"x" * SMALL) == SMALL
    assert reader._process is None


def test_what_is_large_is_read_elsewhere_and_comes_back_the_same(reader):
    substrate = Substrate.from_rules({"A": "B", "B": "!A"})
    text = (json.dumps(substrate.to_dict()) + " " * SMALL).encode()
    found = outside.read(read_bytes, "net.json", text)
    assert found.sha256 == substrate.sha256
    assert not found.tpm.flags.writeable
    assert reader._process.pid != os.getpid()


def test_a_refusal_is_the_same_sentence():
    text = b"[" * (SMALL + 1)
    with pytest.raises(PhiscopeError) as here:
        read_bytes("net.json", text)
    with pytest.raises(FormatError) as there:
        outside.read(read_bytes, "net.json", text)
    assert str(there.value) == str(here.value)


def test_any_other_fault_is_a_sentence():
    with pytest.raises(FormatError, match=r"Something went wrong inside phiscope \(ZeroDivisionError"):
        outside._reader.read(divmod, (1, 0), None)


@pytest.mark.parametrize(
    ("function", "given", "said"),
    [
        (sum, (range(10**12),), TOO_LONG),
        (time.sleep, (1000,), TOO_LONG),
        (bytes, (10**12,), BROKEN),
        (os._exit, (3,), BROKEN),
        (os.abort, (), BROKEN),
    ],
)
def test_what_takes_too_much_ends_and_the_next_is_read(monkeypatch, reader, function, given, said):
    reader.read(os.getpid, (), None)
    monkeypatch.setattr(outside, "PROCESSOR_SECONDS", 0.3)
    monkeypatch.setattr(outside, "SECONDS", 0.5 if function is time.sleep else 60)
    with pytest.raises(FormatError) as refusal:
        reader.read(function, given, None)
    assert str(refusal.value) == said
    monkeypatch.undo()
    assert reader.read(divmod, (7, 2), None) == (3, 1)


def test_it_can_be_given_up(reader):
    reader.read(os.getpid, (), None)
    stop = threading.Event()
    threading.Timer(0.2, stop.set).start()
    with pytest.raises(Cancelled):
        reader.read(time.sleep, (1000,), stop)
    assert reader.read(divmod, (7, 2), None) == (3, 1)


def test_one_that_has_ended_is_started_again(reader):
    first = reader.read(os.getpid, (), None)
    reader._process.kill()
    reader._process.join()
    assert reader.read(os.getpid, (), None) != first


def test_an_idle_one_ends_and_leaves_nothing_behind(monkeypatch, reader):
    monkeypatch.setattr(outside, "IDLE_SECONDS", 0.2)
    first = reader.read(os.getpid, (), None)
    assert psutil.pid_exists(first)
    until = time.monotonic() + 30
    while psutil.pid_exists(first) and time.monotonic() < until:
        time.sleep(0.05)
    assert not psutil.pid_exists(first)  # a zombie would still be there
    monkeypatch.undo()
    assert reader.read(os.getpid, (), None) != first


def test_a_closed_one_gives_up_what_it_reads_and_reads_no_more():
    reader = Reader()
    pid = reader.read(os.getpid, (), None)
    threading.Timer(0.2, reader.close).start()
    with pytest.raises(FormatError, match="could not be read"):
        reader.read(time.sleep, (1000,), None)
    assert not psutil.pid_exists(pid)
    with pytest.raises(Cancelled):
        reader.read(os.getpid, (), None)


def test_ctrl_c_does_not_reach_it(reader):
    pid = reader.read(os.getpid, (), None)
    os.kill(pid, signal.SIGINT)
    assert reader.read(os.getpid, (), None) == pid
    assert signal.SIGINT not in signal.pthread_sigmask(signal.SIG_BLOCK, ())
