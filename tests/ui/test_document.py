"""Nothing drawn is lost: reloads, other pages, links, tabs and dropped files, in a real browser."""

import base64
import re
from dataclasses import replace

import pytest
from playwright.sync_api import Page, expect

from apps.document.examples import begun, presets
from apps.document.link_text import decode, linked
from apps.workspace.share_link import KEY
from engine.substrate.formats.figures import to_mark
from engine.substrate.substrate import Substrate
from pilot import Pilot, show_view
from signs import SLOTS, answered, kept_after, soon

DROP = """([name, data]) => {
  const bytes = Uint8Array.from(atob(data), (c) => c.charCodeAt(0));
  const carried = new DataTransfer();
  carried.items.add(new File([bytes], name));
  for (const type of ["dragover", "drop"])
    window.dispatchEvent(new DragEvent(type, { dataTransfer: carried, bubbles: true, cancelable: true }));
}"""
COUNT = f"{SLOTS}.length"


class Shelves(Pilot):
    """A hand on the tabs; what it opens stays as the page begins, for what is opened there is kept too."""

    def open(self, path: str = "/explore", inside: bool = False) -> "Shelves":
        super().open(path, inside)
        return self

    def tabs(self):
        return self.page.locator(".document-tabs li .name")

    def shows(self, *names: str) -> None:
        """The tabs have these names, the one marked with a star is open."""
        expect(self.tabs()).to_have_text([name.removesuffix("*") for name in names])
        active = next(name for name in names if name.endswith("*"))
        expect(self.page.locator(".document-tabs [aria-current]")).to_have_text(active.removesuffix("*"))

    def press(self, what: str, tab: int = 0) -> None:
        self.page.locator(f".document-tabs .{what}").nth(tab).click()

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


def test_a_stroke_survives_a_reload_right_behind_it(pilot):
    pilot.toggle("A")
    answered(pilot.page)
    pilot.page.reload()
    on(pilot, "A")
    expect(pilot.message()).to_have_text("Here is what you were drawing.")
    pilot.toggle("B")
    answered(pilot.page)  # a reload waits for nothing, not even for what the page has just sent
    pilot.page.reload(wait_until="commit")
    on(pilot, "B", False)
    on(pilot, "A")


def test_a_reload_another_page_and_another_window_bring_the_drawing_back(pilot, served):
    assert pilot.page.evaluate(COUNT) == 0
    kept_after(pilot.page, lambda: pilot.toggle("A"))
    on(pilot, "A")
    kept_after(pilot.page, lambda: pilot.press("new"))
    pilot.shows(FIRST, "Network 1*")
    expect(pilot.unit("B")).to_have_count(0)
    kept_after(pilot.page, lambda: pilot.add_unit(0.2, 0.3))
    expect(pilot.unit("B")).to_have_count(1)
    pilot.page.reload()
    pilot.shows(FIRST, "Network 1*")
    expect(pilot.unit("B")).to_have_count(1)
    expect(pilot.message()).to_have_text("Here is what you were drawing.")
    show_view(pilot.page, "Causation")
    expect(pilot.page).to_have_url(re.compile("causation"))
    pilot.shows(FIRST, "Network 1*")
    expect(pilot.unit("B")).to_have_count(1)
    kept_after(pilot.page, lambda: pilot.tabs().first.click())
    on(pilot, "A")
    assert pilot.page.evaluate(COUNT) == 1
    # a second window starts from a copy, and neither writes over the other
    other = Shelves(pilot.page.context.new_page(), served)
    other.open()
    other.shows(f"{FIRST}*", "Network 1")
    on(other, "A")
    other.page.wait_for_function(f"{COUNT} === 2")
    kept_after(other.page, lambda: other.toggle("A"))
    assert other.page.evaluate(COUNT) == 2
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


@pytest.mark.slow
def test_a_link_comes_beside_what_the_browser_kept(pilot, served):
    other = begun("iit4-fig6e-exclusion")
    assert other is not None
    kept_after(pilot.page, lambda: pilot.toggle("A"))
    pilot.page.reload()
    on(pilot, "A")
    pilot.settled()
    kept_after(pilot.page, lambda: pilot.toggle("A"))
    window = Shelves(pilot.page.context.new_page(), served)
    # What was kept comes back while the link is being read.
    window.page.goto(f"{served}/explore{KEY}{linked(other)}")
    window.shows(FIRST, f"{other.substrate.name}*")
    expect(window.message()).to_contain_text("in the other tabs")  # which of the two comes last is open


