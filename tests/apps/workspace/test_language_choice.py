"""The list of languages names each by itself, and shows the one in use."""

from apps.workspace.language_choice import LanguageChoice
from engine.words import speaking


def test_the_language_in_use_is_chosen():
    made = LanguageChoice()
    assert made.languages == [["en", "English"], ["de", "Deutsch"]]
    assert (made.label, made.chosen) == ("Language", "en")


def test_who_does_not_read_the_language_finds_the_list():
    with speaking("de"):
        made = LanguageChoice()
    assert (made.label, made.chosen) == ("Sprache (Language)", "de")
