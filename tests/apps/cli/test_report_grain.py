"""``phiscope analyze --macro`` and ``phiscope grains`` (``apps.cli.report_grain``): answers and refusals."""

import json

import pytest

from apps.__main__ import main
from apps.cli import report_grain
from apps.document.examples import NETWORKS
from engine.substrate.substrate import Substrate


def file_of(slug):
    return str(NETWORKS / f"{slug}.json")


def test_macro_units_in_words(capsys):
    assert main(["analyze", file_of("grain-black-boxes"), "--macro"]) == 0
    said = capsys.readouterr().out
    assert "φ_s  1.11838" in said
    assert "α = C of ABCD, 2 updates" in said
    assert "assumed to be constant over the last 2 updates" in said


def test_a_macro_system_that_is_not_admissible_says_so_with_the_witness(capsys):
    file = file_of("grain-black-boxes")
    assert main(["analyze", file, "--macro"]) == 0
    said = capsys.readouterr().out
    assert "α: ABCD is not a unit of its own: φ_s 0.02999, but {AND(AB), C, D} inside it has 0.04976." in said
    assert "a unit must beat systems of units of any grain inside it" in said
    assert "So {α, β} is not admissible" in said
    assert main(["analyze", file, "--macro", "--json", "-"]) == 0
    verdict = json.loads(capsys.readouterr().out)["verdicts"]["α"]
    assert (verdict["ok"], verdict["reason"], verdict["within"]) == (False, "beaten", "all")
    assert verdict["witness_phi_s"] == pytest.approx(0.0497582, abs=1e-7)
    assert [unit["constituents"] for unit in verdict["witness"]] == [["A", "B"], ["C"], ["D"]]
    assert main(["analyze", file_of("grain-coarse-micro"), "--macro"]) == 0
    said = capsys.readouterr().out
    assert "is a unit of its own" in said
    assert "admissible" not in said
    assert main(["analyze", file, "--units", "AB", "--json", "-"]) == 0
    assert "verdicts" not in json.loads(capsys.readouterr().out)


def test_macro_units_as_json(capsys):
    assert main(["analyze", file_of("grain-coarse-micro"), "--macro", "--json", "-"]) == 0
    shown = json.loads(capsys.readouterr().out)
    assert shown["phi_s"] == pytest.approx(1.0040208141)
    assert shown["units"] == ["α", "β"]
    assert [unit["mapping"] for unit in shown["macro"]["units"]] == ["all", "all"]
    assert main(["analyze", file_of("grain-coarse-micro"), "--macro", "--state", "ABcd", "--json", "-"]) == 0
    assert json.loads(capsys.readouterr().out)["state"] == [1, 0]


def with_history(tmp_path, history, **parts):
    content = json.loads((NETWORKS / "grain-coarse-micro.json").read_text()) | parts
    content["macro"]["units"][0]["tau"] = 2
    content["macro"]["units"][0]["mapping"] = "last:A&B"
    content["macro"]["history"] = history
    path = tmp_path / "net.json"
    path.write_text(json.dumps(content))
    return str(path)


def test_the_history_of_the_file(capsys, tmp_path):
    file = with_history(tmp_path, ["AbCd", "abcd"])
    assert main(["analyze", file, "--macro", "--json", "-"]) == 0
    shown = json.loads(capsys.readouterr().out)["macro"]
    assert shown["history"] == [[1, 0, 1, 0], [0, 0, 0, 0]]
    assert shown["history_assumed"] is False
    # Another present than that of the history has none.
    assert main(["analyze", file, "--macro", "--state", "ABCD", "--json", "-"]) == 0
    assert json.loads(capsys.readouterr().out)["macro"]["history_assumed"] is True
    assert main(["grains", file, "--tau", "2", "--size", "2", "--json", "-"]) == 0
    assert json.loads(capsys.readouterr().out)["history"] == shown["history"]
    assert main(["analyze", with_history(tmp_path, ["abcd", "Abcd"]), "--macro"]) == 2
    assert "net.json: The history ends in Abcd and the present state is abcd" in capsys.readouterr().err


def test_grains_in_words(capsys):
    assert main(["grains", file_of("grain-couples-sfs")]) == 0
    said = capsys.readouterr().out
    assert "145 systems of micro units and 4 intrinsic sets of units" in said
    assert "{OR(AC), OR(BD)}  0.922472" in said
    assert "ABCD is not a unit of its own: φ_s 0.355" in said
    assert f"and {106 - report_grain.MOST_SHOWN} more" in said
    assert main(["grains", file_of("twin-zombie"), "--size", "1"]) == 0
    assert "No system is a complex." in capsys.readouterr().out


def test_grains_as_json(capsys, tmp_path):
    out = tmp_path / "grains.json"
    asked = ["--size", "2", "--tau", "2", "--mappings", "all", "--within", "micro", "--state", "abcd"]
    assert main(["grains", file_of("grain-coarse-micro"), *asked, "--json", str(out)]) == 0
    shown = json.loads(out.read_text())
    assert shown["bounds"] == {"size": 2, "tau": 2, "mappings": "all", "within": "micro"}
    assert shown["history_assumed"] is True
    assert shown["complexes"][0]["phi_s"] >= 1.004
    assert shown["verdicts"][4]["constituents"] == ["A", "B"]


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["grains", "--size", "0"], "grain-couples-sfs.json: size is 0; use a whole number from 1 to 16."),
        (["grains", "--tau", "17"], "tau is 17"),
        (["grains", "--mappings", "many"], "mappings cannot be 'many'; use one of families, all."),
        (["grains", "--within", "any"], "within cannot be 'any'; use one of all, micro."),
        (["grains", "--formalism", "iit3"], "use one of iit4-2023, iit4-2026"),
        (["grains", "--state-ties", "last"], "state_ties cannot be 'last'"),
        (["analyze", "--macro"], "the file has no macro units; leave out --macro"),
    ],
)
def test_bad_requests_are_refused_in_one_line(arguments, sentence, capsys):
    command, *rest = arguments
    assert main([command, file_of("grain-couples-sfs"), *rest]) == 2
    error = capsys.readouterr().err
    assert sentence in error
    assert error.count("\n") == 1


@pytest.mark.parametrize("rest", [["--units", "AB"], ["--formalism", "iit3"]])
def test_macro_units_stand_alone(rest, capsys):
    assert main(["analyze", file_of("grain-coarse-micro"), "--macro", *rest]) == 2
    assert capsys.readouterr().err.count("\n") == 1


def test_bounds_that_count_too_many_systems(capsys, tmp_path):
    path = tmp_path / "eighteen.json"
    Substrate.from_rules({f"u{i}": f"u{(i + 1) % 17}" for i in range(17)}).write(path)
    assert main(["grains", str(path)]) == 2
    assert "at most 16 units" in capsys.readouterr().err
