"""A hand on the explore page: what a person does and reads, for tests, pictures and measurements."""

import re
from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Locator, Page, expect

# digits as the page sets them: thousands in commas, exponents raised
PLAIN = str.maketrans("⁻⁰¹²³⁴⁵⁶⁷⁸⁹\N{MINUS SIGN}", "-0123456789-", ",")
GRAVE = {"serious", "critical"}

# Where Bokeh draws the rows of a glyph, in pixels of the window.
PLACES = """(name) => {
  for (const plot of Bokeh.index.query((view) => view.canvas_view)) {
    const drawn = plot.model.renderers.find((each) => each.name === name)
    if (drawn == null) continue
    const data = drawn.data_source.data
    const [x, y] = ["x", "y"].map((name) => (data instanceof Map ? data.get(name) : data[name]))
    const { left, top } = plot.canvas_view.el.getBoundingClientRect()
    const across = plot.frame.x_scale.v_compute([...x]), down = plot.frame.y_scale.v_compute([...y])
    return [...across].map((sx, i) => [left + sx, top + down[i]])
  }
}"""


def show_view(page: Page, title: str) -> None:
    """Go to a view: by its link, or by the menu where there is no room for links."""
    expect(page.locator(".pages nav")).to_be_visible()
    menu = page.locator(".pages .chosen")
    if menu.count():
        menu.click()
    page.locator(".pages a", has_text=re.compile(f"^{title}")).click()
    at_view(page, title)


def at_view(page: Page, title: str) -> None:
    """Wait until a view is on screen."""
    expect(page.locator(".pages h1")).to_have_text(f"phiscope: {title}")


