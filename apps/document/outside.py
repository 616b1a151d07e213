"""Reading what came from outside: what is large in a process of its own, which ends when it takes too long.

A parser written in C holds the interpreter until it is done, also in a thread: 1.3 s for a JSON file of 8 MB
(measured), in which the server answers nobody. What is small is read where it is asked for, in milliseconds.
"""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import signal
import sys
import threading
import time
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any, TypeVar

import psutil

from apps.errors import sentence
from engine.errors import Cancelled, FormatError
from engine.words import phrase

if TYPE_CHECKING:
    from engine.run.jobs import Cancel

SMALL = 200_000  # bytes or characters; a hostile text of them takes 0.1 s
PROCESSOR_SECONDS = 10.0
SECONDS = 60.0  # as long as others leave the processor to it
MEMORY = 4 << 30
IDLE_SECONDS = 300.0  # after which the process ends
TICK = 0.05
TOO_LONG = phrase("That took too long to read; make it smaller.")
BROKEN = phrase("That could not be read; it may be damaged, or too large for the memory of the server.")

Made = TypeVar("Made")


def read(function: Callable[..., Made], *given: Any, stop: Cancel | None = None, small: int = SMALL) -> Made:
    """Return ``function(*given)``; to be called where waiting harms nobody.

    Parameters
    ----------
    function : callable
        A function of a module; what it is given and returns can be pickled.
    given : Any
        Its arguments: texts and bytes count towards the size.
    stop : Cancel, optional
        Gives up what is read in the other process.
    small : int
        Bytes or characters that are read at once, where it is asked for; 0 for what may unpack to far more.

    Raises
    ------
    PhiscopeError
        As ``function`` does, or with one sentence when reading takes too long or too much memory.
    Cancelled
        If ``stop`` is set.
    """
    if sum(len(each) for each in given if isinstance(each, str | bytes)) <= small:
        return function(*given)
    return _reader.read(function, given, stop)


class Reader:
    """The process that reads, one thing after the other; it starts with the first and ends when idle."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._process: Any = None
        self._line: Any = None
        self._rest: threading.Timer | None = None
        self._closed = False

    def read(self, function: Callable[..., Any], given: tuple[Any, ...], stop: Cancel | None) -> Any:
        """Return what the function returns there."""
        with self._lock:
            if self._closed:
                raise Cancelled
            self._wake()
            try:
                self._ask(function, given)
                done, answer = self._answer(stop)
            finally:
                self._sleep()
        if not done:
            raise FormatError(answer)
        return answer

    def end(self) -> None:
        """End the process; the next reading starts another."""
        with self._lock:
            self._wake()
            self._end()

    def close(self) -> None:
        """End the process, whatever it is doing, and read no more."""
        self._closed = True
        process = self._process
        if process is not None:
            process.kill()

    def _end(self) -> None:
        if self._process is not None:
            self._process.kill()
            self._process.join()
            self._line.close()
            self._process = None

    def _wake(self) -> None:
        if self._rest is not None:
            self._rest.cancel()
            self._rest = None

    def _sleep(self) -> None:
        """End the process after a while, unless something else is read by then."""
        if self._process is not None:
            self._rest = threading.Timer(IDLE_SECONDS, self._end_idle)
            self._rest.daemon = True
            self._rest.start()

    def _end_idle(self) -> None:
        with self._lock:
            if self._rest is threading.current_thread():
                self._rest = None
                self._end()

    def _ask(self, function: Callable[..., Any], given: tuple[Any, ...]) -> None:
        for _attempt in range(2):
            if self._process is None or not self._process.is_alive():
                self._end()
                self._start()
            with contextlib.suppress(OSError):  # it may be killed just now
                self._line.send((function, given))
                return
        raise FormatError(BROKEN)

    def _start(self) -> None:
        context = multiprocessing.get_context("spawn")
        self._line, theirs = context.Pipe()
        self._process = context.Process(target=_serve, args=(theirs,), name="phiscope-reader", daemon=True)
        with _undisturbed():
            self._process.start()
        theirs.close()

    def _answer(self, stop: Cancel | None) -> tuple[bool, Any]:
        """Wait for an answer as long as there is time for it."""
        started, spent = time.monotonic(), _spent(self._process.pid)
        try:
            while not self._line.poll(TICK):
                if stop is not None and stop.is_set():
                    self._end()
                    raise Cancelled
                late = time.monotonic() - started > SECONDS
                if late or _spent(self._process.pid) - spent > PROCESSOR_SECONDS:
                    self._end()
                    return False, TOO_LONG
            return self._line.recv()
        except (EOFError, OSError):  # it is gone
            self._end()
            return False, BROKEN


def _spent(process: int) -> float:
    """Return the seconds of processor that a process has had."""
    try:
        times = psutil.Process(process).cpu_times()
    except psutil.Error:
        return 0.0
    return times.user + times.system


@contextlib.contextmanager
def _undisturbed() -> Iterator[None]:
    """Start a process that Ctrl-C in the terminal does not reach: it is for the server, which ends it."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _serve(line: Any) -> None:
    """Answer questions until the server is gone."""
    threading.Thread(target=_leave_with_the_server, daemon=True).start()
    if sys.platform == "linux":
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    with contextlib.suppress(EOFError, OSError):
        while True:
            function, given = line.recv()
            line.send(_read(function, given))


def _leave_with_the_server() -> None:
    """End this process when the server is killed, which then watches its time no longer."""
    server = multiprocessing.parent_process()
    if server is not None:
        server.join()
        os.kill(os.getpid(), signal.SIGTERM)


def _read(function: Callable[..., Any], given: tuple[Any, ...]) -> tuple[bool, Any]:
    try:
        return True, function(*given)
    except MemoryError:
        return False, BROKEN
    except Exception as error:  # anything may come from outside
        return False, sentence(error)


def end() -> None:
    """End the process that reads."""
    _reader.end()


def close() -> None:
    """End the process that reads, whatever it is doing, and read nothing large any more."""
    _reader.close()


_reader = Reader()
