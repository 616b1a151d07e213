"""A server that stops answering, dies and comes back: the page says so, refuses strokes, loses nothing."""

import signal

import pytest
from playwright.sync_api import expect

import browser as machine
from pilot import Pilot
from signs import kept_after

GONE = ".server-gone"


@pytest.fixture
def server(tmp_path):
    """The real app, which a test may stop and start again on the same port."""
    process, url = machine.start(tmp_path / "log", machine.free_port())
    running = [process]

    class Server:
        base = url

        def send(self, what):
            running[-1].send_signal(what)

        def again(self):
            running[-1].wait(10)
            running.append(machine.start(tmp_path / "log", int(url.rsplit(":", 1)[1]))[0])

    yield Server()
    running[-1].kill()
    running[-1].wait(10)


@pytest.mark.slow
def test_a_server_that_sleeps_is_told_of_and_woken(page, server):
    pilot = Pilot(page, server.base).open()
    before = pilot.unit("A").get_attribute("aria-checked")
    server.send(signal.SIGSTOP)
    expect(page.locator(GONE)).to_contain_text("does not answer")
    box = pilot.unit("A").bounding_box()
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    expect(page.locator(GONE)).to_contain_text("Not done")
    assert pilot.unit("A").get_attribute("aria-checked") == before
    server.send(signal.SIGCONT)
    expect(page.locator(GONE)).to_have_count(0)
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    expect(pilot.unit("A")).not_to_have_attribute("aria-checked", before)


def test_a_server_that_dies_is_told_of_at_once_and_the_drawing_comes_back(page, server, console_errors):
    pilot = Pilot(page, server.base).open(inside=False)
    before = pilot.unit("A").get_attribute("aria-checked")
    kept_after(page, lambda: pilot.unit("A").click(force=True))
    expect(pilot.unit("A")).not_to_have_attribute("aria-checked", before)
    pilot.settled()
    server.send(signal.SIGKILL)
    expect(page.locator(GONE)).to_contain_text("does not answer")
    server.again()
    expect(page.locator(GONE)).to_contain_text("is back")
    expect(pilot.unit("A")).not_to_have_attribute("aria-checked", before)
    console_errors.clear()  # a browser complains of every connection that fails
