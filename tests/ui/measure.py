"""Edit to picture and keystroke to drawing, in the real browser."""

import json
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from math import sin
from pathlib import Path
from statistics import median
from typing import Any

import panel as pn
from playwright.sync_api import expect, sync_playwright

import browser as machine
from editor_page import TWELVE, Hand, Model, serve
from pilot import Pilot
from signs import FIND, at_rest


@contextmanager
def opened(substrate: Any, state: Any, inside: bool = False) -> Iterator[Pilot]:
    """A page with a network on it, with or without what is inside."""
    content = json.dumps(substrate.to_dict() | {"state": dict(zip(substrate.labels, state, strict=True))})
    with (
        tempfile.TemporaryDirectory() as folder,
        machine.serve(Path(folder) / "log") as url,
        sync_playwright() as tools,
    ):
        chromium = tools.chromium.launch(executable_path=machine.get_chromium(), args=machine.LAUNCH_ARGS)
        pilot = Pilot(chromium.new_page(viewport={"width": 1440, "height": 900}), url).open(inside=inside)
        pilot.open_file("network.json", content.encode())
        pilot.page.locator(f".unit[data-unit='{substrate.labels[-1]}']").wait_for()
        pilot.settled()
        at_rest(pilot.page)
        yield pilot
        chromium.close()


def edit_to_picture(substrate, state, edits: int, inside: bool = False) -> list[float]:
    """Seconds of each of a number of toggles of a live document, with or without what is inside."""
    with opened(substrate, state, inside) as pilot:
        return [_one(pilot, substrate.labels[i % substrate.n]) for i in range(edits)]


# From the pointer's release to the frame after the picture with new data is painted.
NEXT_PICTURE = """() => {
  let released = null, fresh = false;
  addEventListener("pointerup", () => { released ??= performance.now(); }, { capture: true, once: true });
  window.nextPicture = new Promise((done, late) => {
    setTimeout(() => late(new Error("no new picture within 20 s of the click")), 20_000);
    for (const plot of Bokeh.index.query((view) => view.canvas_view)) {
      for (const { data_source } of plot.model.renderers) {
        data_source?.properties.data.change.connect(() => { fresh = released !== null; });
      }
      const paint = plot.paint;
      plot.paint = (...all) => {
        paint.apply(plot, all);
        if (fresh) requestAnimationFrame(() => done((performance.now() - released) / 1000));
      };
    }
  });
}"""


def _one(pilot: Pilot, label: str) -> float:
    x, y = pilot.centre(label)
    pilot.page.mouse.move(x, y)  # what lights up under the pointer is no edit
    at_rest(pilot.page)
    pilot.page.evaluate(NEXT_PICTURE)
    pilot.page.mouse.click(x, y)
    took = pilot.page.evaluate("window.nextPicture")
    at_rest(pilot.page)
    return took


def page_build(page: str, times: int = 5) -> float:
    """Seconds of processor that a page takes until its first picture can be sent: all others wait so long."""
    from panel.io.application import build_applications

    from apps import views
    from apps.repairs import light_pages
    from apps.workspace.workbench import pages

    light_pages.lighten()
    views.load()
    app = next(iter(build_applications(pages()[page]).values()))
    app.create_document()  # what is the same for all sessions is made once
    return min(_built(app) for _ in range(times))


def _built(app: Any) -> float:
    started = time.thread_time()
    app.create_document().to_json()
    return time.thread_time() - started


WATCH = """() => {
  const find = (root, selector) => {
    const inside = [...root.querySelectorAll("*")].map((element) => element.shadowRoot).filter(Boolean);
    return root.querySelector(selector) ?? inside.map((one) => find(one, selector)).find(Boolean);
  };
  const text = find(document, "textarea:not([aria-hidden])");
  const edge = find(document, ".edge[data-edge='edge:C>C']");
  Object.assign(window, { took: [], typed: null });
  text.addEventListener("input", () => { typed ??= performance.now(); }, true);
  const drawn = () => { if (typed !== null) took.push(performance.now() - typed); typed = null; };
  new MutationObserver(drawn).observe(edge, { subtree: true, attributes: true, childList: true });
}"""


def keystroke_to_drawing(keys: int, gap: int) -> list[float]:
    """Milliseconds from a key in the text of the first example to its edge, a key every `gap` ms."""
    with (
        tempfile.TemporaryDirectory() as folder,
        machine.serve(Path(folder) / "log") as url,
        sync_playwright() as tools,
    ):
        chromium = tools.chromium.launch(executable_path=machine.get_chromium(), args=machine.LAUNCH_ARGS)
        page = chromium.new_page(viewport={"width": 1440, "height": 900}, storage_state=machine.EVERY_TOOL)
        pilot = Pilot(page, url).open()
        pilot.page.locator(".text-toggle button").click()
        text = pilot.page.locator(".script textarea:not([aria-hidden])")
        at_rest(pilot.page)
        pilot.page.evaluate(WATCH)
        text.press("Control+End")
        text.press("ArrowLeft")
        for i in range(keys):
            # C ~ logistic(…, C:0.25) and back; a key is held for the gap, its letter is there at once
            text.press("Backspace" if i % 2 else "5", delay=gap)
        pilot.page.wait_for_function("window.typed === null")  # the last is drawn
        took = pilot.page.evaluate("window.took")
        chromium.close()
    return took


