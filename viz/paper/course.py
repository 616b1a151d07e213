"""Curves above each other as a figure for print, with one axis for all."""

from __future__ import annotations

from typing import TYPE_CHECKING

from matplotlib.figure import Figure

from viz.paper.page import CAPTION_SIZE, MM, fold
from viz.theme import PAPER

if TYPE_CHECKING:
    from collections.abc import Sequence

    from matplotlib.axes import Axes

    from viz.view.course import CourseView

CURVE_MM = 26.0


def draw(views: Sequence[CourseView], caption: str = "", width_mm: float = 120) -> Figure:
    """Return the figure; a cross marks where there is no value, a dashed line or a ring the present place."""
    lines = fold(caption, width_mm - 4, CAPTION_SIZE)
    high = CURVE_MM * len(views) + 12 + 2.4 * len(lines)
    figure = Figure(figsize=(width_mm * MM, high * MM), facecolor=PAPER.background)
    every = figure.subplots(len(views), 1, sharex=True, squeeze=False)[:, 0]
    figure.subplots_adjust(
        left=15 / width_mm, right=1 - 3 / width_mm, top=1 - 3 / high,
        bottom=(10 + 2.4 * len(lines)) / high, hspace=0.18,
    )  # fmt: skip
    for axes, view in zip(every, views, strict=True):
        _curve(axes, view)
    last = every[-1]
    last.set_xlabel(views[-1].axis, fontsize=PAPER.font_size)
    if views[-1].ticks:
        last.set_xticks([x for x, _ in views[-1].ticks], [text for _, text in views[-1].ticks], rotation=90)
    for i, line in enumerate(lines):
        figure.text(2 / width_mm, (1.2 + 2.4 * (len(lines) - 1 - i)) / high, line, fontsize=CAPTION_SIZE,
                    color=PAPER.muted)  # fmt: skip
    return figure


def _curve(axes: Axes, view: CourseView) -> None:
    xs = [p.x for p in view.points]
    ys = [float("nan") if p.y is None else p.y for p in view.points]
    style = "-" if view.joined else "none"
    axes.plot(xs, ys, linestyle=style, linewidth=0.8, color=PAPER.muted, marker="o", markersize=2.2,
              markerfacecolor=PAPER.effect, markeredgecolor=PAPER.effect)  # fmt: skip
    gone = [p.x for p in view.points if p.unreached]
    axes.plot(gone, [0.0] * len(gone), linestyle="none", marker="x", markersize=2.5, color=PAPER.muted)
    if view.current is not None:
        point = view.points[view.current]
        axes.plot([point.x], [point.y or 0.0], linestyle="none", marker="o", markersize=5,
                  markerfacecolor="none", markeredgecolor=PAPER.system)  # fmt: skip
    if view.here is not None:
        axes.axvline(view.here, linestyle="--", linewidth=0.8, color=PAPER.system)
    axes.set_ylabel(view.name.replace("φ_s", r"$\mathregular{φ_{s}}$"), fontsize=PAPER.font_size)
    axes.tick_params(labelsize=PAPER.font_size - 1, width=0.5, length=2)
    axes.set_ylim(bottom=-0.08 * (max((y for y in ys if y == y), default=1.0) or 1.0))
    for side in ("top", "right"):
        axes.spines[side].set_visible(False)
    for side in ("left", "bottom"):
        axes.spines[side].set_linewidth(0.5)
