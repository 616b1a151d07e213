"""Where a command computes, how it is stopped, and what long jobs leave behind."""

import _thread
import os
import signal
import threading
import time

import numpy as np
import pytest

from apps.cli.running import Machines, interruptible, kept_jobs, remove_jobs
from engine.errors import PhiscopeError
from engine.run import jobs, store


@pytest.fixture(autouse=True)
def cache(tmp_path, monkeypatch):
    monkeypatch.setenv("PHISCOPE_CACHE", str(tmp_path))


def test_the_value_of_a_job_comes_back_from_its_thread():
    threads = []

    def job(note, stop):
        note(0.5, "half")
        threads.append(threading.current_thread())
        return "found", stop.is_set()

    assert interruptible(job, Machines()) == ("found", False)
    assert threads != [threading.main_thread()]


def test_what_a_job_raises_is_raised_again():
    def job(_note, _stop):
        raise PhiscopeError("Choose fewer units.")

    with pytest.raises(PhiscopeError, match="fewer"):
        interruptible(job, Machines())


def test_ctrl_c_reaches_the_flag_that_kernels_poll():
    seen = []
    # What was started in the background of a shell ignores the key.
    before = signal.signal(signal.SIGINT, signal.default_int_handler)

    def job(_note, stop):
        _thread.interrupt_main()
        seen.append(stop.wait(20))

    with pytest.raises(KeyboardInterrupt):
        interruptible(job, Machines())
    signal.signal(signal.SIGINT, before)
    assert seen == [True]


def test_what_was_kept_of_a_stopped_job_is_told(capsys):
    before = signal.signal(signal.SIGINT, signal.default_int_handler)

    def stopped(pieces):
        def job(_note, stop):
            asked = store.Job(f"question {len(pieces)}", "title", [str(i) for i in range(3)])
            store.run_kept(asked, [jobs.Piece(each, 1, 1.0) for each in pieces], jobs.Watch("x", cancel=stop))

        with pytest.raises(KeyboardInterrupt):
            interruptible(job, Machines(workers=1))
        return capsys.readouterr().err

    def wait(control):
        _thread.interrupt_main()
        until = time.monotonic() + 10
        while not control[0] and time.monotonic() < until:
            time.sleep(0.01)

    def done(_control):
        return (np.zeros(1),)

    said = "phiscope: What is done is kept (1 of 3 pieces); the same command goes on there.\n"
    assert stopped([done, wait, wait]) == said
    assert stopped([wait, wait, wait, wait]) == ""
    signal.signal(signal.SIGINT, before)


def test_the_workers_are_those_asked_for_and_nothing_is_kept_when_it_shall_not_be(monkeypatch):
    asked = []
    threads = jobs.Threads
    monkeypatch.setattr(jobs, "Threads", lambda workers: asked.append(workers) or threads(workers))
    with Machines(workers=1).computing():
        assert os.environ["PHISCOPE_CACHE"] != "off"
    with Machines(cache=False).computing():
        assert os.environ["PHISCOPE_CACHE"] == "off"
    assert asked == [1, None]


def test_kept_jobs_are_listed_or_it_is_said_that_there_are_none(monkeypatch):
    assert kept_jobs() == "No job is kept."
    assert remove_jobs("all") == "Removed 0 jobs."
    with pytest.raises(PhiscopeError, match="or all"):
        remove_jobs("")  # an unset variable of a shell
    with pytest.raises(PhiscopeError, match=r"^No kept job begins with nosuch; phiscope jobs lists"):
        remove_jobs("nosuch")
    monkeypatch.setenv("PHISCOPE_CACHE", "off")
    assert "PHISCOPE_CACHE is off" in kept_jobs()
