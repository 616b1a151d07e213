"""The text of a network, its layouts and its link, as a person uses them in a real browser."""

import re

import numpy as np
import pytest
from playwright.sync_api import expect

from apps.document.link_text import decode
from pilot import Pilot
from signs import soon

FIRST = "The example of the IIT 4.0 paper"
RULES = "A = B & C\nB = A | C\nC = A & B"


@pytest.fixture(scope="module")
def opened(lasting_page, served):
    pilot = Pilot(lasting_page, served).open()
    pilot.page.locator(".text-toggle button").click()
    expect(text_of(pilot)).to_have_value(re.compile("A ~ logistic"))
    return pilot


@pytest.fixture
def pilot(opened):
    """The page with the first example as it comes, its text open."""
    # off the buttons, whose tooltips cover their neighbours
    opened.page.mouse.move(5, 500)
    if opened.page.locator(".undo button").is_enabled():
        opened.page.locator(".reset button").click()
    if opened.page.locator(".network-text button").is_visible():  # a test failed over its draft
        opened.page.locator(".network-text button").click()
    expect(text_of(opened)).to_have_value(re.compile(r"^A ~ logistic\(.*\nB ~ .*\nC ~ [^\n]*$"))
    expect(opened.value("phi-s")).to_have_text(re.compile("0.1719"))
    opened.settled()
    return opened


def text_of(pilot):
    return pilot.page.locator(".script textarea:not([aria-hidden])")


def write(pilot, text):
    text_of(pilot).fill("")
    text_of(pilot).press_sequentially(text, delay=15)


def test_typed_rules_are_drawn_and_undone(pilot):
    expect(pilot.edge("C", "C")).to_have_count(1)
    write(pilot, RULES)
    expect(pilot.edge("C", "C")).to_have_count(0)
    expect(pilot.edge("B", "C")).to_have_count(1)
    expect(pilot.value("phi-s")).not_to_have_text(re.compile("0.1719"))
    assert text_of(pilot).input_value() == RULES
    write(pilot, RULES + "\nD = MAJ(A, B, C)  # counts")
    expect(pilot.unit("D")).to_be_visible()
    pilot.page.locator(".undo button").click()
    expect(pilot.unit("D")).to_have_count(0)
    expect(text_of(pilot)).not_to_have_value(re.compile("MAJ"))


def test_a_mistake_is_marked_where_it_is_and_nothing_is_lost(pilot):
    draft = RULES.replace("A & B", "A & X")
    write(pilot, draft)
    problem = pilot.page.locator(".problems li")
    expect(problem).to_have_count(1)  # there are more while it is typed
    expect(problem).to_contain_text("Line 3, column 9")
    expect(problem.locator("mark")).to_have_text("X")
    expect(pilot.edge("C", "C")).to_have_count(1)
    assert pilot.number("phi-s") == pytest.approx(0.1719, abs=5e-5)
    # the drawing goes on, and the draft stays
    pilot.edge("C", "C").focus()
    pilot.page.keyboard.press("Delete")
    expect(pilot.edge("C", "C")).to_have_count(0)
    expect(pilot.page.locator(".problems")).to_contain_text("Your text is kept")
    assert text_of(pilot).input_value() == draft
    pilot.page.locator(".network-text button").click()
    expect(text_of(pilot)).to_have_value(re.compile("^A ~ logistic"))
    expect(problem).to_have_count(0)


def test_the_text_follows_the_drawing(pilot):
    pilot.edge("C", "C").focus()
    pilot.page.keyboard.press("Delete")
    expect(text_of(pilot)).to_have_value(re.compile(r"C ~ logistic\(k=4, A:0\.2\)"))


@pytest.fixture
def matrices(pilot):
    """The page with its matrices open, the text closed."""
    pilot.page.locator(".text-toggle button").click()
    pilot.page.locator(".matrix-toggle button").click()
    pilot.page.locator(".matrix-kind button", has_text="Weights").click()
    expect(cell(pilot, 0, 1)).to_have_value("0.7")
    yield pilot
    pilot.page.locator(".matrix-toggle button").click()
    pilot.page.locator(".text-toggle button").click()


def cell(pilot, row, column):
    # Bokeh may lay the page out anew: for a moment there are two
    return pilot.page.locator(f".matrix-grid input[data-row='{row}'][data-column='{column}']").first


PASTE = """(input, text) => {
  const clipboardData = new DataTransfer();
  clipboardData.setData("text/plain", text);
  input.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }));
}"""


def test_weights_are_walked_by_keys_and_drawn(matrices):
    keys = matrices.page.keyboard
    cell(matrices, 0, 1).focus()
    keys.press("ArrowDown")
    keys.press("ArrowRight")
    expect(cell(matrices, 1, 2)).to_be_focused()
    expect(cell(matrices, 1, 2)).to_have_attribute("aria-label", "Weight from B to C")
    keys.type("zero")
    keys.press("Enter")
    expect(cell(matrices, 1, 2)).to_have_attribute("aria-invalid", "true")
    expect(matrices.page.locator(".matrix-grid .mistakes li")).to_contain_text("B → C: “zero” is no weight")
    expect(matrices.edge("B", "C")).to_have_count(0)
    cell(matrices, 1, 2).fill("0.4")
    keys.press("Enter")
    expect(matrices.edge("B", "C")).to_have_count(1)
    expect(cell(matrices, 2, 2)).to_be_focused()
    expect(matrices.page.locator(".matrix-grid .mistakes li")).to_have_count(0)
    cell(matrices, 0, 0).evaluate(PASTE, "0\t1\n0\t1")
    expect(matrices.edge("A", "A")).to_have_count(0)
    expect(matrices.edge("B", "A")).to_have_count(0)
    matrices.page.locator(".undo button").click()
    expect(matrices.edge("A", "A")).to_have_count(1)


