"""Surveys for the page: maps that come with their tables, recipes of choices, and what is shown of them.

Covers `apps.figures.atlas_tables`, `viz.paper.atlas` and `viz.paper.parallel` too.
"""

import dataclasses
import json
import threading

import numpy as np
import pandas as pd
import pytest

from apps.document.snapshot import opened
from apps.figures.exports import Order, make
from apps.figures.figure import Print, figure, figure_bytes
from apps.results import atlas
from apps.results.atlas import AtlasShown, shipped, surveyed
from apps.results.atlas_views import parallel, scatter
from apps.results.exhibit import Exhibit, with_needs
from apps.results.surveys import FAMILIES, MAPS, RECIPES, SurveyChoice, recipe_of, size_of
from cards import example
from engine.atlas.measures import system_measures
from engine.atlas.table import AtlasTable
from engine.errors import Cancelled, PhiscopeError
from engine.formalisms import DEFAULT, FORMALISMS
from engine.substrate.formats.figures import carried
from printed import collisions, outside, said, small, untitled

SAMPLE = 12


def quiet(*_told):
    pass


@pytest.mark.parametrize("key", MAPS)
def test_a_map_is_what_its_recipe_makes(key):
    """A sample of rows, measured again; and all networks are those of the recipe."""
    found, recipe = shipped(key), recipe_of(SurveyChoice(key))
    assert found.recipe == recipe.text
    made = [member for group in recipe.groups for member in group.members.make()]
    assert len(made) == recipe.networks == found.frame.index.nunique()
    for row in np.random.default_rng(4).choice(len(found.frame), SAMPLE, replace=False):
        kept, substrate = found.frame.iloc[int(row)], found.network(int(row))
        assert substrate.sha256 == made[found.frame.index[int(row)]].substrate.sha256
        alone = system_measures(substrate, substrate.state, kept["formalism"])
        for name in ("phi_s", "big_phi", "elements", "sum_phi", "relations"):
            value = getattr(alone, name)
            assert pd.isna(kept[name]) if value is None else float(kept[name]) == pytest.approx(value)
        assert alone.reason == (kept["reason"] if isinstance(kept["reason"], str) else None)
        if alone.complexes is not None:
            ranked = {tuple(units): phi for units, phi in json.loads(kept["complexes"])}
            assert ranked == {units: pytest.approx(phi) for units, phi in alone.complexes}


def test_the_maps_show_what_their_sentences_say():
    assert [shipped.title for shipped in MAPS.values()] == [recipe_of(SurveyChoice(key)).name for key in MAPS]
    rings = shipped("elementary-rings").frame
    why = rings["reason"].value_counts()
    assert (len(rings), int((rings["phi_s"] > 0).sum())) == (8192, 1334)
    assert (why["unreachable"], why["reducible"]) == (3284, 3508)
    for number in ("8,192", "1,334", "3,284", "3,508"):
        assert number in MAPS["elementary-rings"].said
    pairs = shipped("two-units").frame
    above = dict(list(pairs.groupby("formalism")))
    assert {len(rows) for rows in above.values()} == {172}
    new, old = above["iit4-2023"], above["iit3"]
    assert (int((new["phi_s"] > 0).sum()), int((old["big_phi"] > 0).sum())) == (25, 63)
    assert not (above["iit4-2026"]["phi_s"] > 0).any()
    assert "25 of 172" in MAPS["two-units"].said
    assert "63 have" in MAPS["two-units"].said


@pytest.mark.parametrize("what", [*MAPS, *RECIPES, *FAMILIES])
def test_every_choice_is_a_recipe_whose_size_is_said_before(what):
    choice = SurveyChoice(what, units=3, count=40, formalism=DEFAULT if what in FAMILIES else "")
    recipe, size = recipe_of(choice), size_of(choice)
    assert recipe.networks == size.networks > 0
    assert size.systems >= size.networks
    assert size.seconds > 0


def test_what_is_too_large_or_unknown_is_refused():
    with pytest.raises(PhiscopeError, match="too many for the page"):
        size_of(SurveyChoice("weights", units=3, count=100_000))
    with pytest.raises(PhiscopeError, match="2 to 5 units"):
        recipe_of(SurveyChoice("weights", units=9))
    with pytest.raises(PhiscopeError, match="no family"):
        recipe_of(SurveyChoice("../../etc"))


