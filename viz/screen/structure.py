"""The Φ-structure on screen: a vertex for every cause and effect, relation faces as lines and triangles."""

from __future__ import annotations

from math import hypot
from operator import attrgetter
from textwrap import wrap
from typing import TYPE_CHECKING, Any

from bokeh.core.properties import value
from bokeh.events import Tap
from bokeh.models import ColumnDataSource, Patches, Rect, Scatter, Segment, Text

from engine.words import tr
from viz.numbers import number
from viz.screen.frame import ONE_LINE, BokehPlot, Columns, px, set_labels, set_range
from viz.screen.pointer import Pointer
from viz.screen.structure_texts import (
    apexes,
    dot,
    frame_columns,
    label_columns,
    leader_columns,
    link_columns,
    margin_of,
    mechanism_columns,
    placed,
    ring_columns,
    type_of,
)
from viz.shapes.names import Names
from viz.view.faces import MOST, members
from viz.view.structure import SIZE, StructurePick, StructureView

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

    from viz.view.faces import FaceMark
    from viz.view.structure import Vertex

AT: dict[str, Any] = {"x": "x", "y": "y"}
ENDS: dict[str, Any] = {
    "x0": "x0", "y0": "y0", "x1": "x1", "y1": "y1", "line_color": "color", "line_width": "width",
}  # fmt: skip
MIDDLE: dict[str, Any] = {"text_align": "center", "text_baseline": "middle", **AT}
# Under a text, so that it can be read across lines.
PLATE: dict[str, Any] = {
    "background_fill_color": "back", "background_fill_alpha": 0.9, "padding": 1, "border_radius": 3,
}  # fmt: skip
SAME, FARTHEST = 6.0, 20_000
"""A change of the plot's size by fewer pixels moves no label; no plot has so many."""
REACH = 0.05
"""Largest distance of a tap from a vertex or a label that still picks it, as a share of the visible area."""


