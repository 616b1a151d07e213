"""The complexes page without a browser: its panes and its search in `apps.views.complexes`, its menu."""

import csv
import io
from dataclasses import replace

import numpy as np
import pytest

from apps.document.document import Document
from apps.document.snapshot import opened
from apps.figures.exports import exports_of
from apps.jobs.analysis import Analysis
from apps.jobs.complex_finder import _largest
from apps.jobs.runner import Runner
from apps.results.findings import Findings
from apps.views.complexes.page import VIEW
from apps.views.complexes.panes import shown as passes
from apps.views.complexes.search import Search
from cards import example
from engine import Substrate, complexes
from visits import opened_at, visit
from viz.view.complexes import complexes_view

pytestmark = [
    pytest.mark.filterwarnings("ignore:The inplace keyword"),
    pytest.mark.filterwarnings("ignore:Both 'variant' and 'button_style'"),
]


@pytest.fixture(scope="module")
def found():
    fig1 = example("iit4-fig1")
    return complexes(fig1, fig1.state)


def test_every_candidate_is_listed_with_its_phi(found):
    async def scene(shown):
        table = shown.part("candidates")
        await shown.until(lambda: len(table.value) == 7)
        assert sorted(table.value["phi_s"]) == pytest.approx(sorted(c.phi_s for c in found.candidates))
        assert list(table.value["verdict"])[:2] == ["complex", "complex"]
        assert "7 of 7 candidates" in shown.text("counted")
        assert "Candidate system aB" in shown.text("picked-candidate")
        rows = csv.DictReader(io.StringIO((await shown.take("candidates-table", "csv")).decode()))
        assert len(list(rows)) == 7
        assert set(exports_of("complexes")) == shown.exports()

    visit(opened_at(VIEW), scene)


def test_filters_and_a_row_that_becomes_the_candidate_system():
    async def scene(shown):
        table = shown.part("candidates")
        await shown.until(lambda: len(table.value) == 7)
        shown.part("holding").value = "AB"
        assert list(table.value["candidate"]) == ["aB", "aBC"]
        table.selection = [1]
        assert shown.part("system").value == ["A", "B", "C"]
        assert "aBC" in shown.text("picked-candidate")
        shown.part("holding").value = "Z"
        assert "Z" in shown.text("counted")
        shown.part("holding").value = ""
        shown.part("show").value = "complex"
        assert set(table.value["verdict"]) == {"complex"}

    visit(opened_at(VIEW), scene)


def test_verdicts_pass_their_filter(found):
    rows = complexes_view(["A", "B", "C"], found, ("A", "B")).rows
    assert [row for row in rows if passes(row, "all")] == list(rows)
    assert {row.kind for row in rows if passes(row, "excluded")} == {"excluded"}
    assert all(row.phi_s > 0 for row in rows if passes(row, "positive"))


@pytest.mark.parametrize(("n", "live"), [(8, True), (10, True), (11, False)])
def test_what_takes_less_than_a_second_is_not_asked_for(n, live):
    document = Document(Substrate.from_weights(np.eye(n), k=1.0))
    search = Search(document, Analysis(document, Runner()))
    assert search.is_live(document.snapshot) is live
    assert ("less than a second" in search.estimate(document.snapshot)) is live


def test_a_large_search_is_offered():
    document = Document(Substrate.from_weights(np.eye(12), k=1.0))
    search = Search(document, Analysis(document, Runner()))
    assert not search.is_live(document.snapshot)
    assert search.estimate(document.snapshot).startswith("12 units have 4,095 candidate systems")
    assert search.refusal(document.snapshot) == ""
    first = search.question(document.snapshot)
    document.set_units(["A", "B"])
    assert search.question(document.snapshot) == first


def test_beyond_a_tpm_a_search_is_live_until_one_is_long():
    document = Document(example("findlay-computer-pqrs"), "findlay-computer-pqrs")
    search = Search(document, Analysis(document, Runner()).finder)
    assert search.is_live(document.snapshot)
    assert search.refusal(document.snapshot) == ""
    found = complexes(document.substrate, document.state)
    search.findings = Findings(document.snapshot, replace(found, seconds=9.0))
    assert not search.is_live(document.snapshot)
    assert "rules rule out sets" in search.estimate(document.snapshot)
    search.findings = Findings(document.snapshot, found)
    assert search.is_live(document.snapshot)
    many = opened(Substrate.from_rules({f"U{i}": f"U{i - 1}" for i in range(1, 200)} | {"U0": "U1"}))
    assert not search.is_live(many)


def test_of_a_computer_it_shows_what_was_ruled_out():
    async def scene(shown):
        shown.part("preset").value = "findlay-computer-pqrs"
        await shown.until(lambda: "22 of 22 candidates" in shown.text("counted"))
        assert "22 of ≈ 1.66×10³⁵ sets of units evaluated" in shown.part("ruled-out").object
        assert set(shown.part("candidates").value["size"]) == {1, 4}

    visit(opened_at(VIEW), scene)


def test_complexes_of_one_phi_s_are_not_called_larger():
    def said(substrate):
        return _largest(complexes(substrate, substrate.state))

    couples = example("grain-couples-sfs")
    assert said(couples) == "The complexes AB and CD have the same φ_s = 0.6728; AB, the first, is shown."
    listed = complexes_view(couples.labels, complexes(couples, couples.state)).rows
    assert ["".join(row.units) for row in listed[:6]] == ["AB", "CD", "ABCD", "AC", "BD", "ABC"]
    bottleneck = example("iit4-fig6a-bottleneck")
    names = ["".join(c.units) for c in complexes(bottleneck, bottleneck.state).complexes]
    assert names == ["AB", "C", "D", "E", "F"]
    assert said(bottleneck) == "The complex is AB with φ_s = 0.05533, the largest of 5 complexes."
    alone = complexes(Substrate.from_rules({unit: unit for unit in "ABCDE"}), "abcde")
    assert _largest(alone) == "5 of 5 complexes have the same φ_s = 1; A, the first, is shown."
    pairs = complexes(Substrate.from_rules({"A": "B", "B": "A", "C": "D", "D": "C", "E": "E"}), "abcde")
    assert _largest(pairs) == "Of 3 complexes, AB and CD have the largest φ_s = 2; AB, the first, is shown."
