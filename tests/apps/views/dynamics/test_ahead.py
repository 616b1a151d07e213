"""The attractor ahead on the page: walked once, known on the way and in the cycle."""

import threading
from dataclasses import replace

from apps.document.document import Document
from apps.results.ahead import ahead_job
from apps.results.findings import Findings
from apps.views.dynamics.ahead import AttractorAhead
from cards import example


def test_small_networks_are_not_walked():
    document = Document(example("iit4-fig1"))
    ahead = AttractorAhead(document)
    assert ahead.question(document.snapshot) is None
    assert not ahead.is_live(document.snapshot)
    assert ahead.estimate(document.snapshot) == ""


def test_the_states_of_a_cycle_are_one_question():
    document = Document(example("findlay-computer-pqrs"))
    ahead = AttractorAhead(document)
    first = document.snapshot
    assert ahead.is_live(first)
    assert not ahead.is_quick(first)
    found = ahead_job(first, lambda *_: None, threading.Event())
    ahead.findings = Findings(first, found)
    inside = [replace(first, state=state) for state in found.cycle[:3]]
    assert len({ahead.question(each) for each in inside}) == 1
    assert ahead.question(first) != ahead.question(inside[0])
    assert callable(ahead.job(first))
