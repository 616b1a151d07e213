"""Behind nginx, with the lines that we give: https, a path of its own, websockets, a class, two processes."""

import os
import re
import shutil
import socket
import subprocess
import time
from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import expect

import browser as machine
from pilot import Pilot, show_view
from signs import kept_after

NGINX = shutil.which(os.environ.get("PHISCOPE_NGINX", "nginx"), path=f"{os.environ['PATH']}:/usr/sbin:/sbin")
HOSTING = machine.ROOT / "assets" / "hosting"
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(NGINX is None, reason="nginx is not here (Debian: apt-get install nginx-light)"),
    pytest.mark.skipif(shutil.which("openssl") is None, reason="openssl makes the certificate"),
]
AROUND = """
daemon off; error_log {folder}/error.log; pid {folder}/pid;
events {{}}
http {{
  log_format who "$phiscope_browser $upstream_addr $status $uri";
  access_log {folder}/access.log who; include {folder}/phiscope.conf;
  client_body_temp_path {folder}/a; proxy_temp_path {folder}/b; fastcgi_temp_path {folder}/c;
  uwsgi_temp_path {folder}/d; scgi_temp_path {folder}/e;
}}
"""


def written(folder: Path, port: int, behind: Sequence[int]) -> Path:
    """Our lines with other ports and a certificate, and what nginx needs around them."""
    subprocess.run(
        [
            *("openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2"),
            *("-keyout", str(folder / "key"), "-out", str(folder / "certificate")),
            *("-subj", "/CN=127.0.0.1"),
        ],
        check=True,
        capture_output=True,
    )
    ours = (HOSTING / "nginx.conf").read_text()
    for old, new in (
        ("listen 443", f"listen 127.0.0.1:{port}"),
        ("server 127.0.0.1:5006;", " ".join(f"server 127.0.0.1:{each};" for each in behind)),
        ("server_name NAME", "server_name 127.0.0.1"),
        ("/etc/ssl/certs/NAME.pem", str(folder / "certificate")),
        ("/etc/ssl/private/NAME.key", str(folder / "key")),
    ):
        assert old in ours
        ours = ours.replace(old, new)
    (folder / "phiscope.conf").write_text(ours)
    (folder / "nginx.conf").write_text(AROUND.format(folder=folder))
    return folder / "nginx.conf"


@contextmanager
def proxied(folder: Path, port: int, behind: Sequence[int]) -> Iterator[str]:
    """Run nginx before the processes that listen at some ports; gives its address."""
    proxy = subprocess.Popen([NGINX, "-p", str(folder), "-c", str(written(folder, port, behind))])
    try:
        until = time.monotonic() + 20
        while time.monotonic() < until and proxy.poll() is None:
            with socket.socket() as line:
                if line.connect_ex(("127.0.0.1", port)) == 0:
                    break
            time.sleep(0.05)
        else:
            pytest.fail((folder / "error.log").read_text())
        yield f"https://127.0.0.1:{port}/phiscope"
    finally:
        proxy.terminate()
        proxy.wait(20)


@contextmanager
def ended(processes: Collection[subprocess.Popen], log: Path) -> Iterator[None]:
    """End processes of the app at last, and read what they complained of."""
    try:
        yield
    finally:
        for each in processes:
            each.terminate()
            each.wait(20)
    assert "Traceback" not in log.read_text()


@pytest.fixture
def school(tmp_path):
    """A class behind nginx: the address of the proxy, and the links of the teacher and the students."""
    port, behind, log = machine.free_port(), machine.free_port(), tmp_path / "log"
    options = (
        "--host",
        machine.HOST,
        "--room",
        str(tmp_path / "room"),
        "--allow-origin",
        f"127.0.0.1:{port}",
    )
    process, url = machine.start(log, behind, options=options, command="class")
    with ended([process], log), proxied(tmp_path, port, [behind]) as base:
        said = log.read_text()
        yield (
            base,
            *(re.search(pattern, said)[1].replace(url, base) for pattern in (r"is at (\S+)", r"open (\S+)")),
        )


@pytest.fixture
def pair(tmp_path):
    """Two processes behind one nginx: its address, its log, and the processes by their addresses."""
    port, log, running = machine.free_port(), tmp_path / "log", {}
    with ended(running.values(), log):
        for _ in range(2):
            behind = machine.free_port()
            options = ("--allow-origin", f"127.0.0.1:{port}")
            running[f"127.0.0.1:{behind}"] = machine.start(log, behind, options=options)[0]
        ports = [int(each.rpartition(":")[2]) for each in running]
        with proxied(tmp_path, port, ports) as base:
            yield base, tmp_path / "access.log", running


@pytest.fixture
def complaints():
    """What the browsers of this test complained of; a test that provokes an error clears the list."""
    return []


@pytest.fixture
def visitor(browser, browser_context_args, watching, complaints):
    outside, contexts = [], []

    def come(link):
        context = browser.new_context(**browser_context_args, ignore_https_errors=True)
        watching(context, complaints, outside)
        contexts.append(context)
        page = context.new_page()
        if link:
            page.goto(link)
        return page

    yield come
    for each in contexts:
        each.close()
    assert not outside
    assert not complaints, complaints[0]


