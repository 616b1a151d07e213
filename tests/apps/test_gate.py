"""Nobody comes in by another name or without the token, and no answer says more than it should."""

import asyncio
import json
import re
import socket
import sys
import time
from contextlib import closing
from http.client import HTTPConnection
from http.cookies import SimpleCookie
from types import SimpleNamespace
from urllib.error import HTTPError, URLError
from urllib.request import HTTPRedirectHandler, Request, build_opener

import panel as pn
import pytest
from panel.io.server import WSHandler
from tornado.httpclient import HTTPRequest
from tornado.websocket import websocket_connect

from apps.gate import GUESSING, UNINVITED, AccessGate, Invitation
from apps.guesses import MOST
from apps.handlers import HEADERS, MOST_PARTS, SAID, PageSocket
from apps.origins import Address
from apps.server import serve
from apps.serving.visitor import VISITOR

TOKEN_IN_PAGE = re.compile(r'"token":\s*"([^"]+)"')
SECRET = "a secret of the server"


def toy():
    return pn.widgets.IntSlider(label="toy", start=0, end=9)


def broken():
    raise RuntimeError(SECRET)


def serving(monkeypatch, token):
    monkeypatch.setattr("apps.server.pages", lambda: PAGES)
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port = found.getsockname()[1]
    address = Address(port, token=token)
    gate = AccessGate(address)
    return SimpleNamespace(thread=serve(address, gate), gate=gate, port=port, url=f"http://127.0.0.1:{port}")


PAGES = {"explore": toy, "broken": broken}


@pytest.fixture(scope="module")
def served():
    with pytest.MonkeyPatch.context() as monkeypatch:
        server = serving(monkeypatch, token=False)
        assert get(server, "/liveness").status == 200
        yield server
        server.thread.stop()
        server.thread.join(30)


@pytest.fixture(scope="module")
def guarded():
    with pytest.MonkeyPatch.context() as monkeypatch:
        server = serving(monkeypatch, token=True)
        assert get(server, "/liveness").status == 403
        yield server
        server.thread.stop()
        server.thread.join(30)


class Stay(HTTPRedirectHandler):
    def redirect_request(self, *_args):
        return None


def get(server, path="/liveness", method="GET", **headers):
    """An answer with its status, headers and text; the server may still be starting."""
    request = Request(server.url + path, headers=headers, method=method)
    for _ in range(600):
        try:
            answer = build_opener(Stay).open(request, timeout=60)
        except HTTPError as error:
            answer = error
        except URLError:
            time.sleep(0.05)
            continue
        with answer:
            return SimpleNamespace(status=answer.status, headers=answer.headers, text=answer.read().decode())
    raise AssertionError("the server did not start")


def knock(server, **headers):
    """The status with which a socket is opened or not."""
    upgrade = {"Upgrade": "websocket", "Connection": "Upgrade", "Sec-WebSocket-Version": "13"}
    line = HTTPConnection("127.0.0.1", server.port, timeout=60)
    with closing(line):
        line.request("GET", "/explore/ws", headers=upgrade | {"Sec-WebSocket-Key": "eA=="} | headers)
        return line.getresponse().status


async def parts(line):
    """The parts of one message; None once the line is closed."""
    heard = [await asyncio.wait_for(line.read_message(), 30)]
    while heard[-1] is not None and len(heard) < 3:
        heard.append(await asyncio.wait_for(line.read_message(), 30))
    return heard


def talk(server, messages, path="/explore", token=None, **headers):
    """What the socket of a page says first and then to each message, and how it was closed."""

    async def session():
        text = token or TOKEN_IN_PAGE.search(get(server, path, **headers).text)[1]
        url = f"ws://127.0.0.1:{server.port}{path}/ws"
        request = HTTPRequest(url, headers={"Origin": server.url, **headers})
        line = await websocket_connect(request, subprotocols=["bokeh", text])
        heard = await parts(line)
        try:
            for message in messages:
                for part in message:
                    await line.write_message(part)
                heard += await parts(line)
            return heard, line.close_code
        finally:
            line.close()
            while heard[-1] is not None:
                heard = [await asyncio.wait_for(line.read_message(), 30)]

    return asyncio.run(session())


