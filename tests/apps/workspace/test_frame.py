"""The frame of every page: its theme, and type for a projector."""

import panel as pn

from apps.workspace.frame import LARGE, PageFrame, Root
from parts import part
from viz.theme import DARK, LIGHT


def test_type_grows_for_a_projector_and_shrinks_again():
    themes = []
    frame = PageFrame("phiscope", [], [pn.pane.HTML("x")], themes.append)
    (root,) = frame.page.select(Root)
    larger = part(frame.page, "large-type")
    larger.clicks += 1
    assert root.size == LARGE
    assert themes[-1].font_size == LIGHT.enlarged(LARGE).font_size
    larger.clicks += 1
    assert root.size == 1
    assert themes[-1] == LIGHT
    frame.page.dark_theme = True
    assert themes[-1] == DARK
