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


@pytest.mark.parametrize(("given", "option"), [({"state": "aB"}, "--state"), ({"units": "AZ"}, "--units")])
def test_a_refusal_names_the_option(given, option):
    with pytest.raises(PhiscopeError, match=option):
        read(request(**given))


def test_a_file_that_is_not_there_is_for_the_command_to_tell():
    with pytest.raises(FileNotFoundError):
        read(Request(NETWORKS / "no-such.json", None, None, "iit4-2023", "largest"))
