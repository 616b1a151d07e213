"""Several panels on one figure."""

from dataclasses import replace

import pytest
from matplotlib.figure import Figure

from viz.paper import structure, substrate
from viz.paper.composer import GAP_MM, LETTER_MM, Panel, compose, headed
from viz.paper.page import PRINT, page, size_mm
from viz.view.structure import structure_view
from viz.view.substrate import substrate_view

CAPTION = "Both panels have this caption."


@pytest.fixture(scope="module")
def panels(request):
    fig1, found = (request.getfixturevalue(name) for name in ("substrate", "structure"))
    first = replace(substrate_view(fig1, (0, 1, 1), found), caption=CAPTION)
    second = replace(structure_view(found), caption=CAPTION)
    return Panel(first, substrate.draw), Panel(second, structure.draw)


def texts(figure: Figure) -> list[str]:
    return [text.get_text() for axes in figure.axes for text in axes.texts]


def boxes(figure: Figure) -> list[tuple[float, ...]]:
    """Return (left, top, width, height) of every panel in millimetres; the first axes are the page."""
    wide, high = size_mm(figure)
    bounds = [axes.get_position().bounds for axes in figure.axes[1:]]
    return [(x * wide, (1 - y - h) * high, w * wide, h * high) for x, y, w, h in bounds]


def test_a_wide_figure_has_two_panels_side_by_side(panels):
    figure = compose(panels, 178)
    (x0, y0, w0, _), (x1, y1, w1, _) = boxes(figure)
    assert (x0, x1) == pytest.approx((0, w0 + GAP_MM))
    assert w0 == pytest.approx(w1)
    assert y0 == pytest.approx(y1)
    assert y0 == pytest.approx(LETTER_MM)


def test_a_narrow_figure_has_one_below_the_other(panels):
    figure = compose(panels, 85)
    (x0, y0, w0, h0), (x1, y1, *_) = boxes(figure)
    assert x0 == x1 == pytest.approx(0)
    assert w0 == pytest.approx(85)
    assert y1 == pytest.approx(y0 + h0 + GAP_MM + LETTER_MM)


def test_an_odd_last_panel_fills_its_row(panels):
    widths = [w for *_, w, _ in boxes(compose((*panels, panels[0]), 178, lettered=False))]
    assert widths == pytest.approx([(178 - GAP_MM) / 2, (178 - GAP_MM) / 2, 178])


def test_panels_have_letters_and_share_one_caption(panels):
    found = texts(compose(panels, 178))
    assert [text for text in found if text in {"A", "B", "C"} and text][:2] == ["A", "B"]
    assert found.count(CAPTION) == 1
    assert CAPTION not in texts(compose(panels, 178, replace(PRINT, captioned=False)))


def test_a_heading_has_its_space_above_the_panel(panels):
    figure, sheet, top = headed(panels[0], 12, 85, "", PRINT)
    (_, y, _, h) = boxes(figure)[0]
    assert y == pytest.approx(12)
    assert top == pytest.approx(12 + h)
    assert sheet is figure.axes[0]


def test_a_page_is_measured_from_the_lower_left_corner_above_its_caption():
    figure, sheet = page(85, 40, CAPTION)
    assert sheet.get_xlim() == pytest.approx((0, 85))
    assert sheet.get_ylim()[1] == pytest.approx(40)
    assert sheet.get_ylim()[0] < 0
    assert size_mm(figure) == pytest.approx((85, 40 - sheet.get_ylim()[0]))
