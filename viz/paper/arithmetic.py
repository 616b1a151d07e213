"""The arithmetic of φ as a figure: for each step a sentence, and below it the formula with its numbers."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from viz.paper.page import PRINT, TITLE_MM, Medium, fold, page, write
from viz.paper.titles import fold_title

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from viz.view.arithmetic import ArithmeticView

LINE_MM = 2.9
INDENT_MM = 3.5
SIZE = 6.0
INDEX = re.compile(r"\b(p|ii)_([ce])\b")
Line = tuple[str, float, bool]
"""A text, its indentation in millimetres, and whether it is bold."""


def draw(view: ArithmeticView, width_mm: float = 120, medium: Medium = PRINT) -> Figure:
    """Draw the arithmetic of φ.

    Parameters
    ----------
    view
        The arithmetic.
    width_mm, medium
        Width of the figure in millimetres; its theme, caption, and the figure to draw it on, if there is one.

    Returns
    -------
    Figure
        The title, then the chapters with their steps.
    """
    lines = _lines(view, width_mm)
    titles = fold_title(view.title, width_mm - 4, medium.theme.title_size - 1)
    head = TITLE_MM * (len(titles) - 1)
    height = LINE_MM * len(lines) + 8 + head
    figure, axes = page(width_mm, height, view.caption, medium)
    theme = axes.theme
    looks = {"size": theme.title_size - 1, "weight": "bold", "color": theme.accent}
    for i, title in enumerate(titles):
        write(axes, 2, height - 3.5 - TITLE_MM * i, title, ha="left", **looks)
    for i, (text, indent, bold) in enumerate(lines):
        y = height - 7.5 - head - LINE_MM * (i + 0.5)
        write(axes, 2 + indent, y, _set(text), size=SIZE, weight="bold" if bold else "normal", ha="left")
    return figure


def _lines(view: ArithmeticView, width_mm: float) -> list[Line]:
    found: list[Line] = []
    room = width_mm - 4 - INDENT_MM
    for heading, steps in view.chapters:
        found += [(text, 0.0, True) for text in fold(heading, room, SIZE * 1.25)]
        for i, step in enumerate(steps, start=1):
            said = fold(f"{i}. {step.said}", room, SIZE * 1.1)
            found += [(text, INDENT_MM, False) for text in said]
            found += [
                (text, 2 * INDENT_MM, True) for text in fold(step.formula, room - INDENT_MM, SIZE * 1.25)
            ]
    return found


def _set(text: str) -> str:
    """Return a formula for matplotlib: indices are subscripts, the θ of a partition is a superscript."""
    text = text.replace("log2", "log₂").replace("i_diff", r"i$\mathregular{_{diff}}$")
    return INDEX.sub(r"\1$\\mathregular{_{\2}}$", text).replace("^θ", "ᶿ")
