"""Edit to picture: from the click on a unit to the new numbers and plots, in the real browser."""

import json
import tempfile
import time
from pathlib import Path

from playwright.sync_api import sync_playwright

import browser as machine
from pilot import Pilot


def edit_to_picture(substrate, state, edits: int) -> list[float]:
    """Seconds of each of a number of toggles of a live document."""
    content = json.dumps(substrate.to_dict() | {"state": dict(zip(substrate.labels, state, strict=True))})
    with (
        tempfile.TemporaryDirectory() as folder,
        machine.serve(Path(folder) / "log") as url,
        sync_playwright() as tools,
    ):
        chromium = tools.chromium.launch(executable_path=machine.get_chromium(), args=machine.LAUNCH_ARGS)
        pilot = Pilot(chromium.new_page(viewport={"width": 1440, "height": 900}), url).open()
        pilot.open_file("dense.json", content.encode())
        pilot.page.locator(f".unit[data-unit='{substrate.labels[-1]}']").wait_for()
        pilot.page.wait_for_timeout(3000)
        pilot.settled()
        times = [_one(pilot, substrate.labels[i % substrate.n]) for i in range(edits)]
        chromium.close()
    return times


def _one(pilot: Pilot, label: str) -> float:
    before = pilot.value("big-phi").inner_text()
    stale = pilot.page.locator(".results.stale")
    x, y = pilot.centre(label)
    started = time.perf_counter()
    pilot.page.mouse.click(x, y)
    while pilot.value("big-phi").inner_text() == before or stale.count():
        time.sleep(0.005)
    took = time.perf_counter() - started
    pilot.page.wait_for_timeout(700)
    return took


if __name__ == "__main__":
    import sys

    sys.path.insert(0, str(Path(__file__).parents[1] / "benchmarks"))
    import bench

    print(sorted(round(t, 3) for t in edit_to_picture(bench.dense(5), bench.state_of(5), 15)))
