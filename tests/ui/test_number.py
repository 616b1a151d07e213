"""The number explained: any mechanism, φ_s step by step, scissors, why zero; in a real browser."""

import re

import pytest
from playwright.sync_api import expect

from pilot import Pilot, at_view, grave, middle

SHEETS = {"Any pair": "any-pair", "φₛ": "phi-s-steps", "Scissors": "cutting-room"}
FIRST = "The example of the IIT 4.0 paper"


@pytest.fixture(scope="module")
def pilot(lasting_page, served):
    return Pilot(lasting_page, served).open()


def turn_to(pilot, title, hook):
    pilot.page.locator(".repertoire-pane .bk-tab", has_text=title).click()
    sheet = pilot.page.locator(f".{hook}")
    expect(sheet.locator(".cols")).to_be_visible()
    return sheet


def test_axe_finds_nothing_serious_in_the_tabs(pilot):
    # the page around them is for test_access
    before = grave(pilot.page)
    for title, hook in SHEETS.items():
        turn_to(pilot, title, hook)
        assert not grave(pilot.page) - before


def test_any_mechanism_over_any_purview(pilot):
    sheet = turn_to(pilot, "Any pair", "any-pair")
    expect(sheet.locator("h3")).to_have_text("φe(a, b) = 0.3327 ibits.")
    sheet.get_by_role("button", name="B in the mechanism").click()
    sheet.get_by_role("button", name="A in the purview").click()
    expect(sheet.locator("h3")).to_have_text("φe(aB, Ab) = 0.07144 ibits.")
    expect(sheet.locator("table.states tbody tr")).to_have_count(4)
    expect(sheet.locator("tr.chosen th")).to_have_text("▸ Ab")
    expect(sheet.locator("g.scissors").first).to_be_visible()
    expect(sheet.locator("g.edge.cut").first).to_be_visible()
    sheet.get_by_role("button", name="Cause").focus()
    pilot.page.keyboard.press("Enter")
    expect(sheet.locator("h3")).to_have_text("φc(aB, Ab) = 0.1388 ibits.")
    expect(sheet.get_by_role("button", name="Cause")).to_be_focused()


def test_the_lines_follow_an_edit(pilot):
    sheet = turn_to(pilot, "φₛ", "phi-s-steps")
    expect(sheet.locator("h3")).to_have_text("φs(aB) = 0.1719 ibits.")
    expect(sheet.locator(".formula", has_text="log2(0.9723 / 0.8602) = 0.1768")).to_be_visible()
    pilot.unit("A").scroll_into_view_if_needed()
    pilot.toggle("A")
    expect(sheet.locator("h3")).to_contain_text("φs(AB)")
    value = pilot.value("phi-s").inner_text()
    expect(sheet.locator("h3")).to_contain_text(value[:5])
    pilot.toggle("A")
    expect(sheet.locator("h3")).to_have_text("φs(aB) = 0.1719 ibits.")


def test_predict_then_reveal(pilot):
    cut = pilot.page.locator(".network-editor .edge.cut")
    expect(cut).to_have_count(1)
    sheet = turn_to(pilot, "Scissors", "cutting-room")
    # the drawing must not give the answer away
    expect(cut).to_have_count(0)
    sheet.get_by_role("button", name="B to A: cut it").press("Enter")
    expect(sheet.locator(".said").first).to_have_text("Your cut: φ = 0.526 ibits.")
    sheet.get_by_role("button", name="Reveal").click()
    expect(sheet.locator(".verdict")).to_contain_text("costs 0.3541 more than the minimum")
    expect(cut).to_have_count(1)
    sheet.get_by_role("button", name="Start again").click()
    expect(sheet.locator(".verdict")).to_have_count(0)
    sheet.get_by_role("button", name="B, part 1: move it on").press("Enter")
    for part in ("1: A", "2: B", "2: B"):
        button = sheet.get_by_role("button", name=re.compile(part))
        before = button.inner_text()
        button.click()
        expect(sheet.get_by_role("button", name=re.compile(part))).not_to_have_text(before)
    sheet.get_by_role("button", name="Reveal").click()
    expect(sheet.locator(".verdict")).to_contain_text("You found it")


def test_a_mechanism_under_the_scissors(pilot):
    sheet = turn_to(pilot, "Scissors", "cutting-room")
    sheet.get_by_role("button", name="A mechanism").click()
    expect(sheet.locator(".said").first).to_contain_text("Nothing is cut yet")
    for unit in sheet.locator("g.unit[data-act]").all()[:1]:
        unit.press("Enter")
    expect(sheet.locator(".said").first).not_to_contain_text("Nothing is cut yet")
    sheet.get_by_role("button", name="The system").click()


def test_why_zero_in_words_and_on_the_drawing(pilot):
    pilot.choose_preset("Fig 8, system 3: a counter")
    expect(pilot.page.locator(".why .note").first).to_contain_text("φs is 0")
    sheet = turn_to(pilot, "φₛ", "phi-s-steps")
    expect(sheet.locator(".why")).to_contain_text("φs is 0")
    expect(sheet.locator("h3")).to_contain_text("= 0 ibits")
    pilot.choose_preset(FIRST)


@pytest.mark.slow
def test_a_picked_edge_leads_to_the_scissors_of_the_view(page, served):
    page.goto(f"{served}/complexes")
    page.mouse.click(*middle(page.locator(".network-editor .scissors").first))
    page.locator(".cut-edge button").click()
    at_view(page, "Explore")
    expect(page.locator(".cutting-room")).to_be_in_viewport()
