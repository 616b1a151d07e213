"""The compare page in a real browser: two sides, kept copies, one selection, what can be taken away."""

import json
import re

import pytest
from playwright.sync_api import expect

from apps.document.examples import NETWORKS
from engine.iit4.structure import unfold
from engine.substrate.substrate import Substrate
from pilot import Pilot
from signs import kept, soon


class ComparePilot(Pilot):
    """A hand on the compare page."""

    def open(self, path: str = "/compare") -> "ComparePilot":
        self.page.goto(self.base + path)
        expect(self.page.locator(".ne svg[role=application]")).to_be_visible()
        expect(self.sum(0, 0)).to_have_text(re.compile(r"\d"))
        expect(self.page.locator(".compared-rows .tabulator-row").first).to_be_visible()
        return self

    def sum(self, line: int, column: int):
        """A number: line 0 left, 1 right, 2 difference; column 0 φ_s, 1 Φ, 2 distinctions …"""
        return self.page.locator(".compared-sums tbody tr").nth(line).locator("td").nth(column)

    def right_state(self, state: str) -> None:
        box = self.page.locator(".other-side .state input")
        box.fill(state)
        box.press("Enter")

    def compare_with(self, name: str) -> None:
        self.page.locator(".other-base [role=combobox]").click()
        self.page.locator("li", has_text=name).first.click()
        expect(self.page.locator("[role=listbox]")).to_have_count(0)


@pytest.fixture(scope="module")
def pilot(lasting_page, served):
    return ComparePilot(lasting_page, served).open()


def fig1(state):
    substrate = Substrate.read(NETWORKS / "iit4-fig1.json")
    return unfold(substrate, state, ["A", "B"])


def test_the_first_screen_compares_the_state_with_the_next(pilot):
    left, right = fig1("aBC"), fig1("AbC")
    for column, values in ((0, (left.phi_s, right.phi_s)), (1, (left.big_phi, right.big_phi))):
        for line, value in enumerate(values):
            expect(pilot.sum(line, column)).to_have_text(f"{value:.4g}")
    expect(pilot.sum(2, 2)).to_have_text("0")
    expect(pilot.page.locator(".compared-text .note").first).to_have_text(
        "State: aBC on the left, AbC on the right; A, B differ."
    )
    expect(pilot.page.locator(".compared-text [role=img]")).to_have_attribute(
        "aria-label", re.compile("3 differ")
    )
    above, below = (pilot.page.locator(hook).bounding_box() for hook in (".network-left", ".compared-left"))
    assert above["y"] + above["height"] < below["y"]


def test_another_state_on_the_right_and_the_same(pilot):
    pilot.right_state("ABC")
    expect(pilot.sum(1, 1)).to_have_text("(0.3978)")
    expect(pilot.page.locator(".compared-text .reason")).to_contain_text("Right: φs is 0")
    pilot.right_state("aBC")
    expect(pilot.sum(2, 1)).to_have_text("0")
    expect(pilot.page.locator(".compared-text .note").first).to_contain_text("Both sides are the same")


def test_a_pick_lights_both_sides(pilot):
    pilot.right_state("AbC")
    expect(pilot.sum(1, 1)).to_have_text("1.674")
    row = pilot.page.locator(".compared-rows .tabulator-row").first
    # plots that scroll past below the pointer would light up what they have there
    row.scroll_into_view_if_needed()
    pilot.page.mouse.move(5, 5)
    row.click()
    expect(row).to_have_class(re.compile("tabulator-selected"))
    expect(pilot.unit("A")).to_have_class(re.compile("marked"))
    pilot.page.keyboard.press("Escape")
    expect(row).not_to_have_class(re.compile("tabulator-selected"))


def test_what_is_kept_stays_while_the_left_is_changed(pilot):
    pilot.page.locator(".keep-now button").click()
    expect(pilot.page.locator(".document-tabs .name")).to_have_count(2)
    expect(pilot.page.locator(".other-base [role=combobox]")).to_contain_text("2: ")
    expect(pilot.sum(2, 1)).to_have_text("0")
    pilot.toggle("A")
    expect(pilot.sum(0, 1)).to_have_text("(0.3978)")
    expect(pilot.sum(1, 1)).to_have_text("1.563")
    expect(pilot.page.locator(".compared-rows .tabulator-row")).to_have_count(3)
    expect(pilot.page.locator(".compared-rows")).to_contain_text("only right")
    # the compared network comes to the left, and the other one goes to the right
    pilot.page.locator(".document-tabs .name").nth(1).click()
    expect(pilot.sum(0, 1)).to_have_text("1.563")
    expect(pilot.sum(1, 1)).to_have_text("(0.3978)")
    pilot.page.locator(".exchange button").click()
    expect(pilot.sum(0, 1)).to_have_text("(0.3978)")


@pytest.mark.slow
def test_an_example_on_the_right_and_all_of_it_to_take_away(pilot):
    pilot.compare_with("Fig 6C")
    expect(pilot.page.locator(".heading-right")).to_contain_text("Fig 6C")
    expect(pilot.page.locator(".compared-text")).to_contain_text("Only on the right: D, E, F.")
    found = json.loads(pilot.take("Whole result", "JSON"))
    assert (found["left"]["units"], found["right"]["units"]) == (["A", "B"], list("ABCDEF"))
    expect(pilot.sum(1, 0)).to_have_text(f"{found['right']['phi_s']:.4g}")
    assert pilot.take("Φ-structures side by side", "PDF").startswith(b"%PDF")
    rows = json.loads(pilot.take("Table of both sides", "JSON"))["rows"]
    assert pilot.page.locator(".compared-rows .tabulator-row").count() <= len(rows)
    pilot.page.locator(".only-differences input").check()
    expect(pilot.page.locator(".results.stale")).to_have_count(0)


@pytest.mark.slow
def test_a_link_brings_both_sides_back(pilot, page, served):
    pilot.copy_link()
    address = pilot.page.locator(".shared-link input")
    expect(address).to_have_value(re.compile("#d="))
    path = address.input_value().removeprefix(served)
    seen = [pilot.sum(line, 1).inner_text() for line in range(3)]
    again = ComparePilot(page, served).open(path)
    for line, text in enumerate(seen):
        expect(again.sum(line, 1)).to_have_text(text)
    expect(again.page.locator(".other-base [role=combobox]")).to_contain_text("Fig 6C")


@pytest.mark.slow
def test_a_reload_brings_the_right_side_back(pilot):
    seen = [pilot.sum(line, 1).inner_text() for line in range(3)]
    pilot.page.goto(f"{pilot.base}/explore")
    expect(pilot.message()).to_have_text("Here is what you were drawing.")
    pilot.open()
    for line, text in enumerate(seen):
        expect(pilot.sum(line, 1)).to_have_text(text)
    expect(pilot.page.locator(".other-base [role=combobox]")).to_contain_text("Fig 6C")
    pilot.compare_with("The same network, changed")
    pilot.right_state("ABC")
    expect(pilot.sum(1, 1)).to_have_text("(0.3978)")
    soon(
        pilot.page,
        lambda: kept(pilot.page).view.get("right", {}).get("state"),
        lambda state: state == {"A": 1, "B": 1, "C": 1},
    )
    pilot.page.reload()
    expect(pilot.sum(1, 1)).to_have_text("(0.3978)")
    expect(pilot.page.locator(".other-side .state input")).to_have_value("ABC")
