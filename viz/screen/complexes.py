"""The lattice of candidate systems on screen: a row for each size, larger dots for larger φ_s."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise
from textwrap import wrap
from typing import TYPE_CHECKING, Any

from bokeh.core.properties import value
from bokeh.events import Tap
from bokeh.models import Range1d

from viz.screen.frame import BokehPlot, Columns, empty_sources, px, set_labels, set_range
from viz.screen.pointer import Pointer
from viz.shapes.dots import DASHES, HOLLOW, below, dot_look, dot_size
from viz.shapes.lettering import width
from viz.view.complexes import CandidatesView
from viz.view.letters import brief

if TYPE_CHECKING:
    from collections.abc import Callable

    from viz.theme import Theme
    from viz.view.candidate_rows import CandidateRow

SOURCES = {
    "lines": "xs ys",
    "ring": "x y size color",
    "dots": "x y size fill edge dash width about",
    "mark": "x y size",
    "lit": "x y size",
    "exclusion": "x0 y0 x1 y1",
    "names": "x y text color style lift",
    "values": "x y text color drop",
}
SMALLEST = 8.0
"""Of the type of names, in pixels."""
ROOM = 300.0
"""Height in pixels that all rows of dots share, without names and numbers."""
CROWD = 20
"""Most dots of a row in which every dot has its name and number."""
LARGE = 8
"""Most rows of a lattice in which every dot has its name and number."""
LEAST = 4
"""Letters of a shortened name that tell nothing."""
TITLE_LETTER = 0.6
"""Width of a letter of the title, in its size."""
ACROSS = 64
"""Letters that fit into a row of dots."""


class LatticePlot(BokehPlot[CandidatesView]):
    """Candidate systems by size; `on_hover` reports the labels of a candidate's units, as `on_pick` does."""

    tools = ""
    span = Range1d

    def on_pick(self, callback: Callable[[tuple[str, ...]], None]) -> None:
        """Call `callback` with the units of the candidate that is tapped."""
        super().on_pick(callback)

    def mark(self, lit: Callable[[tuple[str, ...]], bool]) -> None:
        """Draw rings around the candidates of whose units `lit` is true; nothing else is redrawn."""
        self._lit = lit
        columns = self._ring_columns()
        if dict(self.sources["lit"].data) != columns:
            self.sources["lit"].data = columns

    def _ring_columns(self) -> Columns:
        view = self.view
        dots = () if view is None else view.dots
        lit = [i for i, dot in enumerate(dots) if view is not None and self._lit(view.rows[dot.row].units)]
        drawn: Any = self.sources["dots"].data
        return {
            "x": [drawn["x"][i] for i in lit],
            "y": [drawn["y"][i] for i in lit],
            "size": [drawn["size"][i] + 10 for i in lit],
        }

    def _under_pointer(self) -> tuple[str, ...] | None:
        view = self.view
        dot = None if view is None else self.pointer.row("dot", len(view.dots))
        return None if view is None or dot is None else view.rows[view.dots[dot].row].units

    def pick(self, x: float, y: float) -> tuple[str, ...] | None:
        """Return the candidate at a point of the picture.

        Parameters
        ----------
        x, y
            The point; y counts the rows from 1.

        Returns
        -------
        tuple of str or None
            The units of the nearest candidate in that row, None if none is near.
        """
        view = self.view
        if view is None or abs(y - round(y)) > 0.45:
            return None
        level = [dot for dot in view.dots if dot.y == round(y)]
        near = min(level, key=lambda dot: abs(dot.x - x), default=None)
        if near is None or abs(near.x - x) > max(0.5 / len(level), 0.02):
            return None
        return view.rows[near.row].units

    def _build(self) -> None:
        plot = self.figure
        self.sources = empty_sources(SOURCES)
        self._title = ""
        self._room = 0.0  # width in pixels, unknown before a browser has drawn
        self._lit: Callable[[tuple[str, ...]], bool] = lambda _units: False
        of: dict[str, Any] = self.sources
        set_range(plot.x_range, -0.01, 1.02)
        plot.xaxis.visible = False
        set_labels(plot.yaxis[0], {})
        plot.multi_line("xs", "ys", line_width=0.7, source=of["lines"], name="lines")
        plot.segment("x0", "y0", "x1", "y1", line_width=1.5, line_dash="dashed", source=of["exclusion"],
                     name="exclusion")  # fmt: skip
        plot.scatter("x", "y", size="size", fill_color=None, line_color="color", line_width=2,
                     source=of["ring"])  # fmt: skip
        dots = plot.scatter("x", "y", size="size", fill_color="fill", line_color="edge", line_width="width",
                            line_dash="dash", source=of["dots"], name="dots")  # fmt: skip
        plot.scatter("x", "y", size="size", marker="square", fill_color=None, line_width=2,
                     source=of["mark"], name="mark")  # fmt: skip
        for name, shift, baseline in (("names", "lift", "bottom"), ("values", "drop", "top")):
            plot.text("x", "y", text="text", text_color="color", text_align="center", y_offset=shift,
                      text_baseline=baseline, source=of[name], name=name)  # fmt: skip
        self._glyph("names").text_font_style = {"field": "style"}
        plot.scatter("x", "y", size="size", fill_color=None, line_width=3, source=of["lit"],
                     name="lit")  # fmt: skip
        self.pointer = Pointer(plot, "dot")
        self.pointer.over("dot", dots)
        self.pointer.on_change(lambda: self._report_hover(self._under_pointer()))
        plot.on_event(Tap, self._tap)
        plot.on_change("inner_width", self._resized)

    def _resized(self, _name: str, _old: object, pixels: object) -> None:
        # The number comes from a browser.
        if isinstance(pixels, int | float):
            self._room = float(pixels)
            self._fit()

    def _fit(self) -> None:
        """Write names so small that none covers its neighbour, in a plot as wide as in the browser.

        The title has as many lines as it needs there.
        """
        title, letters = self._title, int(self._room / (TITLE_LETTER * self.theme.title_size))
        self.figure.title.text = "\n".join(wrap(title, max(letters, LEAST))) if self._room else title
        drawn: Any = self.sources["names"].data
        full, room = self.theme.font_size, self._room
        if not drawn or not room > 0:
            return
        across = room / (self.figure.x_range.end - self.figure.x_range.start)
        spots = sorted(zip(drawn["y"], drawn["x"], drawn["text"], strict=True))
        share = 1.0
        for (y, x, text), (level, after, following) in pairwise(spots):
            if y == level and after > x:
                wide = (width(text, full) + width(following, full)) / 2 + 0.3 * full
                share = min(share, (after - x) * across / wide)
        self._glyph("names").text_font_size = px(max(full * share, SMALLEST))

    def _style(self) -> None:
        theme = self.theme
        self._glyph("lines").line_color = theme.rest
        self._glyph("lines").line_alpha = 0.5
        self._glyph("exclusion").line_color = theme.muted
        self._glyph("mark").line_color = theme.system
        self._glyph("lit").line_color = theme.link
        for name, size in (("names", theme.font_size), ("values", theme.font_size - 1)):
            glyph = self._glyph(name)
            glyph.text_font, glyph.text_font_size = value(theme.font), px(size)

    def _draw(self, view: CandidatesView) -> None:
        theme, n = self.theme, len(view.levels)
        self._title = view.title
        self.subtitle.text = view.note
        set_range(self.figure.y_range, 0.4, n + 0.6)
        set_labels(self.figure.yaxis[0], {float(y): level.text for y, level in enumerate(view.levels, 1)})
        largest = min(30.0, ROOM / max(n, 1) * 0.5)
        crowds = Counter(dot.y for dot in view.dots)
        rows = [view.rows[dot.row] for dot in view.dots]
        pairs = list(zip(view.dots, rows, strict=True))
        sizes = [dot_size(row, dot.strength, largest) for dot, row in pairs]
        xs, ys = [dot.x for dot in view.dots], [dot.y for dot in view.dots]
        self.sources["lines"].data = {
            "xs": [[xs[a], xs[b]] for a, b in view.lines],
            "ys": [[ys[a], ys[b]] for a, b in view.lines],
        }
        looks = [dot_look(theme, row, dot.strength) for dot, row in pairs]
        self.sources["dots"].data = {
            "x": xs, "y": ys, "size": sizes,
            "fill": [fill for fill, _ in looks],
            "edge": [edge for _, edge in looks],
            "dash": [DASHES[row.kind] for row in rows],
            "width": [1.5 if row.kind == "complex" else 1.0 for row in rows],
            "about": [about(row, dot.number) for dot, row in pairs],
        }  # fmt: skip
        self.sources["lit"].data = self._ring_columns()
        won = [i for i, row in enumerate(rows) if row.kind == "complex"]
        self.sources["ring"].data = {
            "x": [xs[i] for i in won], "y": [ys[i] for i in won],
            "size": [sizes[i] + 7 for i in won], "color": [theme.complex_edge] * len(won),
        }  # fmt: skip
        chosen = [] if view.selected is None else [view.selected]
        self.sources["mark"].data = {
            "x": [xs[i] for i in chosen], "y": [ys[i] for i in chosen],
            "size": [sizes[i] + 14 for i in chosen],
        }  # fmt: skip
        a, b = view.selected, view.rival
        ends = [] if a is None or b is None else [(a, b)]
        self.sources["exclusion"].data = {
            "x0": [xs[a] for a, _ in ends], "y0": [ys[a] for a, _ in ends],
            "x1": [xs[b] for _, b in ends], "y1": [ys[b] for _, b in ends],
        }  # fmt: skip
        roomy = [n <= LARGE and crowds[y] <= CROWD for y in ys]
        told = [i for i, row in enumerate(rows) if row.kind == "complex" or i == view.selected or roomy[i]]
        self._write(view, told, sizes)
        self._fit()

    def _write(self, view: CandidatesView, told: list[int], sizes: list[float]) -> None:
        theme = self.theme
        dots = [view.dots[i] for i in told]
        rows = [view.rows[dot.row] for dot in dots]
        colors = [_ink(theme, row) for row in rows]
        place = {"x": [dot.x for dot in dots], "y": [dot.y for dot in dots], "color": colors}
        clear = [9 if i == view.selected else 5 if row.kind == "complex" else 2
                 for i, row in zip(told, rows, strict=True)]  # fmt: skip
        gaps = [sizes[i] / 2 + more for i, more in zip(told, clear, strict=True)]
        crowds = Counter(dot.y for dot in view.dots)
        said = zip(rows, dots, strict=True)
        style = ["bold" if row.kind == "complex" else "normal" for row in rows]
        self.sources["names"].data = place | {
            "text": [_name(row.text, ACROSS // crowds[dot.y]) for row, dot in said],
            "lift": [-gap for gap in gaps], "style": style,
        }  # fmt: skip
        self.sources["values"].data = place | {
            "text": [below(row, dot.number) for dot, row in zip(dots, rows, strict=True)],
            "drop": gaps,
        }


def about(row: CandidateRow, number: str) -> str:
    """Return the sentence about a candidate system.

    Parameters
    ----------
    row
        The candidate.
    number
        Its φ_s as text.

    Returns
    -------
    str
        "aB: φₛ = 0.17, complex"; φ_s of one that is left out is not known.
    """
    if row.kind == "left-out":
        return f"{row.text}: {row.verdict}"
    return f"{row.text}: φₛ = {number}, {row.verdict}"


def _name(text: str, room: int) -> str:
    """Return the units of a candidate as they fit; nothing if too little would be left to tell it by."""
    said = brief(text, most=max(room, 3))
    return said if said == text or len(said) > LEAST else ""


def _ink(theme: Theme, row: CandidateRow) -> str:
    if row.kind in HOLLOW:
        return theme.muted
    return theme.accent if row.kind == "complex" else theme.text
