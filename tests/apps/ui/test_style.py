"""The frame and the grey of a part of the page."""

import panel as pn

from apps.ui.style import SECTION, grey, section


def test_a_section_frames_its_content_and_has_the_hooks_of_the_browser_tests():
    content = pn.pane.HTML("x")
    framed = section(content, "tpm-pane", "picture", height=200)
    assert framed.objects == [content]
    assert framed.css_classes == ["tpm-pane", "picture"]
    assert framed.height == 200
    assert SECTION in framed.stylesheets


def test_grey_is_a_class_that_comes_once_and_goes():
    part = pn.Column(css_classes=["results"])
    for _ in range(2):
        grey(part, True)
        assert part.css_classes == ["results", "stale"]
    grey(part, False)
    assert part.css_classes == ["results"]
