"""The screen plots: the columns behind their glyphs."""

import numpy as np
import pytest
from bokeh.document import Document
from bokeh.events import Tap
from bokeh.models import ColumnDataSource, Range1d

from engine.substrate.functions import Gate
from engine.substrate.substrate import Edge, Substrate, Unit
from viz.screen.repertoire import RepertoirePlot
from viz.screen.structure import StructurePlot
from viz.screen.structure_texts import type_of
from viz.screen.substrate import SubstratePlot
from viz.screen.tpm import TpmPlot
from viz.shapes.lettering import width
from viz.theme import DARK, LIGHT
from viz.view.faces import MOST
from viz.view.repertoire import repertoire_view
from viz.view.structure import StructurePick, structure_view
from viz.view.substrate import substrate_view
from viz.view.tpm import tpm_view

STATE = (0, 1, 1)
PLOTS = [StructurePlot, TpmPlot, RepertoirePlot, SubstratePlot]


@pytest.fixture
def repertoire(structure):
    cause = structure.distinctions[2].cause
    intact = np.array([0.7, 0.3])
    return repertoire_view("cause", "aB", cause, intact, np.array([0.5, 0.5]), np.array([0.6, 0.4]))


@pytest.fixture
def views(substrate, structure, repertoire):
    return {
        StructurePlot: structure_view(structure),
        TpmPlot: tpm_view(substrate, STATE),
        RepertoirePlot: repertoire,
        SubstratePlot: substrate_view(substrate, STATE, structure),
    }


@pytest.mark.parametrize("kind", PLOTS)
def test_showing_replaces_data_only(kind, views):
    plot = kind(LIGHT)
    before = {model.id for model in plot.figure.references()}
    plot.show(views[kind])
    plot.show(views[kind])
    sources = {m for m in plot.figure.references() if isinstance(m, ColumnDataSource)}
    assert all(len({len(column) for column in s.data.values()}) <= 1 for s in sources)
    added = [model for model in plot.figure.references() if model.id not in before]
    assert not [m for m in added if type(m).__name__ in ("GlyphRenderer", "ColumnDataSource", "Range1d")]


@pytest.mark.parametrize("kind", PLOTS)
def test_a_theme_changes_colours_and_keeps_the_view(kind, views):
    plot = kind(LIGHT)
    plot.set_theme(DARK)
    plot.show(views[kind])
    assert plot.figure.title.text_color in (DARK.text, DARK.cause_label)
    plot.set_theme(LIGHT)
    assert plot.view is views[kind]
    assert plot.figure.title.text_color in (LIGHT.text, LIGHT.cause_label)
    assert plot.screen_text == views[kind].screen_text


@pytest.mark.parametrize("kind", PLOTS)
def test_plots_serialise(kind, views):
    plot = kind(LIGHT)
    plot.show(views[kind])
    document = Document()
    document.add_root(plot.figure)
    document.validate()
    assert document.to_json()


def test_vertices_and_faces_are_columns(views):
    view = views[StructurePlot]
    plot = StructurePlot(LIGHT)
    plot.show(view)
    assert plot.figure.title.text == "Φ(aB) = 1.563"
    assert plot.vertices.data["marker"] == ["circle", "square"] * 3
    assert set(plot.vertices.data["fill"]) == {LIGHT.cause, LIGHT.effect}
    assert len(plot.lines.data["x0"]) == len(view.lines)
    assert len(plot.triangles.data["xs"]) == len(view.triangles)
    assert plot.links.data["color"] == [LIGHT.link] * 6
    assert "{a, B} over b: φ_r = 0.1618" in plot.lines.data["about"]


def test_what_is_not_selected_is_grey_and_below(structure):
    plot = StructurePlot(LIGHT)
    plot.show(structure_view(structure, selected=1))
    colours = plot.lines.data["color"]
    assert LIGHT.rest in colours
    first_lit = next(i for i, colour in enumerate(colours) if colour != LIGHT.rest)
    assert LIGHT.rest not in colours[first_lit:]


def test_a_tap_picks_the_nearest_distinction(views):
    plot = StructurePlot(LIGHT)
    assert plot.pick(0.5, 0.5) is None
    plot.show(views[StructurePlot])
    mark = views[StructurePlot].mechanisms[2]
    assert plot.pick(mark.x + 0.01, mark.y) == StructurePick("distinction", (2,))
    assert plot.pick(0.02, 0.98) is None


def test_taps_reach_the_listeners(views):
    plots = {kind: kind(LIGHT) for kind in (StructurePlot, TpmPlot, SubstratePlot)}
    heard = []
    for kind, plot in plots.items():
        plot.show(views[kind])
        plot.on_pick(heard.append)
    mark = views[StructurePlot].vertices[3]
    fire(plots[StructurePlot], mark.x, mark.y)
    fire(plots[StructurePlot], 0.0, 0.0)
    fire(plots[TpmPlot], 1.5, 6.2)
    fire(plots[TpmPlot], -1.0, 6.2)
    fire(plots[SubstratePlot], 0.2 * 300, 0.75 * 300)
    fire(plots[SubstratePlot], -50, -50)
    assert heard == [StructurePick("distinction", (1,)), None, (6, 1), "A"]


def fire(plot, x, y):
    document = plot.figure.document or Document()
    document.add_root(plot.figure)
    document.callbacks.trigger_event(Tap(plot.figure, x=x, y=y))


def test_the_tpm_is_white_to_black_with_the_current_row_boxed(views):
    plot = TpmPlot(LIGHT)
    plot.show(views[TpmPlot])
    values = views[TpmPlot].values.ravel()
    assert plot.cells.data["color"] == [LIGHT.heat(p) for p in values]
    assert (plot.boxes.data["top"], plot.boxes.data["bottom"]) == ([6], [7])
    assert plot.figure.yaxis[0].major_label_overrides[6.5] == "▸ aBC"
    assert isinstance(plot.figure.y_range, Range1d)
    assert plot.figure.y_range.start > plot.figure.y_range.end


