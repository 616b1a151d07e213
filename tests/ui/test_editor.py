"""The network editor alone on a page: every gesture, in a real browser."""

import re
from typing import Any

import panel as pn
import pytest
from playwright.sync_api import expect

from apps.document import gestures as g
from editor_page import MARKS, THREE, TWELVE, Hand, Model, serve
from signs import FIND, answered, frames


@pytest.fixture(scope="module")
def models():
    return []


@pytest.fixture(scope="module")
def base(models):
    def page(start, **params):
        def build():
            model = Model(start)
            model.editor.param.update(**params)
            models.append(model)
            tick = pn.widgets.Button(label="Tick")
            tick.on_click(model.send_again)
            other = pn.widgets.Button(label="Open")
            other.on_click(model.open)
            return pn.Column(model.editor, tick, other)

        return build

    pages: Any = {
        "three": page(THREE),
        "twelve": page(TWELVE),
        "empty": page({"units": [], "edges": []}),
        "marks": page(THREE, marks=MARKS),
        "dark": page(THREE, marks=MARKS, theme="dark"),
    }
    with serve(pages) as url:
        yield url


@pytest.fixture
def open_page(page, base, models):
    def opened(name="three"):
        page.goto(f"{base}/{name}")
        expect(page.locator(".ne svg[role=application]")).to_be_visible()
        ready(page)
        return Hand(page, models[-1])

    return opened


def ready(page):
    """Wait until the drawing has its size: Bokeh has laid out the page, and a frame fitted the view."""
    page.wait_for_function("Bokeh.documents.length && Bokeh.documents.every((each) => each.is_idle)")
    frames(page)


def another_network(hand):
    """Have the server send a network that differs in one weight, and wait until that is drawn."""
    hand.page.get_by_role("button", name="Tick").dispatch_event("click")
    expect(hand.edge("C", "C")).to_have_attribute("aria-label", "edge C to C, weight 0.25")


def wheel(hand, by):
    """Turn the wheel and wait until the view follows."""
    world = hand.page.locator(".ne .world")
    before = world.get_attribute("transform")
    hand.page.mouse.wheel(0, by)
    expect(world).not_to_have_attribute("transform", before)


def test_click_toggles_and_cycles(open_page):
    hand = open_page()
    expect(hand.unit("A")).to_have_attribute("aria-checked", "false")
    hand.page.mouse.click(*hand.centre("A"))
    expect(hand.unit("A")).to_have_attribute("aria-checked", "true")
    expect(hand.unit("A")).to_have_attribute("aria-label", "unit A, on, selected")
    expect(hand.unit("A").locator(".name")).to_have_text("A")
    expect(hand.unit("A")).to_be_focused()
    for state in (1, 2, 0):
        hand.page.mouse.click(*hand.centre("C"))
        expect(hand.unit("C")).to_have_attribute("aria-label", f"unit C, state {state} of 0 to 2, selected")
    answered(hand.page)
    assert [x.state for x in hand.model.heard if isinstance(x, g.Toggle)] == [1, 1, 2, 0]


def test_a_burst_of_gestures_loses_none(open_page):
    hand = open_page()
    hand.unit("A").focus()
    hand.key(*["Enter"] * 15)
    expect(hand.unit("A")).to_have_attribute("aria-checked", "true")
    answered(hand.page)
    assert [x.state for x in hand.model.heard] == [1, 0] * 7 + [1]


def test_drag_from_the_rim_connects(open_page):
    hand = open_page()
    hand.page.mouse.move(*hand.centre("A", 0.9))
    expect(hand.unit("A")).to_have_class(re.compile("at-rim"))
    hand.drag(hand.centre("A", 0.7, 0.6), hand.centre("C"))
    expect(hand.edge("A", "C")).to_have_attribute("aria-label", "edge A to C, weight 1.00, selected")
    assert hand.heard(g.Connect) == g.Connect("A", "C")


