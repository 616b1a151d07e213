"""One page for all views, in the real browser: views swap beside the network, and a lecture has no chrome."""

import re

import pytest
from playwright.sync_api import expect

from apps import views
from pilot import Pilot, at_view, show_view
from signs import soon

# What tells that a view is on screen.
SHOWN = {
    "explore": ".structure-pane",
    "complexes": ".candidates",
    "compare": ".compared-left",
    "dynamics": ".graph-pane",
    "causation": ".links-table",
    "versions": ".versions-table",
    "computer": ".side-by-side",
    "grain": ".grain-board",
    "atlas": ".atlas-choosing",
}


@pytest.fixture(scope="module")
def opened(lasting_page, served):
    return Pilot(lasting_page, served).open(inside=False)


def at(page, name):
    """Wait until a view is on screen, alone, and named by address and navigation."""
    expect(page.locator(SHOWN[name])).to_be_visible()
    for other, hook in SHOWN.items():
        if other != name:
            expect(page.locator(hook).locator("visible=true")).to_have_count(0)
    at_view(page, views.load()[name].title)
    assert re.fullmatch(rf"/{name}", page.evaluate("location.pathname"))


def test_views_swap_by_click_keys_and_history_and_the_network_stays(opened):
    page = opened.page
    assert SHOWN.keys() == views.load().keys()
    page.evaluate("window.stays = true")
    opened.toggle("C")
    expect(opened.unit("C")).to_have_attribute("aria-checked", "false")
    for name in ("complexes", "causation", "versions"):
        show_view(page, views.load()[name].title)
        at(page, name)
        expect(opened.unit("C")).to_have_attribute("aria-checked", "false")
    page.keyboard.press("Alt+1")
    at(page, "explore")
    page.go_back()
    at(page, "versions")
    page.go_back()
    at(page, "causation")
    page.go_forward()
    at(page, "versions")
    # what was done beside one view is undone beside another
    page.locator(".undo button").click()
    expect(opened.unit("C")).to_have_attribute("aria-checked", "true")
    assert page.evaluate("window.stays")


def test_a_lecture_has_no_chrome_large_numbers_that_can_be_covered_and_ends_on_escape(opened):
    page = opened.page
    show_view(page, "Explore")
    at(page, "explore")
    chrome = [".toolbar", ".document-tabs", ".take-away"]
    number = opened.value("phi-s")
    tall = number.bounding_box()["height"]
    page.locator(".lecture button").click()
    for hook in chrome:
        expect(page.locator(hook).locator("visible=true")).to_have_count(0)
    expect(page.locator("html")).to_have_attribute("style", re.compile("font-size: 1[2-9]"))
    assert number.bounding_box()["height"] > 1.1 * tall
    page.locator(".cover-numbers button").click()
    expect(number).to_have_css("filter", re.compile("blur"))
    page.locator(".reveal-numbers button").click()
    expect(number).to_have_css("filter", "none")
    page.keyboard.press("p")
    pen = page.locator(".lecture-strokes")
    expect(pen).to_have_css("pointer-events", "auto")
    page.mouse.move(700, 500)
    page.mouse.down()
    page.mouse.move(900, 600, steps=4)
    page.mouse.up()
    expect(pen.locator("path")).to_have_attribute("d", re.compile("^M700 500L.*900 600$"))
    hold = page.locator(".lecture-pen button")
    expect(hold).to_have_attribute("aria-pressed", "true")
    hold.click()
    expect(hold).to_have_attribute("aria-pressed", "false")
    expect(pen).to_have_css("pointer-events", "none")
    expect(pen.locator("path")).to_have_count(1)
    page.keyboard.press("PageDown")
    expect(pen.locator("path")).to_have_count(0)
    wipe = page.locator(".lecture-wipe button")
    expect(wipe).to_be_hidden()
    page.keyboard.press("PageUp")
    expect(pen.locator("path")).to_have_count(1)
    wipe.click()
    expect(pen.locator("path")).to_have_count(0)
    expect(wipe).to_be_hidden()
    page.keyboard.press("p")
    expect(pen).to_have_css("pointer-events", "auto")
    page.mouse.click(800, 550)
    expect(pen.locator("path")).to_have_count(1)
    page.keyboard.press("Escape")
    expect(pen.locator("path")).to_have_count(0)
    for hook in chrome:
        expect(page.locator(hook).locator("visible=true").first).to_be_visible()
    expect(page.locator("html")).to_have_attribute("style", re.compile("font-size: 100%"))


def test_the_network_can_be_hidden_and_the_view_has_its_place_meanwhile(opened):
    page = opened.page
    beside = page.locator(".view-side")
    narrow = beside.bounding_box()["width"]
    page.locator(".hide-network button").click()
    expect(page.locator(".left")).to_be_hidden()
    expect(page.locator(".hide-network")).to_be_hidden()
    soon(page, lambda: beside.bounding_box()["width"], lambda width: width > 1.3 * narrow)
    page.locator(".show-network button").click()
    expect(opened.unit("A")).to_be_visible()
    expect(page.locator(".show-network")).to_be_hidden()
    soon(page, lambda: beside.bounding_box()["width"], lambda width: width == narrow)


def test_a_link_to_another_view_opens_the_page_there(opened, served):
    page = opened.page
    opened.toggle("A")
    opened.copy_link()
    shown = page.locator(".shared-link input")
    expect(shown).to_have_value(re.compile("#d="))
    link = shown.input_value().replace("/explore", "/complexes")
    page.goto("about:blank")
    page.goto(link)
    at(page, "complexes")
    expect(opened.unit("A")).to_have_attribute("aria-checked", "true")


@pytest.mark.slow
def test_each_view_is_met_at_its_top_and_found_where_it_was_left(page, served):
    Pilot(page, served).open()
    page.mouse.move(1000, 600)
    page.mouse.wheel(0, 900)
    repertoires, question = page.locator(".repertoire-pane"), page.locator(".metrics .question").first
    expect(repertoires).to_be_in_viewport()
    expect(question).not_to_be_in_viewport()
    show_view(page, "Complexes")
    expect(page.locator(".metrics").locator("visible=true")).to_be_in_viewport()
    show_view(page, "Explore")
    expect(repertoires).to_be_in_viewport()
    expect(question).not_to_be_in_viewport()
