"""Exercises by dice on the real page: drawn, drawn again by number, refused with a hint, solved."""

from dataclasses import replace
from itertools import product

import pytest
from playwright.sync_api import expect

from apps.lessons.exercises import exercise, thrown
from apps.lessons.generated import generated
from engine import unfold
from engine.errors import UnreachableStateError
from learner import Learner
from signs import answered

pytestmark = pytest.mark.slow
SEED = 12


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args):
    """Who learns is new here."""
    return browser_context_args | {"storage_state": None}


@pytest.fixture
def learner(page, served):
    who = Learner(page, served).open()
    page.locator(".lessons button[data-act=dice]").click()
    expect(who.title()).to_have_text("Exercises by dice")
    return who


def drawn(who, kind):
    """Draw an exercise, and then the one of another number; return its network and what solves it."""
    who.exercise(kind, 1, 3)
    who.rail.locator("[data-act=list]").first.click()
    who.page.locator(".lessons button[data-act=dice]").click()
    who.exercise(kind, 1, SEED)
    name, solution = thrown(f"exercise-{kind}-1-{SEED}")
    network = generated(name)
    expect(who.pilot.unit(network.labels[0])).to_be_visible()
    answered(who.page)
    return network, solution


def refused(who, kind):
    """The act is not accepted: that is said, and there is a hint."""
    expect(who.rail.locator(".yet")).to_have_text("Not yet.")
    expect(who.rail.locator(".task.done")).to_have_count(0)
    who.rail.get_by_role("button", name="Give me a hint").click()
    hint = exercise(f"exercise-{kind}-1-{SEED}").steps[0].hint
    expect(who.rail.locator(".hint")).to_contain_text(hint[:30])


def accepted(who):
    expect(who.rail.locator(".task.done")).to_have_count(1)


def test_an_arrow_that_leaves_phi_is_refused_and_one_that_takes_it_accepted(learner):
    network, _ = drawn(learner, "fall")
    whole = unfold(network, network.state).big_phi
    without = {
        (edge.source, edge.target): replace(network, edges=tuple(e for e in network.edges if e != edge))
        for edge in network.edges
    }
    left = {ends: unfold(each, network.state).big_phi for ends, each in without.items()}
    wrong, right = max(left, key=left.__getitem__), min(left, key=left.__getitem__)
    assert left[right] < whole <= left[wrong]
    learner.delete_edge(*wrong)
    refused(learner, "fall")
    learner.page.keyboard.press("Control+z")
    expect(learner.pilot.edge(*wrong)).to_have_count(1)
    learner.delete_edge(*right)
    accepted(learner)


def test_the_unit_outside_is_found(learner):
    network, solution = drawn(learner, "outside")
    wrong, right = (
        next(i for i, unit in enumerate(network.labels) if (unit == solution) is is_right)
        for is_right in (False, True)
    )
    learner.rail.locator(f".option[data-value='{wrong}']").click()
    expect(learner.rail.locator(".feedback")).to_contain_text(f"{network.labels[wrong]} is in one")
    learner.rail.locator(f".option[data-value='{right}']").click()
    expect(learner.rail.locator(".option.right")).to_have_text(f"✓ {solution}")
    accepted(learner)


def test_any_state_above_the_bound_is_found(learner):
    network, solution = drawn(learner, "find")

    def phi_s(state):
        try:
            return unfold(network, state).phi_s
        except UnreachableStateError:
            return 0.0

    values = {state: phi_s(state) for state in product((0, 1), repeat=network.n)}
    begun = network.state
    near = [tuple(bit ^ (i == at) for i, bit in enumerate(begun)) for at in range(network.n)]
    wrong = next(state for state in near if values[state] <= float(solution))
    right = max(values, key=values.__getitem__)
    go(learner, network.labels, begun, wrong)
    refused(learner, "find")
    go(learner, network.labels, wrong, right)
    accepted(learner)


def go(who, labels, now, then):
    """Switch the units that differ."""
    for unit, before, after in zip(labels, now, then, strict=True):
        if before != after:
            who.unit(unit)
            answered(who.page)
