"""Every error is one sentence for a person, never a traceback."""

import pytest

from apps.errors import sentence
from engine.errors import PhiscopeError


def test_our_own_sentences_are_told_as_they_are():
    assert sentence(PhiscopeError("Choose fewer units.")) == "Choose fewer units."


@pytest.mark.parametrize(
    ("error", "reason"),
    [
        (ValueError("one line\nand another"), "(ValueError: one line)"),
        (KeyError("A"), "(KeyError: 'A')"),
        (ZeroDivisionError(), "(ZeroDivisionError)"),
    ],
)
def test_others_are_named_and_what_to_do_is_said(error, reason):
    said = sentence(error)
    assert reason in said
    assert "your drawing is unchanged" in said
    assert said.count("\n") == 0
