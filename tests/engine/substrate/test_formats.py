"""Files: what is written reads back as the same dynamics, and every format reads what others write."""

import json
from dataclasses import replace

import networkx as nx
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from engine import Edge, Substrate, Unit
from engine.substrate import formats
from engine.substrate.formats import phiscope
from engine.substrate.formats.bnet import sum_of_products
from engine.substrate.formats.schema import SUBSTRATE
from engine.substrate.functions import Gate, Logistic, Rule, Table
from engine.substrate.macro_units import Macro, MacroUnit
from engine.substrate.rules import parse_rule
from engine.substrate.tpm import all_states, state_by_state
from strategies import binary_substrates, deterministic_substrates, many_valued_substrates, states

SWAP_TPM = [[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]]
ANY = st.one_of(binary_substrates(), many_valued_substrates())


def through(substrate, suffix):
    return Substrate.read(formats.to_text(substrate, suffix).encode(), f"net{suffix}")


@pytest.fixture
def full():
    """A substrate that uses every key of a file."""
    return Substrate(
        units=(
            Unit("A", Logistic(4.0, 0.5), x=0.1, y=0.2),
            Unit("B", Gate("THRESHOLD", 0.01, 2)),
            Unit("Γ", Table(("A", "B"), (0.1, 0.2, 0.3, 1.0))),
            Unit("T3", Rule("A & !T3 | 0", 0.02)),
        ),
        edges=(
            Edge("B", "A", 0.7),
            Edge("A", "B"),
            Edge("Γ", "B"),
            Edge("A", "Γ"),
            Edge("B", "Γ"),
            Edge("A", "T3"),
            Edge("T3", "T3"),
        ),
        name="every key",
        source="nobody, figure 0",
        notes="line one\nline two",
        state=(1, 0, 0, 1),
        system=("A", "B"),
        transition={
            "before": {"A": 1, "B": 0, "Γ": 0, "T3": 1},
            "after": {"A": 0, "B": 0, "Γ": 0, "T3": 1},
            "causes": ["A", "T3"],
            "effects": ["B"],
        },
        macro=Macro((MacroUnit("AB", 2, "last:B", ("Γ",)), MacroUnit(("T3",))), ((0, 0, 1, 1), (1, 0, 0, 1))),
        card={"what": "All of it.", "try": ["this", "that"], "doi": "10.0/0", "group": "Tests", "order": 3},
    )


def test_the_schema_is_a_schema():
    Draft202012Validator.check_schema(SUBSTRATE)


@given(ANY.flatmap(lambda s: st.tuples(st.just(s), states(s))))
def test_own_format_round_trips_exactly(case):
    substrate, state = case
    substrate = replace(substrate, state=state, system=substrate.labels[:1])
    again = through(substrate, ".json")
    assert again == substrate
    assert again.sha256 == substrate.sha256
    assert json.loads(formats.to_text(substrate)) == substrate.to_dict()


def test_own_format_keeps_every_key(full):
    assert through(full, ".json") == full
    assert Substrate.from_dict(full.to_dict()) == full
    assert set(full.to_dict()) == set(SUBSTRATE["properties"]) - {"tpm"}


def test_from_dict_shares_nothing_with_its_argument(full):
    data = full.to_dict()
    substrate = Substrate.from_dict(data)
    data["card"]["try"].append("more")
    data["transition"]["causes"].clear()
    assert substrate == full


def test_a_given_tpm_round_trips_and_wins():
    substrate = replace(Substrate.from_rules({"A": "B", "B": "A"}), tpm_rows=[[0.1, 0.2]] * 4)
    again = through(substrate, ".json")
    assert again == substrate
    assert again.tpm.tolist() == [[0.1, 0.2]] * 4