class StructurePlot(BokehPlot[StructureView]):
    """Causes as discs on the left, effects as squares on the right, amber links, relation faces."""

    def on_pick(self, callback: Callable[[StructurePick | None], None]) -> None:
        """Call `callback` with the distinction, purview or relation that is tapped, or with None."""
        super().on_pick(callback)

    def on_hover(self, callback: Callable[[StructurePick | None], None]) -> None:
        """Call `callback` with the purview or relation under the pointer, with None when it leaves."""
        super().on_hover(callback)

    def mark(self, vertices: Collection[int], distinctions: Collection[int] = ()) -> None:
        """Draw rings around vertices and frames around mechanisms; nothing else is redrawn.

        Parameters
        ----------
        vertices
            Indices of vertices; those that the picture does not have are ignored.
        distinctions
            Indices of the distinctions whose mechanisms get frames.
        """
        near = self._near
        self._marked = (frozenset(vertices), frozenset(distinctions))
        if self.view is not None and near != self._near and len(self.view.mechanisms) > MOST:
            self._draw_texts(self.view)
        self._draw_marks(self.view or _EMPTY)

    @property
    def _near(self) -> frozenset[int]:
        """The distinctions that are marked, or a purview of which is."""
        vertices, distinctions = self._marked
        return distinctions | {vertex // 2 for vertex in vertices}

    def pick(self, x: float, y: float) -> StructurePick | None:
        """Return the part of the picture at a point.

        Parameters
        ----------
        x, y
            The point, in the unit square.

        Returns
        -------
        StructurePick or None
            The distinction of the nearest mechanism or vertex within `REACH`; else the purview or relation
            under the pointer.
        """
        if self.view is None:
            return None
        wide = self.figure.x_range.end - self.figure.x_range.start
        high = self.figure.y_range.end - self.figure.y_range.start

        def away(mark: Any) -> float:
            return hypot((mark.x - x) / wide, (mark.y - y) / high)

        view = self.view
        marks = [(away(m), StructurePick("distinction", (m.index,))) for m in apexes(view, self._names)]
        marks += [(away(v), StructurePick("distinction", (v.index,))) for v in view.vertices]
        distance, spot = min(marks, key=lambda mark: mark[0], default=(REACH, None))
        return spot if distance < REACH else self._under_pointer()

    def _under_pointer(self) -> StructurePick | None:
        """Return the purview or the relation under the pointer, as the browser reported it last."""
        view = self.view
        if view is None:
            return None
        vertex = self.pointer.row("vertex", len(view.vertices))
        if vertex is not None:
            return StructurePick("purview", (vertex,))
        line = self.pointer.row("line", len(view.lines))
        return None if line is None else StructurePick("relation", members(_rest_first(view.lines)[line]))

    def _build(self) -> None:
        self.triangles, self.lines, self.links, self.vertices = (ColumnDataSource() for _ in range(4))
        self.labels, self.leaders, self.mechanisms = (ColumnDataSource() for _ in range(3))
        self.rings, self.frames = ColumnDataSource(), ColumnDataSource()
        self.pointer = Pointer(self.figure, "vertex", "line")
        self._marked: tuple[frozenset[int], frozenset[int]] = (frozenset(), frozenset())
        self._names = Names((), ())
        self._size = SIZE
        self._draw(_EMPTY)
        plot = self.figure
        plot.xaxis.visible = False
        plot.yaxis.axis_label = tr("units in the purview")
        self._put(Patches, self.triangles, xs="xs", ys="ys", fill_color="color", fill_alpha="alpha",
                  line_color=None)  # fmt: skip
        lines = self._put(Segment, self.lines, line_alpha="alpha", **ENDS)
        self._put(Segment, self.links, **ENDS)
        dots = self._put(Scatter, self.vertices, size="size", marker="marker", fill_color="fill",
                         line_color="edge", **AT)  # fmt: skip
        # Under the texts: the mark of what is picked must not hide its number.
        self._put(Scatter, self.rings, "rings", size="size", fill_color=None, line_width=2.5, **AT)
        self._put(Rect, self.frames, "frames", width="wide", height="high", width_units="screen",
                  height_units="screen", fill_color=None, line_width=2.5, border_radius=8, **AT)  # fmt: skip
        self._put(Segment, self.leaders, "leaders", x0="x0", y0="y0", x1="x", y1="y", line_width=0.5)
        self._put(Text, self.labels, "labels", text="text", text_color="color", background_fill_color="back",
                  background_fill_alpha=0.5, **MIDDLE)  # fmt: skip
        self._put(Text, self.mechanisms, "mechanisms", text="text", text_color="color", y_offset="up",
                  text_font_style="bold italic", **MIDDLE, **PLATE)  # fmt: skip
        self._put(Text, self.mechanisms, "phis", text="phi", text_color="muted", y_offset="down",
                  **MIDDLE, **PLATE)  # fmt: skip
        self.pointer.over("vertex", dots, point_policy="snap_to_data")
        self.pointer.over("line", lines, line_policy="interp")
        self.pointer.on_change(lambda: self._report_hover(self._under_pointer()))
        for side in ("inner_width", "inner_height"):
            plot.on_change(side, self._resized)
        plot.on_event(Tap, lambda event: self._report(self.pick(event.x, event.y)))

    def _style(self) -> None:
        for name, size in (
            ("labels", self.theme.label_size - 1),
            ("mechanisms", self.theme.label_size),
            ("phis", self.theme.font_size - 1),
        ):
            glyph = self._glyph(name)
            glyph.text_font, glyph.text_font_size = value(self.theme.font), px(size)
        for name in ("rings", "frames"):
            self._glyph(name).line_color = self.theme.system
        self._glyph("leaders").line_color = self.theme.muted

    def _draw(self, view: StructureView) -> None:
        self.figure.title.text = view.title
        counts = view.subtitle if len(view.subtitle) < ONE_LINE else view.subtitle.replace(": ", ":\n")
        lines = [line for text in (*counts.split("\n"), view.note) for line in wrap(text, ONE_LINE)]
        self.subtitle.text = "\n".join(lines)
        set_labels(self.figure.yaxis[0], {y: str(size) for size, y in view.rows})
        self.vertices.data = self._vertex_columns(view)
        self.triangles.data = self._triangle_columns(view)
        self.lines.data = self._line_columns(view)
        self._fit(view)

    def _vertex_columns(self, view: StructureView) -> Columns:
        theme = self.theme
        return {
            "x": [v.x for v in view.vertices],
            "y": [v.y for v in view.vertices],
            "size": [dot(v) for v in view.vertices],
            "marker": ["circle" if v.direction == "cause" else "square" for v in view.vertices],
            "fill": [theme.direction(v.direction) if v.lit else theme.rest for v in view.vertices],
            "edge": [theme.background] * len(view.vertices),
            "about": [self._about(view, v) for v in view.vertices],
        }

    def _about(self, view: StructureView, vertex: Vertex) -> str:
        mechanism = view.mechanisms[vertex.index]
        parts = {
            "mechanism": mechanism.text,
            "purview": vertex.text,
            "phi": number(vertex.phi),
            "phi_d": mechanism.phi_text,
        }
        if vertex.direction == "cause":
            return tr("{mechanism}: cause {purview}, φ_c = {phi}, φ_d = {phi_d}", **parts)
        return tr("{mechanism}: effect {purview}, φ_e = {phi}, φ_d = {phi_d}", **parts)

    def _triangle_columns(self, view: StructureView) -> Columns:
        spots = [(v.x, v.y) for v in view.vertices]
        faces = _rest_first(view.triangles)
        alpha = self.theme.alpha(len(faces))
        return {
            "xs": [[spots[c][0] for c in face.corners] for face in faces],
            "ys": [[spots[c][1] for c in face.corners] for face in faces],
            "color": [self._face_color(face) for face in faces],
            "alpha": [alpha if face.lit else 0.5 * alpha for face in faces],
        }

    def _line_columns(self, view: StructureView) -> Columns:
        spots = [(v.x, v.y) for v in view.vertices]
        faces = _rest_first(view.lines)
        ends = [(spots[a], spots[b]) for a, b in (face.corners for face in faces)]
        return {
            "x0": [a[0] for a, _ in ends],
            "y0": [a[1] for a, _ in ends],
            "x1": [b[0] for _, b in ends],
            "y1": [b[1] for _, b in ends],
            "color": [self._face_color(face) for face in faces],
            "alpha": [0.85 if face.lit else 0.35 for face in faces],
            "width": [0.8 + 2.2 * face.strength if face.lit else 0.8 for face in faces],
            "about": [face.text for face in faces],
        }

    def _face_color(self, face: FaceMark) -> str:
        return self.theme.by_phi(face.strength) if face.lit else self.theme.rest

    def _resized(self, side: str, _old: object, pixels: object) -> None:
        """Place the labels anew for the size that the plot has in the browser."""
        # The number comes from a browser.
        if not isinstance(pixels, int | float) or not 0 < pixels < FARTHEST:
            return
        wide, high = self._size
        size = (float(pixels), high) if side == "inner_width" else (wide, float(pixels))
        if max(abs(new - old) for new, old in zip(size, self._size, strict=True)) < SAME:
            return
        self._size = size
        if self.view is not None:
            self._fit(self.view)

    def _fit(self, view: StructureView) -> None:
        """Make room for the labels, and write them."""
        margin = margin_of(view, type_of(self.theme), self._size[0])
        set_range(self.figure.x_range, -margin, 1 + margin)
        set_range(self.figure.y_range, -0.03, 1.03)
        self._draw_texts(view)
        self._draw_marks(view)

    def _draw_marks(self, view: StructureView) -> None:
        vertices, distinctions = self._marked
        for source, columns in (
            (self.rings, ring_columns(view, vertices)),
            (self.frames, frame_columns(view, self._names, distinctions, self.theme)),
        ):
            if dict(source.data) != columns:
                source.data = columns

    def _draw_texts(self, view: StructureView) -> None:
        self._names = placed(view, self.figure, self._size, type_of(self.theme), self._near)
        self.labels.data = label_columns(view, self._names, self.theme)
        self.leaders.data = leader_columns(self._names)
        self.mechanisms.data = mechanism_columns(view, self._names, self.theme)
        self.links.data = link_columns(view, self._names, self.theme)


def _rest_first(faces: tuple[FaceMark, ...]) -> list[FaceMark]:
    """Return unlit faces before lit ones and weak before strong, so that what matters lies on top."""
    return sorted(faces, key=attrgetter("lit", "strength"))


_EMPTY = StructureView(
    title="",
    subtitle="",
    note="",
    rows=(),
    vertices=(),
    labels=(),
    mechanisms=(),
    lines=(),
    triangles=(),
    phi_range=(0.0, 0.0),
    selected=None,
    detailed=True,
    caption="",
)
