"""Data and text to take away: tables in three formats, the methods sentence, BibTeX."""

import csv
import io
import json
import os
import re
import subprocess
import sys
from dataclasses import replace
from threading import Event

import pytest

from apps.document.examples import presets
from apps.document.references import entries
from apps.document.snapshot import opened
from apps.figures.cite import bibtex, keys, methods
from apps.figures.exports import CODE, KINDS, MIME, Order, exports_of, make
from apps.figures.figure import Print, completed
from apps.figures.plots import PLOTS
from apps.figures.result_tables import TABLES
from apps.figures.table_files import TableFile, escaped, latex_of
from apps.results.dynamics import Motion, walk
from apps.results.exhibit import Exhibit
from cards import example
from engine import complexes, unfold
from engine.errors import PhiscopeError
from foreign import foreign
from viz.numbers import number
from viz.view.distinctions import distinctions_view
from viz.view.letters import every_state, letters
from viz.view.structure import structure_view


def exhibited(slug):
    snapshot = opened(example(slug), origin=slug)
    return Exhibit(snapshot, unfold(snapshot.substrate, snapshot.state, units=snapshot.units))


def test_the_distinctions_are_the_same_in_every_format(exhibit):
    phis = [distinction.phi for distinction in exhibit.structure.distinctions]
    rows = list(csv.DictReader(io.StringIO(make(Order("distinctions-table", "csv"), exhibit).decode())))
    assert [float(row["phi_d"]) for row in rows] == phis
    assert [row["mechanism"] for row in rows] == ["a", "B", "aB"]
    content = json.loads(make(Order("distinctions-table", "json"), exhibit))
    assert [row["phi_d"] for row in content["rows"]] == phis
    assert "ties: largest purview" in content["caption"]
    tex = make(Order("distinctions-table", "tex"), exhibit).decode()
    assert re.findall(r"\\(top|mid|bottom)rule", tex) == ["top", "mid", "bottom"]
    assert r"aB & b & Ab & 0.0714404 & 0.217943 & 0.0714404 \\" in tex


def test_ties_are_marked_in_the_printed_table_and_the_range_of_phi_is_said():
    tied = exhibited("rule110-ring3")
    found = [each for each in distinctions_view(tied.unfolded()).rows if each.cause_tied]
    assert found
    tex = make(Order("distinctions-table", "tex"), tied).decode()
    assert rf"{found[0].mechanism} & {found[0].cause} $\approx$ & " in tex
    assert r"$\approx$: another purview has the same $\varphi$." in tex
    rows = list(csv.DictReader(io.StringIO(make(Order("distinctions-table", "csv"), tied).decode())))
    assert [row["cause"] for row in rows] == [each.cause for each in distinctions_view(tied.unfolded()).rows]
    low, high = tied.unfolded().big_phi_range
    said = f"Φ is {number(low)} to {number(high)} over ties"
    assert said in structure_view(tied.unfolded()).caption
    assert low < high


def test_relations_and_tpm(exhibit, moved):
    rows = list(csv.DictReader(io.StringIO(make(Order("relations-table", "csv"), exhibit).decode())))
    assert {int(row["degree"]): int(row["count"]) for row in rows} == exhibit.structure.relations.by_degree
    total = sum(float(row["sum_phi_r"]) for row in rows)
    assert total == pytest.approx(exhibit.structure.relations.sum_phi)
    tpm = list(csv.DictReader(io.StringIO(make(Order("tpm-table", "csv"), exhibit).decode())))
    assert [row["state"] for row in tpm[:3]] == ["abc", "Abc", "aBc"]
    assert float(tpm[6]["A"]) == exhibit.snapshot.substrate.tpm[6, 0]
    links = make(Order("links-table", "tex"), moved).decode()
    assert r"OR and & $\leftarrow$ & OR and & 0.169925" in links


def test_text_cannot_break_out_of_latex():
    assert escaped(r"50% of A_1 & \x{}") == r"50\% of A\_1 \& \textbackslash{}x\{\}"
    with pytest.raises(PhiscopeError, match="take the CSV"):
        latex_of(TableFile("long", {"n": list(range(1000))}, {"n": "n"}))


def test_methods_and_references(exhibit, moved):
    said = methods(exhibit)
    for part in ("IIT 4.0 (2023)", "state aBC", "φ_s = 0.171863", "Φ = 1.56269", "most units", "background"):
        assert part in said
    assert keys(exhibit) == ("phiscope", "albantakis2023iit4", "marshall2023system")
    assert keys(moved) == ("phiscope", "albantakis2019causation")
    assert "Σα" in methods(moved)
    text = bibtex(exhibit)
    assert text.count("\n@") + text.startswith("@") == 3
    assert text.count("{") == text.count("}")


def test_the_source_of_an_example_is_cited():
    assert "findlay2024dissociating" in keys(exhibited("findlay-pqrs"))
    assert "oizumi2014iit3" in keys(exhibited("iit3-fig4"))
    for preset in presets():
        snapshot = opened(example(preset.slug))
        assert set(keys(Exhibit(snapshot))) <= set(entries())


def test_ties_are_told():
    said = methods(exhibited("findlay-pqrs"))
    assert (
        "Among equally good purviews the one with the most units was chosen "
        "(Φ is 390.242 to 400.786 over all choices)." in said
    )
    assert "equally good cause and effect states" not in said


