"""The browser loads nothing that the policy forbids, and a link with a token opens the page."""

import re

import pytest
from playwright.sync_api import expect

import browser as machine
from apps import views
from apps.gate import UNINVITED
from pilot import Pilot, show_view

WATCH = """
window.violations = [];
document.addEventListener("securitypolicyviolation",
  (event) => window.violations.push(`${event.violatedDirective} ${event.blockedURI}`));
"""


@pytest.fixture(scope="module")
def guarded(tmp_path_factory):
    """The base URL of an app with a token, and what it says to who started it."""
    log = tmp_path_factory.mktemp("guarded") / "log"
    with machine.serve(log, options=["--token"]) as url:
        yield url, log


@pytest.mark.slow  # every page of the other tests is under it too, and none may complain
def test_every_view_works_under_the_policy(page, served):
    page.add_init_script(WATCH)
    answer = page.goto(f"{served}/explore")
    assert "default-src 'self'" in answer.headers["content-security-policy"]
    expect(page.locator(".ne svg[role=application]").first).to_be_visible()
    for view in views.load().values():
        show_view(page, view.title)
        expect(page.locator(".right").locator("visible=true")).to_have_count(1)
        expect(page.locator("canvas, .tabulator-row, table").locator("visible=true").first).to_be_visible()
        assert page.evaluate("window.violations") == []


def test_a_link_with_the_token_opens_the_page(page, guarded, console_errors):
    url, log = guarded
    page.goto(f"{url}/explore")
    expect(page.get_by_text(UNINVITED)).to_be_visible()
    console_errors.clear()  # the browser tells of the refusal
    link = re.search(r"http://\S+\?token=\S+", log.read_text())[0]
    page.goto(f"{link}#d=1.none")
    expect(page.locator(".ne svg[role=application]")).to_be_visible()
    assert "token" not in page.url
    expect(Pilot(page, url).message()).to_contain_text("The link")
    Pilot(page, url).open()
    # the picture for the window's tab was refused with the first page; the browser may say so late
    console_errors[:] = [each for each in console_errors if "favicon.ico" not in each]
