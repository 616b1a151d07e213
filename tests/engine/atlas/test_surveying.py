"""A survey's numbers against single runs, exact reuse by symmetry, stopping and going on."""

import json
import math
import threading

import numpy as np
import pytest

from engine import Substrate, complexes, iit3, unfold
from engine.atlas import work
from engine.atlas.recipe import parse_recipe
from engine.atlas.surveying import predict, survey
from engine.atlas.table import AtlasTable
from engine.errors import Cancelled, FormatError, UnreachableStateError

TWO = """
name = "two units"
formalisms = ["iit4-2023", "iit4-2026", "iit3"]
[[family]]
kind = "deterministic"
units = 2
"""


def carried_out(text, tmp_path, **options):
    recipe = parse_recipe(text.encode(), tmp_path)
    done = survey(recipe, tmp_path / "table.sqlite", **options)
    with AtlasTable(tmp_path / "table.sqlite") as table:
        found = table.to_frame()
        return done, found, {number: table.network(number) for number in found.index}


def same(one, other) -> bool:
    if one is None or other is None or (isinstance(one, float) and math.isnan(one)):
        return other is None or (isinstance(other, float) and math.isnan(other))
    return math.isclose(one, other, rel_tol=1e-12, abs_tol=1e-12)


def check(row, substrate) -> None:
    """A row of the table against the engine, asked for this system alone."""
    try:
        run = iit3.unfold if row.formalism == "iit3" else unfold
        alone = run(substrate, row.state, formalism=row.formalism)
    except UnreachableStateError:
        assert row.reason == "unreachable"
        return
    assert same(row.big_phi, alone.big_phi)
    assert row.reason == alone.reason or (row.reason is None and alone.reason is None)
    if row.formalism == "iit3":
        assert row.elements == len(alone.concepts)
        ranked = [(c.units, c.big_phi) for c in iit3.complexes(substrate, row.state).complexes]
    else:
        assert same(row.phi_s, alone.phi_s)
        assert (row.elements, row.relations) == (len(alone.distinctions), alone.relations.count)
        assert same(row.sum_phi, alone.sum_phi_d)
        ranked = [(c.units, c.phi_s) for c in complexes(substrate, row.state, row.formalism).complexes]
    found = {tuple(units): phi for units, phi in json.loads(row.complexes)}
    assert set(found) == {units for units, _ in ranked}
    assert all(same(found[units], phi) for units, phi in ranked)


def none_for_nan(table):
    return table.astype(object).where(table.notna(), None)


def test_every_number_is_that_of_a_single_run(tmp_path):
    done, found, networks = carried_out(TWO, tmp_path)
    assert done.rows == len(found) == 43 * 4 * 3
    assert done.carried > 0
    assert done.computed + done.carried == done.rows
    for number, row in zip(found.index, none_for_nan(found).itertuples(), strict=True):
        check(row, networks[number])


@pytest.mark.slow
def test_rings_and_noise_are_those_of_single_runs(tmp_path):
    text = """
    [[family]]
    kind = "elementary"
    units = 4
    rules = [22, 30, 90, 110, 124, 137, 150, 193]
    [[family]]
    kind = "random"
    count = 30
    units = 3
    noise = 0.1
    symmetric = true
    states = "all"
    """
    done, found, networks = carried_out(text, tmp_path)
    assert done.carried > 30
    for number, row in zip(found.index, none_for_nan(found).itertuples(), strict=True):
        check(row, networks[number])


def test_a_survey_goes_on_where_it_was_stopped(tmp_path):
    text = TWO.replace(', "iit4-2026", "iit3"', "")
    recipe = parse_recipe(text.encode(), tmp_path)
    stop = threading.Event()
    told = []

    def report(fraction, phase):
        told.append((fraction, phase))
        if fraction > 0.4:
            stop.set()

    path = tmp_path / "table.sqlite"
    with pytest.raises(Cancelled):
        survey(recipe, path, report=report, cancel=stop, block_seconds=2e-3)
    with AtlasTable(path) as table:
        begun = table.count()
    assert 0 < begun < 43 * 4
    assert told[-1][1] == "two units"
    done = survey(recipe, path)
    assert done.rows == 43 * 4
    assert done.computed + done.carried == 43 * 4 - begun
    again = survey(recipe, path)
    assert (again.rows, again.computed, again.carried) == (43 * 4, 0, 0)
    _, whole, _ = carried_out(text, tmp_path)
    other = tmp_path / "other"
    other.mkdir()
    _, at_once, _ = carried_out(text, other)
    assert whole.drop(columns="parameters").equals(at_once.drop(columns="parameters"))


def test_a_table_belongs_to_one_recipe(tmp_path):
    carried_out(TWO.replace(', "iit4-2026", "iit3"', ""), tmp_path)
    with pytest.raises(FormatError, match="another recipe"):
        carried_out(TWO, tmp_path)


def test_what_is_no_table_is_refused(tmp_path):
    path = tmp_path / "table.sqlite"
    path.write_text("not a database, but long enough to be looked at " * 40, encoding="utf-8")
    with pytest.raises(FormatError, match="no table of a survey"):
        AtlasTable(path)
    with pytest.raises(FormatError, match="no such file"):
        AtlasTable(tmp_path / "absent.sqlite")


def test_processes_compute_the_same(tmp_path, monkeypatch):
    monkeypatch.setattr(work, "FEW_SECONDS", 0.0)
    monkeypatch.setattr(work, "PIECE_SECONDS", 0.01)
    text = '[[family]]\nkind = "random"\ncount = 12\nunits = 2\n'
    _, found, networks = carried_out(text, tmp_path, workers=2)
    assert len(found) == 12
    for number, row in zip(found.index, none_for_nan(found).itertuples(), strict=True):
        check(row, networks[number])


def test_the_table_has_the_measures_of_the_networks_and_can_be_asked(tmp_path):
    text = '[[family]]\nkind = "elementary"\nunits = 3\nrules = [90, 110]\nstates = ["000", "110"]\n'
    _, found, networks = carried_out(text, tmp_path)
    assert set(found.state) == {"abc", "ABc"}
    assert found.deterministic.all()
    assert found.family.unique().tolist() == ["elementary"]
    with AtlasTable(tmp_path / "table.sqlite") as table:
        assert len(table.to_frame(network="rule 90")) == 2
        with pytest.raises(FormatError, match="no column"):
            table.to_frame(**{"x' OR 1=1 --": "1"})
        with pytest.raises(FormatError, match="no network 99"):
            table.network(99)
    assert isinstance(networks[0], Substrate)
    assert np.array_equal(networks[0].tpm, Substrate.from_tpm(networks[0].tpm).tpm)


def test_the_size_is_predicted_by_the_first_networks(tmp_path):
    text = '[[family]]\nkind = "random"\ncount = 500\nunits = 3\nstates = "all"\n'
    size = predict(parse_recipe(text.encode(), tmp_path))
    assert (size.networks, size.systems) == (500, 4000)
    half = predict(parse_recipe(text.replace("500", "250").encode(), tmp_path))
    assert half.seconds == pytest.approx(size.seconds / 2)
    alone = predict(parse_recipe(f"complexes = false\n{text}".encode(), tmp_path))
    assert alone.seconds < size.seconds
