"""A step on the real page: judged on its own network only, its answer covered, what it needs opened."""

import json
import re

import pytest
from playwright.sync_api import expect

from learner import Learner

pytestmark = pytest.mark.slow


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args):
    """Who learns is new here."""
    return browser_context_args | {"storage_state": None}


def at(page, served, lesson, step):
    """Open a lesson where a learner left it."""
    trail = json.dumps({lesson: {"step": step, "done": [], "kept": {}}})
    page.add_init_script(f"localStorage.setItem('phiscope.lessons', {json.dumps(trail)})")
    who = Learner(page, served).open()
    who.rail.locator(f"button[data-value='{lesson}']").click()
    expect(who.rail.locator(".place")).to_contain_text("Step")
    return who


def test_an_answer_about_another_network_is_not_judged(page, served):
    who = at(page, served, "4-how-parts-overlap", "the-same-size-another-inside")
    figures, wrong, right = (who.rail.locator(f) for f in (".body .figure", *map(option, (2, 1))))
    expect(figures).to_have_text("1.313")
    number = page.locator(".verdict .value")
    expect(number).to_have_css("filter", re.compile("blur"))
    who.example("ac-fig7a-disjunction")
    expect(figures).to_have_text("…")
    expect(number).to_have_css("filter", "none")
    wrong.click()
    expect(who.rail.locator(".feedback")).to_contain_text("Not judged")
    expect(who.rail.get_by_role("status")).to_contain_text("Not judged")
    who.rail.get_by_role("button", name="Open it").click()
    expect(figures).to_have_text("1.313")
    wrong.click()
    expect(wrong).to_have_class(re.compile("wrong"))
    expect(who.rail.locator(".task.done")).to_have_count(0)
    right.click()
    expect(who.rail.locator(".task.done")).to_have_count(1)
    expect(number).to_have_css("filter", "none")
    who.example("ac-fig7a-disjunction")
    expect(figures).to_have_text("…")
    expect(right).to_have_class(re.compile("right"))
    expect(wrong).to_have_class(re.compile("wrong"))


def option(index):
    return f".option[data-value='{index}']"


def test_complexes_that_are_asked_for_are_not_drawn(page, served):
    who = at(page, served, "5-who-wins", "six-units")
    who.rail.locator("input").fill("abc")
    who.rail.get_by_role("button", name="Say it").click()
    expect(who.rail.locator(".feedback")).to_have_text("Say a number, such as 0.17.")
    expect(who.rail.get_by_role("status")).to_contain_text("Say a number, such as 0.17.")
    who.rail.locator("input").fill("3")
    who.rail.get_by_role("button", name="Say it").click()
    expect(who.rail.locator(".feedback")).to_contain_text("You said 3; it is 2")
    who.next()
    page.locator(".find-complex button").click()
    region = page.locator(".region.complex").first
    expect(region).to_have_css("visibility", "visible")
    who.next()
    expect(region).to_have_css("visibility", "hidden")
    who.rail.locator(option(1)).click()
    expect(who.rail.locator(".task.done")).to_have_count(1)
    expect(region).to_have_css("visibility", "visible")


def test_a_table_that_a_step_speaks_of_is_opened(page, served):
    who = at(page, served, "4-how-parts-overlap", "one-fold-of-it")
    look = page.locator(".look-inside button")
    expect(look).to_have_attribute("aria-pressed", "true")
    look.click()
    expect(who.rail.locator(".notice")).to_contain_text("Press “Look inside” first")
    look.click()
    expect(who.rail.locator(".notice")).to_have_count(0)
    who.pick_row("B")
    expect(who.rail.locator(".then")).to_contain_text("Done.")
