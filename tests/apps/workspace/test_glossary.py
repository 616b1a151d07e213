"""Every word is explained and sourced, and what stands on screen finds its word."""

import pytest

import catalogue
from apps.document.examples import GROUPS, find, presets
from apps.document.references import entries
from apps.views.complexes.panes import metrics as of_complexes
from apps.views.explore.headline import verdict
from apps.workspace.glossary import NAMES, explained, meaning, rows, terms
from engine import words
from foreign import foreign
from viz.html.markup import marked
from viz.view.distinctions import HEADINGS


@pytest.mark.parametrize("name", terms())
def test_a_word_has_a_sentence_and_a_paper_that_is_cited(name):
    term = terms()[name]
    assert term.says.endswith(".")
    assert len(term.says) < 260
    assert (term.paper in entries()) or not term.paper
    assert "{" not in term.source


def test_names_on_screen_lead_to_words():
    assert set(NAMES.values()) <= set(terms())
    assert all(meaning(name) for name in HEADINGS if name.startswith("phi"))
    assert meaning("nothing of the kind") == ""
    assert explained("<b>x</b>", "nothing of the kind") == "<b>x</b>"


def test_the_numbers_say_what_they_are(exhibit):
    text = verdict(exhibit.structure)
    for word in ("φ_s", "Φ", "distinction", "relation"):
        assert marked(terms()[word].says) in text
    assert "complex" in of_complexes(None)


def test_the_dialog_has_all_of_them_sorted():
    shown = [row["term"] for row in rows()]
    assert len(shown) == len(terms())
    plain = [term for term in shown if term[0].isascii()]
    assert plain == sorted(plain, key=str.lower)
    assert shown[: len(plain)] == plain


def test_words_and_cards_are_in_the_catalogue():
    known = catalogue.ids(catalogue.collected())
    shown = {text for term in terms().values() for text in (term.name, term.meaning)}
    for card in presets():
        shown |= {card.name, card.group, card.what, *card.try_this}
    assert shown <= known
    assert {preset.group for preset in presets()} <= set(GROUPS)


def test_they_are_shown_in_another_language(monkeypatch, nowhere):
    in_english = rows()
    monkeypatch.setattr(words, "_SAID", words.catalogue(str(nowhere)))
    card = find("iit4-fig1")
    assert card is not None
    assert card.what.startswith(foreign("Three units, of which A and B"))
    assert card.name == foreign("The example of the IIT 4.0 paper")
    assert foreign("A part of the substrate") in meaning("unit")
    plain = [row["term"] for row in in_english if row["term"].isalpha()]
    assert [row["term"] for row in rows() if row["term"].isalpha()] == list(map(foreign, plain))
