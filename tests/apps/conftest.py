"""What the page has of two examples when somebody takes something away: a state, and a transition."""

from dataclasses import replace
from threading import Event

import panel as pn
import pytest

from apps.document.snapshot import opened
from apps.results.dynamics import Motion, walk
from apps.results.exhibit import Exhibit, with_needs
from apps.results.typed_cut import named_cut
from cards import example
from engine import account, complexes, unfold
from simulated import SCALES, moment


@pytest.fixture(autouse=True)
def nothing_left():
    """No test leaves a page behind as the current one: whatever follows would be built into it."""
    yield
    assert pn.state.curdoc is None


@pytest.fixture(scope="session")
def exhibit():
    snapshot = opened(example("iit4-fig1"), origin="iit4-fig1")
    found = unfold(snapshot.substrate, snapshot.state, units=snapshot.units)
    motion = Motion(walk(snapshot.substrate, snapshot.state, 20, 1))
    result = Exhibit(snapshot, found, complexes(snapshot.substrate, snapshot.state), motion=motion)
    result = replace(result, unit="A", cut=named_cut("effect:A,B", "AB", "effect", revealed=True))
    result = replace(result, moment=moment(), scales=SCALES)
    return with_needs(result, {"course", "sweep", "concepts", "version-states"}, print, Event())


@pytest.fixture(scope="session")
def pair(exhibit):
    """The same beside the state that follows."""
    now = exhibit.snapshot
    following = replace(now, state=now.substrate.parse_state("AbC"))
    found = unfold(following.substrate, following.state, units=following.units)
    return replace(exhibit, other=Exhibit(following, found))


@pytest.fixture(scope="session")
def zero(pair):
    """The same for a system whose φ_s is 0."""
    snapshot = opened(example("iit4-fig8-counter3"), origin="iit4-fig8-counter3")
    found = unfold(snapshot.substrate, snapshot.state, snapshot.units)
    return replace(pair, snapshot=snapshot, structure=found)


@pytest.fixture(scope="session")
def moved():
    snapshot = opened(example("ac-fig6-or-and"))
    known = snapshot.substrate.transition
    return Exhibit(snapshot, account=account(snapshot.substrate, known["before"], known["after"]))
