"""The language of a page is that of its visitor: chosen, kept, and of no other visitor."""

import pytest
from playwright.sync_api import expect

from apps import views
from boxes import faults
from pilot import Pilot, grave
from signs import at_rest, still

SAID = ".things-to-try .card"


def choose(page, name, unfolded):
    page.locator(".readings").get_by_role("button", name=unfolded).click()
    page.locator(".language select").select_option(label=name)


@pytest.mark.slow
def test_german_is_chosen_and_kept_and_others_stay_english(page, served, browser, browser_context_args):
    pilot = Pilot(page, served).open(inside=False)
    pilot.unit("B").click()
    choose(page, "Deutsch", "Settings")
    expect(page.locator("html")).to_have_attribute("lang", "de")
    expect(page.locator(SAID)).to_contain_text("Drei Einheiten, von denen A und B")
    expect(page.locator(".look-inside button")).to_contain_text("Ins Innere sehen")
    page.reload()
    expect(page.locator("html")).to_have_attribute("lang", "de")
    # The sentences of scripts, and what a click makes the server say.
    expect(page.locator(".network-editor [role=toolbar]").first).to_have_attribute(
        "aria-label", "Zeichenwerkzeuge"
    )
    page.locator(".lessons-open button").click()
    expect(page.locator(".lessons h2")).to_have_text("Lektionen")
    page.locator(".lessons button[data-value='1-units-and-tpm']").click()
    expect(page.locator(".lessons h2")).to_have_text("Drei Einheiten")
    with browser.new_context(**browser_context_args) as other:
        second = other.new_page()
        Pilot(second, served).open(inside=False)
        expect(second.locator("html")).to_have_attribute("lang", "en")
        expect(second.locator(SAID)).to_contain_text("Three units, of which A and B")
    choose(page, "English", "Einstellungen")
    expect(page.locator("html")).to_have_attribute("lang", "en")


@pytest.mark.slow
def test_who_reads_no_english_finds_a_globe_in_the_bar_and_in_the_first_line_of_the_settings(page, served):
    Pilot(page, served).open(inside=False)
    globe = page.get_by_role("combobox", name="Language: English / Deutsch")
    expect(globe.locator("option")).to_have_text(["English", "Deutsch"])
    globe.focus()
    globe.select_option(label="Deutsch")
    expect(page.locator("html")).to_have_attribute("lang", "de")
    expect(page.get_by_role("combobox", name="Sprache (Language): English / Deutsch")).to_be_visible()
    expect(page.get_by_label("Dunkel")).to_be_visible()
    settings = page.locator(".readings")
    settings.get_by_role("button", name="Einstellungen").click()
    first = settings.locator("select, [role=combobox]").first
    expect(first).to_have_attribute("aria-label", "Sprache (Language)")
    assert not grave(page)


@pytest.mark.slow
@pytest.mark.parametrize("width", [1024, 1440])
def test_nothing_is_cut_or_overlaps_in_german(page, served, width):
    page.set_viewport_size({"width": width, "height": 900})
    page.context.add_cookies([{"name": "phiscope-language", "value": "de", "url": served}])
    for name in views.load():
        page.goto(f"{served}/{name}")
        expect(page.locator("html")).to_have_attribute("lang", "de")
        expect(page.locator(".ne svg[role=application]")).to_be_visible()
        expect(page.locator(".stale")).to_have_count(0)
        at_rest(page)
        still(page)
        assert not faults(page), name