def frames_of_a_drag(together: bool = False, moves: int = 240) -> dict[str, list[float]]:
    """Milliseconds of each frame while one of 12 units with all 144 edges is dragged, or all ``together``.

    ``frames``: from one frame to the next; ``script``: what the editor itself takes of it, with the layout.
    """
    record = f"""() => {{ {FIND}
        Object.assign(window, {{ frames_: [], script_: [], recording_: true }});
        const tick = e.tick.bind(e);
        e.tick = () => {{
          const start = performance.now();
          tick();
          e.svg.getBoundingClientRect();
          script_.push(performance.now() - start);
        }};
        let last = null;
        const frame = (t) => {{
          if (last !== null) frames_.push(t - last);
          last = t;
          if (recording_) requestAnimationFrame(frame);
        }};
        requestAnimationFrame(frame); }}"""
    with serve({"twelve": lambda: pn.Column(Model(TWELVE).editor)}) as url, sync_playwright() as tools:
        chromium = tools.chromium.launch(executable_path=machine.get_chromium(), args=machine.LAUNCH_ARGS)
        page = chromium.new_page(viewport={"width": 920, "height": 640})
        page.goto(f"{url}/twelve")
        page.locator(".ne svg[role=application]").wait_for()
        at_rest(page)
        x, y = Hand(page, None).centre("F")
        page.mouse.click(x, y)
        if together:
            page.keyboard.press("Control+a")
        page.mouse.move(x, y)
        page.keyboard.down("Shift")  # off the grid, so that each frame is another picture
        page.mouse.down()
        page.evaluate(record)
        for i in range(moves):
            page.mouse.move(x + 60 * sin(i / 12), y + 40 * sin(i / 9))
        page.evaluate("recording_ = false")
        page.mouse.up()
        times = page.evaluate("({frames: frames_, script: script_})")
        chromium.close()
    return times


# From one frame to the next, while `recording_` is set.
RECORD = """() => {
  Object.assign(window, { frames_: [], recording_: true });
  let last = null;
  const frame = (t) => {
    if (last !== null) frames_.push(t - last);
    last = t;
    if (recording_) requestAnimationFrame(frame);
  };
  requestAnimationFrame(frame);
}"""


# The wheel scrolls the page until a plot's tool for it is chosen.
WHEEL = """() => {
  for (const view of Bokeh.index.query((each) => each.canvas_view)) {
    const tool = view.model.toolbar.tools.find((each) => each.type === "WheelZoomTool");
    if (tool) tool.active = true;
  }
}"""


def frames_of_the_computer(moves: int = 120) -> dict[str, list[float]]:
    """Milliseconds of each frame while a computer of 117 units is panned and zoomed.

    ``module``: its drawing by modules, all of them open; ``editor``: the network at the left.
    """
    found = {}
    expect.set_options(timeout=60_000)  # a fresh machine compiles first
    with (
        tempfile.TemporaryDirectory() as folder,
        machine.serve(Path(folder) / "log") as url,
        sync_playwright() as tools,
    ):
        chromium = tools.chromium.launch(executable_path=machine.get_chromium(), args=machine.LAUNCH_ARGS)
        page = chromium.new_page(viewport={"width": 1440, "height": 900}, storage_state=machine.EVERY_TOOL)
        page.set_default_timeout(60_000)
        pilot = Pilot(page, url)
        page.goto(f"{url}/computer")
        pilot.settled()
        for box in page.locator(".modules input").all():
            box.check()
        at_rest(page)
        plot = page.locator(".computer-pane .bk-Canvas, .computer-pane .bk-canvas-events").first
        page.evaluate(WHEEL)
        found |= panned_and_zoomed(page, "modules", middle_of(plot), moves)
        page.goto(f"{url}/complexes")
        pilot.choose_preset("Computer that runs PQRS")
        page.locator(".ne .unit").nth(116).wait_for()
        at_rest(page)
        sheet = page.locator(".ne svg[role=application]")
        found |= panned_and_zoomed(page, "editor", middle_of(sheet), moves, "middle")
        chromium.close()
    return found


def middle_of(part: Any) -> tuple[float, float]:
    part.scroll_into_view_if_needed()
    box = part.bounding_box()
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def panned_and_zoomed(
    page: Any, what: str, middle: tuple[float, float], moves: int, button: Any = "left"
) -> dict[str, list[float]]:
    x, y = middle
    found = {}
    page.mouse.move(x, y)
    page.mouse.down(button=button)
    page.evaluate(RECORD)
    for i in range(moves):
        page.mouse.move(x + 80 * sin(i / 12), y + 50 * sin(i / 9))
    found[f"{what} panned"] = page.evaluate("(recording_ = false, frames_)")
    page.mouse.up(button=button)
    page.evaluate(RECORD)
    for i in range(moves):
        page.mouse.wheel(0, 30 if i // 20 % 2 else -30)
    found[f"{what} zoomed"] = page.evaluate("(recording_ = false, frames_)")
    return found


def summary(times: list[float]) -> str:
    """The median and the 95th percentile, in words."""
    ordered = sorted(times)
    return f"median {median(ordered):.1f} ms, 95th {ordered[int(0.95 * (len(ordered) - 1))]:.1f} ms"


if __name__ == "__main__":
    import sys

    for together in (False, True):
        for what, times in frames_of_a_drag(together).items():
            how = "all of 12 units" if together else "one of 12 units"
            print(f"{what} while dragging {how}: {summary(times)} ({len(times)} of them)", flush=True)
    for what, times in frames_of_the_computer().items():
        print(f"{what}: {summary(times)} ({len(times)} of them)", flush=True)
    sys.path.insert(0, str(Path(__file__).parents[1] / "benchmarks"))
    import bench

    print(sorted(round(t, 3) for t in edit_to_picture(bench.dense(5), bench.state_of(5), 15)))
    for gap in (900, 250, 120):
        print(gap, sorted(round(ms) for ms in keystroke_to_drawing(20, gap)))