def scale(page: Page) -> float:
    """How large the network is drawn."""
    moved = page.locator(".ne svg[role=application] .world").get_attribute("transform") or ""
    return float(re.findall(r"scale\(([^)]+)\)", moved)[0])


def shared_link(pilot: Pilot) -> str:
    """The link to the page as it is."""
    pilot.copy_link()
    expect(pilot.page.locator(".shared-link input")).to_have_value(re.compile(r"/explore#d=1\."))
    return pilot.page.url


def zoom_of(link: str) -> float | None:
    """How large the network of a link is drawn; None while it is shown whole."""
    return decode(link.partition("#d=")[2])["view"]["drawing"].get("k")


@pytest.mark.slow
def test_a_link_opens_beside_what_was_drawn(pilot, served):
    side = pilot.page.locator(".side-tabs .bk-active", has_text="Substrate and MIP")
    rows = pilot.page.locator(".distinctions .tabulator-row")
    pilot.look_inside()
    pilot.page.locator(".side-tabs .bk-tab", has_text="Substrate").click()
    rows.last.click()
    expect(rows.last).to_have_class(re.compile("tabulator-selected"))
    larger = pilot.page.get_by_role("button", name=re.compile("Zoom in"))
    for _ in range(3):
        larger.click()
    zoomed = scale(pilot.page)
    # the server is told of a view when it rests
    link = soon(
        pilot.page, lambda: shared_link(pilot), lambda link: zoom_of(link) == pytest.approx(zoomed, rel=1e-3)
    )
    pilot.page.locator(".side-tabs .bk-tab", has_text="TPM").click()
    expect(side).to_have_count(0)
    rows.first.click()
    pilot.unit("B").focus()
    kept_after(pilot.page, lambda: pilot.page.keyboard.press("Space"))
    on(pilot, "B", False)
    # the address is no longer about what is drawn
    expect(pilot.page).to_have_url(re.compile("explore#?$"))
    pilot.page.goto(link)
    pilot.shows(FIRST, f"{FIRST}*")
    on(pilot, "B")
    expect(pilot.message()).to_contain_text("in the other tabs")
    # as it looked, with what was picked
    expect(side).to_be_visible()
    assert scale(pilot.page) == pytest.approx(zoomed, rel=1e-3)
    expect(rows.last).to_have_class(re.compile("tabulator-selected"))
    expect(rows.first).not_to_have_class(re.compile("tabulator-selected"))
    pilot.page.reload()
    pilot.shows(FIRST, f"{FIRST}*")
    kept_after(pilot.page, lambda: pilot.tabs().first.click())
    on(pilot, "B", False)
    # what the browser keeps is anyone's: nonsense is a sentence, and stays where it is
    pilot.page.evaluate(
        'Object.keys(localStorage).forEach((key) => localStorage.setItem(key, \'{"text": "["}\'))'
    )
    pilot.page.goto(f"{served}/explore")
    expect(pilot.message()).to_contain_text("cannot be read and stay in its storage")
    on(pilot, "B")
    pilot.unit("B").focus()
    kept_after(pilot.page, lambda: pilot.page.keyboard.press("Space"))
    pilot.page.wait_for_function(f"{COUNT} === 2")


@pytest.fixture(scope="module")
def shared(lasting_page: Page, served: str) -> Shelves:
    """One page for what needs no fresh storage."""
    pilot = Shelves(lasting_page, served)
    pilot.open()
    return pilot


def test_the_gallery_finds_and_opens_examples(shared):
    pilot, page = shared, shared.page
    page.locator(".gallery-open button").click()
    cards = page.locator(".gallery article")
    expect(cards).to_have_count(len(presets()))
    expect(page.locator(".gallery input")).to_be_focused()
    page.keyboard.type("split bridge")
    expect(page.locator(".gallery .said")).to_have_text(f"1 of {len(presets())}")
    expect(page.locator(".gallery article:visible svg .unit")).to_have_count(6)
    page.keyboard.press("Enter")
    expect(page.locator(".gallery dialog")).not_to_be_visible()
    pilot.shows("Split brain*")
    page.locator(".gallery-open button").click()
    page.locator(".gallery input").fill("10.3390/e25020334 fault line runs")
    page.locator(".gallery article:visible summary").click()
    expect(page.locator(".gallery article:visible li")).to_have_count(2)
    page.locator(".gallery article:visible .beside").click()
    pilot.shows("Split brain", "System integration C: two pairs*")
    page.locator(".gallery-open button").click()
    page.locator(".gallery input").fill("nothing has this")
    expect(page.locator(".gallery .said")).to_have_text("No example has all of these words.")
    page.keyboard.press("Escape")
    expect(page.locator(".gallery dialog")).not_to_be_visible()
    for _ in range(2):
        pilot.press("close")
    pilot.shows("Network 1*")


