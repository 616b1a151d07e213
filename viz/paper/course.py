"""Curves of φ_s, Φ and counts as a figure: one above the other, with one axis for all."""

from __future__ import annotations

from typing import TYPE_CHECKING

from matplotlib.ticker import MaxNLocator, ScalarFormatter

from engine.words import phrase
from viz.paper.page import PRINT, SMALL, Medium, fold, inset, page, paragraph, subscripted, text_mm, write
from viz.view.course import SUPPOSED

if TYPE_CHECKING:
    from collections.abc import Sequence

    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

    from viz.paper.page import PageAxes
    from viz.theme import Theme
    from viz.view.course import CourseView

LEFT_MM, RIGHT_MM = 15.0, 3.0
CURVE_MM = 22.0
GAP_MM = 3.5
TITLED_MM = 4.5
"""What a title above a curve takes."""
AXIS_MM = 9.0
NEAREST_MM = 2.1
"""Least distance of the names of points on the axis; if they are closer, some are left out."""
KEYS = {
    "current": phrase("Ring: the present state."),
    "here": phrase("Dashed: the present value."),
    "unreached": phrase("Cross: no state leads there, so there are no causes."),
    "supposed": SUPPOSED,
}


def draw(views: Sequence[CourseView], width_mm: float = 120, medium: Medium = PRINT) -> Figure:
    """Draw curves over the same axis.

    Parameters
    ----------
    views
        The curves, from top to bottom.
    width_mm, medium
        Width of the figure in millimetres; its theme, caption, and the figure to draw it on, if there is one.

    Returns
    -------
    Figure
        A cross marks a state without causes, a ring or a dashed line the present.
    """
    notes = fold(key(views), width_mm - 4, SMALL)
    foot = 2.75 * len(notes) + 1 + under(views[-1])
    figure, sheet = page(width_mm, foot + tall(views) + 2, views[0].caption, medium)
    stack(sheet, views, width_mm, foot)
    paragraph(sheet, 2, 2.75 * len(notes) - 1, notes)
    return figure


def key(views: Sequence[CourseView]) -> str:
    """Return the key of those marks that the curves have."""
    found = {
        "current": any(view.current is not None for view in views),
        "here": any(view.here is not None for view in views),
        "unreached": any(point.unreached for view in views for point in view.points),
        "supposed": any(point.supposed for view in views for point in view.points),
    }
    return " ".join(str(said) for name, said in KEYS.items() if found[name])


def tall(views: Sequence[CourseView]) -> float:
    """Return the height of all curves in millimetres."""
    return _step(views) * len(views) - GAP_MM


def _step(views: Sequence[CourseView]) -> float:
    """Return how far curves stand apart: more if each has a title above it."""
    return CURVE_MM + GAP_MM + (TITLED_MM if any(view.title for view in views) else 0.0)


def under(view: CourseView) -> float:
    """Return the height of the axis with its names below a curve, in millimetres."""
    return AXIS_MM + max((text_mm(name, SMALL) - 2 for _, name in view.ticks), default=0.0)


def stack(sheet: PageAxes, views: Sequence[CourseView], width_mm: float, foot: float) -> list[Axes]:
    """Draw curves one above the other on a page.

    Parameters
    ----------
    sheet
        The page.
    views
        The curves, from top to bottom.
    width_mm
        Width of the page in millimetres.
    foot
        Height at which the lowest curve begins, in millimetres.

    Returns
    -------
    list of Axes
        The axes of the curves, from top to bottom.
    """
    wide, drawn = width_mm - LEFT_MM - RIGHT_MM, []
    for i, view in enumerate(views):
        bottom = foot + _step(views) * (len(views) - 1 - i)
        axes = inset(sheet, LEFT_MM, bottom, wide, CURVE_MM)
        _curve(axes, view, sheet.theme)
        _across(axes, view, sheet.theme, wide, named=i == len(views) - 1)
        if view.title:
            above = bottom + CURVE_MM + 0.5 * TITLED_MM
            write(sheet, LEFT_MM, above, view.title, color=sheet.theme.accent, weight="bold", ha="left")
        # At the same distance from the left in all curves, whatever the width of their numbers.
        axes.yaxis.set_label_coords(2.5 / wide - LEFT_MM / wide, 0.5)
        drawn.append(axes)
    return drawn


def _curve(axes: Axes, view: CourseView, theme: Theme) -> None:
    xs = [p.x for p in view.points]
    ys = [float("nan") if p.y is None else p.y for p in view.points]
    style = "-" if view.joined else "none"
    axes.plot(xs, ys, linestyle=style, linewidth=0.8, color=theme.muted, marker="o", markersize=2.2,
              markerfacecolor=theme.effect, markeredgecolor=theme.effect)  # fmt: skip
    hollow = [(p.x, p.y or 0.0) for p in view.points if p.supposed]
    axes.plot([x for x, _ in hollow], [y for _, y in hollow], linestyle="none", marker="o", markersize=2.2,
              markerfacecolor=theme.background, markeredgecolor=theme.effect)  # fmt: skip
    gone = [p.x for p in view.points if p.unreached]
    axes.plot(gone, [0.0] * len(gone), linestyle="none", marker="x", markersize=2.5, color=theme.muted)
    if view.current is not None:
        point = view.points[view.current]
        axes.plot([point.x], [point.y or 0.0], linestyle="none", marker="o", markersize=5,
                  markerfacecolor="none", markeredgecolor=theme.system)  # fmt: skip
    if view.here is not None:
        axes.axvline(view.here, linestyle="--", linewidth=0.8, color=theme.system)
    top = max((y for y in ys if y == y), default=0.0) or 1.0
    axes.set_ylim(-0.1 * top, 1.12 * top)
    axes.set_ylabel(subscripted(view.name), fontsize=theme.font_size, fontfamily=theme.font, va="top")
    power = ScalarFormatter(useMathText=True)
    power.set_powerlimits((-3, 4))
    axes.yaxis.set_major_formatter(power)
    axes.yaxis.get_offset_text().set(fontsize=SMALL, fontfamily=theme.font)
    axes.yaxis.set_major_locator(MaxNLocator(4, integer=_whole(ys), min_n_ticks=2))


def _across(axes: Axes, view: CourseView, theme: Theme, wide: float, named: bool) -> None:
    """Set the horizontal axis of a curve; only the lowest one, `named`, has the names below it."""
    xs = [point.x for point in view.points] or [0.0]
    room = 0.02 * (xs[-1] - xs[0]) or 0.5
    axes.set_xlim(xs[0] - room, xs[-1] + room)
    if view.ticks:
        every = max(1, round(NEAREST_MM * len(view.ticks) / wide + 0.5))
        axes.set_xticks([x for x, _ in view.ticks[::every]])
        axes.set_xticklabels([text for _, text in view.ticks[::every]], rotation=90, va="top")
    elif _whole(xs):
        axes.xaxis.set_major_locator(MaxNLocator(8, integer=True))
    axes.tick_params(labelbottom=named)
    if named:
        axes.set_xlabel(view.axis, fontsize=theme.font_size, fontfamily=theme.font)


def _whole(values: Sequence[float]) -> bool:
    """Whether all values, apart from NaN, are whole numbers."""
    return all(float(value).is_integer() for value in values if value == value)
