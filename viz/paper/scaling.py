"""How a computer grows with its target as a figure: the largest Φ of both on a logarithmic axis."""

from __future__ import annotations

from typing import TYPE_CHECKING

from matplotlib.ticker import FixedLocator, NullLocator

from engine.words import tr
from viz.numbers import count
from viz.paper.page import PRINT, SMALL, Medium, fold, inset, page, paragraph, write

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from viz.view.scaling import ScalingView

LEFT_MM, RIGHT_MM, HIGH_MM, AXIS_MM = 13.0, 15.0, 42.0, 9.0


def draw(view: ScalingView, width_mm: float = 120, medium: Medium = PRINT) -> Figure:
    """Draw the largest Φ of targets and their computers.

    Parameters
    ----------
    view
        The points.
    width_mm, medium
        Width of the figure in millimetres; its theme, caption, and the figure to draw it on, if there is one.

    Returns
    -------
    Figure
        Both curves over the units of the target, with the units of the computers above them.
    """
    notes = fold(view.note, width_mm - 4, SMALL)
    foot = AXIS_MM + 2.75 * len(notes) + 1
    figure, sheet = page(width_mm, foot + HIGH_MM + 10, view.caption, medium)
    theme = sheet.theme
    write(sheet, width_mm / 2, foot + HIGH_MM + 7, view.title, size=theme.title_size, color=theme.accent,
          weight="bold")  # fmt: skip
    wide = width_mm - LEFT_MM - RIGHT_MM
    axes = inset(sheet, LEFT_MM, foot, wide, HIGH_MM)
    xs = [point.bits for point in view.points]
    curves = (
        (tr("target"), view.curve("target"), theme.effect, theme.effect_label, "o"),
        (tr("computer"), view.curve("computer"), theme.cause, theme.cause_label, "s"),
    )
    for name, points, color, ink, marker in curves:
        at, ys = [x for x, _, _ in points], [phi for _, phi, _ in points]
        axes.plot(at, ys, color=color, marker=marker, markersize=3.2, linewidth=0.9)
        if points:
            axes.annotate(name, (at[-1], ys[-1]), (5, 0), textcoords="offset points", va="center",
                          fontsize=SMALL, color=ink, fontfamily=theme.font)  # fmt: skip
    axes.set_yscale("log")
    axes.set_ylim(10**-0.25, 10 ** (view.decades + 0.25))
    axes.set_xlim(xs[0] - 0.5, xs[-1] + 0.4)
    axes.xaxis.set_major_locator(FixedLocator(xs))
    axes.yaxis.set_minor_locator(NullLocator())
    axes.set_xlabel(tr("units of the target"), fontsize=theme.font_size, fontfamily=theme.font)
    axes.set_ylabel(tr("largest Φ"), fontsize=theme.font_size, fontfamily=theme.font)
    across = axes.get_xlim()
    for point in view.points:
        x = LEFT_MM + wide * (point.bits - across[0]) / (across[1] - across[0])
        write(sheet, x, foot + HIGH_MM + 1.8, count(point.units), size=SMALL, color=theme.muted)
    write(sheet, width_mm - RIGHT_MM + 1, foot + HIGH_MM + 1.8, tr("units"), size=SMALL, color=theme.muted,
          ha="left")  # fmt: skip
    paragraph(sheet, 2, 2.75 * len(notes) - 1, notes)
    return figure
