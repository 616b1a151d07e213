"""The tables of versions, concepts and transport hold the numbers of the engine."""

import csv
import io
import json
from dataclasses import replace
from threading import Event

import pytest

from apps.document.snapshot import opened
from apps.figures.cite import keys, methods
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


def test_the_value_of_a_complex_is_typeset_as_a_maximum(exhibit):
    tex = make(Order("versions-table", "tex"), exhibit).decode()
    assert r"$\Phi^{\mathrm{Max}}$" in tex
    assert "textasciicircum" not in tex


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


def test_the_methods_say_what_was_computed_in_the_words_of_each_version(exhibit):
    said = methods(exhibit)
    assert (
        "The constellation of the candidate system Abc was unfolded exactly with phiscope 0.1.0 according to "
        "IIT 3.0: 6 concepts, each with its maximally irreducible cause and effect (MICE), conceptual "
        "information 2.11111 bits, and Φ^Max = 1.91667 bits. The minimum cut severs what AB sends to C. "
        "Among equally good purviews the one with the most units was chosen." in said
    )
    assert "according to IIT 4.0 (2023): φ_s = 0.415037 ibits, 3 distinctions" in said
    assert {"oizumi2014iit3", "albantakis2023iit4", "mayner2026tradeoff"} <= set(keys(exhibit))
    alone = with_needs(Exhibit(exhibit.snapshot), {"concepts"}, lambda *_: None, Event())
    text = methods(alone)
    assert "6 concepts" in text
    assert "distinctions" not in text
    assert "Φ = 1.91667 bits" in text  # whether it is the maximum is not known
    assert {"oizumi2014iit3"} == {key for key in keys(alone) if key[-4:] in ("iit3", "iit4")}
    reducible = replace(exhibit.snapshot, units=("A",), state=(1, 0, 1))
    text = methods(with_needs(Exhibit(reducible), {"concepts"}, lambda *_: None, Event()))
    assert ", the other units (B, C) being background conditions" in text
    assert "Φ is 0: one unit alone has no Φ." in text


def test_the_whole_result_has_every_version(exhibit):
    whole = json.loads(make(Order("result", "json"), exhibit))
    assert list(whole) == ["iit3", "iit4-2023", "iit4-2026"]
    assert sum(t["mass"] * t["distance"] for t in whole["iit3"]["structure"]["transport"]) == pytest.approx(
        whole["iit3"]["structure"]["big_phi"]
    )
    assert whole["iit4-2023"]["complexes"]["complexes"]


def test_the_latex_of_concepts_has_the_words_of_iit3(exhibit):
    tex = make(Order("concepts-table", "tex"), exhibit).decode()
    for word in ("Mechanism & Past & Future", "(MICE)", "IIT 3.0", "Constellation"):
        assert word in tex
    assert "istinction" not in tex


def test_without_iit3_there_are_no_concepts_to_list():
    three = Substrate.from_tpm([[1 / 3] * 3] * 3, radix=(3,))
    found = with_needs(Exhibit(replace(opened(three), state=(0,))), {"versions"}, lambda *_: None, Event())
    with pytest.raises(PhiscopeError, match="no result for this system"):
        concepts_table(found)
    with pytest.raises(PhiscopeError, match="not compared yet"):
        versions_table(Exhibit(opened(three)))
    assert "IIT 3.0 has no result: IIT 3.0 is defined for binary units" in methods(found)
    whole = json.loads(make(Order("result", "json"), found))
    assert "binary" in whole["iit3"]["problem"]
