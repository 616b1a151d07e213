"""IIT 3.0 on the command line: numbers, concepts and complexes as text and JSON, and what is refused."""

import json

import numpy as np
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


@pytest.mark.parametrize(
    ("rules", "state", "said"),
    [
        ({"A": "A"}, "A", "IIT 3.0 knows no complex of a single unit."),
        ({"A": "1", "B": "0"}, "Ab", "1 of 1 sets of units: some unit does not reach every other."),
        ({"A": "B | C", "B": "A & C", "C": "A ^ B"}, "aBc", "4 of 4 sets of units: no state of theirs leads"),
    ],
)
def test_without_a_complex_it_says_why(rules, state, said, tmp_path, capsys):
    path = tmp_path / "net.json"
    path.write_text(json.dumps(Substrate.from_rules(rules).to_dict()))
    assert main(["complexes", str(path), "--state", state, "--formalism", "iit3"]) == 0
    text = capsys.readouterr().out
    assert "there is no complex" in text
    assert said in text


def test_an_unreachable_state_and_too_many_units_are_refused_in_one_line(file, tmp_path, capsys):
    for command in ("analyze", "figure"):
        more = ["-o", str(tmp_path / "x.pdf")] if command == "figure" else []
        assert main([command, str(file), "--state", "aBc", "--formalism", "iit3", *more]) == 2
        error = capsys.readouterr().err
        assert "The state aBc is unreachable: no state leads to it" in error
        assert error.count("\n") == 1
    nine = tmp_path / "nine.json"
    nine.write_text(json.dumps(Substrate.from_weights(np.ones((9, 9)), 1.0).to_dict()))
    for command in ("analyze", "complexes"):
        assert main([command, str(nine), "--state", "0" * 9, "--formalism", "iit3"]) == 2
        assert "at most 8 units" in capsys.readouterr().err


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
