"""What a page begins with is with the browser while the page is being built."""

import logging
import socket
import threading
import time
from contextlib import closing
from http.client import HTTPConnection

import pytest

from apps.gate import AccessGate
from apps.origins import Address
from apps.server import serve
from apps.serving.early_page import MARK, EarlyPage
from apps.workspace.frame import PageFrame

WAIT = 60


@pytest.fixture
def allowed():
    """Set while pages may be built."""
    event = threading.Event()
    event.set()
    return event


def listening(port):
    """Wait until somebody listens at a port."""
    until = time.monotonic() + WAIT
    while True:
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
        except OSError:
            assert time.monotonic() < until
            time.sleep(0.02)
        else:
            return


@pytest.fixture
def line(monkeypatch, allowed):
    """A connection with a server of one page."""

    def page():
        assert allowed.wait(WAIT)
        return PageFrame("a page", [], [], lambda _theme: None).page

    monkeypatch.setattr("apps.server.pages", lambda: {"explore": page})
    monkeypatch.setattr(EarlyPage, "beginnings", {})
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port = found.getsockname()[1]
    address = Address(port)
    server = serve(address, AccessGate(address))
    listening(port)
    with closing(HTTPConnection("127.0.0.1", port, timeout=WAIT)) as line:
        yield line
    server.stop()
    server.join(30)


def ask(line, path="/explore", **headers):
    line.request("GET", path, headers=headers)
    return line.getresponse()


def test_the_outline_comes_before_the_page_is_built_and_the_page_is_whole(line, allowed):
    first = ask(line).read().decode()
    assert first.count(MARK) == 1
    allowed.clear()
    answer = ask(line)
    early = answer.read1().decode()
    assert early == first.partition(MARK)[0]
    assert 'id="outline"' in early
    allowed.set()
    rest = answer.read().decode()
    assert rest.count('"token"') == 1
    assert "data-root-id" in rest
    assert rest.endswith("</html>")
    assert answer.status == 200
    assert answer.headers["X-Frame-Options"] == "DENY"


def test_who_names_a_session_is_not_answered_before_it_is_found(line):
    ask(line).read()
    refused = ask(line, **{"Bokeh-Session-Id": "no such session"})
    assert refused.status == 403
    assert b"outline" not in refused.read()
    refused = ask(line, "/explore?bokeh-session-id=none")
    assert refused.status == 403
    assert b"outline" not in refused.read()


def test_another_beginning_takes_the_place_of_the_old_one(line, caplog):
    caplog.set_level(logging.INFO)
    page = ask(line).read().decode()
    EarlyPage.beginnings["/explore", ""] = "<!DOCTYPE html>old"
    text = ask(line).read().decode()
    assert text.startswith("<!DOCTYPE html>old")
    assert "begin in another way now" in caplog.text
    assert EarlyPage.beginnings["/explore", ""] == page.partition(MARK)[0]
