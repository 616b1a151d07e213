"""The manual comes from the server itself: its files and no others, with the headers of every answer."""

import socket
import time
from contextlib import closing
from http.client import HTTPConnection
from types import SimpleNamespace

import panel as pn
import pytest

from apps import handlers
from apps.gate import AccessGate
from apps.handlers import HEADERS, UNBUILT
from apps.origins import Address
from apps.server import serve

PAGE = "<h1>The manual</h1>"
SECRET = "not of the manual"


@pytest.fixture(scope="module", params=["open", "token"])
def served(request, tmp_path_factory):
    folder = tmp_path_factory.mktemp("site")
    site = folder / "site"
    (site / "how").mkdir(parents=True)
    (site / "index.html").write_text(PAGE)
    (site / "how" / "draw.html").write_text("<h1>Draw</h1>")
    (site / "search.json").write_text("{}")
    (folder / "secret.txt").write_text(SECRET)
    with pytest.MonkeyPatch.context() as monkeypatch:
        monkeypatch.setattr("apps.server.pages", lambda: {"explore": pn.pane.HTML})
        monkeypatch.setattr("apps.server.manual_routes", lambda: handlers.manual_routes(site))
        with socket.socket() as found:
            found.bind(("127.0.0.1", 0))
            port = found.getsockname()[1]
        address = Address(port, token=request.param == "token")
        gate = AccessGate(address)
        thread = serve(address, gate)
        server = SimpleNamespace(
            thread=thread, gate=gate, port=port, url=f"http://127.0.0.1:{port}", site=site
        )
        asked(server, "/liveness")
        yield server
        thread.stop()
        thread.join(30)


def asked(server, path, known=True):
    """An answer to a path, sent as it stands; the server may still be starting."""
    cookie = {"Cookie": f"phiscope-{server.port}={server.gate.token}"} if server.gate.token and known else {}
    for _ in range(600):
        with closing(HTTPConnection("127.0.0.1", server.port, timeout=60)) as line:
            try:
                line.request("GET", path, headers=cookie)
                answer = line.getresponse()
            except ConnectionError:
                time.sleep(0.05)
                continue
            return SimpleNamespace(status=answer.status, headers=answer.headers, text=answer.read().decode())
    raise AssertionError("the server did not start")


def test_its_pages_have_the_headers_of_every_answer(served):
    for path, said in (("/manual/", PAGE), ("/manual/index.html", PAGE), ("/manual/how/draw.html", "Draw")):
        answer = asked(served, path)
        assert answer.status == 200
        assert said in answer.text
        assert {name: answer.headers[name] for name in HEADERS} == HEADERS
        assert "default-src 'self'" in answer.headers["Content-Security-Policy"]


def test_its_name_leads_to_it_beside_the_page(served):
    """Relative, so that a proxy may give the server a path of its own."""
    answer = asked(served, "/manual")
    assert answer.status == 302
    assert answer.headers["Location"] == "manual/"


@pytest.mark.parametrize(
    "path",
    [
        "../secret.txt",
        "..%2fsecret.txt",
        "%2e%2e/secret.txt",
        "how/../../secret.txt",
        "/etc/passwd",
        "%2fetc%2fpasswd",
        "....//secret.txt",
        "..%5csecret.txt",
        "how",
        "none.html",
    ],
)
def test_no_other_file_is_given(served, path):
    answer = asked(served, f"/manual/{path}")
    assert answer.status in (302, 400, 403, 404, 500)
    assert SECRET not in answer.text
    assert "root:" not in answer.text


def test_nobody_without_the_token_reads_it(served):
    answer = asked(served, "/manual/", known=False)
    assert answer.status == (403 if served.gate.token else 200)
    assert (PAGE in answer.text) == (not served.gate.token)


def test_before_it_is_built_a_sentence_says_how(served):
    index = (served.site / "index.html").rename(served.site / "away.html")
    try:
        answer = asked(served, "/manual/")
        assert answer.status == 200
        assert UNBUILT in answer.text
    finally:
        index.rename(served.site / "index.html")
