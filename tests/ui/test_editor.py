"""The network editor alone on a page, with a model that carries out its gestures, in a real browser."""

import copy
import socket
import time
import urllib.request
from pathlib import Path

import panel as pn
import pytest
from playwright.sync_api import expect

from apps.parts.editor import gestures as g
from apps.parts.editor import network_editor
from apps.parts.editor.network_editor import NetworkEditor

SCRIPT = Path(network_editor.__file__).with_suffix(".js")


def network(places, edges):
    units = [{"label": k, "x": x, "y": y, "on": on, "states": s, "kind": ""} for k, (x, y, on, s) in places.items()]
    return {"units": units, "edges": [{"from": s, "to": t, "weight": w} for s, t, w in edges]}


THREE = network(
    {"A": (0.2, 0.8, 0, 2), "B": (0.8, 0.8, 1, 2), "C": (0.5, 0.2, 0, 3)},
    [("A", "B", 0.7), ("B", "A", -0.4), ("C", "C", 0.5)],
)
TWELVE = network(
    {chr(65 + i): (0.1 + 0.25 * (i % 4), 0.2 + 0.3 * (i // 4), i % 2, 2) for i in range(12)},
    [(chr(65 + i), chr(65 + j), 1.0) for i in range(12) for j in range(12)],
)
MARKS = {
    "regions": [
        {"units": ["A", "B"], "kind": "complex", "text": "φ_s(aB) = 0.17"},
        {"units": ["A", "C"], "kind": "excluded", "text": "<b>no</b>"},
    ],
    "system": ["A", "B"],
    "cut": [["A", "B"]],
    "highlight": ["unit:C"],
    "background": ["C"],
}


class Model:
    """Carries out gestures on a plain dict, the least a document has to do."""

    def __init__(self, start):
        self.editor = NetworkEditor(network=start, width=900, height=600, sizing_mode=None)
        self.past, self.future, self.heard = [], [], []
        self.editor.on_gesture(self.apply)

    def apply(self, gesture):
        self.heard.append(gesture)
        if isinstance(gesture, g.Undo | g.Redo):
            back, ahead = (self.past, self.future) if isinstance(gesture, g.Undo) else (self.future, self.past)
            if not back:
                raise g.GestureError("There is nothing to undo.")
            ahead.append(self.editor.network)
            self.editor.network = back.pop()
        elif not isinstance(gesture, g.Select | g.Edit):
            self.past.append(self.editor.network)
            new = copy.deepcopy(self.editor.network)
            self.change(new, gesture)
            self.editor.network = new

    def change(self, new, gesture):
        units = {u["label"]: u for u in new["units"]}
        match gesture:
            case g.Toggle(label, state):
                units[label]["on"] = state
            case g.AddUnit(x, y):
                new["units"].append({"label": chr(65 + len(units)), "x": x, "y": y, "on": 0, "states": 2, "kind": ""})
            case g.MoveUnits(positions):
                for label, (x, y) in positions.items():
                    units[label] |= {"x": x, "y": y}
            case g.Connect(source, target):
                new["edges"].append({"from": source, "to": target, "weight": 1.0})
            case g.Reconnect(source, target, new_source, new_target):
                edge = next(e for e in new["edges"] if (e["from"], e["to"]) == (source, target))
                edge |= {"from": new_source, "to": new_target}
            case g.Delete(gone, edges):
                new["units"] = [u for u in new["units"] if u["label"] not in gone]
                new["edges"] = [
                    e for e in new["edges"]
                    if not {e["from"], e["to"]} & set(gone) and (e["from"], e["to"]) not in edges
                ]


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
            tick = pn.widgets.Button(name="Tick")
            # A new, equal network and a changed weight, as a live document would send them at any time.
            tick.on_click(lambda _: model.editor.param.update(network=copy.deepcopy(model.editor.network)))
            return pn.Column(model.editor, tick)

        return build

    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    pages = {
        "three": page(THREE), "twelve": page(TWELVE), "empty": page({"units": [], "edges": []}),
        "marks": page(THREE, marks=MARKS), "dark": page(THREE, marks=MARKS, theme="dark"),
    }
    server = pn.serve(pages, port=port, address="127.0.0.1", threaded=True, show=False, liveness=True, verbose=False)
    url = f"http://127.0.0.1:{port}"
    for _ in range(100):
        try:
            urllib.request.urlopen(f"{url}/liveness", timeout=5).close()
            break
        except OSError:
            time.sleep(0.1)
    yield url
    server.stop()


class Hand:
    """A person at the drawing."""

    def __init__(self, page, model):
        self.page, self.model = page, model

    def unit(self, label):
        return self.page.locator(f".unit[data-unit='{label}']")

    def edge(self, source, target):
        return self.page.locator(f".edge[data-edge='edge:{source}>{target}']")

    def centre(self, label, dx=0.0, dy=0.0):
        box = self.unit(label).locator(".disc").bounding_box()
        half = box["width"] / 2
        return box["x"] + half * (1 + dx), box["y"] + half * (1 + dy)

    def on_edge(self, source, target):
        return self.page.evaluate(
            """([s, t]) => { const find = (n) => n.querySelector?.('.ne') ?? [...n.querySelectorAll('*')]
                 .filter(e => e.shadowRoot).map(e => find(e.shadowRoot)).find(Boolean);
               const e = find(document).editor, m = e.edgeNodes.get(`edge:${s}>${t}`).shape.middle, b = e.svg.getBoundingClientRect();
               return [b.left + e.view.x + m.x * e.view.k, b.top + e.view.y + m.y * e.view.k]; }""",
            [source, target],
        )

    def drag(self, start, *stops, drop=True):
        mouse = self.page.mouse
        mouse.move(*start)
        mouse.down()
        for stop in stops:
            mouse.move(*stop, steps=6)
        if drop:
            mouse.up()

    def key(self, *keys):
        for key in keys:
            self.page.keyboard.press(key)

    def heard(self, kind):
        deadline = time.monotonic() + 5
        while time.monotonic() < deadline:
            found = [x for x in self.model.heard if isinstance(x, kind)]
            if found:
                return found[-1]
            time.sleep(0.02)
        raise AssertionError(f"no {kind.__name__} among {self.model.heard}")


@pytest.fixture
def open_page(page, base, models):
    def opened(name="three"):
        page.goto(f"{base}/{name}")
        expect(page.locator(".ne svg[role=application]")).to_be_visible()
        page.wait_for_timeout(150)
        return Hand(page, models[-1])

    return opened


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
    assert [x.state for x in hand.model.heard if isinstance(x, g.Toggle)] == [1, 1, 2, 0]


def test_a_burst_of_gestures_loses_none(open_page):
    hand = open_page()
    hand.unit("A").focus()
    hand.key(*["Enter"] * 15)
    expect(hand.unit("A")).to_have_attribute("aria-checked", "true")
    hand.page.wait_for_timeout(300)
    assert [x.state for x in hand.model.heard] == [1, 0] * 7 + [1]


def test_drag_from_the_rim_connects(open_page):
    hand = open_page()
    hand.page.mouse.move(*hand.centre("A", 0.9))
    expect(hand.unit("A")).to_have_class("unit hover at-rim")
    hand.drag(hand.centre("A", 0.7, 0.6), hand.centre("C"))
    expect(hand.edge("A", "C")).to_have_attribute("aria-label", "edge A to C, weight 1.00, selected")
    assert hand.heard(g.Connect) == g.Connect("A", "C")


def test_out_of_the_rim_and_back_is_a_self_loop(open_page):
    hand = open_page()
    hand.drag(hand.centre("B", 0.9), hand.centre("B", 3), hand.centre("B", 0.2))
    expect(hand.edge("B", "B")).to_be_visible()
    hand.drag(hand.centre("A", 0.9), hand.centre("A", 0.7, 0.3))
    hand.drag(hand.centre("A", 0.9), hand.centre("A", 4, 3))
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
    hand.page.get_by_role("button", name="Tick").dispatch_event("click")
    hand.page.wait_for_timeout(300)
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
    expect(hand.edge("A", "B")).to_have_class("edge selected hover")
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
    assert hand.page.evaluate("document.activeElement.shadowRoot?.activeElement?.closest('.ne > svg') ?? null") is None


def test_connect_by_keyboard_follows_the_arrows(open_page):
    hand = open_page()
    hand.unit("C").focus()
    hand.key("c", "ArrowRight")
    expect(hand.page.locator(".toast")).to_contain_text("Connect C to B?")
    hand.key("Escape")
    expect(hand.unit("C")).to_be_focused()
    assert not [x for x in hand.model.heard if isinstance(x, g.Connect)]


def test_focus_survives_a_new_network(open_page):
    hand = open_page()
    hand.unit("B").focus()
    hand.page.get_by_role("button", name="Tick").dispatch_event("click")
    hand.page.wait_for_timeout(300)
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
    hand.page.mouse.wheel(0, -300)
    hand.page.wait_for_timeout(100)
    after = hand.unit("A").locator(".disc").bounding_box()
    assert after["width"] > 1.3 * before["width"]
    assert after["x"] + after["width"] / 2 == pytest.approx(before["x"] + before["width"] / 2, abs=1)
    hand.page.get_by_role("button", name="Show everything").click()
    assert hand.unit("A").locator(".disc").bounding_box() == pytest.approx(before)


@pytest.mark.parametrize("name", ["marks", "dark"])
def test_marks_are_drawn_without_markup(open_page, name):
    hand = open_page(name)
    for kind in ("complex", "excluded", "system"):
        expect(hand.page.locator(f".regions .{kind}")).to_have_count(1)
    expect(hand.page.locator(".captions text").first).to_contain_text("(aB) = 0.17")
    assert hand.page.locator(".captions b").count() == 0
    expect(hand.edge("A", "B")).to_have_attribute("aria-label", "edge A to B, weight 0.70, cut by the minimum information partition")
    expect(hand.page.locator(".scissors")).to_have_count(1)
    expect(hand.unit("C")).to_have_class("unit marked background")


def test_twelve_units_with_every_edge_stay_smooth(open_page):
    hand = open_page("twelve")
    hand.page.mouse.move(*hand.centre("F"))
    hand.page.mouse.down()
    took = hand.page.evaluate(
        """() => { const find = (n) => n.querySelector?.('.ne') ?? [...n.querySelectorAll('*')]
             .filter(e => e.shadowRoot).map(e => find(e.shadowRoot)).find(Boolean);
           const e = find(document).editor, at = { clientX: e.press.x, clientY: e.press.y, pointerId: e.press.pointer, shiftKey: true };
           e.startDrag(); e.touched = 0;
           const start = performance.now();
           for (let i = 1; i <= 20; i++) e.drag({ ...at, clientX: at.clientX + i, clientY: at.clientY + i });
           return { ms: (performance.now() - start) / 20, touched: e.touched / 20 }; }"""
    )
    hand.page.mouse.up()
    print(took)
    assert took["touched"] <= 1 + 23 + 11, "only the unit, its edges and the self-loops around it"
    assert took["ms"] < 50


def geometry(page, body):
    """Run `body` with the module of the editor as `m`, on a page of its own."""
    code = "async (src) => { const m = await import(URL.createObjectURL(new Blob([src], {type: 'text/javascript'}))); %s }"
    return page.evaluate(code % body, SCRIPT.read_text(encoding="utf-8"))


def test_opposite_edges_never_meet(page):
    ahead, back = geometry(
        page,
        """const a = {label: 'A', x: 0, y: 0}, b = {label: 'B', x: 200, y: 0}, o = {r: 22, width: 2, opposite: true, near: new Set()};
        return [['A', 'B'], ['B', 'A']].map(([from, to]) => m.edgeShape([a, b], {from, to, weight: 1}, o).middle.y);""",
    )
    assert ahead * back < 0
    assert abs(ahead - back) > 20


def test_an_edge_goes_around_a_unit_in_its_way(page):
    clear = geometry(
        page,
        """const p = [[0, 0], [100, 0], [200, 0]].map(([x, y], i) => ({label: 'ABC'[i], x, y}));
        const s = m.edgeShape(p, {from: 'A', to: 'C', weight: 1}, {r: 22, width: 2, opposite: false, near: new Set()});
        return Math.min(...s.spots.map((q) => m.distance(q, p[1])));""",
    )
    assert clear > 22


def test_a_self_loop_looks_away_and_heads_tell_the_sign(page):
    angle, excites, inhibits = geometry(
        page,
        """const p = [{label: 'A', x: 0, y: 0}, {label: 'B', x: 100, y: 0}];
        return [m.loopAngle(p[0], p, new Set(['B'])), m.headShape(p[0], p[1], 1, 2).d, m.headShape(p[0], p[1], -1, 2).d];""",
    )
    assert abs(angle) == pytest.approx(3.14159, abs=0.01)
    assert "a" not in excites
    assert inhibits.count("a") == 2


def test_regions_never_swallow_a_stranger(page):
    rings, hull, single = geometry(
        page,
        """const p = [[0, 0], [100, 0], [200, 0]].map(([x, y], i) => ({label: 'ABC'[i], x, y}));
        const path = (units) => m.regionShape(p, {units, kind: 'system'}, 22).d;
        return [path(['A', 'C']), path(['A', 'B', 'C']), path(['A'])];""",
    )
    assert rings.count("Z") == 2
    assert hull.count("Z") == single.count("Z") == 1


def test_changes_are_put_into_words(page):
    said = geometry(
        page,
        """const unit = {label: 'A', x: 0, y: 0, on: 0, states: 2}, edge = {id: 'edge:A>A', from: 'A', to: 'A', weight: 1};
        const none = {units: [], edges: []}, one = {units: [unit], edges: []}, loop = {units: [unit], edges: [edge]};
        return [[none, one], [one, loop], [loop, one], [one, {units: [{...unit, on: 1}], edges: []}], [one, one]].map(([b, a]) => m.describeChange(b, a));""",
    )
    assert said == ["Added unit A", "Added edge A to A", "Removed edge A to A", "unit A, on", ""]
