"""`make screenshots`: the picture of the README, and others to look at, in `assets/screenshots`."""

import tempfile
from pathlib import Path

from playwright.sync_api import expect, sync_playwright

import browser as machine
from pilot import Pilot

PICTURES = machine.ROOT / "assets" / "screenshots"
SIZE = {"width": 1440, "height": 900}


def main() -> None:
    """Take them all."""
    PICTURES.mkdir(parents=True, exist_ok=True)
    expect.set_options(timeout=60_000)  # a fresh machine compiles first
    with (
        tempfile.TemporaryDirectory() as folder,
        machine.serve(Path(folder) / "log") as url,
        sync_playwright() as tools,
    ):
        chromium = tools.chromium.launch(executable_path=machine.get_chromium(), args=machine.LAUNCH_ARGS)
        pilot = Pilot(chromium.new_page(viewport=SIZE), url).open()
        pilot.page.wait_for_timeout(2500)
        pilot.page.screenshot(path=PICTURES / "explore.png")
        chromium.close()
    print(f"The pictures are in {PICTURES}.")


if __name__ == "__main__":
    main()
