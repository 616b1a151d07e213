"""Touch, menus, the clipboard, guides and arranging, on an editor that is wired to a real document."""

import json
import re

import pytest
from playwright.sync_api import expect

from apps.document import gestures as g
from editor_page import wired
from engine import Substrate
from signs import FIND, answered

RULES = {"A": "B & C", "B": "A | C", "C": "A"}
PLACES = {"A": (0.2, 0.8), "B": (0.8, 0.8), "C": (0.5, 0.2)}


def three():
    data = Substrate.from_rules(RULES).to_dict()
    for unit in data["units"]:
        unit["x"], unit["y"] = PLACES[unit["label"]]
    return Substrate.from_dict(data)


@pytest.fixture(scope="module")
def opened(lasting_page):
    with wired(lasting_page, three()) as hand:
        yield hand


@pytest.fixture
def hand(opened):
    opened.key("Escape", "Escape", "Escape")
    opened.page.mouse.move(5, 5)
    opened.page.get_by_role("button", name="Start again").click()
    expect(opened.page.locator(".unit")).to_have_count(3)
    expect(opened.page.locator(".edge")).to_have_count(5)
    opened.page.evaluate(f"() => {{ {FIND} e.select([]); e.focus = null; }}")
    answered(opened.page)
    opened.model.heard.clear()
    return opened


def menu(hand, name):
    hand.page.get_by_role("menuitem", name=name).click()


def tool(hand, name):
    hand.page.locator(f".bar [data-action={name}]").click()


def toast(hand):
    return hand.page.locator(".toast")


def hold(hand, label):
    hand.touch("touchStart", hand.centre(label))
    expect(hand.unit(label)).to_have_class(re.compile("target"))


def test_a_held_finger_draws_an_edge(hand):
    b, c = hand.centre("B"), hand.centre("C")
    hold(hand, "B")
    expect(toast(hand)).to_have_text("Drag to draw an edge, or let go for more.")
    for i in range(1, 6):
        hand.touch("touchMove", (b[0] + (c[0] - b[0]) * i / 5, b[1] + (c[1] - b[1]) * i / 5))
    hand.touch("touchEnd")
    assert hand.heard(g.Connect) == g.Connect("B", "C")
    expect(hand.edge("B", "C")).to_have_class(re.compile("selected"))


def test_a_held_finger_that_lets_go_has_a_menu(hand):
    hold(hand, "B")
    hand.touch("touchEnd")
    expect(hand.page.get_by_role("menu")).to_be_visible()
    menu(hand, "Self-loop")
    expect(hand.edge("B", "B")).to_have_count(1)
    answered(hand.page)
    assert not [x for x in hand.model.heard if isinstance(x, g.Toggle)]


def test_a_finger_moves_selects_connects_and_adds(hand):
    x, y = hand.centre("C")
    hand.touch("touchStart", (x + 8, y))
    for i in range(1, 5):
        hand.touch("touchMove", (x + 8 + 20 * i, y - 10 * i))
    hand.touch("touchEnd")
    expect(hand.page.locator(".live")).to_contain_text("C moved to")
    assert "C" in hand.heard(g.MoveUnits).positions
    # far from where it taps twice in a moment, which three taps in one place would be as well
    hand.touch("touchStart", hand.centre("B", 0, 8))
    hand.touch("touchEnd")
    tool(hand, "connect")
    expect(toast(hand)).to_contain_text("where the edge starts")
    for label in "BC":
        hand.touch("touchStart", hand.centre(label))
        hand.touch("touchEnd")
    expect(hand.edge("B", "C")).to_have_class(re.compile("selected"))
    empty = hand.centre("A", 0, 8)
    for _ in range(2):
        hand.touch("touchStart", empty)
        hand.touch("touchEnd")
    expect(hand.unit("D")).to_be_focused()


def test_right_click_and_its_keys(hand):
    hand.page.mouse.click(*hand.centre("A"), button="right")
    expect(hand.page.get_by_role("menuitem", name="Next state")).to_be_focused()
    hand.key("ArrowUp", "Enter")
    expect(hand.unit("A")).to_have_count(0)
    hand.key("Control+z")
    expect(hand.unit("A")).to_have_count(1)
    hand.unit("B").focus()
    hand.key("Shift+F10")
    expect(hand.page.get_by_role("menu")).to_be_visible()
    hand.key("Escape")
    expect(hand.page.get_by_role("menu")).to_have_count(0)
    expect(hand.unit("B")).to_be_focused()


def test_an_end_of_an_edge_moves_by_keyboard(hand):
    hand.edge("A", "C").focus()
    hand.key("r")
    expect(toast(hand)).to_contain_text("Connect A to C?")
    hand.key("Tab", "Tab")
    expect(toast(hand)).to_contain_text("Connect A to B?")
    hand.key("Shift+Tab", "Shift+Tab", "Shift+Tab")
    expect(toast(hand)).to_contain_text("Connect A to B?")
    hand.key("Shift+Tab", "Enter")
    expect(hand.edge("A", "A")).to_have_count(1)
    expect(hand.edge("A", "C")).to_have_count(0)
    assert hand.heard(g.Reconnect) == g.Reconnect("A", "C", "A", "A")


