"""The frame of the page: its theme, and the size of its type."""

import panel as pn

from apps.workspace.frame import PageFrame, Root
from viz.theme import DARK, LIGHT


def test_type_grows_for_a_projector_and_shrinks_again():
    themes = []
    frame = PageFrame("phiscope", [], [pn.pane.HTML("x")], themes.append)
    (root,) = frame.page.select(Root)
    frame.enlarge(1.35)
    assert root.size == 1.35
    assert themes[-1].font_size == LIGHT.enlarged(1.35).font_size
    frame.enlarge(1.0)
    assert root.size == 1
    assert themes[-1] == LIGHT
    frame.page.dark_theme = True
    assert themes[-1] == DARK


def test_a_page_that_is_left_is_forgotten():
    told = lambda: len(pn.state.param.watchers.get("busy", {}).get("value", []))  # noqa: E731
    before = told()
    PageFrame("phiscope", [], [pn.pane.HTML("x")], lambda _theme: None)
    assert told() == before