def test_a_family_is_surveyed_paused_and_resumed(tmp_path, monkeypatch):
    monkeypatch.setattr(atlas, "BLOCK_SECONDS", 1e-3)
    choice = SurveyChoice("weights", units=2, count=30, noise=0.1, seed=3, formalism=DEFAULT)
    stop = threading.Event()

    def after_half(fraction, _phase):
        if fraction > 0.5:
            stop.set()

    with pytest.raises(Cancelled):
        surveyed(choice, tmp_path, after_half, stop)
    (path,) = tmp_path.glob("*.sqlite")
    with AtlasTable(path) as table:
        assert 0 < table.count() < 30
    found = surveyed(choice, tmp_path, quiet, threading.Event())
    assert len(found.frame) == 30
    for row in (0, 29):
        substrate = found.network(row)
        alone = system_measures(substrate, substrate.state, DEFAULT)
        assert found.frame["phi_s"].iloc[row] == pytest.approx(alone.phi_s)


@pytest.fixture(scope="module")
def exhibit():
    exhibit = with_needs(Exhibit(opened(example("iit4-fig1"))), {"atlas"}, quiet, threading.Event())
    assert exhibit.atlas is not None
    return exhibit


@pytest.mark.parametrize("plot", ["atlas", "parallel"])
def test_a_figure_has_every_system_and_carries_its_recipe(exhibit, plot):
    data = figure_bytes((plot,), exhibit, Print("svg"))
    assert carried(data)["survey"] == exhibit.atlas.rows.recipe
    view = scatter(exhibit)
    assert len(view.xs) == 172
    assert view.brushed.all()
    lit = dataclasses.replace(exhibit.atlas, brushed=(3, 5))
    assert scatter(dataclasses.replace(exhibit, atlas=lit)).brushed.sum() == 2
    for width in (85, 120, 178):
        drawn = figure((plot,), exhibit, Print("svg", width=width))
        texts = said(drawn)
        assert small(texts) == set()
        assert collisions(texts) == []
        assert outside(texts, drawn) == []
        assert untitled(drawn) == []


def test_parallel_axes_on_paper_have_the_chosen_columns_and_every_line(exhibit):
    chosen = dataclasses.replace(exhibit.atlas, lines=("big_phi", "edges", "no column"), brushed=(3, 5))
    shown = dataclasses.replace(exhibit, atlas=chosen)
    view = parallel(shown)
    assert [axis.name for axis in view.axes] == ["big_phi", "edges"]
    assert view.heights.shape == (172, 2)
    drawn = figure(("parallel",), shown, Print("svg"))
    assert {"Φ", "connections"} <= {each.text for each in said(drawn)}
    rest, lit = (each for axes in drawn.axes for each in axes.collections)
    assert len(rest.get_segments()) == len(np.unique(view.heights[~view.brushed], axis=0))
    assert len(lit.get_segments()) == len(np.unique(view.heights[view.brushed], axis=0))


def test_tables_have_the_brushed_rows_in_every_format(exhibit, tmp_path):
    arrow = pytest.importorskip("pyarrow.parquet")
    lit = dataclasses.replace(exhibit.atlas, brushed=(0, 1, 7))
    shown = dataclasses.replace(exhibit, atlas=lit)
    rows = json.loads(make(Order("atlas-table", "json"), shown))["rows"]
    assert [row["network"] for row in rows] == [lit.view.words["network"][i] for i in lit.brushed]
    (tmp_path / "atlas.parquet").write_bytes(make(Order("atlas-table", "parquet"), shown))
    read = arrow.read_table(tmp_path / "atlas.parquet")
    assert read.num_rows == 3
    assert read.column("state").to_pylist() == [row["state"] for row in rows]
    assert b"172 systems" in read.schema.metadata[b"caption"]
    text = make(Order("methods", "txt"), exhibit).decode()
    assert "172 systems of the survey" in text


def test_without_a_survey_there_is_a_sentence():
    with pytest.raises(PhiscopeError, match="no survey"):
        scatter(Exhibit(opened(example("iit4-fig1"))))


def test_each_version_has_its_own_view():
    rows = shipped("two-units")
    for key, known in FORMALISMS.items():
        view = AtlasShown(rows, key, "edges", known.measure).view
        assert view.count == 172
        assert view.measure == known.measure
