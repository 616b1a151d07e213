"""Occurrences without cause or effect: which, what they are called, and how a command asks for one."""

import pytest

from apps.results.occurrences import asked_occurrence, occurrence_text, unlinked, why_none
from cards import example
from engine.causation.account import account
from engine.errors import PhiscopeError


def test_occurrences_with_a_link_are_not_among_them(moved):
    free = unlinked(moved.account)
    linked = {(link.direction, link.occurrence) for link in moved.account.links}
    assert free
    assert not linked & set(free)
    assert [len(units) for _, units in free] == sorted(len(units) for _, units in free)


def test_a_command_asks_by_direction_and_units(moved):
    for direction, units in unlinked(moved.account):
        assert asked_occurrence(f"{direction}:{','.join(units)}", moved.account) == (direction, units)
    with pytest.raises(PhiscopeError, match="is no occurrence"):
        asked_occurrence("both:AND", moved.account)
    with pytest.raises(PhiscopeError, match="has an actual cause or effect"):
        asked_occurrence("effect:OR", moved.account)


def test_names_and_reasons():
    substrate = example("ac-fig7c-biconditional")
    known = substrate.transition
    found = account(substrate, known["before"], known["after"], known.get("causes"), known.get("effects"))
    first = unlinked(found)[0]
    assert occurrence_text(found, first) == "effect of A"
    reason = why_none(substrate, found, first)
    assert {p for _, p in reason.chances} == {0.5}
