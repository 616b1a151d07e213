"""The lessons walked through the real page, by doing what each step asks; the rail for everyone."""

import re

import pytest
from playwright.sync_api import expect

from apps import views
from apps.lessons.library import shelf
from boxes import faults
from learner import Learner, shown
from pilot import at_view, grave
from signs import at_rest, soon, still

LESSONS = {lesson.slug: lesson for lesson in shelf().lessons}
AT_FIRST = {"2-is-it-one-thing"}

ACTS = {
    "1-units-and-tpm": {
        "three-units": lambda who: who.unit("B"),
        "the-table-of-all-that-follows": lambda who: who.inside(),
        "find-a-way-to-rest": lambda who: (who.unit("A"), who.unit("B")),
        "one-unit-makes-a-difference": lambda who: who.unit("C"),
    },
    "2-is-it-one-thing": {
        "take-the-scissors": lambda who: (who.inside("Scissors"), who.cut("B to A: cut it")),
        "which-cut-is-the-cheapest": lambda who: (who.cut("Start again"), who.cut("A to B: cut it")),
        "compare-with-the-theory": lambda who: who.cut("Reveal the minimum partition"),
        "switch-it-on": lambda who: who.unit("A"),
        "open-the-ring": lambda who: who.delete_edge("B", "C"),
        "close-it-again": lambda who: who.page.keyboard.press("Control+z"),
    },
    "3-what-a-part-says": {
        "the-table-of-distinctions": lambda who: who.inside(),
        "one-unit-one-say": lambda who: who.pick_row("a"),
        "together": lambda who: who.pick_row("aB"),
        "add-c": lambda who: who.system("C"),
    },
    "5-who-wins": {
        "see-them-all": lambda who: who.view("Complexes"),
        "make-it-the-other-way": lambda who: who.unit("B"),
        "find-the-strongest": lambda who: who.page.locator(".find-complex button").click(),
        "two-halves-and-a-bridge": lambda who: (who.delete_edge("C", "D"), who.delete_edge("F", "A")),
    },
    "4-how-parts-overlap": {
        "see-it": lambda who: (who.inside(), who.pick_row("a")),
        "add-c": lambda who: who.system("C"),
        "one-fold-of-it": lambda who: who.pick_row("B"),
    },
    "6-silent-is-not-dead": {
        "it-falls-silent": lambda who: who.unit("E"),
        "now-fix-it": lambda who: who.page.locator(".lesion-unit button").click(),
        "outside-is-not-dead-either": lambda who: who.system("E"),
    },
    "7-same-behaviour": {
        "a-network-with-a-memory": lambda who: who.view("Dynamics"),
        "a-counter": lambda who: who.view("Complexes"),
        "where-did-it-go": lambda who: who.page.locator(".find-complex button").click(),
    },
    "8-what-caused-what": {
        "let-one-of-them-be-off": lambda who: who.unit("B"),
        "one-vote-more": lambda who: who.unit("D"),
    },
    "9-three-versions": {
        "what-each-asks": lambda who: who.view("Versions"),
        "set-it": lambda who: who.formalism("IIT 4.0 (2026)"),
    },
    "11-exercises": {
        "three-units-strongly-bound": lambda who: who.example("pyphi-xor3"),
        "make-it-fall": lambda who: who.delete_edge("A", "B"),
        "bring-everybody-in": lambda who: who.pilot.connect("C", "C"),
    },
    "10-what-critics-say": {"a-state-without-a-past": lambda who: who.unit("A")},
}
"""By lesson and step, what a learner does on the page."""


def walk(who, lesson):
    who.begin(lesson)
    for step in lesson.steps:
        expect(who.title()).to_have_text(re.compile(re.escape(shown(step.title))))
        said = who.rail.locator(".body .figure")
        soon(who.page, said.all_inner_texts, lambda found: "…" not in found)
        if step.kind == "act":
            expect(who.rail.locator(".task.done")).to_have_count(0)
            ACTS[lesson.slug][step.id](who)
        else:
            who.answer(step)
        if step.kind != "read":
            expect(who.rail.locator(".task.done")).to_have_count(1)
        if step.then:
            expect(who.rail.locator(".then")).to_contain_text(shown(step.then)[:20])
            assert "…" not in who.rail.locator(".then").inner_text()
        who.next()
    expect(who.title()).to_have_text("Lessons")
    row = who.rail.locator(".path li", has_text=lesson.title)
    expect(row.locator(".far")).to_have_text(f"{len(lesson.steps)} of {len(lesson.steps)} steps")


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args):
    """Who learns is new here: what a lesson speaks of is on the first screen."""
    return browser_context_args | {"storage_state": None}