@pytest.mark.parametrize("name", ["127.0.0.1", "localhost", "LOCALHOST"])
def test_its_own_names_are_answered(served, name):
    assert get(served, Host=f"{name}:{served.port}").status == 200


@pytest.mark.parametrize(
    "name",
    ["evil.org", "evil.org:{port}", "127.0.0.1", "127.0.0.1:1", "localhost.evil.org:{port}", "evil&co"],
)
def test_another_name_is_refused_with_a_sentence(served, name):
    answer = get(served, "/explore", Host=name.format(port=served.port))
    assert answer.status == 403
    assert "This server is not called " in answer.text
    assert "--allow-origin" in answer.text
    assert "evil&co" not in answer.text


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/explore", 200),
        ("/liveness", 200),
        ("/static/js/bokeh.min.js", 200),
        ("/vendor/three/three.module.min.js", 200),
        ("/no-view", 404),
        ("/vendor/../../pyproject.toml", 403),
        ("/liveness?endpoint=nonsense", 400),
        ("/explore?bokeh-session-id=mine", 403),
        ("/explore/ws", 400),
    ],
)
def test_every_answer_forbids_what_is_not_ours(served, path, status):
    answer = get(served, path)
    assert answer.status == status
    for name, value in HEADERS.items():
        assert answer.headers[name] == value
    policy = answer.headers["Content-Security-Policy"]
    assert "default-src 'self'" in policy
    assert "frame-ancestors 'none'" in policy
    assert f"ws://127.0.0.1:{served.port}" in policy
    assert not re.search(r"\*|https?:", policy)
    assert "Server" not in answer.headers
    assert "Access-Control-Allow-Origin" not in answer.headers
    if status >= 400:
        assert any(said in answer.text for said in SAID.values())
        assert "Traceback" not in answer.text


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE"])
def test_there_is_nothing_to_post(served, method):
    answer = get(served, "/explore", method=method)
    assert (answer.status, SAID[404] in answer.text) == (405, True)


def test_a_page_that_cannot_be_built_says_so_and_no_more(served):
    heard, _ = talk(served, [['{"msgid": "1", "msgtype": "PULL-DOC-REQ"}', "{}", "{}"]], path="/broken")
    assert SAID[500] in heard[5]
    assert SECRET not in heard[5]
    assert "Traceback" not in heard[5]


def test_other_sites_cannot_take_a_page_in(served):
    answer = get(served, "/explore/autoload.js?bokeh-autoload-element=x", Origin="http://evil.org")
    assert (answer.status, "token" in answer.text) == (404, False)


def test_no_path_makes_the_server_import_a_module(served):
    sys.modules.pop("this", None)
    assert get(served, "/components/this/d/_css/x.css").status == 404
    assert "this" not in sys.modules


def test_a_page_opens_its_socket(served):
    heard, _ = talk(served, [])
    assert json.loads(heard[0])["msgtype"] == "ACK"


@pytest.mark.parametrize("origin", ["http://evil.org", "http://127.0.0.1:1", "null", "file://"])
def test_the_socket_is_for_our_pages_only(served, origin, monkeypatch):
    monkeypatch.setenv("BOKEH_ALLOW_WS_ORIGIN", "*")
    assert knock(served, Origin=origin) == 403
    assert knock(served, Origin=served.url) == 101


def test_a_session_cannot_be_made_up(served):
    from bokeh.util.token import generate_jwt_token, generate_session_id

    token = generate_jwt_token(generate_session_id(None, False), None, False)
    heard, _ = talk(served, [], token=token)
    assert heard == [None]


def framed(content):
    return ['{"msgid": "1", "msgtype": "PATCH-DOC"}', "{}", content]


def test_a_fault_in_a_message_is_no_traceback(served):
    change = {"kind": "ModelChanged", "model": {"id": "none"}, "attr": "value", "new": 3}
    heard, _ = talk(served, [framed(json.dumps({"events": [change], "references": []}))])
    assert json.loads(heard[3])["msgtype"] == "ERROR"
    content = json.loads(heard[5])
    assert content == {"text": SAID[500], "traceback": None}


