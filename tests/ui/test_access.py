"""The pages for everyone: what axe-core finds, the keyboard, narrow windows and large type."""

import re

import pytest
from playwright.sync_api import expect

import browser as machine
from apps import views
from foreign import CODE, foreign
from pilot import Pilot, grave
from signs import soon, still

# The others are made of the same widgets.
AT_FIRST = {"explore", "causation"}
VIEWS = [pytest.param(name, marks=[] if name in AT_FIRST else pytest.mark.slow) for name in views.load()]


@pytest.mark.parametrize("name", VIEWS)
def test_axe_finds_nothing_serious(page, served, name):
    page.goto(f"{served}/{name}")
    expect(page.locator(".ne svg[role=application]")).to_be_visible()
    expect(page.locator(".right .value, .right canvas").first).to_be_visible()
    # what is about an older drawing is pale, and fades
    expect(page.locator(".stale")).to_have_count(0)
    still(page)
    assert not grave(page)
    page.get_by_label("Dark or light").click()
    page.mouse.move(2, 300)  # its hint fades in and out
    expect(page.locator(".ne.dark, .ne .dark").first).to_be_visible()
    still(page)  # the colours of the page fade into each other; those the server sends may come behind them
    soon(page, lambda: grave(page), lambda found: not found)


def test_the_arrow_keys_walk_the_distinctions(page, served):
    pilot = Pilot(page, served).open()
    rows = page.locator(".distinctions .tabulator-row")
    page.locator(".distinctions .tabulator-tableholder").focus()
    for key, at in (("ArrowDown", 0), ("ArrowDown", 1), ("End", 2), ("ArrowUp", 1), ("Home", 0)):
        page.keyboard.press(key)
        expect(rows.nth(at)).to_have_class(re.compile("tabulator-selected"))
    # what is picked in the table is picked on the page
    expect(pilot.unit("A")).to_have_class(re.compile("marked"))


@pytest.mark.slow
def test_at_twice_the_size_everything_is_below_each_other(browser, browser_context_args, served):
    context = browser.new_context(**browser_context_args | {"viewport": {"width": 640, "height": 400}})
    page = context.new_page()
    Pilot(page, served).open()
    drawing, results = (page.locator(name).bounding_box() for name in (".drawing-pane", ".results"))
    assert results["y"] >= drawing["y"] + drawing["height"]
    assert results["width"] <= 640
    context.close()


def test_words_are_explained_where_they_stand_and_all_in_a_dialog(page, served):
    Pilot(page, served).open()
    tip = page.locator(".big-phi .tip")
    expect(tip).to_be_hidden()
    page.locator(".big-phi .term").focus()
    expect(tip).to_be_visible()
    expect(tip).to_contain_text("Structure integrated information")
    page.locator(".glossary-open button").click()
    dialog = page.locator(".glossary dialog")
    expect(dialog.locator("input")).to_be_focused()
    dialog.locator("input").fill("distinctions sum")
    expect(dialog.locator("dt:visible")).to_have_text(["Φ"])
    assert not grave(page)
    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()


@pytest.mark.parametrize(
    ("hook", "name"),
    [("glossary", "What the words mean"), pytest.param("gallery", "Examples", marks=pytest.mark.slow)],
)
def test_keys_in_a_dialog_are_its_own(page, served, hook, name):
    pilot = Pilot(page, served).open()
    pilot.toggle("A")
    chosen = page.locator(".unit.selected[data-unit=A]")
    expect(chosen).to_have_count(1)
    pilot.settled()
    opener, dialog = page.locator(f".{hook}-open button"), page.locator(f".{hook} dialog")
    for place in (dialog.locator("input"), dialog.locator("h2"), dialog.locator(".body")):
        opener.focus()
        page.keyboard.press("Enter")
        expect(dialog.get_by_role("heading", name=name)).to_be_visible()
        expect(dialog.locator("input")).to_be_focused()
        place.click(position={"x": 3, "y": 3})
        page.keyboard.press("Escape")
        expect(dialog).to_be_hidden()
        expect(opener).to_be_focused()
    # What the page tells the server of keys and of the pointer comes in this order: when the unit that is
    # pointed at is lit, the server has heard of every Escape.
    pilot.unit("B").hover()
    expect(pilot.lit_rows()).to_have_text(["B"])
    expect(chosen).to_have_count(1)
    page.locator("body").press("Escape")
    expect(chosen).to_have_count(0)


@pytest.mark.slow
def test_a_page_in_another_language_says_so(page, served, nowhere, tmp_path):
    Pilot(page, served).open()
    expect(page.locator("html")).to_have_attribute("lang", "en")
    with machine.serve(tmp_path / "log", str(nowhere)) as url:
        pilot = Pilot(page, url).open()
        expect(page.locator("html")).to_have_attribute("lang", CODE)
        expect(page.locator(".things-to-try .card")).to_contain_text(foreign("Three units, of which"))
        expect(page.locator(".preset [role=combobox]")).to_have_text(
            foreign("The example of the IIT 4.0 paper")
        )
        pilot.page.locator(".glossary-open button").click()
        dialog = page.locator(".glossary dialog")
        dialog.locator("input").fill(foreign("candidate system"))
        expect(dialog.locator("dt:visible", has_text=foreign("candidate system"))).to_have_count(1)
        assert not grave(page)
