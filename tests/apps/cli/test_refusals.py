"""Every failure of a command is one line on stderr and the right exit code."""

from pathlib import Path

import pytest
import typer

from apps.cli.refusals import guard, naming, stop
from engine.errors import Cancelled, PhiscopeError


def ended(act):
    with pytest.raises(typer.Exit) as caught:
        act()
    return caught.value.exit_code


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (PhiscopeError("Choose\nfewer units."), "phiscope: net.json: Choose fewer units.\n"),
        (PhiscopeError("net.json is empty."), "phiscope: net.json is empty.\n"),
        (FileNotFoundError(2, "No such file", "gone.json"), "phiscope: gone.json: no such file; check"),
        (
            FileNotFoundError(2, "No such file", "nowhere/x.pdf"),
            "phiscope: nowhere/x.pdf: there is no folder nowhere; make it, or name another.\n",
        ),
    ],
)
def test_a_refusal_is_one_line_that_names_the_file(error, said, capsys):
    def act():
        with guard(Path("some/net.json")):
            raise error

    assert ended(act) == 2
    shown = capsys.readouterr()
    assert shown.out == ""
    assert shown.err.startswith(said)
    assert shown.err.count("\n") == 1


@pytest.mark.parametrize("error", [KeyboardInterrupt, Cancelled])
def test_a_stop_is_130_without_a_word(error, capsys):
    def act():
        with guard(None):
            raise error

    assert ended(act) == 130
    assert capsys.readouterr().err == ""


def test_a_refusal_names_its_option_once():
    with pytest.raises(PhiscopeError, match=r"^--units: no such unit"), naming("--units"):
        raise PhiscopeError("no such unit")
    with pytest.raises(PhiscopeError, match=r"^choose another"), naming("--units"):
        raise PhiscopeError("choose another", "--formalism")


def test_stop_says_why_and_ends_with_2(capsys):
    assert ended(lambda: stop("No   such\nplot.")) == 2
    assert capsys.readouterr().err == "phiscope: No such plot.\n"
