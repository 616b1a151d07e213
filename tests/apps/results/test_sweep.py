"""One number of a network swept: which there are, how a command names them, over which range."""

import threading

import pytest

from apps.document.snapshot import opened
from apps.results.sweep import (
    POINTS,
    WHOLE_UNITS,
    Sweeping,
    named,
    refused,
    span,
    spelled,
    swept,
    title,
    usual,
)
from cards import example
from engine import unfold
from engine.errors import PhiscopeError, SubstrateError
from engine.substrate.parameters import Parameter, parameters, value_of, with_value
from engine.substrate.substrate import Substrate

K = Parameter("k", ("A", "B", "C"))


@pytest.fixture(scope="module")
def fig1():
    return opened(example("iit4-fig1"))


def test_every_parameter_is_found_again_by_its_spelling(fig1):
    for parameter in parameters(fig1.substrate):
        sweeping = named(spelled(parameter), fig1.substrate)
        assert sweeping == usual(fig1.substrate, parameter)
        low, high = span(parameter, value_of(fig1.substrate, parameter))
        assert low <= value_of(fig1.substrate, parameter) <= high


def test_a_command_may_give_the_range(fig1):
    assert named("k", fig1.substrate).parameter == K
    assert named("k:ABC=0..8", fig1.substrate) == Sweeping(K, 0.0, 8.0)
    assert named("weight:A,B=-1..1", fig1.substrate).low == -1.0
    for text, said in (("k=0", "is no range"), ("cake", "nothing to sweep"), ("weight:BC", "weight:A,B")):
        with pytest.raises(PhiscopeError, match=said):
            named(text, fig1.substrate)


def test_what_has_no_numbers_has_nothing_to_sweep():
    with pytest.raises(SubstrateError, match="Nothing to sweep"):
        usual(Substrate.from_tpm([[0.5, 0.5]] * 4))


@pytest.mark.parametrize(
    ("parameter", "low", "high", "fits"),
    [
        (K, 0.0, 8.0, True),
        (K, 8.0, 0.0, False),
        (K, 1.0, 1.0, False),
        (K, None, 1.0, False),
        (K, 0.0, 1e9, False),
        (Parameter("noise", ("A",)), 0.0, 1.0, True),
        (Parameter("noise", ("A",)), -0.1, 1.0, False),
    ],
)
def test_a_range_goes_from_the_smaller_to_the_larger_within_what_can_be(parameter, low, high, fits):
    assert (refused(parameter, low, high) == "") == fits


def test_titles_are_what_the_page_calls_them():
    assert title(Parameter("weight", ("A", "B"))) == "weight A→B"
    assert title(Parameter("noise", ("C",))) == "noise of C"
    assert title(K) == "k of all (3 units)"


def test_what_is_measured_is_what_unfolding_each_gives(fig1):
    sweeping = Sweeping(K, 0.0, 8.0)
    found = swept(fig1, sweeping, lambda *_: None, threading.Event())
    assert len(found) == len(sweeping.values) == POINTS
    assert len(fig1.system) <= WHOLE_UNITS
    at = sweeping.values.index(4.0)
    whole = unfold(with_value(fig1.substrate, K, 4.0), fig1.state, fig1.units)
    assert (found[at].phi_s, found[at].big_phi) == (whole.phi_s, whole.big_phi)
    assert found[at].distinctions == len(whole.distinctions)
    with pytest.raises(PhiscopeError, match="Give a range"):
        swept(fig1, Sweeping(K, 2.0, 1.0), lambda *_: None, threading.Event())
