"""Weights by hand: edges dragged up and down, numbers scrubbed, keys; the structure follows the hand."""

import re

import pytest
from playwright.sync_api import expect

from apps.document import gestures as g
from apps.document.edits import weight_of
from editor_page import Hand, wired
from engine import Edge, Substrate, Unit, unfold
from engine.substrate.functions import Logistic
from pilot import Pilot, middle
from signs import FIND, answered
from viz.numbers import number

PLACES = {"A": (0.2, 0.8), "B": (0.8, 0.8), "C": (0.5, 0.2)}
WEIGHTS = {("A", "B"): 0.7, ("B", "A"): -0.4, ("C", "C"): 0.5, ("B", "C"): 1.0}


def three():
    units = [Unit(label, Logistic(4.0), 2, *place) for label, place in PLACES.items()]
    return Substrate(tuple(units), tuple(Edge(*pair, weight) for pair, weight in WEIGHTS.items()))


@pytest.fixture(scope="module")
def opened(lasting_page):
    with wired(lasting_page, three()) as hand:
        yield hand


@pytest.fixture
def hand(opened):
    opened.key("Escape", "Escape")
    opened.page.mouse.move(5, 5)
    opened.page.get_by_role("button", name="Start again").click()
    expect(opened.edge("A", "B")).to_have_attribute("aria-label", re.compile(r"weight 0\.70"))
    opened.page.evaluate(f"() => {{ {FIND} e.select([]); e.focus = null; }}")
    answered(opened.page)
    opened.model.heard.clear()
    return opened


def weight(hand, source="A", target="B"):
    answered(hand.page)
    return weight_of(hand.model.document.substrate, source, target)


def drag_edge(hand, pixels, drop=True, fine=False):
    """Drag the middle of A → B up by so many pixels, in small moves; the first of them tells a drag."""
    x, y = hand.on_edge("A", "B")
    hand.page.mouse.move(x, y)
    if fine:
        hand.page.keyboard.down("Shift")
    hand.page.mouse.down()
    hand.page.mouse.move(x, y - 5)
    hand.page.mouse.move(x + 3, y - 5 - pixels, steps=8)
    if drop:
        hand.page.mouse.up()
    if fine:
        hand.page.keyboard.up("Shift")


def test_an_edge_dragged_up_weighs_more_in_one_step_of_undo(hand):
    drag_edge(hand, 30, drop=False)
    held = hand.page.locator(".weight[data-held]")
    expect(held).to_have_text("1.00")
    assert hand.page.locator(".weight").count() == 1  # not beside the edge as well
    box, (x, y) = held.bounding_box(), hand.on_edge("A", "B")
    assert abs(box["x"] - x) < 60
    assert abs(box["y"] - (y - 35)) < 60
    hand.page.mouse.up()
    expect(held).to_have_count(0)
    assert weight(hand) == 1.0
    told = [each for each in hand.model.heard if isinstance(each, g.SetWeight)]
    assert len({each.stroke for each in told}) == 1
    assert told[-1].weight == 1.0
    expect(hand.edge("A", "B")).to_have_class(re.compile("selected"))
    expect(hand.edge("A", "B")).to_be_focused()
    drag_edge(hand, -60, fine=True)
    assert weight(hand) == pytest.approx(0.94)
    hand.key("Control+z")
    assert weight(hand) == 1.0
    hand.key("Control+z")
    assert weight(hand) == 0.7
    assert not hand.model.document.can_undo


def test_escape_takes_a_drag_back(hand):
    drag_edge(hand, 30, drop=False)
    expect(hand.page.locator(".weight[data-held]")).to_have_text("1.00")
    hand.key("Escape")
    expect(hand.page.locator(".weight[data-held]")).to_have_count(0)
    hand.page.mouse.up()
    assert weight(hand) == 0.7


