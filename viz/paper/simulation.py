"""A target and the computer that simulates it as a figure: modules, units, complexes filled by φ_s."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from matplotlib.lines import Line2D
from matplotlib.patches import Circle, Polygon, Rectangle

from engine.words import phrase
from viz.paper.page import PRINT, SMALL, Medium, fold, page, paragraph, text_mm, write
from viz.shapes.simulation import RADIUS, arrow, connection, whole_look

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from viz.paper.page import PageAxes
    from viz.view.simulation_marks import BoxMark, SideMarks, SimulationView, WireMark

BESIDE_MM = 150.0
"""From this width on the target stands beside the computer, else above it."""
TARGET_MM = 30.0
COMPUTER = (-1.0, 28.3, -2.2, 13.2)
"""Left, right, bottom and top of a computer, in units' distances."""
LINE_MM = 3.0
KEY = phrase("Dark: ON. Filled: complex. Dashed: undecided among overlapping ones that tie.")
VALUES = phrase("Below a complex: φ_s · Φ.")
LEAST_MM = 2.32
"""Least distance of units at which values have room."""


@dataclass(frozen=True, slots=True)
class ComputerPen:
    """Axes, and how a system's distances become millimetres on them."""

    axes: PageAxes
    scale: float
    x: float
    y: float

    def mm(self, point: tuple[float, float]) -> tuple[float, float]:
        """Return a place on the page."""
        return self.x + self.scale * point[0], self.y + self.scale * point[1]


def draw(view: SimulationView, width_mm: float = 178, medium: Medium = PRINT) -> Figure:
    """Draw a target and its computer.

    Parameters
    ----------
    view
        Both at an update.
    width_mm, medium
        Width of the figure in millimetres; its theme, caption, and the figure to draw it on, if there is one.

    Returns
    -------
    Figure
        The target, then the computer by modules.
    """
    beside = width_mm >= BESIDE_MM
    left, right, bottom, top = COMPUTER
    wide = width_mm - 4 - (TARGET_MM + 4 if beside else 0)
    scale = wide / (right - left)
    high = scale * (top - bottom)
    notes = fold(f"{KEY} {VALUES}" if scale >= LEAST_MM else KEY, width_mm - 4, SMALL)
    problems = [text for side in (view.target, view.computer) for text in fold(side.problem, wide, SMALL)]
    foot = 2.75 * (len(notes) + len(problems)) + 2
    above = 0.0 if beside else TARGET_MM + 4 * LINE_MM
    height = foot + max(high, TARGET_MM + 4 * LINE_MM) + above + 7
    figure, axes = page(width_mm, height, view.caption, medium)
    write(axes, width_mm / 2, height - 3.5, view.title, size=axes.theme.title_size,
          color=axes.theme.accent, weight="bold")  # fmt: skip
    pen = ComputerPen(axes, scale, width_mm - 2 - wide - left * scale, foot - bottom * scale)
    _bundles(pen, view.bundles)
    for box in view.boxes:
        _box(pen, box)
    _side(pen, view.computer, named=False)
    middle = 2 + TARGET_MM / 2 if beside else width_mm / 2
    base = foot + high / 2 if beside else foot + high + TARGET_MM / 2 + 3 * LINE_MM
    _target(axes, view, middle, base)
    paragraph(axes, 2, foot - 3, [*problems, *notes])
    return figure


def _target(axes: PageAxes, view: SimulationView, x: float, y: float) -> None:
    side = view.target
    left, right, bottom, top = side.bounds
    scale = min(TARGET_MM / (right - left), 6.5)
    pen = ComputerPen(axes, scale, x - scale * (left + right) / 2, y - scale * (bottom + top) / 2)
    _side(pen, side, named=True)
    low = y - scale * (top - bottom) / 2
    write(axes, x, low - 0.2 * LINE_MM, f"{side.name}: {side.state}", size=SMALL, weight="bold")
    for i, whole in enumerate(side.complexes[:2]):
        said = f"{whole.name}: φ_s = {whole.phi_s}, Φ = {whole.big_phi}"
        write(axes, x, low - (1.2 + i) * LINE_MM, said, size=SMALL, color=axes.theme.accent)


