"""The kernels are compiled once per process, and a note says so until that is done."""

import time

from apps.jobs.warm_up import WarmUpNote, start


def test_it_happens_once_in_the_background_and_then_there_is_no_note(monkeypatch):
    begun = []
    monkeypatch.setattr("engine.warm_up.warm_up", lambda: begun.append(1))
    note = WarmUpNote()
    assert "you can draw meanwhile" in note.view.object
    start()
    start()
    deadline = time.monotonic() + 100  # another test may have begun it in earnest
    while WarmUpNote().view.visible:
        assert time.monotonic() < deadline
        time.sleep(0.01)
    assert len(begun) <= 1
