"""The grain page in a real browser: which grain has more, units that are made by hand, the search."""

import re

import pytest
from playwright.sync_api import expect

from pilot import Pilot, grave, show_view


class GrainPilot(Pilot):
    """A hand on the grain page."""

    def open(self, path="/grain"):
        self.page.goto(self.base + path)
        expect(self.value("grain-macro")).to_have_text(re.compile(r"\d"))
        return self

    def said(self):
        return self.page.locator(".grain-header .said")

    def board(self, key):
        """A control of the board."""
        return self.page.locator(f".grain-board [data-key='{key}']")


@pytest.fixture
def pilot(page, served):
    return GrainPilot(page, served)


def test_the_page_opens_with_an_example_and_says_which_grain_has_more(pilot):
    pilot.open()
    expect(pilot.value("grain-macro")).to_have_text("1.004")
    expect(pilot.value("grain-micro")).to_have_text("0.04409")
    expect(pilot.said()).to_contain_text("these units have more")
    expect(pilot.page.locator(".ne .region.macro path")).to_have_count(2)


@pytest.mark.slow
def test_from_the_example_to_the_answer_in_three_clicks(pilot):
    page = pilot.page
    Pilot(page, pilot.base).open(inside=False)
    page.locator(".preset [role=combobox]").click()
    page.locator("li", has_text="Coarse-grained four").first.click()
    show_view(page, "Grain")
    expect(pilot.value("grain-macro")).to_have_text("1.004")
    expect(pilot.value("grain-micro")).to_have_text("0.04409")
    expect(pilot.said()).to_contain_text(
        "As these units 1.004, as micro units 0.04409 (AB): these units have more."
    )
    assert not grave(page)


@pytest.mark.slow
def test_units_are_framed_in_the_drawing_and_made_flipped_and_undone(pilot):
    pilot.open()
    page = pilot.page
    pilot.board("split α").click()
    pilot.board("split β").click()
    expect(page.locator(".why .reason").first).to_contain_text("There are no macro units yet")
    (ax, ay), (bx, by) = pilot.centre("A"), pilot.centre("B")
    radius = 50
    page.mouse.move(ax - radius, min(ay, by) - radius)
    page.mouse.down()
    page.mouse.move(bx + radius, max(ay, by) + radius, steps=6)
    page.mouse.up()
    expect(pilot.board("pick A")).to_have_attribute("aria-pressed", "true")
    expect(pilot.board("pick B")).to_have_attribute("aria-pressed", "true")
    expect(pilot.board("pick C")).to_have_attribute("aria-pressed", "false")
    pilot.board("make").click()
    expect(page.locator(".grain-board .units li")).to_have_count(3)
    expect(pilot.board("choose α")).to_contain_text("α = AND(AB)")
    pilot.board("flip 1").focus()
    page.keyboard.press("Enter")
    expect(pilot.board("flip 1")).to_have_text("ON")
    expect(pilot.board("flip 1")).to_be_focused()
    page.locator(".undo button").click()
    expect(pilot.board("flip 1")).to_have_text("OFF")
    pilot.board("preset any").click()
    expect(pilot.board("choose α")).to_contain_text("α = OR(AB)")
    pilot.board("tau 1").click()
    expect(page.locator(".grain-board .history .note")).to_contain_text("Assumed constant")
    pilot.board("past 1 A").click()
    expect(page.locator(".grain-board .history .note")).to_contain_text("It is set")
    pilot.toggle("C")
    expect(pilot.message()).to_contain_text("assumed constant again")
    page.reload()
    expect(pilot.board("choose α")).to_contain_text("2 updates")


@pytest.mark.slow
def test_a_dot_and_a_row_go_into_the_network(pilot):
    pilot.open()
    page = pilot.page
    rows = page.locator(".grain-systems .tabulator-row")
    expect(rows.first).to_contain_text("{AND(AB), AND(CD)}")
    rows.filter(has_text="{OR(AB), OR(CD)}").click()
    expect(pilot.value("grain-macro")).to_have_text("0.207")
    page.locator(".grain-space-pane").scroll_into_view_if_needed()
    x, y = max(pilot.places("ring"), key=lambda place: -place[1])
    page.mouse.move(x - 3, y)
    page.mouse.click(x, y)
    expect(pilot.value("grain-macro")).to_have_text("1.004")


@pytest.mark.slow
def test_a_long_search_is_counted_first_and_stops_at_once(pilot):
    pilot.open()
    page = pilot.page
    pilot.choose_preset("Two black boxes")
    expect(pilot.value("grain-macro")).to_have_text("1.118")
    expect(page.locator(".grain-board .verdict").first).to_contain_text(
        "ABCD is not a unit of its own: φₛ 0.02999, but {AND(AB), C, D} inside it has 0.04976."
    )
    page.locator(".within button", has_text="micro units alone").click()
    expect(page.locator(".grain-board .verdict").first).to_contain_text("ABCD is a unit of its own")
    note = page.locator(".grain-search .job-note .text", has_text="systems of units of any grain")
    expect(note).to_be_visible()
    page.locator(".grain-search .run button:visible").click()
    page.locator(".grain-search .cancel button:visible").click()
    expect(page.locator(".grain-search .job-note .text", has_text="Cancelled")).to_be_visible()


