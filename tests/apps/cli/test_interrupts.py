"""Ctrl-C, pressed once or many times: exit 130 and not a word of Python's."""

import os
import signal
import subprocess
import sys
import time

import pytest

from apps.cli import interrupts
from apps.cli.interrupts import orderly

WAITING = """
import sys, threading, time
from apps import __main__
from apps.cli import running
def act():
    def job(note, stop):
        print("going", flush=True)
        stop.wait(20)
        # A pool of threads that Python waits for at its end, where a press left a traceback.
        threading.Thread(target=time.sleep, args=(1.0,)).start()
    running.interruptible(job, running.Machines(cache=False))
class Program:
    def __call__(self, given, **_):
        act()
__main__.program = Program
sys.exit(__main__.main())
"""


def hear_ctrl_c():
    """A shell's background jobs ignore SIGINT, and so would their children."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


@pytest.mark.parametrize("presses", [1, 2, 9])
def test_any_number_of_presses_is_130_without_a_traceback(presses):
    ran = subprocess.Popen(
        [sys.executable, "-c", WAITING],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        preexec_fn=hear_ctrl_c,
    )
    assert ran.stdout is not None
    assert ran.stdout.readline() == "going\n"
    for _ in range(presses):
        ran.send_signal(signal.SIGINT)
        time.sleep(0.02 if presses == 2 else 0.1)
    _, said = ran.communicate(timeout=20)
    assert (ran.returncode, said) == (130, "")


@pytest.fixture
def heard(monkeypatch):
    monkeypatch.setattr("atexit.register", lambda *_: None)
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


def test_the_first_press_is_raised_and_a_late_one_leaves(heard, monkeypatch):
    left = []
    monkeypatch.setattr(os, "_exit", left.append)
    with pytest.raises(KeyboardInterrupt), orderly():
        signal.raise_signal(signal.SIGINT)
    signal.raise_signal(signal.SIGINT)
    assert left == []
    monkeypatch.setattr(interrupts, "PATIENCE", 0.0)
    time.sleep(0.01)
    signal.raise_signal(signal.SIGINT)
    assert left == [130]


def test_what_ignores_ctrl_c_goes_on_ignoring_it(heard):
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    with orderly():
        signal.raise_signal(signal.SIGINT)
    assert signal.getsignal(signal.SIGINT) is signal.SIG_IGN