def test_readings_that_are_not_the_default_are_told():
    snapshot = replace(
        opened(example("findlay-pqrs")), ties="pyphi", state_ties="first", candidates="reachable-now"
    )
    found = unfold(snapshot.substrate, snapshot.state, ties="pyphi", state_ties="first")
    said = methods(Exhibit(snapshot, found))
    assert "Among equally good purviews the first in PyPhi's order, which is arbitrary, was chosen" in said
    assert "the first was taken, before any partition was looked at." in said
    content = json.loads(make(Order("distinctions-table", "json"), Exhibit(snapshot, found)))
    assert "ties: PyPhi's order (arbitrary); state ties: first state" in content["caption"]
    searched = complexes(
        snapshot.substrate, snapshot.state, candidates="reachable-now", state_ties="first", ties="pyphi"
    )
    listed = Exhibit(snapshot, complexes=searched)
    assert "Candidate systems were the sets of units whose state can follow" in methods(listed)
    assert f"All {searched.evaluated} candidate systems" in methods(listed)
    rows = list(csv.DictReader(io.StringIO(make(Order("candidates-table", "csv"), listed).decode())))
    (left_out,) = [row for row in rows if row["units"] == "Q S"]
    assert (left_out["phi_s"], left_out["verdict"]) == ("", "left-out")
    assert (
        "candidates: reachable now" in json.loads(make(Order("candidates-table", "json"), listed))["caption"]
    )


def test_every_line_of_the_menu_can_be_made(exhibit):
    for name, export in exports_of("explore").items():
        # The figure tests draw every plot.
        for kind in export.kinds if name not in PLOTS or name == "structure" else ():
            order = Order(name, kind, 85, panels=("structure", "tpm"))
            assert make(order, exhibit)
            assert kind in KINDS
            assert order.filename("ring").endswith(order.suffix)
            assert order.suffix in MIME


def test_what_is_not_offered_is_refused(exhibit):
    for order in (Order("cake"), Order("panels"), Order("distinctions-table", "pdf")):
        with pytest.raises(PhiscopeError):
            make(order, exhibit)
    with pytest.raises(PhiscopeError, match="85, 120, 178"):
        Print(width=100)


def test_tables_exist_for_large_results():
    grain = exhibited("grain-black-boxes")
    for name, listing in TABLES.items():
        if listing.needs in ("structure", ""):
            assert make(Order(name, "json"), grain)


@pytest.fixture(scope="module")
def moving(exhibit):
    motion = Motion(walk(exhibit.snapshot.substrate, exhibit.snapshot.state, 5, 1))
    return completed(replace(exhibit, motion=motion), ("trajectory", "sweep", "complexes"), print, Event())


def table(exhibit, name, kind="csv"):
    data = make(Order(name, kind), exhibit).decode()
    return list(csv.DictReader(io.StringIO(data))) if kind == "csv" else data


def test_what_is_measured_of_the_dynamics_is_tabled(moving):
    substrate, motion = moving.snapshot.substrate, moving.motion
    rows = table(moving, "trajectory-table")
    assert [row["time"] for row in rows] == list("012345")
    assert [row["state"] for row in rows] == [letters("ABC", state) for state in motion.states]
    assert float(rows[0]["phi_s"]) == moving.structure.phi_s
    every = table(moving, "states-table")
    assert [row["state"] for row in every] == [letters("ABC", s) for s in every_state(substrate.radix)]
    assert [float(row["big_phi"]) for row in every] == [motion.measured[row].big_phi for row in range(8)]
    swept = table(moving, "sweep-table")
    assert [float(row["k:A,B,C"]) for row in swept] == motion.sweeping.values
    assert [float(row["phi_s"]) for row in swept] == [found.phi_s for found in motion.swept]
    tex = table(moving, "states-table", "tex")
    assert r"State & $\varphi_s$ & $\Phi$ & Distinctions & Complex \\" in tex
    assert f"aBC & {number(moving.structure.phi_s, 6)} & " in tex


def test_every_candidate_is_tabled(moving):
    rows = {row["units"]: row for row in table(moving, "candidates-table")}
    assert {units: float(row["phi_s"]) for units, row in rows.items()} == {
        " ".join(c.units): c.phi_s for c in moving.complexes.candidates
    }
    assert (rows["A B C"]["verdict"], rows["A B C"]["excluded_by"]) == ("excluded", "C")
    assert "& excluded by C " in table(moving, "candidates-table", "tex")
    only = Exhibit(moving.snapshot, complexes=moving.complexes)
    assert json.loads(make(Order("result", "json"), only))["candidates"] == 7
    assert "7 candidate systems" in methods(only)
    assert "2 complexes. The first are C (φ_s = 0.21222 ibits), A, B" in methods(only)
    assert "in every situation" in methods(Exhibit(moving.snapshot))


def test_an_order_says_what_must_be_computed():
    assert Order("sweep-table").needs == {"sweep"}
    assert Order("panels", panels=("states", "trajectory", "regions")).needs == {"", "course", "complexes"}
    assert Order("methods", "txt").needs == set()


def taken(root, language):
    done = subprocess.run(
        [sys.executable, str(root / "tests/taken.py")],
        cwd=root,
        env=os.environ | {"PHISCOPE_LANGUAGE": str(language), "PYTHONPATH": f"{root}:{root / 'tests'}"},
        capture_output=True,
        text=True,
        check=True,
    )
    return json.loads(done.stdout)


@pytest.mark.slow
def test_what_programs_read_is_the_same_in_every_language(root, nowhere):
    english, other = taken(root, "en"), taken(root, nowhere)
    assert other.pop("title") == foreign(english.pop("title"))
    assert other == english
    for word in ("cause: ", ",excluded,C", "only left", "OR/OR AND/AND", "k:A,B,C"):
        assert any(word in text for text in english.values() if isinstance(text, str)), word


def test_code_is_called_after_its_network_and_never_what_it_imports():
    assert Order(CODE, "py").filename("iit4-fig1") == "iit4-fig1-phiscope.py"
    assert Order(CODE, "ipynb").filename("engine") != "engine.ipynb"
    assert Order("structure", "pdf").filename("iit4-fig1") == "structure.pdf"
