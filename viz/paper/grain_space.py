"""φ_s by grain as a figure: a mark for each system, its shape by grain, rings around complexes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from matplotlib.lines import Line2D

from engine.words import tr
from viz.paper.page import (
    PRINT,
    SMALL,
    TITLE_MM,
    Medium,
    fold,
    inset,
    page,
    paragraph,
    text_mm,
    write,
)
from viz.paper.titles import fold_title
from viz.shapes.grains import PRINTED, grain_colour
from viz.view.grain_space import KINDS

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

    from viz.paper.page import PageAxes
    from viz.view.grain_space import GrainSpaceView

HIGH_MM = 55.0
LEFT_MM = 13.0
MOST_NAMED = 3
"""Most complexes that are named in the picture."""


def draw(view: GrainSpaceView, width_mm: float = 120, medium: Medium = PRINT) -> Figure:
    """Draw φ_s by grain.

    Parameters
    ----------
    view
        The systems of a search.
    width_mm, medium
        Width of the figure in millimetres; its theme, caption, and the figure to draw it on, if there is one.

    Returns
    -------
    Figure
        The picture, its key, and how far was searched.
    """
    notes = fold(view.note, width_mm - 4, SMALL)
    titles = fold_title(view.title, width_mm - 4, medium.theme.title_size)
    foot = 2.75 * len(notes) + 2
    height = foot + 5 + 9 + HIGH_MM + 3 + TITLE_MM * len(titles)
    figure, sheet = page(width_mm, height, view.caption, medium)
    for i, title in enumerate(reversed(titles)):
        write(sheet, width_mm / 2, height - 2.5 - TITLE_MM * (len(titles) - 1 - i), title,
              size=sheet.theme.title_size, color=sheet.theme.accent, weight="bold")  # fmt: skip
    axes = inset(sheet, LEFT_MM, foot + 14, width_mm - LEFT_MM - 4, HIGH_MM)
    _picture(axes, view, sheet, width_mm - LEFT_MM - 4)
    _key(sheet, view, foot + 2.5)
    paragraph(sheet, 2, foot - 2.5, notes)
    return figure


def _picture(axes: Axes, view: GrainSpaceView, sheet: PageAxes, wide: float) -> None:
    theme = sheet.theme
    axes.set_xlim(0.4, view.sizes + 0.6)
    axes.set_ylim(-0.05 * view.top, 1.16 * view.top)
    axes.set_xticks(range(1, view.sizes + 1))
    labels = {"fontsize": SMALL, "fontfamily": theme.font, "labelpad": 2}
    axes.set_xlabel(tr("micro units in the system"), **labels)
    axes.set_ylabel(tr("φ$_\\mathregular{s}$ (ibits)"), **labels)
    for kind in view.kinds:
        dots = [dot for dot in view.dots if view.rows[dot.row].kind == kind]
        color = grain_colour(theme, kind)
        axes.scatter([d.x for d in dots], [d.y for d in dots], s=8, marker=PRINTED[kind], facecolor=color,
                     edgecolor=color, alpha=0.6, linewidth=0.4)  # fmt: skip
    won = [dot for dot in view.dots if view.rows[dot.row].standing == "complex"]
    axes.scatter([d.x for d in won], [d.y for d in won], s=34, marker="o", facecolor="none",
                 edgecolor=theme.complex_edge, linewidth=1.0)  # fmt: skip
    if view.present is not None:
        here = view.dots[view.present]
        axes.scatter([here.x], [here.y], s=70, marker="s", facecolor="none", edgecolor=theme.text,
                     linewidth=0.7, linestyle="dashed")  # fmt: skip
    per_unit = wide / (view.sizes + 0.2)
    taken: list[tuple[float, float, float]] = []
    for dot in won[:MOST_NAMED]:
        text = view.rows[dot.row].text
        half = text_mm(text, SMALL) / 2 / per_unit
        at = min(max(dot.x, 0.4 + half), view.sizes + 0.6 - half)
        near = (abs(at - x) < half + other and abs(dot.y - y) < 0.06 * view.top for x, y, other in taken)
        if any(near):
            continue
        taken.append((at, dot.y, half))
        axes.text(at, dot.y + 0.06 * view.top, text, fontsize=SMALL, fontfamily=theme.font, ha="center",
                  color=theme.text)  # fmt: skip


def _key(sheet: PageAxes, view: GrainSpaceView, y: float) -> None:
    theme, x = sheet.theme, 4.0
    signs = [(PRINTED[kind], grain_colour(theme, kind), True, KINDS[kind]) for kind in view.kinds]
    signs.append(("o", theme.complex_edge, False, tr("complex")))
    if view.present is not None:
        signs.append(("s", theme.text, False, tr("present units")))
    for marker, color, filled, said in signs:
        sheet.add_line(
            Line2D([x], [y], marker=marker, markersize=4, markeredgewidth=0.8, markeredgecolor=color,
                   markerfacecolor=color if filled else "none", linestyle="none")
        )  # fmt: skip
        write(sheet, x + 2, y, said, size=SMALL, ha="left")
        x += text_mm(said, SMALL) + 7
