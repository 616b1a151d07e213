"""What a command was asked to look at is read from the file and the options."""

import pytest

from apps.cli.requests import Request, read
from cards import NETWORKS
from engine.errors import PhiscopeError

FIG1 = NETWORKS / "iit4-fig1.json"


def request(state=None, units=None):
    return Request(FIG1, state, units, "iit4-2023", "largest")


def test_without_options_it_is_what_the_file_says():
    subject = read(request())
    assert (subject.state, subject.units) == ((0, 1, 1), ("A", "B"))


def test_options_win_over_the_file():
    subject = read(request("ABc", "c a"))
    assert (subject.state, subject.units) == ((1, 1, 0), ("A", "C"))


def test_readings_are_those_that_the_formalism_leaves_open():
    asked = Request(FIG1, None, None, "iit4-2023", "pyphi", state_ties="first", candidates="reachable-now")
    assert asked.readings("ties", "state_ties") == {"ties": "pyphi", "state_ties": "first"}
    assert asked.readings("candidates") == {"candidates": "reachable-now"}
    plain = Request(FIG1, None, None, "iit3", "smallest")
    assert plain.readings("ties", "state_ties", "candidates") == {"ties": "smallest"}


@pytest.mark.parametrize(
    ("formalism", "given", "said"),
    [
        ("iit4-2023", {"ties": "any"}, "ties cannot be 'any': use one of largest, smallest, max-phi, pyphi"),
        ("iit4-2026", {"candidates": "some"}, "use one of all, reachable-now"),
        ("iit3", {"ties": "pyphi"}, "use one of largest, smallest"),
        ("iit3", {"state_ties": "first"}, "IIT 3.0 has no --state-ties; leave it out"),
        ("iit3", {"state_ties": "last"}, "use one of paper, first"),
    ],
)
def test_a_reading_that_cannot_be_is_refused(formalism, given, said):
    asked = Request(FIG1, None, None, formalism, **({"ties": "largest"} | given))
    with pytest.raises(PhiscopeError, match=said):
        asked.readings("ties", "state_ties", "candidates")


@pytest.mark.parametrize(("given", "option"), [({"state": "aB"}, "--state"), ({"units": "AZ"}, "--units")])
def test_a_refusal_names_the_option(given, option):
    with pytest.raises(PhiscopeError, match=option):
        read(request(**given))


def test_a_file_that_is_not_there_is_for_the_command_to_tell():
    with pytest.raises(FileNotFoundError):
        read(Request(NETWORKS / "no-such.json", None, None, "iit4-2023", "largest"))