def test_the_two_readings_of_a_state_by_state_tpm(substrate):
    plot = TpmPlot(LIGHT)
    plot.show(tpm_view(substrate, STATE, by="state"))
    assert plot.boxes.data["color"] == [LIGHT.cause, LIGHT.effect]


def test_the_specified_state_is_marked_by_more_than_colour(repertoire):
    plot = RepertoirePlot(LIGHT)
    plot.show(repertoire)
    assert plot.bars.data["top"] == [0.7, 0.3]
    assert plot.mark.data["text"] == ["▾ b"]
    assert plot.bars.data["width"] == [2, 0.5]
    assert plot.steps["partitioned"].data["y"] == [0.6, 0.6, 0.4, 0.4]


def test_a_twin_that_is_not_given_has_no_key(structure):
    plot = RepertoirePlot(LIGHT)
    plot.show(repertoire_view("effect", "a", structure.distinctions[0].effect, np.array([0.7, 0.3])))
    assert [item.visible for item in plot.figure.legend[0].items] == [False, False]


def test_the_substrate_has_heads_and_cuts(views):
    plot = SubstratePlot(LIGHT)
    plot.show(views[SubstratePlot])
    assert plot.units.data["fill"][1] == LIGHT.unit_on
    assert plot.stems.data["color"].count(LIGHT.inhibitory) == 3
    assert len(plot.cuts.data["x0"]) == 1
    assert plot.texts.data["text"] == ["φₛ(aB) = 0.17"]


@pytest.fixture
def five():
    return Substrate.from_weights(np.random.default_rng(1).normal(size=(5, 5)), 1.0, list("ABCDE"))


def test_a_long_tpm_shows_the_rows_around_the_current_one(five):
    plot = TpmPlot(LIGHT)
    for state, rows in (((0,) * 5, (0, 16)), ((0, 0, 0, 0, 1), (8, 24)), ((1,) * 5, (16, 32))):
        plot.show(tpm_view(five, state))
        assert (plot.figure.y_range.end, plot.figure.y_range.start) == rows
    assert plot.figure.y_range.bounds == (0, 32)
    assert plot.figure.toolbar.active_scroll is not None
    assert "scroll for all 32 rows" in plot.subtitle.text


@pytest.mark.parametrize("kind", [StructurePlot, TpmPlot, RepertoirePlot])
def test_tickers_stay(kind, views):
    plot = kind(LIGHT)
    before = [axis.ticker for axis in plot.figure.axis]
    plot.show(views[kind])
    plot.set_theme(DARK)
    assert [axis.ticker for axis in plot.figure.axis] == before


def test_labels_are_placed_for_the_size_that_the_browser_reports(dense):
    plot = StructurePlot(LIGHT)
    plot.show(structure_view(dense))
    before = [dict(plot.mechanisms.data)[name] for name in ("x", "y")]
    faces = plot.triangles.data
    for side, value in (("inner_width", 260), ("inner_height", 210)):
        plot.figure.set_from_json(side, value)
    assert [plot.mechanisms.data[name] for name in ("x", "y")] != before
    assert plot.triangles.data is faces
    links = zip(plot.links.data["x0"], plot.links.data["y0"], strict=True)
    assert set(zip(plot.mechanisms.data["x"], plot.mechanisms.data["y"], strict=True)) <= set(links)


def test_of_many_distinctions_what_is_pointed_at_gets_its_label(dense):
    view = structure_view(dense)
    assert len(view.mechanisms) > MOST
    weak = min(range(len(view.mechanisms)), key=lambda i: dense.distinctions[i].phi)
    plot = StructurePlot(LIGHT)
    plot.show(view)
    assert view.mechanisms[weak].text not in plot.mechanisms.data["text"]
    plot.mark([2 * weak])
    assert view.mechanisms[weak].text in plot.mechanisms.data["text"]
    plot.mark([])
    assert view.mechanisms[weak].text not in plot.mechanisms.data["text"]


def test_the_marks_of_what_is_picked_leave_number_and_label_free(views):
    view = views[StructurePlot]
    plot = StructurePlot(LIGHT)
    plot.show(view)
    plot.mark(range(len(view.vertices)), range(len(view.mechanisms)))
    frames, texts = plot.frames.data, plot.mechanisms.data
    assert (list(frames["x"]), list(frames["y"])) == (list(texts["x"]), list(texts["y"]))
    looks, line = type_of(LIGHT), plot.figure.select_one({"name": "frames"}).glyph.line_width
    for row, phi in enumerate(texts["phi"]):
        below = texts["down"][row] + looks.small / 2  # the lower edge of φ_d under the middle
        assert below < (frames["high"][row] - line) / 2
        assert width(phi, looks.small) < frames["wide"][row] - line
    # What a label at its vertex keeps free of it.
    assert max(plot.rings.data["size"]) + line < looks.mark + 0.6 * looks.plain
    names = [each.name for each in plot.figure.renderers]
    assert max(map(names.index, ("rings", "frames"))) < min(
        map(names.index, ("labels", "mechanisms", "phis"))
    )


def test_of_a_tpm_that_is_not_made_no_rows_are_counted():
    units = [Unit(f"U{i}", Gate("COPY")) for i in range(28)]
    plot = TpmPlot(LIGHT)
    plot.show(tpm_view(Substrate(tuple(units), tuple(Edge("U0", each.label) for each in units)), (0,) * 28))
    assert plot.figure.title.text == "TPM"
    assert "28 units" in plot.subtitle.text
