from math import inf

import pytest

from viz.numbers import count, number, plain
from viz.theme import DARK, LIGHT, PAPER, mix


@pytest.mark.parametrize(
    ("x", "digits", "text"),
    [
        (1.56268646990457, 3, "1.56"),
        (0.17186, 2, "0.17"),
        (0.07144, 2, "0.071"),
        (391.25, 3, "391"),
        (15370.4, 3, "15,370"),
        (0.0, 3, "0"),
        (1e-14, 3, "0"),
        (9.999, 3, "10.0"),
        (2.5e-5, 2, "2.5×10⁻⁵"),
        (1.5e40, 2, "1.5×10⁴⁰"),
        (-0.2, 2, "−0.20"),
        (inf, 3, "∞"),
    ],
)
def test_numbers_have_significant_digits(x, digits, text):
    assert number(x, digits) == text


def test_counts_are_exact_until_astronomical():
    assert count(1_537_080) == "1,537,080"
    assert count(2**200) == "≈ 1.60×10⁶⁰"


def test_parameters_are_written_plainly():
    assert [plain(x) for x in (4.0, -0.8, 0.25)] == ["4", "−0.8", "0.25"]


@pytest.mark.parametrize("theme", [LIGHT, DARK, PAPER], ids=lambda theme: theme.name)
def test_every_colour_is_hexadecimal(theme):
    for name in theme.__slots__:
        value = getattr(theme, name)
        if isinstance(value, str) and name not in ("name", "font"):
            assert mix(value, value, 0.5) == value.upper()


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=lambda theme: theme.name)
@pytest.mark.parametrize("name", ["text", "muted", "cause_label", "effect_label", "title"])
def test_text_can_be_read_on_the_page(theme, name):
    assert contrast(getattr(theme, name), theme.background) > 4.5


def test_the_ramp_and_the_heat_reach_their_ends():
    assert (LIGHT.by_phi(0), LIGHT.by_phi(1), LIGHT.by_phi(7)) == ("#440154", "#FDE725", "#FDE725")
    assert (LIGHT.heat(0), LIGHT.heat(1), LIGHT.heat_text(1)) == ("#FFFFFF", "#000000", "#FFFFFF")


def test_many_triangles_are_fainter():
    assert LIGHT.alpha(10) == LIGHT.face_alpha
    assert LIGHT.alpha(1000) < LIGHT.face_alpha / 5


def contrast(ink, page):
    light, dark = sorted((luminance(ink), luminance(page)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def luminance(colour):
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
    return sum(w * c for w, c in zip((0.2126, 0.7152, 0.0722), linear, strict=True))
