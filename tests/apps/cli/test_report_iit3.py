"""IIT 3.0 on the command line: numbers, concepts and complexes as text and JSON, and what is refused."""

import json

import pytest

from apps.__main__ import main
from apps.cli.report_iit3 import WHY_ZERO
from cards import NETWORKS
from engine import Substrate, iit3


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "net.json"
    rules = {"A": "B | C", "B": "A & C", "C": "A ^ B"}
    path.write_text(json.dumps(Substrate.from_rules(rules).to_dict()))
    return path


def test_analyze_prints_and_writes_what_the_engine_finds(file, capsys):
    found = iit3.unfold(Substrate.read(file), "Abc")
    assert main(["analyze", str(file), "--state", "Abc", "--formalism", "iit3"]) == 0
    text = capsys.readouterr().out
    assert "IIT 3.0" in text
    assert f"{found.big_phi:.6g}" in text
    assert f"{len(found.concepts)} concepts" in text
    assert main(["analyze", str(file), "--state", "Abc", "--formalism", "iit3", "--json", "-"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["big_phi"] == pytest.approx(found.big_phi)
    assert told["formalism"] == "iit3"
    assert sum(m["mass"] * m["distance"] for m in told["transport"]) == pytest.approx(found.big_phi)


def test_complexes_are_listed_by_phi(file, capsys):
    found = iit3.complexes(Substrate.read(file), "Abc")
    assert main(["complexes", str(file), "--state", "Abc", "--formalism", "iit3"]) == 0
    text = capsys.readouterr().out
    for each in found.complexes:
        assert f"{each.big_phi:.6f}" in text
    assert main(["complexes", str(file), "--state", "Abc", "--formalism", "iit3", "--json", "-"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert [each["big_phi"] for each in told["complexes"]] == [each.big_phi for each in found.complexes]


def test_distinctions_and_choices_by_hand_are_of_iit_4(file, tmp_path, capsys):
    out = tmp_path / "fig.pdf"
    asked = ["figure", str(file), "--state", "Abc", "--formalism", "iit3", "-o", str(out)]
    assert main([*asked, "--plot", "distinctions"]) == 2
    assert "IIT 3.0 has no result for this plot" in capsys.readouterr().err
    hand = ["--by-hand", "A effect BC"]
    assert main(["analyze", str(file), "--state", "Abc", "--formalism", "iit3", *hand]) == 2
    assert "iit4-2023" in capsys.readouterr().err
    assert not out.exists()


def test_a_phi_of_zero_says_why(capsys):
    fig1 = str(NETWORKS / "iit4-fig1.json")
    assert main(["analyze", fig1, "--units", "A", "--formalism", "iit3"]) == 0
    assert WHY_ZERO["single-unit"] in capsys.readouterr().out
