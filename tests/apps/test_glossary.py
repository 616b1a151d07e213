"""Every word is explained and sourced, and what stands on screen finds its word."""

import pytest

from apps.parts.cite import entries
from apps.parts.complexes_results import metrics as of_complexes
from apps.parts.glossary import NAMES, explained, meaning, rows, terms
from apps.parts.numbers import metrics
from viz.markup import marked
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
    text = metrics(exhibit.structure)
    for word in ("φ_s", "Φ", "distinction", "relation"):
        assert marked(terms()[word].says) in text
    assert "complex" in of_complexes(None)


def test_the_dialog_has_all_of_them_sorted():
    shown = [row["term"] for row in rows()]
    assert len(shown) == len(terms())
    plain = [term for term in shown if term[0].isascii()]
    assert plain == sorted(plain, key=str.lower)
    assert shown[: len(plain)] == plain
