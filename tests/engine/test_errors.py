import pickle

import pytest

from engine import errors
from engine.errors import LONGEST, Cancelled, PhiscopeError, RuleError, StateError, UnreachableStateError


def test_a_refusal_is_its_sentence_and_names_a_field():
    refusal = StateError("The state is wrong; correct it.", "state")
    assert (str(refusal), refusal.field) == ("The state is wrong; correct it.", "state")
    assert PhiscopeError("No.").field is None


def test_the_place_comes_in_front_and_may_be_nested():
    refusal = PhiscopeError("Give a number.", "k")
    assert refusal.within("units[0]") is refusal
    assert str(refusal.within("net.json")) == "net.json: units[0]: Give a number."
    assert refusal.field == "k"


def test_a_sentence_that_quotes_too_much_keeps_its_beginning_and_its_remedy():
    refusal = StateError(f"Unit {'A' * 10**6} has no state; give it one.")
    for said in (str(refusal), str(refusal.within("B" * 10**6))):
        assert len(said) == LONGEST
        assert said.endswith("AAA has no state; give it one.")


def test_a_rule_shows_the_sentence_beside_the_character_or_else_the_whole():
    assert RuleError("At 3: no.", 2, here="No.").here == "No."
    assert RuleError("No.", 2).here == "No."


def test_refusals_survive_the_way_from_a_worker():
    refusal = pickle.loads(pickle.dumps(StateError("No.", "state").within("file")))
    assert (str(refusal), refusal.field) == ("file: No.", "state")


@pytest.mark.parametrize("name", [n for n in vars(errors) if n.endswith("Error")])
def test_every_refusal_is_a_value_error_and_cancelling_is_not(name):
    assert issubclass(getattr(errors, name), PhiscopeError)
    assert issubclass(PhiscopeError, ValueError)
    assert not issubclass(Cancelled, PhiscopeError)


def test_a_state_without_causes_is_a_wrong_state():
    assert issubclass(UnreachableStateError, StateError)