def test_pages_and_a_class_work_under_a_path_over_https(school, visitor):
    base, teachers, students = school
    teacher, anna = visitor(teachers), visitor(students)
    anna.locator(".class-strip input").fill("Anna")
    anna.locator(".class-strip").get_by_role("button", name="Join").click()
    expect(anna.locator(".phi-s .value")).to_have_text(re.compile("0.17"))
    card = teacher.locator("article", has=teacher.get_by_role("heading", name="Anna"))
    expect(card.locator(".phi b")).to_have_text("0.1719")
    show_view(anna, "Complexes")
    expect(anna.locator(".candidates .tabulator-row").first).to_be_visible()
    assert anna.url == f"{base}/complexes"
    anna.reload()
    expect(anna.locator(".candidates .tabulator-row").first).to_be_visible()
    expect(anna.locator(".strip .who")).to_have_text("Anna")
    teacher.locator("select[name=network]").select_option("pyphi-basic")
    teacher.locator("form[data-act=network] button").click()
    expect(anna.locator(".message .note")).to_contain_text("The teacher sent")
    # The 3-D picture is drawn by a module that the page loads by its address.
    show_view(anna, "Explore")
    anna.get_by_role("button", name="3-D").click()
    expect(anna.locator(".structure-pane canvas").first).to_be_visible()


def test_the_path_without_its_stroke_leads_to_the_page(school, visitor):
    base, _, students = school
    page = visitor(students.replace("/phiscope/?", "/phiscope?"))
    expect(page.locator(".ne svg[role=application]")).to_be_visible()
    assert page.url.rstrip("/") == base


def served_by(log: Path) -> dict[str, dict[str, set[str]]]:
    """Which process answered each browser, and with what, of all that nginx passed on."""
    found: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for line in log.read_text().splitlines():
        browser, process, *answered = line.split()
        if process != "-":
            found[browser][process].add(" ".join(answered))
    return found


def name_of(page) -> str:
    """What nginx chooses the process of a browser by."""
    return next(each["value"] for each in page.context.cookies() if each["name"] == "phiscope_process")


def process_of(page, log: Path) -> str:
    """The one process that has answered a browser."""
    (only,) = served_by(log)[name_of(page)]
    return only


def two_apart(base, log, visitor):
    """Two browsers whose pages are with different processes; each has even odds."""
    first = visitor(f"{base}/explore")
    for _ in range(20):
        second = visitor(None)
        # A small answer is enough to be given a process.
        second.context.request.get(f"{base}/liveness")
        if process_of(second, log) != process_of(first, log):
            second.goto(f"{base}/explore")
            return Pilot(first, base), Pilot(second, base)
        second.context.close()
    pytest.fail("Twenty-one browsers were sent to one process.")


def drawn_and_kept(pilot: Pilot) -> None:
    """Draw, look at what was computed, reload: the drawing is there."""
    expect(pilot.value("phi-s")).to_have_text(re.compile("0.17"))
    kept_after(pilot.page, lambda: pilot.toggle("A"))
    expect(pilot.unit("A")).to_have_attribute("aria-checked", "true")
    expect(pilot.page.locator(".question")).to_have_text("Is AB one thing?")
    pilot.settled()
    pilot.page.reload()
    expect(pilot.message()).to_have_text("Here is what you were drawing.")
    expect(pilot.unit("A")).to_have_attribute("aria-checked", "true")
    pilot.settled()


def test_two_browsers_at_one_address_each_stay_with_a_process_of_their_own(pair, visitor):
    base, log, _ = pair
    pilots = two_apart(base, log, visitor)
    here, there = pilots
    drawn_and_kept(here)
    # A link is made by one process and opened by the other.
    here.copy_link()
    link = here.page.locator(".shared-link input")
    expect(link).to_have_value(re.compile(r"/explore#d=1\."))
    assert link.input_value().startswith(f"{base}/explore#")
    expect(there.unit("A")).to_have_attribute("aria-checked", "false")
    other = there.page.context.new_page()
    other.goto(link.input_value())
    expect(Pilot(other, base).unit("A")).to_have_attribute("aria-checked", "true")
    expect(other.locator(".question")).to_have_text("Is AB one thing?")
    drawn_and_kept(there)
    names = [name_of(each.page) for each in pilots]
    for each in pilots:
        each.page.context.close()  # nginx writes of a websocket when it is over
    until = time.monotonic() + 20
    while time.monotonic() < until and log.read_text().count(" 101 ") < 5:
        time.sleep(0.1)
    found = served_by(log)
    assert [len(found[name]) for name in names] == [1, 1]
    for name in names:
        (answers,) = found[name].values()
        assert "101 /phiscope/explore/ws" in answers
        assert all(each[:3] in {"101", "200", "304"} for each in answers), answers


def test_the_browsers_of_a_process_that_dies_go_on_with_another(pair, visitor, complaints):
    base, log, running = pair
    page = visitor(f"{base}/explore")
    pilot = Pilot(page, base)
    drawn_and_kept(pilot)
    dead = process_of(page, log)
    running[dead].kill()
    expect(page.locator(".server-gone")).to_contain_text("does not answer")
    expect(page.locator(".server-gone")).to_have_count(0)
    expect(pilot.unit("A")).to_have_attribute("aria-checked", "true")
    complaints.clear()  # a browser complains of every connection that fails
    kept_after(page, lambda: pilot.toggle("B"))
    pilot.settled()
    page.reload()
    expect(pilot.unit("B")).to_have_attribute("aria-checked", "true")
    assert not complaints