def test_units_without_a_function_get_their_table_from_the_tpm():
    data = {
        "format": "phiscope-substrate",
        "version": 1,
        "units": [{"label": "A"}, {"label": "B"}],
        "edges": [{"from": "A", "to": "B"}, {"from": "B", "to": "A"}],
        "tpm": SWAP_TPM,
    }
    substrate = Substrate.from_dict(data)
    assert substrate.units[0].function == Table(("B",), (0.0, 1.0))
    assert substrate.tpm_rows is None
    assert substrate.tpm.tolist() == SWAP_TPM
    data["units"][1]["function"] = {"type": "rule", "rule": "A", "noise": 0.1}
    mixed = Substrate.from_dict(data)
    assert mixed.units[0].function == Table(("B",), (0.0, 1.0))
    assert mixed.tpm.tolist() == SWAP_TPM


@given(binary_substrates())
def test_pyphi_json_keeps_the_dynamics(substrate):
    assert through(substrate, ".pyphi.json").sha256 == substrate.sha256


@pytest.mark.parametrize("key", ["labels", "node_labels"])
def test_pyphi_json_in_every_form(key):
    cube = np.empty((2, 2, 2))
    for state, row in zip(all_states((2, 2)), SWAP_TPM, strict=True):
        cube[tuple(state)] = row
    swap = Substrate.from_tpm(SWAP_TPM)
    for tpm in (SWAP_TPM, cube.tolist(), state_by_state(swap.columns, swap.radix).tolist()):
        network = {"tpm": tpm, "cm": [[0, 1], [1, 0]], key: ["P", "Q"], "state": [1, 0], "size": 2}
        substrate = Substrate.read(json.dumps(network).encode(), "net.json")
        assert substrate.labels == ["P", "Q"]
        assert substrate.tpm.tolist() == SWAP_TPM
        assert substrate.state == (1, 0)
        assert "little-endian" in substrate.notes
        assert "Not used: size." in substrate.notes


@given(ANY)
def test_graphml_round_trips(substrate):
    again = through(substrate, ".graphml")
    assert (again.units, again.sha256) == (substrate.units, substrate.sha256)
    assert set(again.edges) == set(substrate.edges)


def test_graphml_keeps_words_places_and_state(full):
    again = through(replace(full, name="a < b & c"), ".graphml")
    assert (again.name, again.source, again.state) == ("a < b & c", full.source, full.state)
    assert again.units == full.units


def test_graphml_holds_a_tpm_that_wins():
    substrate = replace(Substrate.from_rules({"A": "B", "B": "A"}), tpm_rows=[[0.1, 0.2]] * 4)
    assert through(substrate, ".graphml").tpm.tolist() == [[0.1, 0.2]] * 4


def test_graphml_of_other_programs():
    graph = nx.Graph()
    graph.add_node("n1", x=-100.0, y=0.0)
    graph.add_node("n2", x=100.0, y=50.0)
    graph.add_edge("n1", "n2", weight=2.5)
    text = "\n".join(nx.generate_graphml(graph))
    substrate = Substrate.read(text.encode(), "g.graphml")
    assert [u.function for u in substrate.units] == [Logistic(), Logistic()]
    assert substrate.weights.tolist() == [[0, 2.5], [2.5, 0]]
    assert (substrate.units[0].x, substrate.units[1].x) == pytest.approx((0.05, 0.95))
    assert substrate.units[1].y - substrate.units[0].y == pytest.approx(0.225)
    for word in ("logistic with k = 1: every unit", "both directions", "scaled"):
        assert word in substrate.notes


@pytest.mark.parametrize("key", ["links", "edges"])
def test_node_link_json(key):
    graph = nx.DiGraph()
    graph.add_weighted_edges_from([(0, 1, 0.5), (1, 1, -2.0)])
    graph.nodes[1]["function"] = {"type": "logistic", "k": 2.0}
    data = nx.node_link_data(graph, edges=key)
    substrate = Substrate.read(json.dumps(data).encode(), "g.json")
    assert substrate.labels == ["U0", "U1"]
    assert substrate.weights.tolist() == [[0, 0.5], [0, -2.0]]
    assert [u.function for u in substrate.units] == [Logistic(), Logistic(2.0)]
    assert "k = 1: U0." in substrate.notes


@given(deterministic_substrates())
def test_bnet_keeps_deterministic_dynamics(substrate):
    assert through(substrate, ".bnet").sha256 == substrate.sha256


