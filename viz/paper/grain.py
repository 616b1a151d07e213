"""Macro beside micro as a figure: the micro units with outlines, and the macro units, with φ_s of both."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from engine.words import tr
from viz.numbers import number
from viz.paper import substrate
from viz.paper.page import PRINT, SMALL, Medium, fold, page, paragraph, size_mm, write

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from viz.view.grain import GrainView

GAP_MM = 3.0
HEAD_MM = 5.0
BESIDE_MM = 110.0
"""Least width of a figure in which the two stand beside each other, not one below the other."""


def draw(view: GrainView, width_mm: float = 120, medium: Medium = PRINT) -> Figure:
    """Draw macro beside micro.

    Parameters
    ----------
    view
        Both.
    width_mm, medium
        Width of the figure in millimetres; its theme, caption, and the figure to draw it on, if there is one.

    Returns
    -------
    Figure
        Both drawings under their φ_s, and below them what is larger and the verdict on each unit.
    """
    alone = replace(medium, captioned=False, figure=None, corner=(0.0, 0.0))
    sides = (view.micro, view.macro)
    columns = 2 if width_mm >= BESIDE_MM else 1
    wide = (width_mm - GAP_MM * (columns - 1)) / columns
    highs = [size_mm(substrate.draw(side, wide, alone))[1] for side in sides]
    tallest = max(highs) if columns == 2 else sum(highs) + HEAD_MM
    lines = [line for text in _sentences(view) for line in fold(text, width_mm - 4, SMALL)]
    foot = 2.75 * len(lines) + 2
    height = foot + tallest + HEAD_MM
    figure, sheet = page(width_mm, height, view.caption, medium)
    x0, y0 = medium.corner
    top = 0.0
    for i, (side, high, said) in enumerate(zip(sides, highs, _heads(view), strict=True)):
        across = i * (wide + GAP_MM) if columns == 2 else 0.0
        write(sheet, across + wide / 2, height - top - HEAD_MM / 2, said, color=sheet.theme.accent,
              weight="bold")  # fmt: skip
        # A smaller drawing stands in the middle of the larger one's height.
        drop = (tallest - high) / 2 if columns == 2 else 0.0
        corner = (x0 + across, y0 + top + HEAD_MM + drop)
        substrate.draw(side, wide, replace(medium, captioned=False, figure=figure, corner=corner))
        top += 0.0 if columns == 2 else high + HEAD_MM
    paragraph(sheet, 2, foot - 2.5, lines)
    return figure


def _heads(view: GrainView) -> tuple[str, str]:
    micro = tr("As micro units: φ_s {phi} ({units})", phi=number(view.best_phi), units=view.best)
    return micro, tr("As these units: φ_s {phi}", phi=number(view.macro_phi))


def _sentences(view: GrainView) -> list[str]:
    verdicts = [f"{unit.label}: {unit.verdict}" for unit in view.units if unit.verdict]
    return [view.sentence, *verdicts, *view.notes]