class Pilot:
    """Drives one open explore page."""

    def __init__(self, page: Page, base: str) -> None:
        self.page = page
        self.base = base

    def open(self, path: str = "/explore", inside: bool = True) -> "Pilot":
        """Open the page and wait until its first result is on screen; open what is inside too."""
        self.page.goto(self.base + path)
        expect(self.page.locator(".ne svg[role=application]")).to_be_visible()
        expect(self.value("phi-s")).to_have_text(re.compile(r"\d"))
        self.settled()
        if inside:
            self.look_inside()
        return self

    def look_inside(self) -> None:
        """Open what is inside the system, unless it is open."""
        self._press(".look-inside button")
        expect(self.page.locator(".inside")).to_be_visible()

    def value(self, hook: str) -> Locator:
        """One of the numbers of the header."""
        return self.page.locator(f".{hook} .value")

    def number(self, hook: str) -> float:
        """A number of the header as it stands on screen."""
        text = self.value(hook).text_content() or ""  # what is shown on demand only counts too
        plain = text.translate(PLAIN).replace("×10", "e")
        return float(plain)

    def settled(self) -> None:
        """Wait until the result on screen is about the drawing."""
        expect(self.page.locator(".results.stale")).to_have_count(0)
        expect(self.page.locator(".results")).to_be_visible()

    def message(self) -> Locator:
        """The sentence under the drawing."""
        return self.page.locator(".message .note")

    def unit(self, label: str) -> Locator:
        """A unit of the drawing."""
        return self.page.locator(f".unit[data-unit='{label}']")

    def edge(self, source: str, target: str) -> Locator:
        """An edge of the drawing."""
        return self.page.locator(f".edge[data-edge='edge:{source}>{target}']")

    def centre(self, label: str) -> tuple[float, float]:
        """Where a unit is on the page."""
        return middle(self.unit(label).locator(".disc"))

    def toggle(self, label: str) -> None:
        """Click a unit."""
        self.unit(label).scroll_into_view_if_needed()
        self.page.mouse.click(*self.centre(label))

    def connect(self, source: str, target: str) -> None:
        """Drag from the rim of one unit to another, or out of the rim and back for a self-loop."""
        box: Any = self.unit(source).locator(".disc").bounding_box()
        x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
        radius = box["width"] / 2
        self.page.mouse.move(x + 0.9 * radius, y)
        self.page.mouse.down()
        self.page.mouse.move(x + 2.5 * radius, y - radius, steps=3)
        self.page.mouse.move(*self.centre(target), steps=5)
        self.page.mouse.up()
        expect(self.edge(source, target)).to_have_count(1)

    def arrange(self, how: str) -> None:
        """Place all units by the tool of the drawing."""
        self.page.locator(".ne .bar [data-action=arrange]").click()
        self.page.get_by_role("menuitem", name=how).click()

    def add_unit(self, across: float, down: float) -> None:
        """Double-click an empty place of the drawing, given as fractions of it."""
        box: Any = self.page.locator(".ne svg[role=application]").bounding_box()
        self.page.mouse.dblclick(box["x"] + across * box["width"], box["y"] + down * box["height"])

    def places(self, glyph: str) -> list[list[float]]:
        """Where the rows of a glyph of a Bokeh plot are on the page."""
        return self.page.evaluate(PLACES, glyph)

    def row(self, mechanism: str) -> Locator:
        """The row of a distinction in its table, by its mechanism in letter case."""
        cell = self.page.locator("[tabulator-field=mechanism]", has_text=re.compile(f"^{mechanism}$"))
        return self.page.locator(".distinctions .tabulator-row", has=cell)

    def to_table(self) -> None:
        """Press the tab of the table of distinctions, unless it is in front."""
        tab = self.page.locator(".part-tabs .bk-tab", has_text="Distinctions")
        if "bk-active" not in (tab.get_attribute("class") or ""):
            tab.click()

    def lit_rows(self) -> Locator:
        """The mechanisms of the rows that the selection lights up in the table of distinctions."""
        return self.page.locator(".distinctions .tabulator-selected [tabulator-field=mechanism]")

    def choose_preset(self, name: str) -> None:
        """Pick an example."""
        self.page.locator(".preset [role=combobox]").click()
        self.page.locator("li", has_text=name).first.click()
        # the open list covers the page until it has faded
        expect(self.page.locator("[role=listbox]")).to_have_count(0)
        self.settled()

    def choose(self, hook: str, name: str) -> None:
        """Pick a line of a select."""
        box = self._seen(f".{hook} [role=combobox]")
        if box.inner_text() == name:
            return
        box.click()
        self.page.get_by_role("menuitem", name=name, exact=True).click()
        expect(self.page.locator("[role=listbox]")).to_have_count(0)
        expect(box).to_have_text(name)

    def take_away(self) -> None:
        """Open the export menu, unless it is open."""
        self._press(".take-away button")
        expect(self._seen(".export-download button")).to_be_visible()

    def copy_link(self) -> None:
        """Copy a link to what is on the page."""
        self._press(".take-away button")
        self.page.locator(".share button").click()

    def _seen(self, hook: str) -> Locator:
        """What is on screen of a part that each view has."""
        return self.page.locator(hook).locator("visible=true")

    def _press(self, toggle: str) -> None:
        """Press a toggle of the view on screen that is not pressed."""
        found = self._seen(toggle)
        if found.get_attribute("aria-pressed") != "true":
            found.click()

    def take(self, what: str, kind: str) -> bytes:
        """Download from the export menu."""
        self.take_away()
        self.choose("export-what", what)
        self.choose("export-format", kind)
        with self.page.expect_download() as download:
            self._seen(".export-download button").click()
        return download.value.path().read_bytes()

    def download(self, hook: str) -> bytes:
        """Download by a button of its own."""
        with self.page.expect_download() as download:
            self.page.locator(f".{hook} a, .{hook} button").first.click()
        return download.value.path().read_bytes()

    def answer(self, key: str) -> None:
        """Answer what is asked about a table: Enter opens it, Escape leaves it."""
        dialog = self.page.locator(".file-question dialog")
        expect(dialog).to_be_visible()
        self.page.keyboard.press(key)
        expect(dialog).to_have_count(0)

    def open_file(self, name: str, content: bytes) -> None:
        """Give a file to the Open button."""
        self.page.locator(".open input[type=file]").set_input_files(
            {"name": name, "mimeType": "application/octet-stream", "buffer": content}
        )


def grave(page: Page) -> set[str]:
    """What axe-core finds serious on the page, each element in words."""
    return {
        f"{each['id']}: {each['help']} {node['html'][:120]}"
        for each in Axe().run(page).response["violations"]
        for node in each["nodes"]
        if each["impact"] in GRAVE
    }


def middle(locator: Locator) -> tuple[float, float]:
    """The centre of an element on the page."""
    box: Any = locator.bounding_box()
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