def test_a_message_of_too_many_parts_ends_the_connection(served):
    heard, code = talk(served, [framed("[" + "1," * MOST_PARTS + "1]")])
    assert (heard[3:], code) == ([None], 1009)


@pytest.mark.parametrize("path", ["/", "/explore", "/liveness", "/static/js/bokeh.min.js", "/explore/ws"])
@pytest.mark.parametrize("cookie", [None, "phiscope-{port}=", "phiscope-{port}=guess", "phiscope-{port}=é"])
def test_without_the_token_there_is_nothing(guarded, path, cookie):
    sent = {"Cookie": cookie.format(port=guarded.port).encode()} if cookie else {}
    answer = get(guarded, path, **sent)
    assert (answer.status, UNINVITED in answer.text) == (403, True)
    assert get(guarded, f"{path}?token=guess", **sent).status == 403


def test_the_link_brings_the_token_and_a_cookie_keeps_it(guarded):
    answer = get(guarded, "/explore" + guarded.gate.query())
    cookie = answer.headers["Set-Cookie"]
    assert (answer.status, answer.headers["Cache-Control"]) == (200, "no-store")
    assert "HttpOnly" in cookie
    assert "SameSite=Strict" in cookie
    assert guarded.gate.token not in answer.text
    kept = {"Cookie": cookie.split(";")[0]}
    page = get(guarded, "/explore", **kept)
    assert page.status == 200
    heard, _ = talk(guarded, [], **kept)
    assert json.loads(heard[0])["msgtype"] == "ACK"
    assert knock(guarded, Origin=guarded.url) == 403
    assert knock(guarded, Origin=guarded.url, **kept) == 101


def test_a_page_repeats_nothing_of_what_was_sent_for_it(guarded):
    from bokeh.util.token import get_token_payload

    page = get(guarded, "/explore", Cookie=f"phiscope-{guarded.port}={guarded.gate.token}")
    payload = get_token_payload(TOKEN_IN_PAGE.search(page.text)[1])
    assert (payload["headers"], payload["cookies"]) == ({}, {})
    assert guarded.gate.token not in page.text


def test_a_token_of_another_server_is_none():
    first, second = AccessGate(Address(token=True)), AccessGate(Address(token=True))
    assert first.token != second.token
    assert len(first.token) >= 20
    assert AccessGate(Address()).query() == ""


class Detached:
    """A connection whose session Bokeh has let go."""

    @property
    def session(self):
        raise AssertionError


def test_small_messages_are_not_kept_back(monkeypatch):
    done = []
    monkeypatch.setattr(WSHandler, "open", lambda _self: done.append("open"))
    monkeypatch.setattr(PageSocket, "set_nodelay", lambda _self, value: done.append(value))
    PageSocket.__new__(PageSocket).open()
    assert done == [True, "open"]


def test_what_a_page_says_as_it_is_left_is_dropped():
    socket = PageSocket.__new__(PageSocket)
    socket.connection = Detached()
    socket.on_close()
    assert asyncio.run(socket.on_message("[]")) is None


TEACHER, STUDENTS = "the-token-of-the-teacher", "student23"


def who():
    """A page that says for whom it was built."""
    visitor = VISITOR.get()
    return pn.pane.Markdown(f"seat {visitor.seat} teacher {visitor.is_teacher}")


@pytest.fixture(scope="module")
def school():
    with pytest.MonkeyPatch.context() as monkeypatch:
        monkeypatch.setattr("apps.server.pages", lambda: {"explore": who, "teach": who})
        with socket.socket() as found:
            found.bind(("127.0.0.1", 0))
            port = found.getsockname()[1]
        address = Address(port)
        gate = AccessGate(address, Invitation(STUDENTS, TEACHER))
        server = SimpleNamespace(
            thread=serve(address, gate), gate=gate, port=port, url=f"http://127.0.0.1:{port}"
        )
        assert get(server, "/liveness").status == 403
        yield server
        server.thread.stop()
        server.thread.join(30)


