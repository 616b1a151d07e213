"""The tables of versions, concepts and transport hold the numbers of the engine."""

import csv
import io
import json
from dataclasses import replace
from threading import Event

import pytest

from apps.document.snapshot import opened
from apps.figures.exports import Order, make
from apps.figures.version_tables import concepts_table, transport_table, versions_table
from apps.results.exhibit import Exhibit, with_needs
from cards import example
from engine import Substrate, complexes, iit3, unfold
from engine.errors import PhiscopeError


@pytest.fixture(scope="module")
def exhibit():
    return with_needs(Exhibit(opened(example("iit3-fig4"))), {"versions"}, lambda *_: None, Event())


def rows(exhibit, name):
    return list(csv.DictReader(io.StringIO(make(Order(name, "csv"), exhibit).decode())))


def test_each_version_has_a_row_with_its_own_number(exhibit):
    network = exhibit.snapshot.substrate
    found = rows(exhibit, "versions-table")
    old, new, capped = found
    assert float(old["value"]) == iit3.unfold(network, network.state).big_phi
    for row, key in ((new, "iit4-2023"), (capped, "iit4-2026")):
        assert float(row["value"]) == unfold(network, network.state, formalism=key).phi_s
        assert row["formalism"] == key
    chosen = complexes(network, network.state).complexes
    assert new["complexes"].split(";") == ["".join(each.units) for each in chosen]
    assert "Version" in make(Order("versions-table", "tex"), exhibit).decode()
    assert "Version" in str(versions_table(exhibit).headings)


def test_concepts_and_transport_are_those_of_iit3(exhibit):
    network = exhibit.snapshot.substrate
    result = iit3.unfold(network, network.state)
    concepts = json.loads(make(Order("concepts-table", "json"), exhibit))
    assert len(rows(exhibit, "concepts-table")) == len(result.concepts) == 6
    assert "mechanism" in json.dumps(concepts)
    assert len(concepts_table(exhibit).columns["phi"]) == 6
    costs = [float(row["cost"]) for row in rows(exhibit, "transport-table")]
    assert sum(costs) == pytest.approx(result.big_phi)
    assert sum(transport_table(exhibit).columns["cost"]) == pytest.approx(23 / 12)


def test_without_iit3_there_are_no_concepts_to_list():
    three = Substrate.from_tpm([[1 / 3] * 3] * 3, radix=(3,))
    found = with_needs(Exhibit(replace(opened(three), state=(0,))), {"versions"}, lambda *_: None, Event())
    with pytest.raises(PhiscopeError, match="no result for this system"):
        concepts_table(found)
    with pytest.raises(PhiscopeError, match="not compared yet"):
        versions_table(Exhibit(opened(three)))
