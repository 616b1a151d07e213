from dataclasses import replace

import pytest

from engine.errors import FormatError
from engine.substrate.formats.graphml import MAX_TAGS, from_text, to_text
from engine.substrate.substrate import Substrate

HEAD = '<graphml xmlns="http://graphml.graphdrawing.org/xmlns"><graph edgedefault="directed">'
END = "</graph></graphml>"


def test_units_functions_edges_and_words_are_read_back():
    for substrate in (
        Substrate.from_rules({"A": "B ^ A", "B": "!A"}),
        Substrate.from_weights([[0.5, -1], [0, 2]], k=4),
    ):
        named = replace(substrate, name="φ & <more>", state=(1, 0))
        again = from_text(Substrate, to_text(named))
        assert (again.units, again.edges) == (named.units, named.edges)
        assert (again.name, again.state) == (named.name, named.state)


def test_a_graph_of_another_program_has_logistic_units():
    substrate = from_text(Substrate, f'{HEAD}<node id="A"/><node id="B"/><edge source="A" target="B"/>{END}')
    assert substrate.labels == ["A", "B"]
    assert "logistic with k = 1: every unit" in substrate.notes


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (f'<!DOCTYPE g [<!ENTITY a "b">]>{HEAD}{END}', "DOCTYPE"),
        (f"{HEAD}<node", "cannot be read"),
        (HEAD + '<node id="A"/>' * 200 + END, "200 nodes"),
        (HEAD + '<node id="A"/>' + '<edge source="A" target="A"/>' * 2 + END, "several edges"),
        (HEAD + "<a/>" * MAX_TAGS + END, "300,000 tags"),
        (HEAD + f"<node {'a=' * 300_001}", "300,000 attributes"),
    ],
)
def test_other_text_is_refused(text, words):
    with pytest.raises(FormatError, match=words):
        from_text(Substrate, text)