def test_tabs_by_keyboard_and_files_by_drop(shared):
    pilot = shared
    pilot.drop("swap.bnet", b"targets, factors\nA, B\nB, A\n")
    pilot.shows("Network 1", "swap*")
    expect(pilot.message()).to_contain_text("Opened swap.bnet: 2 units and 2 edges.")
    expect(pilot.message()).to_contain_text("every unit is OFF")
    pilot.press("close")
    pilot.shows("swap*")
    pilot.drop("ring.csv", b"0,0,0\n0,1,0\n0,0,1\n0,1,1\n1,0,0\n1,1,0\n1,0,1\n1,1,1\n")
    pilot.shows("swap*")
    pilot.answer("Enter")
    pilot.shows("swap", "ring*")
    expect(pilot.unit("C")).to_have_count(1)
    expect(pilot.message()).to_contain_text("little-endian")
    pilot.drop("no.json", b"<script>alert(1)</script>")
    expect(pilot.page.locator(".message .refused")).to_contain_text("no.json")
    pilot.shows("swap", "ring*")
    swap = replace(Substrate.from_rules({"A": "B", "B": "A"}), name="From a figure", state=(1, 0))
    pilot.drop(
        "figure.pdf", b"%PDF-1.4\n(" + to_mark({"network": swap.to_dict(), "about": "Raster"}).encode()
    )
    pilot.shows("swap", "ring", "From a figure*")
    expect(pilot.message()).to_contain_text("Read from a figure. Raster")
    pilot.press("close", -1)
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


# In every frame, which units a person sees; `seen` are all the sets that were seen.
WATCH = """document.addEventListener("DOMContentLoaded", () => {
  window.seen = new Set();
  const find = (root) => [...root.querySelectorAll("*")].reduce(
    (got, e) => got ?? (e.matches(".ne") ? e : e.shadowRoot && find(e.shadowRoot)), null);
  const look = () => {
    const shown = getComputedStyle(document.documentElement).getPropertyValue("--phi-await") !== "0";
    const units = [...(find(document)?.querySelectorAll(".unit") ?? [])].map((unit) => unit.dataset.unit);
    if (shown && units.length) window.seen.add(units.join(""));
    requestAnimationFrame(look);
  };
  look();
})"""


@pytest.mark.parametrize("view", ["explore", pytest.param("dynamics", marks=pytest.mark.slow)])
def test_no_other_network_is_seen_before_ones_own(pilot, view):
    box = pilot.page.locator(".ne svg[role=application]").bounding_box()
    pilot.page.mouse.dblclick(box["x"] + 50, box["y"] + box["height"] - 40)
    expect(pilot.unit("D")).to_be_visible()
    kept_after(pilot.page, lambda: pilot.toggle("A"))
    pilot.page.add_init_script(WATCH)
    pilot.page.goto(f"{pilot.base}/{view}")
    expect(pilot.unit("D")).to_be_visible()
    on(pilot, "A")
    soon(pilot.page, lambda: pilot.page.evaluate("[...window.seen]"), bool)
    assert pilot.page.evaluate("[...window.seen]") == ["ABCD"]


@pytest.mark.slow
def test_the_network_on_the_page_has_its_tab_in_sight(page, served):
    page.set_viewport_size({"width": 1024, "height": 768})
    Pilot(page, served).open(inside=False)
    for n in (2, 3, 4):
        page.locator(".document-tabs .new").click()
        expect(page.locator(".document-tabs li")).to_have_count(n)
    page.reload()
    expect(page.locator(".document-tabs li")).to_have_count(4)
    expect(page.locator(".document-tabs .active")).to_be_in_viewport(ratio=0.9)
