"""The causation page as a person uses it: the real app, a real browser, every number against the engine."""

import io
import json
import re

import numpy as np
import pytest
from PIL import Image
from playwright.sync_api import expect

from apps.document.examples import NETWORKS
from engine.causation.account import account
from engine.substrate.substrate import Substrate
from pilot import Pilot, show_view
from signs import at_rest, soon
from viz.numbers import number

SUM = re.compile(r"\d")


# The middle of the first line that Bokeh draws of a link, in pixels of the window.
ON_LINE = """(link) => {
  for (const plot of Bokeh.index.query((view) => view.canvas_view)) {
    const columns = plot.model.renderers.map((each) => each.data_source.data)
    const column = (data, name) => (data instanceof Map ? data.get(name) : data[name])
    const data = columns.find((each) => column(each, "link"))
    if (data == null) continue
    const at = [...column(data, "link")].indexOf(link)
    const [xs, ys] = ["xs", "ys"].map((name) => [...column(data, name)[at]])
    const half = Math.floor((xs.length - 1) / 2)
    const middle = (values) => (values[half] + values[half + 1]) / 2
    const { left, top } = plot.canvas_view.el.getBoundingClientRect()
    return [left + plot.frame.x_scale.compute(middle(xs)), top + plot.frame.y_scale.compute(middle(ys))]
  }
}"""


class CausalPilot(Pilot):
    """A hand on the causation page."""

    def open(self, path: str = "/causation") -> "CausalPilot":
        self.page.goto(self.base + path)
        expect(self.page.locator(".ne svg[role=application]")).to_be_visible()
        expect(self.value("links")).to_have_text("5")
        self.settled()
        return self

    def state(self, row: str, label: str):
        return self.page.locator(f".states-{row} button[data-unit='{label}']")

    def tick(self, group: str, label: str) -> None:
        self.page.locator(f".{group}").get_by_role("button", name=label, exact=True).click()

    def answer(self, hook: str):
        return self.page.locator(f".{hook}")

    def rows(self, side: str):
        return self.page.locator(f".{side}-links tr[data-link]")

    def on_line(self, link: str) -> tuple[float, float]:
        """The middle of the line of a link in the account's picture."""
        return self.page.evaluate(ON_LINE, int(link))


@pytest.fixture(scope="module")
def opened(lasting_page, served):
    return CausalPilot(lasting_page, served).open()


@pytest.fixture
def pilot(opened):
    """The page with its first example as it comes, nothing picked or pointed at."""
    opened.page.mouse.move(5, 500)
    picker = opened.page.locator(".preset [role=combobox]")
    if picker.inner_text() != "OR and AND":
        opened.choose_preset("OR and AND")
    elif opened.page.locator(".undo button").first.is_enabled():
        opened.page.locator(".reset button").click()
    shows(opened, engine_account("ac-fig6-or-and"))
    picked = opened.page.locator("tr.picked")
    if picked.count():
        picked.click()
    # the list of examples is over the account: the pointer is on a row of it now
    opened.page.mouse.move(5, 500)
    expect(opened.answer("link-text .link")).to_contain_text("point at another")
    opened.settled()
    return opened


def engine_account(slug, **changes):
    substrate = Substrate.read(NETWORKS / f"{slug}.json")
    known = substrate.transition | changes
    return account(substrate, known["before"], known["after"], known.get("causes"), known.get("effects"))


def shows(pilot, found):
    """The header and the tables show this account, to the digits they print."""
    expect(pilot.value("links")).to_have_text(str(len(found.links)))
    for side in ("cause", "effect"):
        expect(pilot.value(f"sum-{side}s")).to_have_text(number(found.alpha_total[side]))
        expected = [number(link.alpha) for link in found.links_of(side)]
        expect(pilot.rows(side).locator(".alpha")).to_have_text(expected)


JOINT = "α = log2(0.5/0.4444) = 0.1699 bits"


def test_hovering_a_row_shows_its_repertoires_partition_and_arithmetic(pilot):
    expect(pilot.page.locator(".things-to-try li")).to_have_count(2)
    sum_, link = pilot.answer("link-text .arithmetic"), pilot.answer("link-text .link")
    expect(sum_).to_have_text("α = log2(1/0.75) = 0.415 bits")
    expect(link).to_contain_text("the first of the account: point at another")
    pilot.rows("cause").nth(2).hover()
    expect(sum_).to_have_text(JOINT)
    expect(link).to_contain_text("Actual cause, pointed at")
    expect(link.locator(".part")).to_have_text(["OR with OR", "AND with AND"])
    expect(pilot.answer("what-if tr")).to_have_count(4)
    expect(pilot.page.locator(".unit.marked")).to_have_count(2)
    pilot.page.mouse.move(5, 500)
    expect(sum_).to_have_text("α = log2(1/0.75) = 0.415 bits")
    pilot.rows("cause").nth(2).click()
    pilot.page.mouse.move(5, 500)
    expect(link).to_contain_text("Actual cause, picked")
    expect(sum_).to_have_text(JOINT)
    expect(pilot.rows("cause").nth(2)).to_have_attribute("aria-selected", "true")