def test_out_of_the_rim_and_back_is_a_self_loop(open_page):
    hand = open_page()
    hand.drag(hand.centre("B", 0.9), hand.centre("B", 3), hand.centre("B", 0.2))
    expect(hand.edge("B", "B")).to_be_visible()
    hand.drag(hand.centre("A", 0.9), hand.centre("A", 0.7, 0.3))
    hand.drag(hand.centre("A", 0.9), hand.centre("A", 4, 3))
    answered(hand.page)
    assert [x for x in hand.model.heard if isinstance(x, g.Connect)] == [g.Connect("B", "B")]


def test_drag_moves_and_snaps(open_page):
    hand = open_page()
    hand.drag(hand.centre("C"), hand.centre("C", 2.13, -1.37))
    expect(hand.page.locator(".live")).to_contain_text("C moved to")
    x, y = hand.heard(g.MoveUnits).positions["C"]
    assert y > 0.2, "upwards on screen is upwards in y"
    assert round(x * 40, 6) == int(round(x * 40, 6))
    assert round(y * 40, 6) == int(round(y * 40, 6))
    assert hand.unit("C").get_attribute("aria-label") == "unit C, state 0 of 0 to 2"


def test_a_drag_survives_a_new_network_and_stays_on_the_sheet(open_page):
    hand = open_page()
    hand.drag(hand.centre("A"), hand.centre("A", 2, 3), drop=False)
    held = hand.centre("A")
    another_network(hand)
    assert hand.centre("A") == pytest.approx(held)
    hand.page.mouse.move(*hand.centre("A", -60, -60), steps=3)
    hand.page.mouse.up()
    assert hand.heard(g.MoveUnits).positions == {"A": (0.0, 1.0)}


def test_double_click_adds_a_unit_there(open_page):
    hand = open_page()
    x, y = hand.centre("A", 0, 9)
    hand.page.mouse.dblclick(x, y)
    expect(hand.unit("D")).to_be_focused()
    expect(hand.unit("D")).to_have_class("unit selected")
    assert hand.centre("D") == pytest.approx((x, y), abs=9)


def test_empty_drawing_invites(open_page):
    hand = open_page("empty")
    expect(hand.page.locator(".hint")).to_be_visible()
    hand.page.locator(".ne svg[role=application]").dblclick(position={"x": 450, "y": 300})
    expect(hand.unit("A")).to_be_visible()
    expect(hand.page.locator(".hint")).to_be_hidden()


def test_click_an_edge_then_delete_undo_redo(open_page):
    hand = open_page()
    hand.page.mouse.click(*hand.on_edge("A", "B"))
    expect(hand.edge("A", "B")).to_have_class(re.compile("selected"))
    expect(hand.page.locator(".weight")).to_have_text("0.70")
    hand.key("Delete")
    expect(hand.edge("A", "B")).to_have_count(0)
    hand.key("Control+z")
    expect(hand.edge("A", "B")).to_have_count(1)
    hand.key("Control+y")
    expect(hand.edge("A", "B")).to_have_count(0)
    hand.key("Control+z", "Control+Shift+Z")
    expect(hand.edge("A", "B")).to_have_count(0)


def test_an_end_of_a_selected_edge_reconnects(open_page):
    hand = open_page()
    hand.page.mouse.click(*hand.on_edge("A", "B"))
    box = hand.page.locator(".handle[data-end=to]").bounding_box()
    hand.drag((box["x"] + 5, box["y"] + 5), hand.centre("C"))
    expect(hand.edge("A", "C")).to_have_attribute("aria-label", "edge A to C, weight 0.70, selected")
    assert hand.heard(g.Reconnect) == g.Reconnect("A", "B", "A", "C")


def test_an_edge_back_is_drawn_right_after_the_edge_there(open_page):
    """The handle of the edge just drawn must not lie where the drag back starts."""
    hand = open_page("empty")
    for x in (300, 600):
        hand.page.locator(".ne svg[role=application]").dblclick(position={"x": x, "y": 300})
    expect(hand.unit("B")).to_be_visible()
    hand.drag(hand.centre("A", 0.9, 0), hand.centre("B"))
    expect(hand.edge("A", "B")).to_have_count(1)
    hand.drag(hand.centre("B", -0.9, 0), hand.centre("A"))
    expect(hand.edge("B", "A")).to_have_count(1)
    expect(hand.edge("A", "B")).to_have_count(1)
    expect(hand.edge("A", "A")).to_have_count(0)


