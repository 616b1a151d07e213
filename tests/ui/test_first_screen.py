"""The first screen as somebody new meets it: one question, few controls, everything else one step away."""

import pytest
from playwright.sync_api import expect

from pilot import Pilot, at_view, grave, show_view

MOST = 12
# What can be pressed, typed into or chosen and is in sight, the drawing's units and edges aside.
CONTROLS = """() => {
  const kinds = "button, a[href], input, select, textarea, summary, [role=button], [role=combobox]"
  const seen = (node) => {
    const { width, height, top, bottom } = node.getBoundingClientRect()
    return width > 1 && height > 1 && bottom > 0 && top < innerHeight
      && node.checkVisibility({ opacityProperty: true, visibilityProperty: true })
  }
  const all = (root) => [...root.querySelectorAll("*")].flatMap((node) => [
    ...(node.shadowRoot ? all(node.shadowRoot) : []),
    ...(node.matches(kinds) && !node.disabled && !node.closest("svg") && seen(node) ? [node] : []),
  ])
  return all(document).map((node) => node.getAttribute("aria-label") || node.textContent.trim())
}"""


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args: dict) -> dict:
    return browser_context_args | {"storage_state": None, "viewport": {"width": 1440, "height": 900}}


@pytest.fixture
def newcomer(page, served) -> Pilot:
    return Pilot(page, served).open(inside=False)


@pytest.mark.parametrize("size", [(1440, 900), (1024, 768)])
def test_the_first_screen_asks_one_question_with_few_controls(newcomer, size):
    page = newcomer.page
    page.set_viewport_size({"width": size[0], "height": size[1]})
    page.mouse.move(2, 400)
    expect(page.locator(".metrics .question")).to_have_text("Is aB one thing?")
    page.wait_for_function(f"({CONTROLS})().length > 5 && ({CONTROLS})().length <= {MOST + 1}")
    controls = page.evaluate(CONTROLS)
    # The name of the program leads to the start page, as everywhere; it is none of the twelve.
    assert controls.pop(0) == "phiscope"
    assert len(controls) <= MOST, controls
    assert not grave(page)


def test_every_view_is_in_the_menu_with_its_question_and_by_keys(newcomer):
    page = newcomer.page
    page.locator(".pages .chosen").focus()
    page.keyboard.press("Enter")
    expect(page.locator(".pages .menu a").nth(0)).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(page.locator(".pages .menu a").nth(1)).to_contain_text("Which parts are things of their own?")
    page.keyboard.press("Enter")
    at_view(page, "Complexes")
    expect(page.locator(".candidates .tabulator-row").first).to_be_visible()
    expect(page.locator(".pages .chosen")).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.press("Escape")
    expect(page.locator(".pages .menu")).to_be_hidden()
    show_view(page, "Explore")


def test_all_tools_come_by_one_press_and_stay_for_the_next_page(newcomer):
    page = newcomer.page
    expect(page.locator(".preset, .text-toggle, .document-tabs .new").locator("visible=true")).to_have_count(
        0
    )
    page.locator(".all-tools button").click()
    for hook in (".preset", ".text-toggle", ".matrix-toggle", ".document-tabs .new", ".state", ".lecture"):
        expect(page.locator(hook).locator("visible=true")).to_have_count(1)
    page.reload()
    newcomer.settled()
    expect(page.locator(".preset")).to_be_visible()
    page.locator(".all-tools button").click()
    expect(page.locator(".preset").locator("visible=true")).to_have_count(0)
    page.reload()
    newcomer.settled()
    expect(page.locator(".text-toggle").locator("visible=true")).to_have_count(0)


def test_an_example_opens_from_the_first_screen(newcomer):
    page = newcomer.page
    page.locator(".gallery-open button").click()
    page.locator(".gallery article[data-slug=iit4-fig6e-exclusion] .open").click()
    newcomer.settled()
    expect(page.locator(".document-tabs .name")).to_contain_text("Fig 6E")