def drag(pilot, label, to, keys=()):
    """Drag a unit to a place on the page, with keys held down."""
    mouse, keyboard = pilot.page.mouse, pilot.page.keyboard
    mouse.move(*pilot.centre(label))
    mouse.down()
    for key in keys:
        keyboard.down(key)
    mouse.move(*to, steps=8)
    mouse.up()
    for key in keys:
        keyboard.up(key)


@pytest.mark.slow
def test_a_unit_is_dragged_out_of_a_macro_unit_and_into_another_and_undone(pilot):
    pilot.open()
    page = pilot.page

    def between():
        """The middle of the drawing; the page may have moved it since the last change."""
        (ax, ay), (dx, dy) = pilot.centre("A"), pilot.centre("D")
        return (ax + dx) / 2, (ay + dy) / 2

    drag(pilot, "C", between(), ["Shift"])
    expect(page.locator(".undo button")).to_be_enabled()
    expect(pilot.board("choose β")).to_contain_text("AND(CD)")
    page.locator(".undo button").click()
    expect(page.locator(".undo button")).not_to_be_enabled()
    start, (x, _) = pilot.centre("C"), pilot.centre("A")
    drag(pilot, "C", (x + 8, between()[1]))
    expect(pilot.board("choose α")).to_contain_text("α = AND(ABC)")
    expect(pilot.board("choose D")).to_be_visible()
    expect(pilot.message()).to_contain_text("C is now in α.")
    expect(page.locator(".grain-header .said")).not_to_contain_text("1.004")
    page.locator(".undo button").click()
    expect(pilot.board("choose β")).to_contain_text("β = AND(CD)")
    expect(pilot.value("grain-macro")).to_have_text("1.004")
    assert pilot.centre("C") == pytest.approx(start, abs=3)
    drag(pilot, "C", between())
    expect(pilot.board("choose C")).to_be_visible()
    expect(pilot.board("choose D")).to_be_visible()
    expect(pilot.message()).to_contain_text("C is now a unit of its own.")


@pytest.mark.slow
def test_members_and_background_are_set_by_keyboard_and_the_ladder_counts_updates(pilot):
    pilot.open()
    page = pilot.page
    expect(page.locator(".ne .region.macro .ladder")).to_have_count(0)
    pilot.board("member C").focus()
    page.keyboard.press("Enter")
    expect(pilot.board("choose α")).to_contain_text("α = AND(ABC)")
    expect(pilot.board("member C")).to_be_focused()
    expect(pilot.board("member C")).to_have_attribute("aria-pressed", "true")
    pilot.board("leave D").click()
    pilot.board("apportion D").focus()
    page.keyboard.press("Space")
    expect(pilot.board("choose α")).to_contain_text("with D as its background")
    expect(page.locator(".ne .region.excluded path")).to_have_count(1)
    page.locator(".undo button").click()
    expect(pilot.board("apportion D")).to_have_attribute("aria-pressed", "false")
    pilot.board("tau 1").click()
    ladder = page.locator(".ne .region.macro .ladder")
    expect(ladder).to_have_count(1)
    assert ladder.get_attribute("d").count("M") == 2


@pytest.mark.slow
def test_a_history_is_taken_from_the_trajectory_of_dynamics_or_walked(pilot):
    pilot.open()
    page = pilot.page
    pilot.board("tau 1").click()
    note = page.locator(".grain-board .history .note")
    expect(note).to_contain_text("Assumed constant")
    pilot.board("trail").click()
    expect(pilot.message()).to_contain_text("The trajectory in Dynamics has 1 state")
    expect(note).to_contain_text("Assumed constant")
    show_view(page, "Dynamics")
    step = page.locator(".step-on button")
    for _ in range(3):
        step.click()
    expect(page.locator(".clock .text")).to_contain_text("t = 3")
    show_view(page, "Grain")
    expect(note).to_contain_text("Assumed constant")
    pilot.board("trail").click()
    expect(note).to_contain_text("It is set")
    pilot.board("assume").click()
    expect(note).to_contain_text("Assumed constant")
    pilot.board("walk").click()
    expect(note).to_contain_text("It is set")
    expect(pilot.message()).to_contain_text("Sampled, seed 1")
    page.reload()
    expect(note).to_contain_text("It is set")


@pytest.mark.slow
def test_the_four_steps_open_by_choice_and_follow_the_unit_in_hand(pilot):
    pilot.open()
    page = pilot.page
    steps = page.locator(".grain-steps")
    expect(steps).not_to_be_visible()
    page.locator(".steps-open button").click()
    expect(steps.locator("h3")).to_have_text("α = AND(AB)")
    expect(steps.locator("h4")).to_have_text(["1 Discount", "2 Sequences", "3 Background", "4 Compress"])
    expect(steps.locator("table").nth(3).locator("tbody tr")).to_have_count(4)
    pilot.board("choose β").click()
    expect(steps.locator("h3")).to_have_text("β = AND(CD)")
    assert not grave(page)
    page.locator(".steps-open button").click()
    expect(steps).not_to_be_visible()