@given(st.lists(st.booleans(), min_size=8, max_size=8))
def test_truth_tables_become_rules(output):
    labels = ("B", "C", "D")
    values = {label: all_states((2, 2, 2))[:, i].astype(bool) for i, label in enumerate(labels)}
    rule = sum_of_products(labels, np.array(output))
    assert "^" not in rule
    assert parse_rule(rule).evaluate(values, 8).tolist() == output


def test_bnet_as_boolnet_writes_it():
    text = "# a comment\ntargets, factors\nA, (B & ! C)\nB,A|C  # why\n\nC, 1\n"
    substrate = Substrate.read(text.encode(), "net.bnet")
    assert substrate.labels == ["A", "B", "C"]
    assert substrate.tpm[2].tolist() == [1, 0, 1]
    free = Substrate.read(b"targets, factors\nA, B\n", "net.bnet")
    assert free.tpm.tolist() == SWAP_TPM_WITH_INPUT
    assert free.notes.endswith("without noise. Without a rule, and so keeping their state: B.")


SWAP_TPM_WITH_INPUT = [[0, 0], [0, 0], [1, 1], [1, 1]]


def test_bnet_of_a_large_network_needs_no_tpm():
    labels = [f"U{i}" for i in range(117)]
    substrate = Substrate.from_rules({label: f"!{labels[i - 1]}" for i, label in enumerate(labels)})
    assert [u.function for u in through(substrate, ".bnet").units] == [u.function for u in substrate.units]


@pytest.mark.parametrize("separator", [",", ";", "\t", ", "])
def test_csv_tpm(separator):
    rows = [separator.join(map(str, row)) for row in SWAP_TPM]
    bare = Substrate.read("\n".join(rows).encode(), "t.csv")
    assert bare.tpm.tolist() == SWAP_TPM
    assert "alphabetical" in bare.notes
    named = Substrate.read("\r\n".join([separator.join("PQ"), *rows]).encode(), "t.csv")
    assert (named.labels, named.tpm.tolist()) == (["P", "Q"], SWAP_TPM)


@pytest.mark.parametrize(
    "text",
    [
        "P,Q\n0,2\n-1,0.5\n",
        ",P,Q\nP,0,2\nQ,-1,0.5\n",
        "from,P,Q\nP,0,2\nQ,-1,0.5\n",
        "P,Q\nP,0,2\nQ,-1,0.5\n",
    ],
)
def test_csv_weights(text):
    substrate = Substrate.read(text.encode(), "w.csv")
    assert substrate.labels == ["P", "Q"]
    assert substrate.weights.tolist() == [[0, 2], [-1, 0.5]]
    assert "k = 1" in substrate.notes


@pytest.mark.parametrize("suffix", list(formats.WRITERS))
def test_files_are_written_whole(suffix, tmp_path):
    substrate = Substrate.from_rules({"A": "B", "B": "!A"})
    path = tmp_path / f"net{suffix}"
    substrate.write(path)
    assert Substrate.read(path).sha256 == substrate.sha256
    assert [p.name for p in tmp_path.iterdir()] == [path.name]


def test_a_failed_write_leaves_the_old_file(tmp_path):
    path = tmp_path / "net.bnet"
    path.write_text("old")
    with pytest.raises(ValueError, match="not deterministic"):
        Substrate.from_weights([[1.0]]).write(path)
    assert path.read_text() == "old"


def test_contents_decide_where_the_name_does_not():
    substrate = Substrate.from_rules({"A": "B", "B": "!A"})
    for suffix in (".json", ".bnet", ".graphml"):
        pasted = Substrate.read(formats.to_text(substrate, suffix).encode(), "pasted")
        assert pasted.sha256 == substrate.sha256


def test_a_byte_order_mark_does_no_harm():
    text = formats.to_text(Substrate.from_rules({"A": "!A"}))
    assert Substrate.read(b"\xef\xbb\xbf" + text.encode(), "net.json").labels == ["A"]


def test_files_written_list_one_unit_per_line(full):
    lines = phiscope.to_text(full).splitlines()
    assert sum(line.startswith('  {"label"') for line in lines) == full.n