def test_select_many_and_move_them_together(open_page):
    hand = open_page()
    hand.drag(hand.centre("A", -2, -2), hand.centre("B", 2, 2))
    expect(hand.page.locator(".unit.selected")).to_have_count(2)
    assert {"unit:A", "unit:B"} <= set(hand.heard(g.Select).ids)
    hand.drag(hand.centre("A"), hand.centre("A", 0, 3))
    assert set(hand.heard(g.MoveUnits).positions) == {"A", "B"}
    hand.key("Escape")
    expect(hand.page.locator(".selected")).to_have_count(0)
    hand.page.mouse.click(*hand.centre("A"))
    hand.page.keyboard.down("Shift")
    hand.page.mouse.click(*hand.centre("C"))
    hand.page.keyboard.up("Shift")
    expect(hand.page.locator(".unit.selected")).to_have_count(2)
    answered(hand.page)
    assert not [x for x in hand.model.heard if isinstance(x, g.Toggle) and x.label == "C"]


def test_keyboard_alone(open_page):
    hand = open_page()
    hand.unit("A").focus()
    hand.key("Tab")
    expect(hand.unit("B")).to_be_focused()
    hand.key("Space")
    expect(hand.unit("B")).to_have_attribute("aria-checked", "false")
    expect(hand.unit("B")).to_be_focused()
    hand.key("Tab", "Tab")
    expect(hand.edge("A", "B")).to_be_focused()
    hand.key("Shift+Tab", "ArrowRight", "Shift+ArrowUp")
    expect(hand.page.locator(".live")).to_have_text("C moved to 0.525, 0.205")
    hand.key("Home", "l")
    expect(hand.edge("A", "A")).to_be_visible()
    hand.key("c")
    expect(hand.page.locator(".toast")).to_contain_text("Connect A to C?")
    hand.key("Enter")
    expect(hand.edge("A", "C")).to_be_visible()
    expect(hand.unit("A")).to_be_focused()
    hand.key("F2")
    assert hand.heard(g.Edit) == g.Edit("unit:A")
    hand.key("n")
    expect(hand.unit("D")).to_be_focused()
    hand.key("Backspace")
    expect(hand.unit("D")).to_have_count(0)
    expect(hand.unit("C")).to_be_focused()


def test_tab_leaves_the_drawing(open_page):
    hand = open_page()
    hand.unit("A").focus()
    hand.key("End", "Tab")
    assert (
        hand.page.evaluate(f"() => {{ {FIND} return e.svg.contains(e.root.getRootNode().activeElement); }}")
        is False
    )


def test_connect_by_keyboard_follows_the_arrows(open_page):
    hand = open_page()
    hand.unit("C").focus()
    hand.key("c", "ArrowRight")
    expect(hand.page.locator(".toast")).to_contain_text("Connect C to B?")
    hand.key("Escape")
    expect(hand.unit("C")).to_be_focused()
    answered(hand.page)
    assert not [x for x in hand.model.heard if isinstance(x, g.Connect)]


def test_focus_survives_a_new_network(open_page):
    hand = open_page()
    hand.unit("B").focus()
    another_network(hand)
    expect(hand.unit("B")).to_be_focused()


def test_refusals_are_shown(open_page):
    hand = open_page()
    hand.unit("A").focus()
    hand.key("Control+z")
    expect(hand.page.locator(".toast")).to_have_text("There is nothing to undo.")


def test_help_opens_and_closes_by_keyboard(open_page):
    hand = open_page()
    hand.unit("A").focus()
    hand.key("?")
    expect(hand.page.get_by_role("dialog", name="Gestures and keys")).to_be_visible()
    hand.key("Escape")
    expect(hand.page.get_by_role("dialog")).to_have_count(0)
    expect(hand.unit("A")).to_be_focused()


def test_zoom_and_fit(open_page):
    hand = open_page()
    before = hand.unit("A").locator(".disc").bounding_box()
    hand.page.mouse.move(*hand.centre("A"))
    wheel(hand, -300)
    after = hand.unit("A").locator(".disc").bounding_box()
    assert after["width"] > 1.3 * before["width"]
    assert after["x"] + after["width"] / 2 == pytest.approx(before["x"] + before["width"] / 2, abs=1)
    hand.page.get_by_role("button", name="Show everything").click()
    assert hand.unit("A").locator(".disc").bounding_box() == pytest.approx(before)


