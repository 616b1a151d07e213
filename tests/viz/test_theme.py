import ast
import re
from math import inf
from pathlib import Path

import pytest
from matplotlib.colors import CSS4_COLORS

from viz.numbers import count, number, signed_count
from viz.theme import DARK, EDITOR_DARK, EDITOR_LIGHT, LIGHT, PAGE, PAPER, faint, mix

ROOT = Path(__file__).parents[2]
SHEETS = [
    path
    for package in ("engine", "viz", "apps")
    for path in sorted((ROOT / package).rglob("*"))
    if path.suffix in {".py", ".js", ".css"} and path != ROOT / "viz/theme.py"
]
NAMES = "|".join(CSS4_COLORS)
COLOUR = re.compile(
    r"(?<![\w&])#(?:[0-9a-f]{8}|[0-9a-f]{6}|[0-9a-f]{3,4})\b|\b0x[0-9a-f]{6}\b"
    r"|\b(?:rgba?|hsla?|hwb|lab|lch|oklab|oklch)\("
    # as a text of its own, or as the value of a property or an attribute
    rf"|^(?:{NAMES})$|[\"'](?:{NAMES})[\"']|:\s*(?:[\w.-]+\s+)*(?:{NAMES})\s*[;}}\"']",
    re.IGNORECASE,
)
FONT = re.compile(r"\b(?:serif|monospace|system-ui|Helvetica|Arial|Roboto|DejaVu)\b")
GIVEN = re.compile(r"--([\w-]+):")
ASKED = re.compile(r"var\(--([\w-]+)\)")


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
        (9.999, 3, "10"),
        (2.5e-5, 2, "2.5×10⁻⁵"),
        (1.5e40, 2, "1.5×10⁴⁰"),
        (-0.2, 2, "−0.2"),
        (2.0, 4, "2"),
        (15370.0, 4, "15,370"),
        (1.0e40, 4, "1×10⁴⁰"),
        (inf, 3, "∞"),
    ],
)
def test_numbers_have_significant_digits(x, digits, text):
    assert number(x, digits) == text


def test_counts_are_exact_until_astronomical():
    assert count(1_537_080) == "1,537,080"
    assert count(2**200) == "≈ 1.60×10⁶⁰"


def test_parameters_are_written_plainly():
    assert [number(x) for x in (4.0, -0.8, 0.25)] == ["4", "−0.8", "0.25"]


@pytest.mark.parametrize("theme", [LIGHT, DARK, PAPER], ids=lambda theme: theme.name)
def test_every_colour_is_hexadecimal(theme):
    for name in theme.__slots__:
        value = getattr(theme, name)
        if isinstance(value, str) and name not in ("name", "font"):
            assert mix(value, value, 0.5) == value.upper()


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=lambda theme: theme.name)
@pytest.mark.parametrize("name", ["text", "muted", "cause_label", "effect_label", "accent"])
def test_text_can_be_read_on_the_page(theme, name):
    assert contrast(getattr(theme, name), theme.background) > 4.5


@pytest.mark.parametrize(
    ("n", "text"),
    [(0, "0"), (12_000, "+12,000"), (-3, "−3"), (-(10**19), "≈ −1.00×10¹⁹"), (10**12, "≈ +1.00×10¹²")],
)
def test_the_sign_of_a_count_stands_before_its_digits(n, text):
    assert signed_count(n) == text


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


def texts(path):
    """What may hold a colour: the strings of a module that are no docstrings, or a script or style sheet."""
    source = path.read_text(encoding="utf-8")
    if path.suffix != ".py":
        return [re.sub(r"/\*.*?\*/|(?m:^\s*//[^\n]*$)", "", source, flags=re.DOTALL)]
    tree = ast.parse(source)
    docstrings = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    strings = (node for node in ast.walk(tree) if isinstance(node, ast.Constant))
    return [s.value for s in strings if isinstance(s.value, str) and id(s) not in docstrings]


def test_colours_and_fonts_stand_in_the_theme_alone():
    assert len(SHEETS) > 300
    found = {
        str(path.relative_to(ROOT)): [text[:60] for text in texts(path) if any_look(text)] for path in SHEETS
    }
    assert {path: looks for path, looks in found.items() if looks} == {}


def any_look(text):
    return COLOUR.search(text) or FONT.search(text)


@pytest.mark.parametrize(
    ("text", "is_one"),
    [
        ("color: #FCBA1E;", True),
        ("#abc", True),
        ("0x2a7ef0", True),
        ("rgba(0, 0, 0, .45)", True),
        ("white", True),
        ("{ fill: red; }", True),
        ("border: 1px solid gray }", True),
        ("<g fill='black'>", True),
        ("url(#ne-hatch)", False),
        ("&#945;", False),
        ("background: transparent; color: currentColor", False),
        ("excitatory black, inhibitory vermilion", False),
        ("#d=", False),
    ],
)
def test_what_counts_as_a_colour(text, is_one):
    assert bool(COLOUR.search(text)) == is_one


def test_style_sheets_ask_for_nothing_that_the_theme_does_not_give():
    written = [text for path in SHEETS for text in texts(path)]
    asked = {name for text in written for name in ASKED.findall(text)}
    own = {name for text in written for name in GIVEN.findall(text)}
    own |= {"on-text", "off-text", "edge"}  # what `StateRow` is given of a theme
    own |= {"high"}  # what `section` gives
    assert {name for name in asked if not name.startswith("mui-palette-")} - own == {*PAGE, *EDITOR_LIGHT}


def test_the_editor_has_as_many_colours_in_the_dark():
    assert EDITOR_LIGHT.keys() == EDITOR_DARK.keys()
    assert faint("#2A7EF0", 0.18) == "rgba(42, 126, 240, 0.18)"
