"""A page that holds only the network editor, a model that obeys its gestures, and a hand that makes them."""

import contextlib
import copy
import socket
import time
import urllib.request
from collections.abc import Iterator
from typing import Any

import panel as pn
from playwright.sync_api import Page, expect

from apps.document import gestures as g
from apps.document.copy_paste import copied
from apps.document.document import Document
from apps.editor.drawing import network as drawn
from apps.editor.network_editor import NetworkEditor
from apps.editor.read_gesture import GestureError
from apps.repairs import early_scripts
from engine import Substrate
from signs import FIND, answered


def network(places, edges):
    units = [
        {"label": k, "x": x, "y": y, "on": on, "states": s, "kind": ""} for k, (x, y, on, s) in places.items()
    ]
    return {"units": units, "edges": [{"from": s, "to": t, "weight": w} for s, t, w in edges]}


THREE = network(
    {"A": (0.2, 0.8, 0, 2), "B": (0.8, 0.8, 1, 2), "C": (0.5, 0.2, 0, 3)},
    [("A", "B", 0.7), ("B", "A", -0.4), ("C", "C", 0.5)],
)
FAR = network(
    {"A": (0.5, 1.0, 0, 2), "B": (1.0, 0.0, 1, 2), "C": (0.0, 0.0, 0, 3)}, [("A", "B", 0.7), ("C", "A", 0.4)]
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
            back, ahead = (
                (self.past, self.future) if isinstance(gesture, g.Undo) else (self.future, self.past)
            )
            if not back:
                raise GestureError("There is nothing to undo.")
            ahead.append(self.editor.network)
            self.editor.network = back.pop()
        elif not isinstance(gesture, g.Select | g.Edit):
            self.past.append(self.editor.network)
            new = copy.deepcopy(self.editor.network)
            self.change(new, gesture)
            self.editor.network = new

    def send_again(self, _event=None):
        """Send another network, as a live document may at any time, also in the middle of a drag."""
        new = copy.deepcopy(self.editor.network)
        new["edges"][-1]["weight"] = 0.25
        self.editor.network = new

    def open(self, _event=None):
        """Show another network of the same units, as opening a file may."""
        self.editor.network = FAR
        self.editor.fit += 1
        self.editor.say("Opened.")

    def change(self, new, gesture):
        units = {u["label"]: u for u in new["units"]}
        match gesture:
            case g.Toggle(label, state):
                units[label]["on"] = state
            case g.AddUnit(x, y):
                new["units"].append(
                    {"label": chr(65 + len(units)), "x": x, "y": y, "on": 0, "states": 2, "kind": ""}
                )
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
                    e
                    for e in new["edges"]
                    if not {e["from"], e["to"]} & set(gone) and (e["from"], e["to"]) not in edges
                ]


class Real:
    """A document that obeys its editor's gestures, without the analysis that a page adds."""

    def __init__(self, substrate):
        self.document, self.heard = Document(substrate), []
        self.editor = NetworkEditor(
            network=drawn(self.document.snapshot), width=900, height=600, sizing_mode=None
        )
        self.editor.on_gesture(self.apply)
        self.document.param.watch(self.redraw, "snapshot")

    def redraw(self, _event):
        self.editor.network = drawn(self.document.snapshot)

    def apply(self, gesture):
        self.heard.append(gesture)
        if isinstance(gesture, g.Copy):
            self.editor.put_on_clipboard(*copied(self.document.snapshot, gesture.units))
        elif not isinstance(gesture, g.Select | g.Edit) and not self.document.apply(gesture):
            self.editor.say(self.document.message)

    def start_again(self, _event=None):
        self.document.reset()
        self.heard.clear()
        self.editor.fit += 1


@contextlib.contextmanager
def serve(pages: Any):
    """Serve editors, each made anew for whoever opens its page; gives the URL."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    # Whoever has imported the app's frame has its early scripts in the head of every page.
    early = {early_scripts.ROUTE: str(early_scripts.DIRECTORY)}
    options = {"threaded": True, "show": False, "liveness": True, "verbose": False, "static_dirs": early}
    server = pn.serve(pages, port=port, address="127.0.0.1", **options)
    url = f"http://127.0.0.1:{port}"
    for _ in range(100):
        try:
            urllib.request.urlopen(f"{url}/liveness", timeout=5).close()
            break
        except OSError:
            time.sleep(0.1)
    try:
        yield url
    finally:
        server.stop()


class Hand:
    """A person at the drawing."""

    def __init__(self, page, model):
        self.page, self.model, self._touch = page, model, None

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
            f"""([s, t]) => {{ {FIND}
               const m = e.edgeNodes.get(`edge:${{s}}>${{t}}`).shape.middle;
               const b = e.svg.getBoundingClientRect();
               return [b.left + e.view.x + m.x * e.view.k, b.top + e.view.y + m.y * e.view.k]; }}""",
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

    def touch(self, kind, *points):
        """Send a touchStart, touchMove or touchEnd with all fingers that are down."""
        if self._touch is None:
            self._touch = self.page.context.new_cdp_session(self.page)
        fingers = [{"x": x, "y": y, "id": i} for i, (x, y) in enumerate(points)]
        self._touch.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": fingers})

    def key(self, *keys):
        for key in keys:
            self.page.keyboard.press(key)

    def heard(self, kind):
        """The last gesture of a kind that the model was told of."""
        answered(self.page)
        found = [x for x in self.model.heard if isinstance(x, kind)]
        assert found, f"no {kind.__name__} among {self.model.heard}"
        return found[-1]


@contextlib.contextmanager
def wired(page: Page, substrate: Substrate) -> Iterator[Hand]:
    """A hand on the editor of a real document, beside a button that starts again."""
    models = []

    def build():
        model = Real(substrate)
        models.append(model)
        again = pn.widgets.Button(label="Start again")
        again.on_click(model.start_again)
        return pn.Column(model.editor, again)

    with serve({"one": build}) as url:
        page.goto(f"{url}/one")
        expect(page.locator(".ne svg[role=application]")).to_be_visible()
        yield Hand(page, models[-1])
