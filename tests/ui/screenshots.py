"""`make screenshots`: a picture of every view; that of the README goes to `assets/screenshots`."""

import tempfile
from pathlib import Path

from playwright.sync_api import expect, sync_playwright

import browser as machine
from apps import views
from pilot import Pilot
from signs import at_rest, still

PICTURES = machine.ROOT / "test-results" / "screenshots"
KEPT = {"explore": machine.ROOT / "assets" / "screenshots"}
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
        for name in views.load():
            page = chromium.new_page(viewport=SIZE)
            page.goto(f"{url}/{name}")
            expect(page.locator(".ne svg[role=application]")).to_be_visible()
            Pilot(page, url).settled()
            at_rest(page)
            still(page)
            page.screenshot(path=KEPT.get(name, PICTURES) / f"{name}.png")
            page.close()
        chromium.close()
    print(f"The pictures are in {PICTURES}, that of the README in {KEPT['explore']}.")


if __name__ == "__main__":
    main()
