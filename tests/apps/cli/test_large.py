"""The commands on substrates that are too large for a TPM."""

import json
from dataclasses import replace

import pytest

from apps.__main__ import main
from computers import FEEDBACK, WEAK, computer, run
from engine.substrate import computer as builder


def test_complexes_of_a_large_model_say_what_was_ruled_out(capsys, tmp_path):
    file = tmp_path / "large.bnet"
    ring = "\n".join(f"U{i}, U{(i + 1) % 17}" for i in range(17))
    file.write_text(f"targets, factors\nA, B\nB, A\n{ring}\n")
    asked = ["complexes", str(file), "--state", "10" + "0" * 17]
    assert main(asked) == 0
    shown = capsys.readouterr().out
    assert "1 of 524,287 sets of units evaluated" in shown
    assert "Ab       2.000000" in shown
    assert "Incomplete: φ_s of these 17 units, at most 17, was not computed: U0" in shown
    assert main([*asked, "--json", "-"]) == 0
    said = json.loads(capsys.readouterr().out)
    assert said["complexes"] == [{"units": ["A", "B"], "phi_s": 2.0}]
    ruled = said["ruled_out"]
    assert ruled["effects"] + ruled["causes"] + ruled["bounds"] + 2 == ruled["sets"] == 2**19 - 1
    assert (ruled["complete"], len(ruled["open"])) == (False, 1)


@pytest.mark.parametrize("which", [WEAK, FEEDBACK])
def test_the_computer_of_117_units_is_analysed(which, capsys, tmp_path):
    file = tmp_path / "computer.json"
    state = run(which, "PQRS", (0, 1, 0, 1), 3)[3]
    replace(computer(which), state=state).write(file)
    assert main(["complexes", str(file), "--json", "-"]) == 0
    said = json.loads(capsys.readouterr().out)
    line = ["T0/0", "T1/0", "T2/0", "T3/0", *(["IR/0"] if which == FEEDBACK else [])]
    assert {"units": line, "phi_s": 2.0} in said["complexes"]
    assert said["ruled_out"]["sets"] == 2**117 - 1
    assert said["substrate_sha256"] == computer(which).sha256
    assert main(["complexes", str(file)]) == 0
    shown = capsys.readouterr().out
    assert "of ≈ 1.66×10³⁵ sets of units evaluated" in shown
    assert ("undecided: overlapping" in shown) == (which == FEEDBACK)
    assert main(["complexes", str(file), "--formalism", "iit3"]) == 2
    assert "All sets of 117 units are too many to search" in capsys.readouterr().err
    assert main(["analyze", str(file), "--units", "T0/0 T1/0 T2/0 T3/0", "--json", "-"]) == 0
    said = json.loads(capsys.readouterr().out)
    assert (said["phi_s"], said["big_phi"]) == (2.0, 6.0)
    assert main(["complexes", str(file), "--state", "0" * 116]) == 2
    assert "computer.json: --state: The state has 116 values for 117 units" in capsys.readouterr().err
    assert main(["analyze", str(file), "--units", "C0 Z9"]) == 2
    assert "'Z9' is not a unit; choose among C0, X1," in capsys.readouterr().err
    assert main(["analyze", str(file)]) == 2
    assert "A candidate system of 117 units does not fit" in capsys.readouterr().err


def test_a_file_of_thousands_of_units_is_read_and_searched(capsys, tmp_path):
    large = builder.computer(8)
    file = tmp_path / "large.bnet"
    large.write(file)
    state = builder.start(large, [[0] * 8] * 256, [0] * 8)
    assert main(["complexes", str(file), "--state", "".join(map(str, state))]) == 0
    shown = capsys.readouterr().out
    assert "sets of units evaluated; the others part in their effects" in shown
    assert "×10⁷⁸³" in shown
    assert "Incomplete" not in shown
    file.write_text("\n".join(f"U{i}, U{i}" for i in range(3000)))
    assert main(["complexes", str(file)]) == 2
    assert "large.bnet: There are 2,801 units; use at most 2,800" in capsys.readouterr().err
    ring = "\n".join(f"U{i}, U{(i + 1) % 30}" for i in range(30))
    mixed = " | ".join(f"(U{i} & U{i + 1})" for i in range(29))
    file.write_text(f"{ring}\nX, {mixed}\n")
    assert main(["complexes", str(file)]) == 2
    assert "Unit X has 30 inputs; use at most 16, or make it a gate" in capsys.readouterr().err
    rules = "A, B\nC, B\n" + "\n".join(f"U{i}, U{i}" for i in range(20))
    file.write_text(rules)
    assert main(["complexes", str(file), "--state", "10" + "0" * 21]) == 2
    assert "is unreachable: no state leads to it" in capsys.readouterr().err
