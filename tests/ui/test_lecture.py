"""A lecture in a real browser: numbers are covered everywhere, and revealed one by one where they stand."""

import re

import pytest
from playwright.sync_api import expect

from pilot import Pilot, show_view
from signs import at_rest

# Numbers with a fraction that can be read, in any shadow root.
READABLE = """() => {
  const found = []
  const look = (root) => {
    for (const node of root.childNodes) {
      if (node instanceof Text && /\\d\\.\\d/.test(node.data)) found.push(node.data.trim())
      if (!(node instanceof Element) || node.matches("style, script, title")) continue
      const { filter, display } = getComputedStyle(node)
      if (display === "none" || filter.includes("blur(")) continue
      if (node.shadowRoot) look(node.shadowRoot)
      look(node)
    }
  }
  look(document.body)
  return found
}"""
FOCUSED = """() => {
  let node = document.activeElement
  while (node.shadowRoot?.activeElement) node = node.shadowRoot.activeElement
  return node.textContent
}"""
NO_RESULT = re.compile(r"IIT [34]\.0|phiscope 0\.|^0\.10$")
BLURRED, CLEAR = re.compile("blur"), "none"


@pytest.fixture
def pilot(page, served) -> Pilot:
    page.set_viewport_size({"width": 1440, "height": 900})
    pilot = Pilot(page, served).open(inside=False)
    page.locator(".lecture button").click()
    expect(page.locator(".cover-numbers button")).to_be_visible()
    page.keyboard.press("b")
    expect(page.locator(".reveal-numbers button")).to_be_visible()
    return pilot


def readable(page) -> list[str]:
    return [text for text in page.evaluate(READABLE) if not NO_RESULT.search(text)]


def test_a_number_that_is_pressed_is_revealed_wherever_it_stands(pilot):
    page = pilot.page
    phi_s, big_phi = pilot.value("phi-s"), pilot.value("big-phi")
    said, caption = page.locator(".verdict .said"), page.locator(".region.system text")
    picture, title = page.locator(".structure-pane"), page.locator(".structure-heading .phi")
    assert readable(page) == []
    # What the question asks is told by no mark either.
    scissors, cut = page.locator(".network-editor .scissors").first, page.locator(".edge.cut .line").first
    expect(scissors).to_be_hidden()
    expect(cut).to_have_css("stroke-dasharray", "none")
    expect(page.locator(".asked .open")).to_have_css("filter", BLURRED)
    phi_s.click()
    for part in (phi_s, said, caption):
        expect(part).to_have_css("filter", CLEAR)
    expect(big_phi).to_have_css("filter", BLURRED)
    picture.click(position={"x": 300, "y": 300})
    expect(title).to_have_css("filter", BLURRED)
    assert sorted(readable(page)) == ["(aB) = 0.17", "0.1719", "Even the cheapest cut costs 0.1719 ibits."]
    big_phi.click()
    expect(title).to_have_css("filter", CLEAR)
    pilot.toggle("A")  # another state, other numbers
    expect(phi_s).to_have_css("filter", BLURRED)
    expect(big_phi).to_have_css("filter", BLURRED)
    assert readable(page) == []
    page.keyboard.press("b")
    expect(page.locator(".cover-numbers button")).to_be_visible()
    expect(big_phi).to_have_css("filter", CLEAR)
    expect(scissors).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator(".cover-numbers button")).to_be_hidden()


def test_numbers_are_revealed_by_keys(pilot):
    page = pilot.page
    page.locator(".reveal-numbers button").focus()
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.evaluate(FOCUSED) == "0.1719":
            break
    page.keyboard.press("Enter")
    expect(pilot.value("phi-s")).to_have_css("filter", CLEAR)
    expect(pilot.value("big-phi")).to_have_css("filter", BLURRED)


@pytest.mark.parametrize("view", ["Complexes", "Compare", "Causation", "Versions"])
def test_no_view_tells_a_number_that_is_covered(pilot, view):
    show_view(pilot.page, view)
    at_rest(pilot.page)
    assert readable(pilot.page) == []


# All numbers that a page ever shows, from its first frame on.
SHOWN = f"""(() => {{
  window.told = new Set()
  const read = {READABLE}
  const look = () => {{
    if (document.body) for (const text of read()) window.told.add(text)
    requestAnimationFrame(look)
  }}
  look()
}})()"""


@pytest.mark.slow
def test_a_tab_that_is_loaded_anew_goes_on_with_its_lecture_and_shows_no_covered_number(pilot, served):
    page = pilot.page
    page.add_init_script(SHOWN)
    page.reload()
    expect(page.locator(".reveal-numbers button")).to_be_visible()
    expect(page.locator("html")).to_have_attribute("style", re.compile("font-size: 1[2-9]"))
    expect(pilot.value("phi-s")).to_have_text(re.compile(r"\d"))
    pilot.settled()
    assert [text for text in page.evaluate("[...window.told]") if not NO_RESULT.search(text)] == []
    other = page.context.new_page()
    Pilot(other, served).open(inside=False)
    expect(other.locator(".reveal-numbers")).to_be_hidden()
    expect(other.locator(".value").first).to_have_css("filter", CLEAR)
    page.keyboard.press("Escape")
    expect(page.locator(".toolbar")).to_be_visible()
    page.reload()
    pilot.settled()
    expect(page.locator(".toolbar")).to_be_visible()
