"""A page of linked plots without server or network: picking a distinction highlights it in every plot."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from html import escape
from typing import TYPE_CHECKING, Any

from bokeh.embed import components
from bokeh.layouts import column, row
from bokeh.models import (
    ColumnDataSource,
    CustomJS,
    DataTable,
    Div,
    HoverTool,
    NumberFormatter,
    Range1d,
    Select,
    StringFormatter,
    TableColumn,
)
from bokeh.resources import Resources

from engine.words import phrase, tr
from viz.screen.repertoire import RepertoirePlot
from viz.screen.structure import StructurePlot
from viz.screen.substrate import SubstratePlot
from viz.screen.tpm import TpmPlot
from viz.shapes.indices import marked
from viz.theme import LIGHT
from viz.view.distinctions import HEADINGS

if TYPE_CHECKING:
    from viz.screen.frame import BokehPlot
    from viz.screen.linked_views import LinkedViews

SCRIPTS = Resources(mode="inline", components=["bokeh", "bokeh-widgets", "bokeh-tables"])
NOTHING = "none"
HELP = phrase(
    "Pick a distinction in the list, in the table or in the Φ-structure: every plot shows the same one."
)
SIZE: dict[str, Any] = {"sizing_mode": "fixed", "width": 560, "height": 380}
FOLLOW = """
const plain = (each) => (each instanceof Map ? Object.fromEntries(each) : each)
const picked = source.selected.indices
const which = picked.length ? picked[0] + 1 : 0
for (const each of players) {
  const {figure, heading, sources, frames} = plain(each)
  const frame = plain(frames[which])
  sources.forEach((source, i) => { source.data = plain(frame.data[i]) })
  if (heading.text !== frame.heading) heading.text = frame.heading
  if (frame.x[0] != null) {
    figure.x_range.setv({start: frame.x[0], end: frame.x[1]})
    figure.y_range.setv({start: frame.y[0], end: frame.y[1]})
  }
  figure.below.concat(figure.left).forEach((axis, i) => {
    if (axis.ticker && axis.ticker.ticks) {
      axis.ticker.ticks = frame.ticks[i][0]
      axis.major_label_overrides = new Map(frame.ticks[i][0].map((at, k) => [at, frame.ticks[i][1][k]]))
    }
  })
}
const name = picked.length ? String(picked[0]) : "none"
if (select.value !== name) select.value = name
"""
CHOOSE = """
source.selected.indices = cb_obj.value === "none" ? [] : [Number(cb_obj.value)]
"""
TAP = """
const wide = figure.x_range.end - figure.x_range.start
const high = figure.y_range.end - figure.y_range.start
let best = 0.05, found = -1
for (const [x, y, index] of marks) {
  const away = Math.hypot((x - cb_obj.x) / wide, (y - cb_obj.y) / high)
  if (away < best) { best = away; found = index }
}
source.selected.indices = found < 0 ? [] : [found]
"""


def linked_page(views: LinkedViews) -> str:
    """Return the page as one HTML file with its scripts and data."""
    return _page(views.title, linked_layout(views))


def linked_layout(views: LinkedViews) -> Any:
    """Return the plots as one layout of Bokeh; what links them runs in the page."""
    rows = views.distinctions.rows
    cells: dict[str, list[Any]] = {name: [getattr(each, name) for each in rows] for name in HEADINGS}
    cells |= {side: [each.signed(side) for each in rows] for side in ("cause", "effect")}
    source = ColumnDataSource(data=cells)
    options: list[Any] = [
        (NOTHING, tr("nothing picked")),
        *((str(i), each.mechanism) for i, each in enumerate(rows)),
    ]
    select: Any = Select(title=tr("Distinction"), value=NOTHING, options=options, width=200)
    select.js_on_change("value", CustomJS(args={"source": source}, code=CHOOSE))
    structure, tpm = bare(StructurePlot), bare(TpmPlot)
    tpm.show(views.tpm)
    players = [_player(structure, views.structures), _ringed(views)]
    sides = (0, 1) if views.repertoires else ()
    players += [_player(bare(RepertoirePlot), [pair[side] for pair in views.repertoires]) for side in sides]
    for player in players:
        player["figure"].update(**SIZE)
    tpm.figure.update(**SIZE)
    source.selected.js_on_change(
        "indices", CustomJS(args={"source": source, "players": players, "select": select}, code=FOLLOW)
    )
    first = views.structures[0]
    marks = [(mark.x, mark.y, mark.index) for mark in (*first.mechanisms, *first.vertices)]
    args = {"figure": structure.figure, "marks": marks, "source": source}
    structure.figure.js_on_event("tap", CustomJS(args=args, code=TAP))
    pictures = [column(player["heading"], player["figure"]) for player in players]
    return column(
        Div(text=f"<h1>{escape(views.title)}</h1><p>{escape(HELP)}</p>", width=1120),
        select,
        row(pictures[0], column(Div(text=f"<b>{escape(views.distinctions.header)}</b>"), _table(source))),
        row(*pictures[2:]),
        row(pictures[1], tpm.figure),
        Div(text="".join(f"<p>{marked(line)}</p>" for line in views.about.splitlines()), width=1120),
    )


def _page(title: str, layout: Any) -> str:
    """Return a page with a layout and the scripts that it needs, and no others.

    Bokeh's own template also links to scripts and style sheets of all other widget libraries that are loaded.
    """
    script, place = components(layout)
    own = "\n".join(f"<script>{text}</script>" for text in SCRIPTS.js_raw)
    return (
        f'<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n<title>{escape(title)}</title>\n'
        f"{own}\n</head>\n<body>\n{place}\n{script}\n</body>\n</html>\n"
    )


def bare(kind: Callable[..., Any]) -> Any:
    """Return a plot without its callbacks to Python, which no server would answer."""
    plot = kind(LIGHT)
    for model in plot.figure.references():
        # Bokeh 3.9 has no other way; where it keeps them elsewhere, it warns of them and no more.
        for name in ("_callbacks", "_event_callbacks"):
            getattr(model, name, {}).clear()
        model.subscribed_events.clear()
    return plot


def _player(plot: BokehPlot[Any], views: Sequence[Any]) -> dict[str, Any]:
    """Return a plot and its data for each pick; it shows the first view."""
    sources = sorted(plot.figure.select({"type": ColumnDataSource}), key=lambda each: each.id)
    frames = []
    for view in (*views[1:], views[0]):
        plot.show(view)
        for source in sources:
            if "about" in source.data:  # what stands beside the pointer, there as HTML
                source.data["about"] = [marked(text) for text in source.data["about"]]
        frames.append(_frame(plot, sources))
    for tool in plot.figure.select({"type": HoverTool}):
        if tool.tooltips == "@about":
            tool.tooltips = "@about{safe}"
    return _played(plot, sources, [frames[-1], *frames[:-1]])


def _played(plot: BokehPlot[Any], sources: Sequence[Any], frames: list[dict[str, Any]]) -> dict[str, Any]:
    """Return what the page's script needs of a plot, whose title stands above it, where indices are low."""
    for text in (plot.figure.title, plot.subtitle):
        text.text, text.visible = "", False
    heading = Div(text=frames[0]["heading"], width=SIZE["width"])
    return {"figure": plot.figure, "heading": heading, "sources": sources, "frames": frames}


