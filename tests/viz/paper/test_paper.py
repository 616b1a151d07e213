"""Paper figures: what can be read in them, their widths, and that they are the same every time."""

import re
from xml.etree import ElementTree

import matplotlib as mpl
import numpy as np
import pytest

from viz.paper import distinctions, repertoire, substrate, tpm
from viz.paper import structure as structure_figure
from viz.paper.export import caption, to_bytes
from viz.paper.page import subscripted
from viz.paper.titles import fold_title
from viz.view.distinctions import distinctions_view
from viz.view.repertoire import repertoire_view
from viz.view.structure import structure_view
from viz.view.substrate import substrate_view
from viz.view.tpm import tpm_view

STATE = (0, 1, 1)


def texts(figure):
    """Return the texts of the SVG; mathtext, which is set letter by letter, joined without spaces."""
    root = ElementTree.fromstring(to_bytes(figure, "svg"))
    found = ["".join(node.itertext()).strip() for node in root.iter("{http://www.w3.org/2000/svg}text")]
    return [re.sub(r"\s", "", text) if "\n" in text else text for text in found]


def test_the_structure(structure):
    found = texts(structure_figure.draw(structure_view(structure)))
    assert "Φ(aB) = 1.563" in found
    assert "3 distinctions · 7 relations: 3 self, 3 of two, 1 of three" in found
    assert {"a", "B", "aB", "b", "A", "Ab", "0.33", "0.071"} <= set(found)
    assert caption(structure) in " ".join(found)


def test_the_substrate(request):
    fig1, structure = (request.getfixturevalue(name) for name in ("substrate", "structure"))
    found = texts(substrate.draw(substrate_view(fig1, STATE, structure)))
    assert {"a", "B", "C", "✂", "−0.8", "0.7", "k = 4"} <= set(found)
    assert "".join(found).count("(aB)=0.17") == 1


def test_complexes(request):
    names = ("substrate", "structure", "found_complexes")
    fig1, structure, complexes = (request.getfixturevalue(name) for name in names)
    found = "".join(texts(substrate.draw(substrate_view(fig1, STATE, structure, complexes))))
    for text in ("(aB)=0.17", "(C)=0.21", "(aBC)=0.13"):
        assert text in found


@pytest.mark.parametrize("by", ["unit", "state"])
def test_the_tpm(request, by):
    fig1 = request.getfixturevalue("substrate")
    found = texts(tpm.draw(tpm_view(fig1, STATE, by=by)))
    assert "▸ aBC" in found
    assert "0.97" in found or by == "state"


def test_a_large_tpm_is_its_row_and_a_sentence():
    from engine.substrate.substrate import Substrate

    large = Substrate.from_weights(np.ones((7, 7)), 1.0, list("ABCDEFG"))
    found = texts(tpm.draw(tpm_view(large, (0,) * 7)))
    assert "▸ abcdefg" in found
    assert any("too many to draw" in text for text in found)


def test_the_distinctions(structure):
    found = texts(distinctions.draw(distinctions_view(structure)))
    assert "Distinctions (aB): 3/3" in found
    assert found.count("Ab") == 2
    assert any("1.56" in text for text in found)


def test_an_empty_table_says_why(unconnected):
    found = texts(distinctions.draw(distinctions_view(unconnected)))
    assert any("stronglyconnected" in text.replace(" ", "") for text in found)


def test_the_repertoire(structure):
    cause = structure.distinctions[2].cause
    arrays = (np.array([0.7, 0.3]), np.array([0.5, 0.5]), np.array([0.6, 0.4]))
    view = repertoire_view("cause", "aB", cause, *arrays)
    found = texts(repertoire.draw(view))
    assert {"b", "B", "▾", "unconstrained", "partitioned ✂"} <= set(found)


@pytest.mark.parametrize("width", [85, 120, 178])
def test_figures_have_the_width_of_a_column(structure, dense, width):
    for result in (structure, dense):
        for figure in (
            structure_figure.draw(structure_view(result), width),
            distinctions.draw(distinctions_view(result), width),
        ):
            assert figure.get_figwidth() * 25.4 == pytest.approx(width)


@pytest.mark.parametrize("kind", ["pdf", "svg", "png"])
def test_the_same_figure_has_the_same_bytes(structure, kind):
    first, second = (to_bytes(structure_figure.draw(structure_view(structure)), kind, 100) for _ in range(2))
    assert first == second


def test_no_bitmap_and_true_type_fonts_in_the_pdf(structure):
    pdf = to_bytes(structure_figure.draw(structure_view(structure)), "pdf")
    assert b"/FontFile2" in pdf
    assert b"/Subtype /Image" not in pdf
    assert b"CreationDate" not in pdf


def test_the_svg_carries_its_letters(structure):
    svg = to_bytes(structure_figure.draw(structure_view(structure)), "svg").decode()
    assert len(re.findall("@font-face", svg)) >= 3
    assert "<image" not in svg
    shown = re.sub(r'xmlns(:\w+)?="[^"]*"|<!DOCTYPE[^>]*>|<metadata>.*?</metadata>', "", svg, flags=re.DOTALL)
    assert "http" not in shown


def test_an_unknown_format_is_refused(structure):
    with pytest.raises(ValueError, match="pdf, svg, png"):
        to_bytes(structure_figure.draw(structure_view(structure)), "gif")


def test_settings_of_the_process_stay_as_they_were(structure):
    before = dict(mpl.rcParams)
    to_bytes(structure_figure.draw(structure_view(structure)), "pdf")
    assert dict(mpl.rcParams) == before


def test_names_of_units_are_never_parsed():
    assert subscripted("φ_s(Coup_fti)") == r"$\mathregular{φ_{s}}$(Coup_fti)"
    assert subscripted("Σφ_d") == r"Σ$\mathregular{φ_{d}}$"
    assert subscripted("π_cᶿ(abc | a)") == r"$\mathregular{π_{c}}$ᶿ(abc | a)"
    for name in ("Coup_fti", "π_calculus", "TGFφ_r", "α_syn"):
        assert subscripted(name) == name
    assert subscripted("a$b$") == r"a\$b\$"


def test_a_title_does_not_break_within_a_formula():
    title = "Cause of aB: π_c(B | aB)   φ = 0.2179"
    assert fold_title(title, 200.0, 8.0) == [title]
    assert fold_title(title, 55.0, 8.0) == ["Cause of aB: π_c(B | aB)", "φ = 0.2179"]
    assert fold_title(title, 30.0, 8.0) == ["Cause of aB:", "π_c(B | aB)", "φ = 0.2179"]
    assert fold_title(title, 20.0, 8.0)[1] == "aB: π_c(B |"  # too narrow for the formula
    assert fold_title("", 30.0, 8.0) == [""]
