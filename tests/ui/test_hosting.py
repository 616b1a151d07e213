"""Behind nginx, with the lines that we give: https, a path of its own, websockets, and a class."""

import os
import re
import shutil
import socket
import subprocess
import time
from pathlib import Path

import pytest
from playwright.sync_api import expect

import browser as machine
from pilot import show_view

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
  access_log off; include {folder}/phiscope.conf;
  client_body_temp_path {folder}/a; proxy_temp_path {folder}/b; fastcgi_temp_path {folder}/c;
  uwsgi_temp_path {folder}/d; scgi_temp_path {folder}/e;
}}
"""


def written(folder: Path, port: int, behind: int) -> Path:
    """Our lines with another port and certificate, and what nginx needs around them."""
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
        ("127.0.0.1:5006", f"127.0.0.1:{behind}"),
        ("server_name NAME", "server_name 127.0.0.1"),
        ("/etc/ssl/certs/NAME.pem", str(folder / "certificate")),
        ("/etc/ssl/private/NAME.key", str(folder / "key")),
    ):
        assert old in ours
        ours = ours.replace(old, new)
    (folder / "phiscope.conf").write_text(ours)
    (folder / "nginx.conf").write_text(AROUND.format(folder=folder))
    return folder / "nginx.conf"


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
    proxy = subprocess.Popen([NGINX, "-p", str(tmp_path), "-c", str(written(tmp_path, port, behind))])
    try:
        until = time.monotonic() + 20
        while time.monotonic() < until and proxy.poll() is None:
            with socket.socket() as line:
                if line.connect_ex(("127.0.0.1", port)) == 0:
                    break
            time.sleep(0.05)
        else:
            pytest.fail((tmp_path / "error.log").read_text())
        base = f"https://127.0.0.1:{port}/phiscope"
        said = log.read_text()
        yield (
            base,
            *(re.search(pattern, said)[1].replace(url, base) for pattern in (r"is at (\S+)", r"open (\S+)")),
        )
    finally:
        for each in (proxy, process):
            each.terminate()
            each.wait(20)
    assert "Traceback" not in log.read_text()


@pytest.fixture
def visitor(browser, browser_context_args, watching):
    errors, outside, contexts = [], [], []

    def come(link):
        context = browser.new_context(**browser_context_args, ignore_https_errors=True)
        watching(context, errors, outside)
        contexts.append(context)
        page = context.new_page()
        page.goto(link)
        return page

    yield come
    for each in contexts:
        each.close()
    assert not outside
    assert not errors, errors[0]


def test_pages_and_a_class_work_under_a_path_over_https(school, visitor):
    base, teachers, students = school
    teacher, anna = visitor(teachers), visitor(students)
    anna.locator(".class-strip input").fill("Anna")
    anna.locator(".class-strip").get_by_role("button", name="Join").click()
    expect(anna.locator(".phi-s .value")).to_have_text(re.compile("0.17"))
    card = teacher.locator("article", has=teacher.get_by_role("heading", name="Anna"))
    expect(card.locator(".phi b")).to_have_text("0.172")
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
