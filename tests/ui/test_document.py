"""Nothing drawn is lost: reloads, other pages, links, tabs and dropped files, in a real browser."""

import base64
import re

import pytest
from playwright.sync_api import Page, expect

from pilot import Pilot

DROP = """([name, data]) => {
  const bytes = Uint8Array.from(atob(data), (c) => c.charCodeAt(0));
  const carried = new DataTransfer();
  carried.items.add(new File([bytes], name));
  for (const type of ["dragover", "drop"])
    window.dispatchEvent(new DragEvent(type, { dataTransfer: carried, bubbles: true, cancelable: true }));
}"""
SLOTS = "Object.keys(localStorage).filter((key) => key.startsWith('phiscope.kept.')).length"
KEPT = "Object.entries(localStorage).map(([key, value]) => value).join()"


class Shelves(Pilot):
    """A hand on the tabs."""

    def tabs(self):
        return self.page.locator(".document-tabs li .name")

    def shows(self, *names: str) -> None:
        """The tabs have these names, the one marked with a star is open."""
        expect(self.tabs()).to_have_text([name.removesuffix("*") for name in names])
        active = next(name for name in names if name.endswith("*"))
        expect(self.page.locator(".document-tabs [aria-current]")).to_have_text(active.removesuffix("*"))

    def press(self, what: str) -> None:
        self.page.locator(f".document-tabs .{what}").first.click()

    def drop(self, name: str, content: bytes) -> None:
        self.page.evaluate(DROP, [name, base64.b64encode(content).decode()])


@pytest.fixture
def pilot(page: Page, served: str) -> Shelves:
    pilot = Shelves(page, served)
    pilot.open()
    return pilot


def on(pilot: Pilot, label: str, value: bool = True) -> None:
    expect(pilot.unit(label)).to_have_attribute("aria-checked", "true" if value else "false")


FIRST = "The example of the IIT 4.0 paper"


def kept_after(pilot, act):
    before = pilot.page.evaluate(KEPT)
    act()
    pilot.page.wait_for_function(f"(before) => {KEPT} !== before", arg=before)


def test_a_reload_another_page_and_another_window_bring_the_drawing_back(pilot, served):
    assert pilot.page.evaluate(SLOTS) == 0
    kept_after(pilot, lambda: pilot.toggle("A"))
    on(pilot, "A")
    pilot.press("new")
    pilot.shows(FIRST, "Network 1*")
    expect(pilot.unit("B")).to_have_count(0)
    kept_after(pilot, lambda: pilot.add_unit(0.2, 0.3))
    expect(pilot.unit("B")).to_have_count(1)
    pilot.page.reload()
    pilot.shows(FIRST, "Network 1*")
    expect(pilot.unit("B")).to_have_count(1)
    expect(pilot.message()).to_have_text("Here is what you were drawing.")
    pilot.page.locator("nav[aria-label=Pages] a", has_text="Causation").click()
    expect(pilot.page).to_have_url(re.compile("causation"))
    pilot.shows(FIRST, "Network 1*")
    expect(pilot.unit("B")).to_have_count(1)
    kept_after(pilot, lambda: pilot.tabs().first.click())
    on(pilot, "A")
    assert pilot.page.evaluate(SLOTS) == 1
    # a second window starts from a copy, and neither writes over the other
    other = Shelves(pilot.page.context.new_page(), served)
    other.open()
    other.shows(f"{FIRST}*", "Network 1")
    on(other, "A")
    kept_after(other, lambda: other.toggle("A"))
    assert other.page.evaluate(SLOTS) == 2
    # both windows gone, as after a crash: the next one has what either had
    context = pilot.page.context
    other.page.close()
    pilot.page.close()
    last = Shelves(context.new_page(), served)
    last.open()
    last.shows(f"{FIRST}*", "Network 1", FIRST)
    on(last, "A", False)
    last.tabs().last.click()
    on(last, "A")


def test_a_link_opens_beside_what_was_drawn(pilot, served):
    kept_after(pilot, lambda: pilot.toggle("A"))
    pilot.settled()
    pilot.page.locator(".share button").click()
    expect(pilot.page.locator(".shared-link input")).to_have_value(re.compile(r"/explore#d=1\."))
    link = pilot.page.url
    kept_after(pilot, lambda: pilot.toggle("B"))
    on(pilot, "B", False)
    # the address is no longer about what is drawn
    expect(pilot.page).to_have_url(re.compile("explore#?$"))
    pilot.page.goto(link)
    pilot.shows(FIRST, f"{FIRST}*")
    on(pilot, "A")
    on(pilot, "B")
    expect(pilot.message()).to_contain_text("in the other tabs")
    pilot.page.reload()
    pilot.shows(FIRST, f"{FIRST}*")
    pilot.tabs().first.click()
    on(pilot, "B", False)
    # what the browser keeps is anyone's: nonsense is a sentence, and stays where it is
    pilot.page.evaluate(
        'Object.keys(localStorage).forEach((key) => localStorage.setItem(key, \'{"text": "["}\'))'
    )
    pilot.page.goto(f"{served}/explore")
    expect(pilot.message()).to_contain_text("cannot be read and stay in its storage")
    on(pilot, "B")
    kept_after(pilot, lambda: pilot.toggle("B"))
    assert pilot.page.evaluate(SLOTS) == 2


def test_tabs_by_keyboard_and_files_by_drop(pilot):
    pilot.drop("swap.bnet", b"targets, factors\nA, B\nB, A\n")
    pilot.shows("swap*")
    expect(pilot.message()).to_contain_text("Opened swap.bnet: 2 units and 2 edges.")
    expect(pilot.message()).to_contain_text("every unit is OFF")
    pilot.drop("ring.csv", b"0,0,0\n0,1,0\n0,0,1\n0,1,1\n1,0,0\n1,1,0\n1,0,1\n1,1,1\n")
    pilot.shows("swap", "ring*")
    expect(pilot.unit("C")).to_have_count(1)
    expect(pilot.message()).to_contain_text("little-endian")
    pilot.drop("no.json", b"<script>alert(1)</script>")
    expect(pilot.page.locator(".message .refused")).to_contain_text("no.json")
    pilot.shows("swap", "ring*")
    pilot.tabs().last.focus()
    pilot.page.keyboard.press("ArrowLeft")
    pilot.page.keyboard.press("Enter")
    pilot.shows("swap*", "ring")
    pilot.page.keyboard.press("F2")
    pilot.page.keyboard.type("Two of them")
    pilot.page.keyboard.press("Enter")
    pilot.shows("Two of them*", "ring")
    expect(pilot.tabs().first).to_be_focused()
    pilot.toggle("A")
    on(pilot, "A")
    pilot.tabs().first.focus()
    pilot.page.keyboard.press("Delete")
    pilot.shows("ring*")
    pilot.press("reopen")
    pilot.shows("Two of them*", "ring")
    on(pilot, "A")
    pilot.page.locator(".undo button").first.click()
    on(pilot, "A", False)
