"""No text is cut off, lies over another or under a drawing: every view, both sizes of window and of type."""

import pytest
from playwright.sync_api import expect

from apps import views
from apps.document.link_text import linked
from apps.document.snapshot import opened
from boxes import faults
from cards import example
from engine import Substrate
from pilot import Pilot
from signs import at_rest, soon, still

SIZES = ((1440, 900), (1024, 768))
LONG = ("Coup_fti", "p53", "Αλφα", "mitogen_activated_kinase", "x")


def ring(labels):
    """A network in which each unit hears itself and the units on both sides of it."""
    count = len(labels)
    units = [{"label": label, "function": {"type": "logistic", "k": 1.5}} for label in labels]
    ends = {(i, (i + step) % count) for i in range(count) for step in (0, 1, -1)}
    edges = [
        {"from": labels[a], "to": labels[b], "weight": round(0.2 + 0.1 * (a + 2 * b), 2)}
        for a, b in sorted(ends)
    ]
    return Substrate.from_dict(
        {"format": "phiscope-substrate", "version": 1, "name": "ring", "units": units, "edges": edges}
    )


NETWORKS = {
    "one": lambda: ring(["A"]),
    "two": lambda: example("ac-fig6-or-and"),
    "three": lambda: example("iit4-fig1"),
    "names": lambda: ring(list(LONG)),
    "ten": lambda: ring([f"U{i}" for i in range(10)]),
}


ON_REQUEST = {"explore": ".structure-pane", "causation": ".link-pane"}
"""The views that compute so many as ten units when asked only, and a part of their results."""


def unsightly(pilot):
    """What is wrong on the page in every size of window, with what was said of it."""
    found = []
    for width, height in SIZES:
        pilot.page.set_viewport_size({"width": width, "height": height})
        at_rest(pilot.page)
        still(pilot.page)
        pilot.page.evaluate(
            "document.fonts.ready.then(() => true)"
        )  # icons are words until their font is there
        found += [f"{width}: {fault}" for fault in lasting(pilot.page)]
    return found


def lasting(page):
    """What is wrong and stays so: labels slide to their places when the server's values come late."""
    found = faults(page)
    if found:
        at_rest(page)
        still(page)
        found = faults(page)
    return found


def look(page, served, view, name):
    substrate = NETWORKS[name]()
    page.goto(f"{served}/{view}#d={linked(opened(substrate))}")
    # not the network that a page opens with
    expect(page.locator(".ne .unit[data-unit]")).to_have_count(substrate.n)
    pilot, seen = Pilot(page, served), []
    if name == "ten" and view in ON_REQUEST:
        # Nothing of the network before stays in sight until this one is asked for.
        expect(page.locator(".results.foreign")).to_have_count(1)
        expect(page.locator(ON_REQUEST[view])).to_have_css("opacity", "0")
        seen += unsightly(pilot)
        page.locator(".run button:visible").click()
    pilot.settled()
    seen += unsightly(pilot)
    if view == "explore":
        pilot.look_inside()
        seen += [f"inside {fault}" for fault in unsightly(pilot)]
    page.locator(".lecture button").click()
    page.mouse.move(0, 0)
    return seen + [f"lecture {fault}" for fault in unsightly(pilot)]


MOST_TELLING = ("explore", "names")
CASES = [
    pytest.param(view, name, marks=() if (view, name) == MOST_TELLING else pytest.mark.slow)
    for view in views.load()
    for name in NETWORKS
]


@pytest.mark.parametrize(("view", "name"), CASES)
def test_every_text_has_its_place(page, served, view, name):
    found = look(page, served, view, name)
    assert not found, "\n".join(found)


WEIGHTS = """drawing => [...drawing.querySelectorAll(".weight")].map((weight) => {
        const [box, text] = ["rect", "text"].map((tag) => weight.querySelector(tag).getBoundingClientRect());
        const said = weight.querySelector("text").textContent;
        const inside = box.left <= text.left && text.right <= box.right && box.top <= text.top + 1
            && text.bottom <= box.bottom + 1;
        return { said, inside, high: text.height };
    })"""


def test_weights_stand_in_their_boxes(page, served):
    page.goto(f"{served}/explore#d={linked(opened(example('iit4-fig7a-active')))}")
    pilot = Pilot(page, served)
    expect(page.locator(".ne svg[role=application]")).to_be_visible()
    pilot.settled()
    page.get_by_role("button", name="Show all weights (W)").click()
    for width, height in SIZES:
        page.set_viewport_size({"width": width, "height": height})
        at_rest(page)
        still(page)
        found = page.locator(".ne svg[role=application]").evaluate(WEIGHTS)
        assert len(found) >= 20
        assert [each["said"] for each in found if not each["inside"]] == []
        assert min(each["high"] for each in found) >= 9


WIDTHS = (1024, 1139, 1140, 1269, 1270, 1280, 1366, 1399, 1400, 1920)


def test_the_bar_ends_inside_the_window(page, served):
    Pilot(page, served).open()
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 800})
        still(page)
        last = page.get_by_label("Dark or light")
        soon(page, last.bounding_box, lambda box, width=width: box["x"] + box["width"] <= width, within=5)