def cookies(server, token, path="/explore", **headers):
    """What a browser keeps of a link, as it sends it back."""
    answer = get(server, f"{path}?token={token}", **headers)
    return "; ".join(each.split(";")[0] for each in answer.headers.get_all("Set-Cookie") or ())


def built_for(server, cookie, path="/explore"):
    pulled, _ = talk(server, [['{"msgid": "1", "msgtype": "PULL-DOC-REQ"}', "{}", "{}"]], path, Cookie=cookie)
    return re.search(r"seat ([\w-]*) teacher (\w+)", pulled[5]).groups()


def test_each_browser_has_a_seat_of_its_own_and_keeps_it(school):
    anna, ben = cookies(school, STUDENTS), cookies(school, STUDENTS)
    (seat, teaches), (other, _) = built_for(school, anna), built_for(school, ben)
    assert (teaches, len(seat) > 20, seat != other) == ("False", True, True)
    again = get(school, f"/explore?token={STUDENTS}", Cookie=anna)
    assert "-seat" not in " ".join(again.headers.get_all("Set-Cookie"))
    assert built_for(school, anna)[0] == seat


@pytest.mark.parametrize(
    "path", ["/teach", "/teach/", "/teach/ws", "//teach", "/teach/autoload.js", "/teach?x=1"]
)
def test_the_teachers_page_is_hers_alone(school, path):
    student = cookies(school, STUDENTS)
    assert get(school, path, Cookie=student).status == 403
    assert get(school, path).status == 403
    joined = "&" if "?" in path else "?"
    entered = get(school, f"{path}{joined}token={STUDENTS}", Cookie=student)
    assert "seat" not in entered.text
    for guess in (f"phiscope-{school.port}-teacher={STUDENTS}", f"phiscope-{school.port}-teacher="):
        assert get(school, path, Cookie=f"{student}; {guess}").status == 403


def test_the_teacher_comes_in_by_her_own_link(school):
    teacher = cookies(school, TEACHER, "/teach")
    assert STUDENTS not in teacher
    assert built_for(school, teacher, "/teach")[1] == "True"
    assert built_for(school, teacher)[1] == "True"


@pytest.mark.parametrize("seat", ["", "short", "x" * 65, "a b" * 10, "<script>" * 4])
def test_a_seat_that_is_none_is_no_seat(school, seat):
    token = f"phiscope-{school.port}={STUDENTS}"
    assert built_for(school, f"{token}; phiscope-{school.port}-seat={seat}") == ("", "False")


def asking(port, token="", remote="10.0.0.7", **kept):
    """A request as a browser at an address makes it."""
    jar = SimpleCookie({f"phiscope-{port}{name}": value for name, value in kept.items()})
    given = {"token": [token.encode()]} if token else {}
    return SimpleNamespace(
        host=f"localhost:{port}", path="/explore", method="GET", query_arguments=given, cookies=jar,
        remote_ip=remote,
    )  # fmt: skip


def test_who_tries_the_links_of_a_class_has_to_wait_and_nobody_else():
    gate = AccessGate(Address(), Invitation("abcdef", "a teacher's"))
    gate.open(SimpleNamespace(find_handler=None), 1234)
    jar = {}
    handler = SimpleNamespace(
        request=asking(1234, "abcdef"), set_cookie=lambda name, value, **_more: jar.update({name: value})
    )
    gate.admit(handler)
    seat = jar["phiscope-1234-seat"]
    for n in range(MOST):
        assert gate.refusal(asking(1234, f"guess {n}")) in (UNINVITED, GUESSING)
    assert gate.refusal(asking(1234, "abcdef")) == GUESSING
    assert gate.refusal(asking(1234, **{"": "abcdef"})) == GUESSING
    assert gate.refusal(asking(1234, **{"": "abcdef", "-seat": "x" * 22})) == GUESSING
    assert gate.refusal(asking(1234, **{"": "abcdef", "-seat": seat})) is None
    assert gate.refusal(asking(1234, "abcdef", remote="10.0.0.8")) is None
