"""Where text stands on a page, and what stands in its way: cut off, over other text, or under a drawing."""

from pathlib import Path

from playwright.sync_api import Page

LOOK = Path(__file__).with_name("boxes.js").read_text("utf-8")


def faults(page: Page) -> list[str]:
    """Return a sentence for each text that is cut off, lies over another or under a drawing."""
    return page.evaluate(LOOK)
