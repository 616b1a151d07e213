"""Figures measured in millimetres, and the text on them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from textwrap import wrap
from typing import Any, TypeVar, cast

from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Patch
from matplotlib.text import Text
from matplotlib.transforms import TransformedPatchPath

from viz.shapes.lettering import shortened, width
from viz.theme import PAPER, Theme

MM = 1 / 25.4
WIDTHS_MM = (85, 120, 178)
"""Widths of one, one and a half and two columns of a journal."""
POINT_MM = 25.4 / 72
FONT = PAPER.font
SMALL = 6.0
"""The smallest type of a figure, in points: journals take none that is smaller."""
TITLE_MM = 4.2
"""Height of a line of a title."""
CAPTION_SIZE = SMALL
CAPTION_LINE = 2.75
"""Height of a line of the caption, in millimetres."""
Drawn = TypeVar("Drawn", bound=Artist)
# The index of a quantity, not an underscore in the name of a unit: "Σφ_d", but not "α_syn" or "TGFφ_r".
# ᶿ, which \w takes for a letter, is the partition of π_cᶿ.
SUBSCRIPT = re.compile(r"(?<![^\WΣ])([φπ])_([a-z])(?![^\Wᶿ])")
MATH = "$\\mathregular"
SUBSCRIPTED = re.compile(r"\$\\mathregular\{([φπ])_\{([a-z])\}\}\$")


@dataclass(frozen=True, slots=True)
class Medium:
    """How a figure is drawn, and on which.

    Attributes
    ----------
    theme
        `PAPER`, or `GREY` with patterns instead of colours.
    captioned
        Whether the caption is written below.
    figure
        The figure to draw on; None for a new one.
    corner
        Where on that figure: millimetres to the right of its upper left corner, and below it.
    """

    theme: Theme = PAPER
    captioned: bool = True
    figure: Figure | None = None
    corner: tuple[float, float] = (0.0, 0.0)


PRINT = Medium()


class PageAxes(Axes):
    """Axes in millimetres; nothing on them is clipped.

    Attributes
    ----------
    theme
        Colours and type of all that is drawn on them.
    corner
        Their place on the figure, as in `Medium`.
    edge
        Their outline, the clip path of every artist.
    """

    theme: Theme = PAPER
    corner: tuple[float, float] = (0.0, 0.0)
    edge: TransformedPatchPath

    def put(self, artist: Drawn) -> Drawn:
        """Add an artist and return it.

        The limits are set and nothing is clipped, so this does not compute a clip box and new limits for each
        artist, as matplotlib does: that took half of the time of a figure, as measured.
        """
        artist.set_clip_path(self.edge)
        artist.set_clip_on(False)
        self.add_artist(artist)
        return artist

    def add_line(self, line: Line2D) -> Line2D:
        """Add a line."""
        return self.put(line)

    def add_patch(self, p: Patch) -> Patch:
        """Add a shape."""
        return self.put(p)


def page(
    width_mm: float, height_mm: float, caption: str = "", medium: Medium = PRINT
) -> tuple[Figure, PageAxes]:
    """Return a figure, and axes on it in millimetres.

    Parameters
    ----------
    width_mm, height_mm
        Size of the figure without its caption.
    caption
        The caption, one or more lines, which are wrapped.
    medium
        Theme, caption, and the figure to draw on, if there is one.

    Returns
    -------
    tuple of Figure and PageAxes
        The origin of the axes is the lower left corner above the caption, which has negative y.
    """
    lines = _caption_lines(caption, width_mm - 4) if medium.captioned else []
    strip = CAPTION_LINE * len(lines) + 1.5 if lines else 0.0
    figure, box = medium.figure, (0.0, 0.0, 1.0, 1.0)
    if figure is None:
        size = (width_mm * MM, (height_mm + strip) * MM)
        figure = Figure(figsize=size, facecolor=medium.theme.background)
    else:
        (x, y), (wide, high) = medium.corner, size_mm(figure)
        box = (x / wide, 1 - (y + height_mm + strip) / high, width_mm / wide, (height_mm + strip) / high)
    sheet = cast(PageAxes, figure.add_axes(box, axes_class=PageAxes))
    sheet.theme, sheet.corner = medium.theme, medium.corner
    sheet.edge = TransformedPatchPath(sheet.patch)
    sheet.set_axis_off()
    sheet.set_xlim(0, width_mm)
    sheet.set_ylim(-strip, height_mm)
    for i, line in enumerate(lines):
        y = -CAPTION_LINE * (i + 0.5)
        write(sheet, 2, y, line, size=CAPTION_SIZE, color=medium.theme.muted, ha="left")
    return figure, sheet


def inset(sheet: PageAxes, left: float, bottom: float, wide: float, high: float) -> Axes:
    """Return axes with scales of their own, on a part of a page.

    Parameters
    ----------
    sheet
        The page.
    left, bottom, wide, high
        Lower left corner, width and height of the axes on it, in millimetres.

    Returns
    -------
    Axes
        With lines on the left and at the bottom only.
    """
    figure = sheet.figure
    corners = sheet.transData.transform([(left, bottom), (left + wide, bottom + high)])
    (x0, y0), (x1, y1) = figure.transFigure.inverted().transform(corners)
    axes = cast(Figure, figure).add_axes((x0, y0, x1 - x0, y1 - y0), facecolor="none")
    theme = sheet.theme
    axes.tick_params(labelsize=SMALL, width=0.5, length=2, labelfontfamily=theme.font)
    for side, spine in axes.spines.items():
        spine.set_visible(side in {"left", "bottom"})
        spine.set_linewidth(0.5)
    return axes


def size_mm(figure: Figure) -> tuple[float, float]:
    """Return the width and the height of a figure in millimetres."""
    wide, high = figure.get_size_inches()
    return wide / MM, high / MM


def _caption_lines(caption: str, width_mm: float) -> list[str]:
    return [line for text in caption.splitlines() for line in fold(text, width_mm, CAPTION_SIZE)]


def fold(text: str, width_mm: float, size: float) -> list[str]:
    """Return a text in lines that fit a width.

    Parameters
    ----------
    text
        The text.
    width_mm
        The width in millimetres.
    size
        Size of the type in points.

    Returns
    -------
    list of str
        The lines; none if the text is empty.
    """
    most = max(int(len(text) * width_mm / text_mm(text, size)), 1) if text else 1
    # As many letters as fit on average; fewer if one of the lines has wider letters.
    for letters in range(most, 0, -max(most // 40, 1)):
        lines = wrap(text, letters)
        if all(text_mm(line, size) <= width_mm for line in lines):
            return lines
    return wrap(text, most)


def fitted(text: str, room_mm: float, largest: float, bold: bool = False) -> tuple[str, float]:
    """Return a text and a size of type at which it fits a width.

    Parameters
    ----------
    text
        The text.
    room_mm
        The width in millimetres.
    largest
        The size to begin with, in points.
    bold
        Whether the type is bold.

    Returns
    -------
    tuple of str and float
        The size is never below `SMALL`; if the text is too long even then, its middle is left out.
    """
    over = width(text, POINT_MM, bold)
    size = largest if over * largest <= room_mm else max(room_mm / over, SMALL)
    return shortened(text, size * POINT_MM, room_mm, bold), size


def paragraph(axes: Axes, x: float, y: float, lines: list[str], size: float = SMALL) -> None:
    """Write lines of text one below the other, in the colour of notes.

    Parameters
    ----------
    axes
        The page.
    x, y
        Left end and middle of the first line.
    lines
        The lines, which are not wrapped.
    size
        Size of the type in points.
    """
    for i, line in enumerate(lines):
        write(axes, x, y - i * 0.46 * size, line, size=size, color=PAPER.muted, ha="left")


def write(axes: Axes, x: float, y: float, text: str, *, size: float = PAPER.font_size, **looks: Any) -> None:
    """Write text, in which φ_s becomes φ with a subscript.

    Parameters
    ----------
    axes
        The axes to write on.
    x, y
        The middle of the text, unless `looks` aligns it otherwise.
    text
        The text.
    size
        Size of the type in points.
    **looks
        Properties of matplotlib's `Text`.
    """
    looks = {"ha": "center", "va": "center", "color": PAPER.text, "family": FONT} | looks
    label = Text(x, y, subscripted(text), fontsize=size, transform=axes.transData, **looks)
    axes.put(label) if isinstance(axes, PageAxes) else axes.add_artist(label)


def subscripted(text: str) -> str:
    """Return a text for matplotlib in which φ_s is φ with a subscript."""
    if MATH not in text:
        text = text.replace("$", r"\$")
    return SUBSCRIPT.sub(r"$\\mathregular{\1_{\2}}$", text)


def unsubscripted(text: str) -> str:
    """Return the text that `subscripted` made a subscript of."""
    return SUBSCRIPTED.sub(r"\1_\2", text)


def text_mm(text: str, size: float = PAPER.font_size) -> float:
    """Return an upper bound of the width of a text in regular type.

    Parameters
    ----------
    text
        The text.
    size
        Size of the type in points.

    Returns
    -------
    float
        The width in millimetres.
    """
    return width(text, size * POINT_MM)