def test_copies_go_through_the_system_s_clipboard(hand):
    hand.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    hand.drag(hand.centre("A", -2, -2), hand.centre("B", 2, 2))
    expect(hand.page.locator(".unit.selected")).to_have_count(2)
    hand.key("Control+c")
    expect(toast(hand)).to_have_text("Copied 2 units. Left behind: the edges from C.")
    text = hand.page.evaluate("navigator.clipboard.readText()")
    assert [unit["label"] for unit in json.loads(text)["units"]] == ["A", "B"]
    hand.key("Control+v")
    expect(hand.unit("E")).to_have_class(re.compile("selected"))
    expect(hand.edge("D", "E")).to_have_count(1)
    expect(hand.page.locator(".unit.selected")).to_have_count(2)
    hand.key("Control+z")
    expect(hand.unit("D")).to_have_count(0)
    hand.page.evaluate("navigator.clipboard.writeText('Dear colleague,')")
    hand.key("Control+v")
    expect(toast(hand)).to_contain_text("The clipboard holds no units")


def test_without_a_clipboard_the_page_has_its_own(hand):
    hand.page.evaluate(
        "Object.defineProperty(navigator, 'clipboard', {value: undefined, configurable: true})"
    )
    hand.page.evaluate("document.execCommand = () => false")
    hand.page.mouse.click(*hand.centre("C"))
    hand.key("Control+x")
    expect(hand.unit("C")).to_have_count(0)
    expect(toast(hand)).to_contain_text("for this browser's phiscope pages only")
    hand.page.mouse.click(*hand.centre("A", 2, 9), button="right")
    menu(hand, "Paste here")
    expect(hand.unit("C")).to_be_focused()
    hand.page.evaluate("delete navigator.clipboard; delete document.execCommand")


def test_duplicates_by_key_and_by_dragging(hand):
    hand.unit("A").focus()
    hand.key("Control+d")
    expect(hand.unit("D")).to_be_focused()
    expect(hand.edge("B", "D")).to_have_count(1)
    before = hand.centre("B")
    hand.page.keyboard.down("Alt")
    hand.drag(hand.centre("B"), hand.centre("B", 0, 6))
    hand.page.keyboard.up("Alt")
    expect(hand.unit("E")).to_be_visible()
    assert hand.centre("B") == pytest.approx(before, abs=1)
    assert hand.centre("E")[1] > before[1] + 50


def test_units_snap_level_with_others_and_show_it(hand):
    x, y = hand.centre("A")
    target = hand.centre("B")[1]
    hand.drag((x, y), (x + 60, y + 80), (x + 47, y + 4), drop=False)
    expect(hand.page.locator(".guide")).to_have_count(1)
    assert hand.centre("A")[1] == pytest.approx(target, abs=0.5)
    hand.page.mouse.up()
    expect(hand.page.locator(".guide")).to_have_count(0)
    assert hand.heard(g.MoveUnits).positions["A"][1] == 0.8


def test_align_distribute_and_lay_out(hand):
    hand.unit("A").focus()
    hand.key("a", "ArrowDown", "Enter")
    expect(toast(hand)).to_contain_text("at least two units")
    hand.key("Control+a")
    hand.page.locator(".bar [data-action=arrange]").click()
    menu(hand, "Align bottoms")
    expect(hand.page.locator(".live")).to_contain_text("moved to")
    answered(hand.page)
    assert len({round(hand.centre(label)[1]) for label in "ABC"}) == 1
    hand.page.locator(".bar [data-action=arrange]").click()
    menu(hand, "Circle of all units")
    answered(hand.page)
    assert len({round(hand.centre(label)[1]) for label in "ABC"}) == 2
    hand.key("Control+z", "Control+z")
    answered(hand.page)
    assert hand.centre("A")[1] < hand.centre("C")[1]


def test_tools_say_what_they_are_and_obey_the_arrows(hand):
    hand.page.locator(".bar [data-action=help]").focus()
    expect(hand.page.locator(".tip")).to_have_text("All gestures and keys (?)")
    more = hand.page.locator(".bar [data-action=loop]").locator("..")
    expect(more).to_have_css("opacity", "1")
    hand.key("ArrowRight")
    expect(hand.page.locator(".tip")).to_have_text("Self-loop (L)")
    hand.key("Home")
    expect(hand.page.locator(".tip")).to_have_text("Add a unit (N)")
    expect(hand.page.locator(".bar [tabindex='0']")).to_have_count(1)
    hand.key("Enter")
    expect(hand.unit("D")).to_be_visible()
    tool(hand, "weights")
    expect(hand.page.locator(".weight")).to_have_count(5)
    tool(hand, "weights")
    expect(hand.page.locator(".weight")).to_have_count(0)