def test_the_tpm_names_its_rows_and_makes_tables(matrices):
    matrices.page.locator(".matrix-kind button", has_text="TPM").click()
    current = matrices.page.locator(".matrix-grid [aria-current]")
    expect(current).to_have_text("▶ aBC")
    matrices.toggle("A")
    expect(current).to_have_text("▶ ABC")
    expect(cell(matrices, 1, 0)).to_have_attribute(
        "aria-label", re.compile("A is ON next, after the state Abc")
    )
    cell(matrices, 1, 0).fill("1/2")
    cell(matrices, 1, 0).press("Enter")
    expect(matrices.message()).to_contain_text("A is now a table over A, B, C.")
    expect(matrices.edge("C", "A")).to_have_count(1)
    expect(cell(matrices, 1, 0)).to_have_value("0.5")
    matrices.page.locator(".undo button").click()
    expect(matrices.edge("C", "A")).to_have_count(0)


def test_a_unit_is_a_table_then_lesioned_and_undone(pilot):
    page = pilot.page
    pilot.toggle("C")
    expect(page.locator(".unit-label input")).to_have_value("C")
    page.locator(".unit-kind [role=combobox]").click()
    page.locator("li", has_text="Table").click()
    expect(page.locator("[role=listbox]")).to_have_count(0)
    rows = page.locator(".unit-table tbody th")
    expect(rows).to_have_text(["ac", "Ac", "aC", "AC"])
    page.locator(".sooner-1 button").click()
    expect(rows).to_have_text(["ca", "Ca", "cA", "CA"])
    expect(page.locator(".unit-inputs")).to_contain_text("C changes fastest")
    page.locator(".lesion-unit button").click()
    expect(pilot.edge("C", "B")).to_have_count(0)
    expect(page.locator(".lesioned-note")).to_contain_text("it is OFF for good")
    pilot.toggle("C")
    expect(pilot.message()).to_contain_text("C is lesioned and stays in its state")
    page.locator(".undo button").click()
    expect(pilot.edge("C", "B")).to_have_count(1)


def test_layouts_move_all_units_in_one_step(pilot):
    before = triangle(pilot)
    pilot.arrange("Layers of all units, causes left")
    soon(pilot.page, lambda: triangle(pilot), is_layered)
    pilot.page.locator(".undo button").click()
    as_before = pytest.approx(np.array(before), abs=20)
    soon(pilot.page, lambda: triangle(pilot), lambda found: np.array(found) == as_before)


def triangle(pilot):
    """From A to B and from A to C, in pixels; where A is depends on the zoom."""
    (ax, ay), (bx, by), (cx, cy) = (pilot.centre(label) for label in "ABC")
    return (bx - ax, by - ay), (cx - ax, cy - ay)


def is_layered(found):
    """Whether A is alone in the first column, the others above and below it in the second."""
    (ab_across, ab_down), (ac_across, ac_down) = found
    level = ab_across == pytest.approx(ac_across, abs=2)
    return level and ab_across > 50 and ab_down < -20 < 20 < ac_down


def document_of(link):
    """What a link opens, whichever unit was picked."""
    return decode(link.partition("#d=")[2]) | {"selection": []}


def test_a_link_opens_the_same_document_in_another_page(pilot, served):
    write(pilot, RULES)
    expect(pilot.edge("C", "C")).to_have_count(0)
    pilot.toggle("A")
    expect(pilot.unit("A")).to_have_attribute("aria-checked", "true")
    pilot.settled()
    pilot.copy_link()
    expect(pilot.page.locator(".shared-link input")).to_have_value(re.compile(r"/explore#d=1\."))
    link = pilot.page.locator(".shared-link input").input_value()
    assert pilot.page.url == link
    pilot.toggle("B")
    expect(pilot.page.locator(".shared-link input")).not_to_be_visible()
    pilot.toggle("B")
    pilot.copy_link()
    expect(pilot.page.locator(".shared-link input")).to_be_visible()
    again = pilot.page.locator(".shared-link input").input_value()
    assert document_of(again) == document_of(link)
    expect(pilot.page.locator(".shared-link span")).to_have_text(re.compile("Link copied|Copy the link"))
    page = pilot.page.context.new_page()
    try:
        other = Pilot(page, "").open(link)
        expect(other.unit("A")).to_have_attribute("aria-checked", "true")
        expect(other.edge("C", "C")).to_have_count(0)
        expect(other.page.locator(".big-phi .value")).to_have_text(pilot.value("big-phi").text_content())
        # an address that was cut in a mail
        page.goto(link[: len(link) // 2])
        expect(other.message()).to_contain_text("copy it again")
        expect(other.edge("C", "C")).to_have_count(0)
    finally:
        page.close()
