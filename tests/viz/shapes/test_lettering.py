import pytest
from matplotlib.font_manager import FontProperties, findfont
from matplotlib.ft2font import FT2Font

from viz.shapes.lettering import width

TEXTS = (
    "PQRS",
    "mitogen_activated_kinase",
    "Αλφα βήτα",
    "φ_s = 0.17 ≈ −3×10⁻⁴",
    "ABCDE",
    "wWmM@%",
    "iIlj.,'",
)


@pytest.mark.parametrize("weight", ["normal", "bold"])
@pytest.mark.parametrize("text", TEXTS)
def test_never_less_than_in_the_font_of_figures(text, weight):
    for style in ("normal", "italic"):
        font = FT2Font(findfont(FontProperties(family="DejaVu Sans", weight=weight, style=style)))
        font.set_size(100, 72)
        font.set_text(text)
        real = font.get_width_height()[0] / 64
        assert real <= width(text, 100, weight == "bold") <= 1.6 * real + 20


def test_the_width_grows_with_the_type():
    assert width("aB", 20) == pytest.approx(2 * width("aB", 10))
    assert width("", 10) == 0