def _ringed(views: LinkedViews) -> dict[str, Any]:
    """Return the substrate and the rings around the mechanism's units for each pick."""
    plot = bare(SubstratePlot)
    plot.show(views.substrate)
    spots = {
        unit.label: (x, y, 1.35 * r)
        for unit, x, y, r in zip(
            views.substrate.units, *(plot.units.data[name] for name in ("x", "y", "r")), strict=True
        )
    }
    rings = ColumnDataSource({"x": [], "y": [], "r": []})
    plot.figure.circle("x", "y", radius="r", radius_units="data", radius_dimension="min", fill_color=None,
                       line_color=LIGHT.link, line_width=4, source=rings)  # fmt: skip
    frames = []
    for units in ((), *views.mechanisms):
        places = [spots[unit] for unit in units]
        rings.data = {name: [place[i] for place in places] for i, name in enumerate(("x", "y", "r"))}
        frames.append(_frame(plot, [rings]))
    rings.data = frames[0]["data"][0]
    return _played(plot, [rings], frames)


def _frame(plot: BokehPlot[Any], sources: Sequence[Any]) -> dict[str, Any]:
    """Return all that a pick changes in a plot, as it is now."""
    figure = plot.figure
    axes = [*figure.below, *figure.left]
    return {
        "data": [dict(each.data) for each in sources],
        "heading": _heading(plot),
        # Not set for a range that follows its data.
        "x": _ends(figure.x_range),
        "y": _ends(figure.y_range),
        "ticks": [_ticks(axis) for axis in axes],
    }


def _heading(plot: BokehPlot[Any]) -> str:
    """Return title and subtitle of a plot as HTML."""
    title, below = plot.figure.title, plot.subtitle
    parts = [
        f"<b style='font-size: 15px; color: {title.text_color}'>{marked(title.text)}</b>",
        f"<span style='color: {below.text_color}'>{marked(below.text)}</span>",
    ]
    said = "\n".join(part for part, text in zip(parts, (title.text, below.text), strict=True) if text)
    return f"<div style='white-space: pre-wrap'>{said}</div>"


def _ends(span: Any) -> list[Any]:
    return [span.start, span.end] if isinstance(span, Range1d) else [None, None]


def _ticks(axis: Any) -> tuple[list[float], list[str]]:
    names = dict(getattr(axis, "major_label_overrides", {}))
    return list(names), [str(name) for name in names.values()]


def _table(source: ColumnDataSource) -> DataTable:
    number = NumberFormatter(format="0.000000")
    columns = [
        TableColumn(
            field=name,
            title=marked(str(title)),
            formatter=number if name.startswith("phi") else StringFormatter(),
        )
        for name, title in HEADINGS.items()
    ]
    looks: dict[str, Any] = {"width": 540, "height": 340, "index_position": None, "reorderable": False}
    return DataTable(source=source, columns=columns, **looks)