def test_hovering_and_tapping_a_line_of_the_picture(pilot):
    sum_, link = pilot.answer("link-text .arithmetic"), pilot.answer("link-text .link")
    place = pilot.on_line(pilot.rows("cause").nth(2).get_attribute("data-link"))
    pilot.page.mouse.move(*place)
    expect(link).to_contain_text("pointed at")
    expect(sum_).to_have_text(JOINT)
    expect(pilot.rows("cause").nth(2)).to_have_class(re.compile("hovered"))
    pilot.page.mouse.click(*place)
    pilot.page.mouse.move(5, 500)
    expect(link).to_contain_text("picked")
    expect(sum_).to_have_text(JOINT)


def test_pointing_at_a_unit_of_the_drawing_shows_what_it_did(pilot):
    title = pilot.answer("link-text .link b")
    for label, said in (("AND", "Effect of and"), ("OR", "Effect of OR")):
        pilot.unit(label).hover()
        expect(title).to_contain_text(said)
    pilot.state("after", "AND").hover()
    expect(title).to_contain_text("Cause of and")
    pilot.page.mouse.move(5, 500)
    expect(pilot.answer("link-text .link")).to_contain_text("point at another")


def test_tied_candidates_are_chosen_and_walked_by_keyboard(pilot):
    pilot.choose_preset("Disjunction")
    shows(pilot, engine_account("ac-fig7a-disjunction"))
    title, row = pilot.answer("link-text .link b"), pilot.rows("cause").first
    expect(pilot.answer("tied fieldset")).not_to_be_visible()
    row.hover()
    expect(title).to_contain_text("Cause of C: π(A | C)")
    row.locator(".candidate").nth(1).hover()
    expect(title).to_contain_text("Cause of C: π(B | C)")
    row.locator(".candidate").nth(1).click()
    pilot.page.mouse.move(5, 500)
    expect(pilot.answer("tied legend")).to_have_text("2 equally good causes:")
    radio = pilot.page.locator(".tied input")
    expect(radio.nth(1)).to_be_checked()
    radio.nth(1).focus()
    pilot.page.keyboard.press("ArrowUp")
    expect(title).to_contain_text("Cause of C: π(A | C)")
    expect(radio.nth(0)).to_be_focused()
    # the rows of the table: up and down to a link, left and right among its candidates
    pilot.rows("effect").first.focus()
    pilot.page.keyboard.press("ArrowDown")
    pilot.page.keyboard.press("ArrowDown")
    expect(row).to_be_focused()
    pilot.page.keyboard.press("ArrowRight")
    expect(title).to_contain_text("Cause of C: π(B | C)")
    pilot.page.keyboard.press("Enter")
    expect(radio.nth(1)).to_be_checked()
    expect(pilot.answer("link-text .link")).to_contain_text("picked")


def test_the_presets_of_the_paper_lead_and_show_the_engines_numbers(pilot):
    pilot.page.locator(".preset [role=combobox]").click()
    options = pilot.page.locator("[role=listbox] li").all_inner_texts()
    assert options.index("OR and AND") < options.index("The example of the IIT 4.0 paper")
    pilot.page.locator("li", has_text="Complicated voting").first.click()
    shows(pilot, engine_account("ac-fig10-voting"))
    expect(pilot.rows("cause").first).to_contain_text("{ AB | Acde }")
    pilot.choose_preset("Biconditional")
    expect(pilot.answer("why-not-answer")).to_contain_text("A before has no actual effect")
    expect(pilot.answer("why-not-answer td.number")).to_have_text(["0.5", "0.5"])
    expect(pilot.answer("why-not-answer")).to_contain_text("A makes no difference")
    pilot.choose_preset("Disjunction")
    expect(pilot.answer("compare-or")).to_contain_text("{ A | B }")
    expect(pilot.answer("compare-and")).to_contain_text("Actual cause: AB. Σα effects 3")
    expect(pilot.answer("compare-xnor")).to_contain_text("Actual cause: AB. Σα effects 1")
    expect(pilot.answer("compare-majority")).to_contain_text("Actual cause: AB")


def test_the_comparison_is_dark_on_a_dark_page(pilot):
    pilot.choose_preset("Disjunction")
    panel = pilot.answer("compare-and")
    expect(panel.locator("svg")).to_be_visible()
    panel.scroll_into_view_if_needed()
    assert brightness(panel) > 0.8
    toggle = pilot.page.get_by_label("Dark or light")
    toggle.click()
    expect(pilot.page.locator(".ne.dark, .ne .dark").first).to_be_visible()
    try:
        soon(pilot.page, lambda: brightness(panel), lambda found: found < 0.25)
    finally:
        toggle.click()
        expect(pilot.page.locator(".ne.light, .ne .light").first).to_be_visible()