def test_what_is_opened_is_shown_whole_below_the_tool_bar(open_page):
    hand = open_page()
    hand.page.mouse.move(*hand.centre("A"))
    wheel(hand, -600)
    hand.page.get_by_role("button", name="Open").click()
    expect(hand.edge("C", "A")).to_have_count(1)
    expect(hand.page.locator(".toast")).to_have_text("Opened.")  # the last that is sent of it
    frames(hand.page)
    drawing = hand.page.locator(".ne").bounding_box()
    bar = hand.page.get_by_role("toolbar").bounding_box()
    for label in "ABC":
        disc = hand.unit(label).locator(".disc").bounding_box()
        assert disc["y"] > bar["y"] + bar["height"]
        assert disc["y"] + disc["height"] < drawing["y"] + drawing["height"]
        assert drawing["x"] < disc["x"] < drawing["x"] + drawing["width"] - disc["width"]


@pytest.mark.parametrize("name", ["marks", "dark"])
def test_marks_are_drawn_without_markup(open_page, name):
    hand = open_page(name)
    for kind in ("complex", "excluded", "system"):
        expect(hand.page.locator(f".regions .{kind}")).to_have_count(1)
    expect(hand.page.locator(".captions text").first).to_contain_text("(aB) = 0.17")
    assert hand.page.locator(".captions b").count() == 0
    expect(hand.edge("A", "B")).to_have_attribute("aria-label", re.compile("cut by the minimum"))
    expect(hand.page.locator(".scissors")).to_have_count(1)
    expect(hand.unit("C")).to_have_class("unit marked background")


def test_twelve_units_with_every_edge_stay_smooth(open_page):
    hand = open_page("twelve")
    hand.page.mouse.move(*hand.centre("F"))
    hand.page.mouse.down()
    took = hand.page.evaluate(
        f"""() => {{ {FIND}
           const {{ x, y, pointer }} = e.press;
           e.startDrag(); e.touched = 0;
           const start = performance.now();
           const at = (i) => ({{ clientX: x + i, clientY: y + i, pointerId: pointer, shiftKey: true }});
           for (let i = 1; i <= 20; i++) e.drag(at(i));
           return {{ ms: (performance.now() - start) / 20, touched: e.touched / 20 }}; }}"""
    )
    hand.page.mouse.up()
    assert took["touched"] <= 1 + 23 + 11, "only the unit, its edges and the self-loops around it"
    assert took["ms"] < 50


def test_middle_and_space_drags_move_the_view(open_page):
    hand = open_page()
    x, y = hand.centre("A")
    mouse, empty = hand.page.mouse, hand.centre("A", 0, 9)
    mouse.move(*empty)
    mouse.down(button="middle")
    mouse.move(empty[0] + 40, empty[1] + 30, steps=4)
    mouse.up(button="middle")
    assert hand.centre("A") == pytest.approx((x + 40, y + 30), abs=1)
    hand.unit("A").focus()
    hand.page.keyboard.down("Space")
    hand.drag((empty[0] + 40, empty[1] + 30), empty)
    hand.page.keyboard.up("Space")
    assert hand.centre("A") == pytest.approx((x, y), abs=1)
    answered(hand.page)
    assert hand.model.heard == [], "a space that moved the view toggles nothing"


def test_touch_taps_toggle_and_two_fingers_zoom(open_page):
    hand = open_page()
    send = hand.touch
    a, width = hand.centre("A"), hand.unit("A").locator(".disc").bounding_box()["width"]
    send("touchStart", a)
    send("touchEnd")
    expect(hand.unit("A")).to_have_attribute("aria-checked", "true")
    x, y = hand.centre("A", 0, 9)
    send("touchStart", (x - 20, y))
    send("touchStart", (x - 20, y), (x + 20, y))
    send("touchMove", (x - 40, y), (x + 40, y))
    send("touchEnd")
    assert hand.unit("A").locator(".disc").bounding_box()["width"] > 1.7 * width
