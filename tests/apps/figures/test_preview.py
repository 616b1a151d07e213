"""The preview shows the file that would be taken away, or its first lines."""

from base64 import b64decode

import pytest

from apps.figures.exports import LINKED, Order
from apps.figures.preview import LETTERS, LINES, preview_markup, preview_order


def test_of_a_figure_the_picture_that_a_browser_shows_is_made():
    assert preview_order(Order("tpm", "pdf", 120, True)) == Order("tpm", "png", 120, True)
    assert preview_order(Order("tpm-table", "tex")) == Order("tpm-table", "tex")


def test_a_picture_is_in_the_markup():
    markup = preview_markup(Order("tpm", "png"), b"\x89PNG")
    assert b64decode(markup.partition("base64,")[2].partition('"')[0]) == b"\x89PNG"
    assert 'alt="The figure' in markup


@pytest.mark.parametrize("lines", [1, LINES, LINES + 3])
def test_of_a_text_the_first_lines_are_shown_and_the_others_counted(lines):
    data = "\n".join(["a,<b>", *(["x" * (LETTERS + 1)] * (lines - 1))]).encode()
    markup = preview_markup(Order("tpm-table", "csv"), data)
    assert "a,&lt;b&gt;" in markup
    assert markup.count("x…") == min(lines, LINES) - 1
    assert ("3 more lines" in markup) == (lines > LINES)


def test_a_page_of_linked_plots_is_described():
    assert "opens in any browser" in preview_markup(Order(LINKED, "html"), b"<html>")
