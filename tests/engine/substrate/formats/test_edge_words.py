import pytest

from engine.errors import FormatError
from engine.substrate.formats.edge_words import claims_of, key_of, number_of


@pytest.mark.parametrize(
    "word", ["activates", "Activation", "up-regulates", "positive_regulation", "+", "-->"]
)
def test_words_that_activate(word):
    assert claims_of({"interaction": word}, (), "A → B").signs == {1}


@pytest.mark.parametrize(
    "word", ["inhibits", "REPRESSION", "negatively regulates", "-|", "|-", "⊣", "−", "-1", "−1.0"]
)
def test_words_that_inhibit(word):
    assert claims_of({"interaction": word}, (), "A → B").signs == {-1}


def test_other_words_tell_no_sign_and_are_kept_to_be_said():
    claims = claims_of({"interaction": "pp", "shared_interaction": "pp", "type": "3"}, ("slow",), "A → B")
    assert (claims.signs, claims.numbers, claims.words) == (frozenset(), (), ("slow", "pp", "3"))


def test_numbers_at_edges_are_weights_and_in_a_column_of_signs_only_one_is():
    assert claims_of({"label": "−2"}, ("0.5",), "A → B").numbers == (0.5, -2.0)
    assert claims_of({"sign": 1}, (), "A → B").signs == {1}


@pytest.mark.parametrize(
    "data",
    [
        {"interaction": "inhibited by"},
        {"interaction": "activates, inhibits"},
        {"effect": "dual"},
        {"effect": "?"},
        {"sign": 0},
        {"label": "0,5"},
    ],
)
def test_words_about_signs_that_are_not_understood_are_refused_unless_there_is_a_weight(data):
    with pytest.raises(FormatError, match=r"Edge A → B says .* not understood; give it a weight"):
        claims_of(data, (), "A → B")
    assert not claims_of(data | {"weight": 0}, (), "A → B").signs


@pytest.mark.parametrize(
    ("value", "number"),
    [("−2", -2.0), (3, 3.0), (" 1e3 ", 1000.0), ("1_0", None), ("nan", None), ("", None), (None, None)],
)
def test_finite_numbers_with_any_minus(value, number):
    assert number_of(value) == number


def test_programs_agree_on_names_but_for_blanks_and_case():
    assert key_of(" Edge Label") == "edge_label"
