"""Letters that the font of figures lacks are drawn in another font, or stood in for and said."""

import logging
import re

import pytest
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen
from matplotlib.figure import Figure
from matplotlib.font_manager import fontManager

from viz.paper import lettering as letters
from viz.paper.export import to_bytes
from viz.paper.lettering import Lettering, lettered, lettering, note
from viz.paper.page import FONT, subscripted, unsubscripted

NAME = "Noto Sans Test SC"


@pytest.fixture(autouse=True)
def bare():
    """A machine with the fonts of matplotlib alone."""
    kept = list(fontManager.ttflist)
    fontManager.ttflist[:] = [entry for entry in kept if "mpl-data" in entry.fname]
    letters._lettering.cache_clear()
    yield
    fontManager.ttflist[:] = kept
    letters._lettering.cache_clear()
    fontManager._findfont_cached.cache_clear()


@pytest.fixture
def noto(tmp_path):
    """A font that has the letters 神 and 经, as boxes, and knows no bold."""
    pen = TTGlyphPen(None)
    for move, place in (
        ("moveTo", (50, 0)),
        ("lineTo", (50, 700)),
        ("lineTo", (900, 700)),
        ("lineTo", (900, 0)),
    ):
        getattr(pen, move)(place)
    pen.closePath()
    font = FontBuilder(1000, isTTF=True)
    font.setupGlyphOrder([".notdef", "one", "two"])
    font.setupCharacterMap({ord("神"): "one", ord("经"): "two"})
    box = pen.glyph()
    font.setupGlyf({".notdef": box, "one": box, "two": box})
    font.setupHorizontalMetrics(dict.fromkeys((".notdef", "one", "two"), (1000, 50)))
    font.setupHorizontalHeader(ascent=800, descent=-200)
    font.setupNameTable({"familyName": NAME, "styleName": "Regular"})
    font.setupOS2(sTypoAscender=800, usWeightClass=400)
    font.setupPost()
    font.save(tmp_path / "test.ttf")
    fontManager.addfont(tmp_path / "test.ttf")
    return NAME


def figure(*texts):
    made = Figure(figsize=(2, 1))
    for at, text in enumerate(texts):
        made.text(0.1, 0.2 + 0.3 * at, text, family=FONT, weight="bold" if at else "normal")
    return made


def test_letters_of_our_own_font_ask_for_no_other():
    assert lettering("φ_s ← ½ Ελένη мозг ⊣ a\n") == Lettering()
    assert note(["A", "φ"]) == ""


def test_another_font_that_has_them_is_taken(noto):
    assert lettering("a神经") == Lettering((noto,), frozenset(), True)
    assert lettering("神骨") == Lettering((noto,), frozenset("骨"), True)
    assert note(["神经"]) == ""


@pytest.mark.parametrize("kind", ["pdf", "svg", "png"])
def test_a_figure_is_drawn_with_it_without_a_word(noto, kind, caplog):
    made = figure("神经₁", "经")
    with caplog.at_level(logging.INFO):
        data = to_bytes(made, kind)
    assert not [record for record in caplog.records if record.levelno >= logging.WARNING]
    assert data == to_bytes(made, kind)
    if kind == "svg":
        assert f"font-family:'{noto}'" in data.decode()
        assert re.search(f"font[^;]*'{FONT}', '{noto}'[^>]*>神经₁<", data.decode())


@pytest.mark.parametrize("kind", ["pdf", "svg", "png"])
def test_without_one_they_are_stood_in_for_and_said(kind):
    assert to_bytes(figure("神经"), kind)
    assert note(["神经", "A"]) == (
        "No font of this machine has 神, 经, shown as ?; install one that does, such as a Noto font."
    )
    assert note(["神"], text_stays=True) == "No font of this machine has 神; they show where a font has them."


def test_the_figure_itself_stays_as_it_was():
    made = figure(subscripted("φ_s(神)"), "B")
    with lettered(made) as found:
        assert found.missing == {"神"}
        assert [text.get_text() for text in made.texts] == ["φ_s(?)", "B"]
    assert [text.get_text() for text in made.texts] == [subscripted("φ_s(神)"), "B"]
    with lettered(made, text_stays=True):
        assert made.texts[0].get_text() == "φ_s(神)"


def test_subscripts_can_be_taken_back():
    assert unsubscripted(subscripted("φ_s and π_e of φ_x1")) == "φ_s and π_e of φ_x1"
