"""The bar of long work, and that an interrupt stops the work."""

import io
import signal
import subprocess
import sys
import time

import pytest

from engine import Substrate, progress, unfold


def test_each_phase_has_its_bar():
    text = io.StringIO()
    with progress(file=text, leave=True) as report:
        report(0.25, "one")
        report(0.5, "one")
        report(1.0, "two")
    said = text.getvalue()
    for shown in ("one  25%", "one  50%", "two 100%"):
        assert shown in said


def test_the_bar_is_taken_away_when_something_goes_wrong():
    text = io.StringIO()

    def fail() -> None:
        with progress(file=text) as report:
            report(0.5, "one")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    assert text.getvalue().endswith("\r")


def test_a_computation_reports_to_it():
    text = io.StringIO()
    s = Substrate.from_weights([[0.3 * (i + j) % 1.3 for i in range(8)] for j in range(8)], k=1.0)
    with progress(file=text, leave=True) as report:
        assert unfold(s, (0,) * 8, report=report).units
    assert "100%" in text.getvalue()


def test_without_widgets_the_bar_is_text(monkeypatch):
    """Importing ``tqdm.auto`` would print a warning into every notebook that has no ipywidgets."""
    monkeypatch.setattr("engine.run.progress.find_spec", lambda name: None)
    monkeypatch.setitem(sys.modules, "tqdm.auto", None)  # importing it would fail
    text = io.StringIO()
    with progress(file=text, leave=True) as report:
        report(0.5, "one")
    assert "one  50%" in text.getvalue()


INTERRUPTED = """
import numpy as np, sys, threading, time
from engine import Substrate, progress, unfold
weights = np.random.default_rng(0).normal(size=(12, 12))
s = Substrate.from_weights(weights, k=1.0)
unfold(Substrate.from_weights(weights[:3, :3], k=1.0), (0,) * 3)
try:
    with progress(disable=True) as report:
        def told(fraction, phase):
            print("going", flush=True)
            report(fraction, phase)
        unfold(s, (0,) * 12, report=told)
except KeyboardInterrupt:
    alive = [each.name for each in threading.enumerate() if each.name.startswith("phiscope")]
    print("stopped", alive, flush=True)
"""


@pytest.mark.slow
def test_an_interrupt_stops_all_of_the_work():
    ran = subprocess.Popen(
        [sys.executable, "-c", INTERRUPTED], stdout=subprocess.PIPE, text=True, env={"PHISCOPE_CACHE": "off"}
    )
    assert ran.stdout is not None
    assert ran.stdout.readline() == "going\n"
    time.sleep(0.5)
    ran.send_signal(signal.SIGINT)
    begun = time.monotonic()
    out, _ = ran.communicate(timeout=30)
    assert out.splitlines()[-1] == "stopped []"
    assert ran.returncode == 0
    assert time.monotonic() - begun < 10
