"""The manual in a real browser: opened from Help, read, searched, and nothing of it from elsewhere."""

import subprocess
import sys

import pytest
from playwright.sync_api import expect

from apps.handlers import MANUAL
from browser import ROOT
from pilot import Pilot

# Making the manual takes 45 s of a processor that others may keep busy.
pytestmark = [pytest.mark.slow, pytest.mark.timeout(300)]
SIZES = ((1440, 900), (1024, 768))


@pytest.fixture(scope="module", autouse=True)
def _built():
    """The manual that `make docs` made, or now makes."""
    if not (MANUAL / "index.html").is_file():
        command = [sys.executable, "-m", "mkdocs", "build", "-q", "-f", "apps/manual/mkdocs.yml"]
        subprocess.run(command, cwd=ROOT, check=True, timeout=290)


def test_help_opens_the_manual(page, served):
    Pilot(page, served).open()
    page.locator(".glossary-open button").click()
    with page.context.expect_page() as opened:
        page.locator(".glossary dialog .manual").click()
    manual = opened.value
    expect(manual).to_have_url(f"{served}/manual/")
    expect(manual.get_by_role("heading", level=1)).to_contain_text("phiscope")
    expect(manual.get_by_role("link", name="the tour")).to_be_visible()


def test_the_menu_of_the_views_opens_it_too(page, served):
    Pilot(page, served).open()
    page.locator(".pages .chosen").click()
    expect(page.locator(".pages .menu [aria-current]")).to_be_focused()
    page.keyboard.press("End")
    link = page.locator(".pages .menu .manual")
    expect(link).to_be_focused()
    with page.context.expect_page() as opened:
        link.click()
    expect(opened.value).to_have_url(f"{served}/manual/")
    expect(page.locator(".pages h1")).to_have_text("phiscope: Explore")


def test_it_is_searched(page, served):
    page.goto(f"{served}/manual/start.html")
    page.locator("input[placeholder=Search]").fill("exclusion")
    results = page.locator("[data-md-component=search-result] article")
    expect(results.filter(has_text="xclusion").first).to_be_visible()


@pytest.mark.parametrize("size", SIZES, ids=str)
@pytest.mark.parametrize(
    "name", ["index", "tour", "gallery", "theory/system", "reference/plots", "python/iit4"]
)
def test_pages_fit_into_the_window(page, served, size, name):
    page.set_viewport_size({"width": size[0], "height": size[1]})
    page.goto(f"{served}/manual/{name}.html")
    wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert wide <= 0
    for picture in page.locator("article img").all():
        picture.scroll_into_view_if_needed()
        expect(picture).to_have_js_property("complete", True)
        assert picture.evaluate("each => each.naturalWidth") > 0


@pytest.mark.parametrize("size", SIZES, ids=str)
def test_no_equation_is_cut_off(page, served, size):
    page.set_viewport_size({"width": size[0], "height": size[1]})
    for path in sorted((MANUAL / "theory").glob("*.html")):
        page.goto(f"{served}/manual/theory/{path.name}")
        over = page.locator("math[display=block]").evaluate_all("""all => all
            .map((each) => each.parentElement)
            .filter((each) => each.scrollWidth > each.clientWidth)
            .map((each) => each.textContent)""")
        assert over == [], path.name


def test_equations_are_drawn(page, served):
    page.goto(f"{served}/manual/theory/system.html")
    fraction = page.locator("math[display=block] mfrac").first
    expect(fraction).to_be_visible()
    heights = fraction.evaluate("each => [...each.children].map((part) => part.getBoundingClientRect().top)")
    assert heights[0] < heights[1]