def test_a_click_still_selects_and_an_end_still_reconnects(hand):
    hand.page.mouse.click(*hand.on_edge("A", "B"))
    expect(hand.edge("A", "B")).to_have_class(re.compile("selected"))
    answered(hand.page)
    assert not [each for each in hand.model.heard if isinstance(each, g.SetWeight)]
    hand.drag(middle(hand.page.locator(".handle[data-end=to]")), hand.centre("C"))
    expect(hand.edge("A", "C")).to_have_attribute("aria-label", "edge A to C, weight 0.70, selected")
    assert hand.heard(g.Reconnect) == g.Reconnect("A", "B", "A", "C")


def test_a_finger_weighs_only_the_edge_that_is_selected(hand):
    x, y = hand.on_edge("A", "B")

    def swipe():
        hand.touch("touchStart", (x, y))
        for i in range(1, 7):
            hand.touch("touchMove", (x, y - 10 * i))
        hand.touch("touchEnd")

    swipe()
    assert weight(hand) == 0.7
    hand.page.mouse.click(x, y)
    expect(hand.edge("A", "B")).to_have_class(re.compile("selected"))
    swipe()
    assert weight(hand) > 1


def test_arrows_change_the_weight_of_the_edge_with_the_focus(hand):
    hand.edge("A", "B").focus()
    hand.key("ArrowUp", "ArrowUp")
    expect(hand.page.locator(".live")).to_have_text("Weight of A to B is 0.80")
    hand.key("Shift+ArrowDown")
    assert weight(hand) == 0.79
    hand.unit("A").focus()
    hand.key("ArrowUp")
    assert "A" in hand.heard(g.MoveUnits).positions
    assert weight(hand) == 0.79
    hand.key("?")
    expect(hand.page.get_by_role("dialog")).to_contain_text("Drag an edge up, down")
    hand.key("Escape")


@pytest.fixture
def pilot(page, served):
    return Pilot(page, served).open()


def weighed(value):
    """φ_s of the first example with another weight of A → B, as the page prints it."""
    network = Substrate.from_weights([[-0.2, value, 0.2], [0.7, -0.2, 0], [0, -0.8, 0.2]], k=4.0)
    return number(unfold(network, (0, 1, 1), "AB").phi_s)


def test_the_structure_follows_the_hand(pilot):
    """On the real page: φ_s while the button is still down, the number beside it, and the scrubbed number."""
    hand, box = Hand(pilot.page, None), pilot.page.locator(".weight-number input")
    drag_edge(hand, 20, drop=False)
    expect(pilot.page.locator(".weight[data-held]")).to_have_text("0.90")
    expect(box).to_have_value("0.9")
    expect(pilot.value("phi-s")).to_have_text(weighed(0.9))
    pilot.page.mouse.up()
    scrub(pilot, 30)
    expect(box).to_have_value("1.2")
    expect(box).not_to_be_focused()
    expect(pilot.edge("A", "B")).to_have_attribute("aria-label", re.compile(r"weight 1\.20"))
    expect(pilot.value("phi-s")).to_have_text(weighed(1.2))
    box.click()
    expect(box).to_be_focused()
    box.press("ArrowDown")
    expect(box).to_have_value("1.15")
    box.press("Shift+ArrowDown")
    expect(box).to_have_value("1.14")
    expect(pilot.edge("A", "B")).to_have_attribute("aria-label", re.compile(r"weight 1\.14"))
    undo = pilot.page.locator(".undo button")
    for said in ("1.2", "0.9", "0.7"):
        undo.click()
        expect(box).to_have_value(said)


def scrub(pilot, pixels):
    """Drag the number of the inspector sideways by so many pixels; five more tell a drag."""
    x, y = middle(pilot.page.locator(".weight-number input"))
    pilot.page.mouse.move(x, y)
    pilot.page.mouse.down()
    pilot.page.mouse.move(x + 5, y)
    pilot.page.mouse.move(x + 5 + pixels, y + 2, steps=7)
    pilot.page.mouse.up()