def _bundles(pen: ComputerPen, bundles: tuple[WireMark, ...]) -> None:
    theme = pen.axes.theme
    for each in bundles:
        points = [pen.mm(point) for point in each.path]
        pen.axes.add_line(
            Line2D(*zip(*points, strict=True), color=theme.rest, linewidth=0.5 + 0.25 * len(bin(each.count)),
                   zorder=1)
        )  # fmt: skip
        head = arrow(each.path[-2], each.path[-1], short=0.0, size=0.6)[1]
        pen.axes.add_patch(Polygon([pen.mm(p) for p in head], facecolor=theme.muted, linewidth=0, zorder=2))


def _box(pen: ComputerPen, box: BoxMark) -> None:
    theme = pen.axes.theme
    x, y = pen.mm((box.left, box.bottom))
    wide, high = pen.scale * (box.right - box.left), pen.scale * (box.top - box.bottom)
    fill = "none" if box.is_open else theme.background
    pen.axes.add_patch(
        Rectangle((x, y), wide, high, facecolor=fill, edgecolor=theme.rest, linewidth=0.5, zorder=1.5)
    )
    write(pen.axes, x, y + high + 1.5, box.name, size=SMALL, weight="bold", ha="left")
    if not box.is_open:
        lines = [part for line in box.lines for part in fold(line, wide - 1.5, SMALL)]
        for i, line in enumerate(lines[: int(high / 2.6)]):
            write(pen.axes, x + 0.8, y + high - 1.8 - 2.6 * i, line, size=SMALL, ha="left", zorder=4)


def _side(pen: ComputerPen, side: SideMarks, named: bool) -> None:
    theme = pen.axes.theme
    for whole in side.wholes:
        if whole.outline:
            fill, edge, dash = whole_look(theme, whole)
            corners = [pen.mm(point) for point in whole.outline]
            pen.axes.add_patch(
                Polygon(corners, facecolor=fill or "none", edgecolor=edge, linewidth=0.5, linestyle=dash,
                        zorder=2)
            )  # fmt: skip
            _value(pen, whole.outline, f"{whole.phi_s} · {whole.big_phi}", len(whole.units) > 1 and not named)
    for each in side.strands:
        line, head = connection(each.path)
        pen.axes.add_line(
            Line2D(*zip(*[pen.mm(p) for p in line], strict=True), color=theme.muted, linewidth=0.4, zorder=3)
        )
        pen.axes.add_patch(Polygon([pen.mm(p) for p in head], facecolor=theme.muted, linewidth=0, zorder=3))
    for unit in side.units:
        x, y = pen.mm((unit.x, unit.y))
        pen.axes.add_patch(
            Circle((x, y), RADIUS * pen.scale, facecolor=theme.unit_fill(unit.level), edgecolor=theme.outline,
                   linewidth=0.4, zorder=4)
        )  # fmt: skip
        if named and text_mm(unit.text, SMALL) <= 1.8 * RADIUS * pen.scale:
            write(pen.axes, x, y, unit.text, size=SMALL, color=theme.unit_text(unit.level), zorder=5)


def _value(pen: ComputerPen, outline: tuple[tuple[float, float], ...], said: str, wanted: bool) -> None:
    """Write φ_s and Φ below a complex, if there is room between its neighbours."""
    room = 3.7 * pen.scale
    if wanted and text_mm(said, SMALL) <= room and pen.scale >= LEAST_MM:
        x = sum(x for x, _ in outline) / len(outline)
        low = min(y for _, y in outline)
        at = pen.mm((x, low))
        write(pen.axes, at[0], at[1] - 1.3, said, size=SMALL, color=pen.axes.theme.accent, zorder=5)
