"""Ctrl-C of the process of a command: the first press ends it in order, and no later one disturbs that."""

from __future__ import annotations

import atexit
import os
import signal
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

PATIENCE = 4.0
"""Seconds after the first press until another one leaves at once: more than a job has to stop."""


class _Presses:
    """The handler of Ctrl-C: when it was pressed first, and whether the command has ended."""

    def __init__(self) -> None:
        self.first: float | None = None
        self.ended = False

    def __call__(self, _number: int, _frame: Any) -> None:
        now = time.monotonic()
        if self.first is not None and now - self.first > PATIENCE:
            # Files are written atomically, so leaving is safe.
            os._exit(130)
        if self.first is not None or self.ended:
            return
        self.first = now
        raise KeyboardInterrupt


@contextmanager
def orderly() -> Iterator[None]:
    """Take Ctrl-C from here to the end of the process: in the block the first press is a `KeyboardInterrupt`.

    A second press while the first is answered would leave a traceback of whatever it meets, such as Python's
    own waiting for threads. What ignores Ctrl-C, as the background of a shell does, goes on ignoring it.
    """
    is_main = threading.current_thread() is threading.main_thread()
    if not is_main or signal.getsignal(signal.SIGINT) is not signal.default_int_handler:
        yield
        return
    presses = _Presses()
    signal.signal(signal.SIGINT, presses)
    # Once Python has waited for all threads it forgets handlers, and a press would end it with another code.
    atexit.register(signal.signal, signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        presses.ended = True
