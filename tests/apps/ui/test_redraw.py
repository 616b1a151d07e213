"""Drawings are made once per turn of the page, the latest of a name, and a failure takes no other with it."""

import logging

import pytest
from bokeh.document import Document
from panel.io.state import set_curdoc

from apps.ui import redraw
from apps.ui.redraw import Guard, Painter, when_locked


class Page(Document):
    """A page with a session, whose turns come when they are called for."""

    session_context = True

    def __init__(self):
        super().__init__()
        self.next, self.later = [], []

    def add_next_tick_callback(self, callback):
        self.next.append(callback)

    def add_timeout_callback(self, callback, timeout_milliseconds):
        self.later.append(callback)

    def turn(self, turns):
        waiting, turns[:] = list(turns), []
        for callback in waiting:
            callback()


@pytest.fixture
def page():
    page = Page()
    with set_curdoc(page):
        yield page


def test_while_a_page_is_built_it_is_drawn_at_once(page):
    drawn = []
    painter = Painter()
    painter.soon("plot", lambda: drawn.append("built"))
    assert drawn == ["built"]
    painter.built()
    painter.soon("plot", lambda: drawn.append("later"))
    assert drawn == ["built"]
    page.turn(page.next)
    assert drawn == ["built", "later"]


def test_the_latest_drawing_of_a_name_is_made_once(page, monkeypatch):
    monkeypatch.setattr(redraw, "RESTING", 0)
    drawn = []
    painter = Painter()
    painter.built()
    for number in range(3):
        painter.soon("curve", lambda number=number: drawn.append(("curve", number)))
        painter.soon("table", lambda number=number: drawn.append(("table", number)), first=False)
    assert (len(page.next), len(page.later)) == (1, 1)
    page.turn(page.next)
    assert drawn == [("curve", 2)]
    page.turn(page.later)
    assert drawn == [("curve", 2), ("table", 2)]
    painter.soon("curve", lambda: drawn.append(("curve", 3)))
    page.turn(page.next)
    assert drawn[-1] == ("curve", 3)


def test_all_else_waits_while_a_hand_drags_but_not_for_ever(page, monkeypatch):
    now, drawn = [10.0], []
    monkeypatch.setattr(redraw.time, "monotonic", lambda: now[0])
    painter = Painter()
    painter.built()

    def drag():
        painter.soon("picture", lambda: drawn.append("picture"))
        painter.soon("table", lambda: drawn.append("table"), first=False)
        page.turn(page.next)
        page.turn(page.later)

    drag()
    assert "table" not in drawn
    now[0] += redraw.RESTING
    page.turn(page.later)
    assert drawn == ["picture", "table"]
    for _ in range(redraw.MOST_PUT_OFF + 1):
        drag()
    assert drawn.count("table") == 2


def test_a_picture_that_cannot_be_drawn_is_told_of_and_the_others_are_drawn(page, caplog):
    said, drawn = [], []
    guard = Guard(said.append)
    guard.painter.built()
    guard.draw("broken", lambda: 1 / 0)
    guard.draw("whole", lambda: drawn.append("whole"))
    with caplog.at_level(logging.CRITICAL):
        page.turn(page.next)
    assert drawn == ["whole"]
    assert "ZeroDivisionError" in said[0]


def test_without_a_page_there_is_no_lock_to_wait_for(page):
    done = []
    when_locked(None, lambda: done.append("at once"))
    when_locked(page, lambda: done.append("locked"))
    assert done == ["at once"]
    page.turn(page.next)
    assert done == ["at once", "locked"]
