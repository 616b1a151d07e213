"""What a browser test waits for in place of time: frames, fades, rest, answers, what the browser keeps."""

import time
from collections.abc import Callable
from typing import TypeVar

from playwright.sync_api import Page

from apps.document.snapshot import Snapshot
from apps.workspace.documents.stored_documents import StoredWindow, unpack

Reading = TypeVar("Reading")

WAIT = 40.0  # seconds
BUSY = 0.5  # share of its time that a page at rest may work

# JavaScript: `e` is the editor, wherever the shadow roots hide it.
FIND = """const find = (n) => n.querySelector?.('.ne') ?? [...n.querySelectorAll('*')]
    .filter((x) => x.shadowRoot).map((x) => find(x.shadowRoot)).find(Boolean);
  const e = find(document)?.editor;"""

FRAMES = """(count) => new Promise((done) => {
  const next = () => (count-- > 0 ? requestAnimationFrame(next) : done())
  next()
})"""

# Whether nothing fades or slides in any shadow root; what turns for ever, such as a spinner, does not count.
STILL = """() => {
  const moves = (each) => each.playState === "running" && each.effect.getComputedTiming().endTime < Infinity
  const still = (root) => !root.getAnimations().some(moves)
    && [...root.querySelectorAll("*")].every((each) => !each.shadowRoot || still(each.shadowRoot))
  return still(document)
}"""

# Whether the server dealt with every gesture of the drawing, and its answer is drawn.
ANSWERED = f"() => {{ {FIND} return e && e.seq <= e.model.seen && !e.dirty && e.frame == null }}"

# What the browser keeps for this window, and for every window without when.
OWN = """() => {
  const kept = localStorage.getItem("phiscope.kept." + sessionStorage.getItem("phiscope.slot"))
  return kept && JSON.parse(kept).text
}"""
SLOTS = "Object.keys(localStorage).filter((key) => key.startsWith('phiscope.kept.'))"
KEPT = f"{SLOTS}.map((name) => JSON.parse(localStorage.getItem(name)).text).sort().join()"


def frames(page: Page, count: int = 2) -> None:
    """Let the browser draw: whatever was to be drawn is on screen after two frames."""
    page.evaluate(FRAMES, count)


def soon(
    page: Page, read: Callable[[], Reading], holds: Callable[[Reading], bool], within: float = WAIT
) -> Reading:
    """What is read off a page as soon as it holds; a failure tells what was read last."""
    deadline = time.monotonic() + within
    while not holds(found := read()):
        assert time.monotonic() < deadline, f"after {within:g} s still {found!r}"
        frames(page, 3)
    return found


def still(page: Page) -> None:
    """Wait until nothing on the page fades or slides any more."""
    page.wait_for_function(STILL)


def answered(page: Page) -> None:
    """Wait until the server dealt with every gesture of the drawing, and its answers are drawn."""
    page.wait_for_function(ANSWERED)


def share_of_work(page: Page, count: int = 30) -> float:
    """The share of the time of so many frames that the page's thread works."""
    session = page.context.new_cdp_session(page)
    session.send("Performance.enable")

    def clocks() -> tuple[float, float]:
        found = {each["name"]: each["value"] for each in session.send("Performance.getMetrics")["metrics"]}
        return found["TaskDuration"], found["Timestamp"]

    worked, started = clocks()
    frames(page, count)
    now, ended = clocks()
    session.detach()
    return (now - worked) / (ended - started)


def at_rest(page: Page, within: float = WAIT) -> None:
    """Wait until the page has little left to do."""
    soon(page, lambda: share_of_work(page), lambda share: share < BUSY, within)


def kept(page: Page) -> StoredWindow:
    """What the browser keeps for this window."""
    return unpack([text] if (text := page.evaluate(OWN)) else [])


def kept_network(page: Page) -> Snapshot | None:
    """The network on the page as the browser keeps it; None before it keeps any."""
    found = kept(page)
    return found.snapshots[found.active] if found.snapshots else None


def kept_after(page: Page, act: Callable[[], object]) -> None:
    """Do it and wait until the browser keeps what it changed; whatever came before must be kept already."""
    before = page.evaluate(KEPT)
    act()
    page.wait_for_function(f"(before) => {KEPT} !== before", arg=before)