@pytest.fixture(scope="module")
def learner(lasting_page, served):
    return Learner(lasting_page, served).open()


def test_every_act_is_known():
    asked = {slug: {step.id for step in each.steps if step.kind == "act"} for slug, each in LESSONS.items()}
    assert {slug: set(acts) for slug, acts in ACTS.items()} == asked


WALKS = [pytest.param(slug, marks=[] if slug in AT_FIRST else pytest.mark.slow) for slug in LESSONS]


@pytest.mark.parametrize("slug", WALKS)
def test_a_lesson_is_walked_by_doing_what_it_asks(learner, slug):
    walk(learner, LESSONS[slug])


@pytest.mark.slow
def test_by_keyboard_in_every_window_and_after_a_reload(page, served):
    who = Learner(page, served)
    who.pilot.open(inside=False)
    page.locator(".lessons-open button").focus()
    page.keyboard.press("Enter")
    expect(who.title()).to_be_focused()
    begin = who.rail.get_by_role("button", name="Begin: Who wins?")
    begin.focus()
    page.keyboard.press("Enter")
    expect(who.title()).to_have_text("Seven candidates")
    expect(who.title()).to_be_focused()
    # what is guessed is covered
    expect(page.locator(".verdict .value")).to_have_css("filter", re.compile("blur"))
    down = who.rail.locator("[data-act=down]").first
    down.focus()
    page.keyboard.press("Enter")
    expect(who.rail.get_by_role("status")).to_contain_text("place 2")
    who.rail.get_by_role("button", name="This is my order").press("Enter")
    expect(who.rail.get_by_role("status")).to_contain_text("order")
    expect(page.locator(".verdict .value")).to_have_css("filter", "none")
    for size in ({"width": 1440, "height": 900}, {"width": 1024, "height": 768}):
        page.set_viewport_size(size)
        at_rest(page)
        still(page)
        assert not faults(page)
        assert not grave(page)
    who.rail.locator(".way .main").press("Enter")
    expect(who.title()).to_have_text("See them all")
    page.reload()
    expect(who.pilot.value("phi-s")).to_have_text(re.compile(r"\d"))
    expect(page.locator(".lessons")).to_have_count(0)
    page.locator(".lessons-open button").click()
    who.rail.get_by_role("button", name="Go on: Who wins?").click()
    expect(who.title()).to_have_text("See them all")
    who.rail.get_by_role("button", name="Close the lessons").click()
    expect(who.rail).to_be_hidden()
    page.locator(".all-tools button").click()
    page.locator(".glossary-open button").click()
    words = page.locator(".glossary dialog")
    words.locator("input").fill("relation distinctions whose")
    words.locator(".learn:visible").click()
    expect(who.title()).to_have_text("Two that mean the same")


@pytest.mark.slow
def test_the_rail_lies_over_no_view(page, served):
    who = Learner(page, served).open()
    who.begin(LESSONS["3-what-a-part-says"])
    for name, view in views.load().items():
        who.view(view.title)
        at_view(page, view.title)
        for width, height in ((1440, 900), (1024, 768)):
            page.set_viewport_size({"width": width, "height": height})
            page.mouse.move(2, 400)  # no hint of what is below the menu of the views
            at_rest(page)
            still(page)
            # in a narrow window a wide view can be scrolled along, so that a part of it is out of sight
            found = [fault for fault in faults(page) if width > 1400 or "lies over" in fault]
            assert not found, f"{name} {width}: {found}"


@pytest.mark.slow
def test_the_map_of_postulates_lights_the_place_and_opens_the_step(page, served):
    Learner(page, served).open()
    page.locator(".lessons button[data-act=map]").click()
    row = page.locator(".lessons li", has_text="Exclusion")
    row.locator("[data-act=light]").click()
    expect(page.locator(".lattice-pane[data-lit]")).to_be_visible()
    row.locator("[data-act=learn]").click()
    expect(page.locator(".lessons h2")).to_have_text("Why not all three?")
