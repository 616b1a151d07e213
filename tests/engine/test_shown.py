"""What networks and results say of themselves: one line of text, and HTML once something draws."""

import subprocess
import sys

import pytest

from engine import Substrate, account, complexes, iit3, unfold
from engine.grain import grains
from engine.shown import Shown

S = Substrate.from_rules({"A": "B & C", "B": "A | C", "C": "A ^ B"})
STATE = "abc"
VALUES = {
    "Substrate": S,
    "PhiStructure": unfold(S, STATE),
    "Complexes": complexes(S, STATE),
    "ConceptualStructure": iit3.unfold(S, STATE),
    "RankedSystems": iit3.complexes(S, STATE),
    "Grains": grains(S, STATE, size=2),
    "Account": account(S, "ABc", "aBc"),
}


@pytest.mark.parametrize("kind", VALUES)
def test_a_value_is_one_line_that_begins_with_its_kind(kind):
    said = repr(VALUES[kind])
    assert isinstance(VALUES[kind], Shown)
    assert said.startswith(f"{kind}(")
    assert said.endswith(")")
    assert "\n" not in said
    assert len(said) < 200


def test_the_line_has_the_numbers():
    structure, found = VALUES["PhiStructure"], VALUES["ConceptualStructure"]
    assert f"φ_s = {structure.phi_s:.4g}" in repr(structure)
    assert f"relations: {structure.relations.count:,}" in repr(structure)
    assert f"Φ = {found.big_phi:.4g} bits" in repr(found)
    assert "6 edges" in repr(S)


def test_a_network_of_thousands_is_still_a_line():
    many = Substrate.from_rules({f"U{i}": f"U{(i + 1) % 500}" for i in range(500)})
    assert repr(many).startswith("Substrate(U0, U1")
    assert "500 units" in repr(many)
    assert len(repr(many)) < 200


def test_without_viz_there_is_text_alone_and_with_it_html():
    code = (
        "from engine import Substrate\n"
        "s = Substrate.from_rules({'A': 'A'})\n"
        "print(s._repr_html_())\n"
        "import viz\n"
        "print('<svg' in s._repr_html_())\n"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ran.stdout.split() == ["None", "True"]