def brightness(locator) -> float:
    """How bright an element is on screen: 0 is black, 1 is white."""
    return float(np.asarray(Image.open(io.BytesIO(locator.screenshot())).convert("L")).mean() / 255)


def test_states_change_by_click_by_key_and_by_the_dynamics(pilot):
    pilot.choose_preset("Noisy AND ring")
    shows(pilot, engine_account("ac-noisy-and-ring"))
    pilot.state("after", "C").click()
    expect(pilot.state("after", "C")).to_have_text("c")
    expect(pilot.state("after", "C")).to_have_attribute("aria-pressed", "false")
    shows(pilot, engine_account("ac-noisy-and-ring", after={"A": 0, "B": 0, "C": 0}))
    pilot.page.locator(".undo button").first.click()
    expect(pilot.state("after", "C")).to_have_text("C")
    shows(pilot, engine_account("ac-noisy-and-ring"))
    pilot.page.locator(".step button").click()
    expect(pilot.state("before", "A")).to_have_text("a")
    expect(pilot.state("before", "C")).to_have_text("C")
    zero = {"A": 0, "B": 0, "C": 0}
    shows(pilot, engine_account("ac-noisy-and-ring", before=zero | {"C": 1}, after=zero))
    pilot.state("before", "A").focus()
    pilot.page.keyboard.press("Space")
    expect(pilot.state("before", "A")).to_have_text("A")
    expect(pilot.unit("A")).to_have_attribute("aria-checked", "true")
    expect(pilot.state("before", "A")).to_be_focused()


def test_an_impossible_transition_is_a_sentence_and_taking_it_is_the_remedy(pilot):
    pilot.state("after", "OR").click()
    expect(pilot.page.locator(".why .note")).to_contain_text("Unit OR cannot be in state 0 after")
    expect(pilot.page.locator(".why .note")).to_contain_text("correct one of the two states")
    pilot.page.locator(".take button").click()
    expect(pilot.state("after", "OR")).to_have_text("OR")
    expect(pilot.page.locator(".why .note")).to_have_count(0)
    shows(pilot, engine_account("ac-fig6-or-and"))


def test_background_is_chosen_by_ticks_and_the_account_can_be_taken_away(pilot):
    pilot.choose_preset("Majority of four")
    shows(pilot, engine_account("ac-fig8a-majority"))
    pilot.tick("causes", "D")
    found = engine_account("ac-fig8a-majority", causes=["A", "B", "C"])
    shows(pilot, found)
    assert pilot.take("Causal account", "PDF").startswith(b"%PDF")
    assert b"alpha" in pilot.take("Table of causal links", "CSV")
    data = pilot.take("Whole result", "JSON")
    assert [link["alpha"] for link in json.loads(data)["links"]] == [link.alpha for link in found.links]


def test_large_accounts_wait_for_run_and_can_be_cancelled(pilot):
    rules = dict.fromkeys("ABCDEFGHIJ", "A | B")
    content = Substrate.from_rules(rules).to_dict() | {"state": dict.fromkeys(rules, 1)}
    pilot.open_file("ten.json", json.dumps(content).encode())
    expect(pilot.page.locator(".job-note .text")).to_contain_text("10 causes and 10 effects")
    pilot.page.locator(".run button").click()
    expect(pilot.page.locator(".cancel button")).to_be_visible()
    pilot.page.locator(".cancel button").click()
    expect(pilot.page.locator(".job-note .text")).to_contain_text("Cancelled")


@pytest.mark.slow
def test_another_page_opens_both_states_and_what_may_cause_what(pilot):
    pilot.choose_preset("Majority of four")
    shows(pilot, engine_account("ac-fig8a-majority"))
    pilot.tick("causes", "D")
    pilot.page.locator(".text-toggle button").click()
    script = pilot.page.locator(".script textarea:not([aria-hidden])")
    expect(script).to_have_value(re.compile("MAJ|THRESHOLD"))
    pilot.arrange("Circle of all units")
    found = engine_account("ac-fig8a-majority", causes=["A", "B", "C"])
    shows(pilot, found)
    pilot.copy_link()
    expect(pilot.page.locator(".shared-link input")).to_have_value(re.compile(r"/causation#d=1\."))
    link = pilot.page.locator(".shared-link input").input_value()
    page = pilot.page.context.new_page()
    page.goto(link)
    other = CausalPilot(page, "")
    shows(other, found)
    ticks = page.locator(".causes").get_by_role("button")
    expect(ticks.and_(page.locator("[aria-pressed=true]"))).to_have_text(["A", "B", "C"])
    for row in ("before", "after"):
        texts = pilot.page.locator(f".states-{row} button").all_inner_texts()
        expect(page.locator(f".states-{row} button")).to_have_text(texts)
    page.close()


@pytest.mark.slow
def test_the_pages_link_to_each_other(pilot):
    at_rest(pilot.page)  # what is drawn last is on its way
    show_view(pilot.page, "Explore")
    expect(pilot.page).to_have_url(re.compile("/explore"))
    expect(pilot.value("phi-s")).to_have_text(SUM)
