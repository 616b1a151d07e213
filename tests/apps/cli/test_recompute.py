"""`phiscope recompute` (`apps.cli.recompute`): what it prints of agreements and differences; exit codes."""

import json

import pytest

from apps.__main__ import main

TPM = [[0, 0, 0], [0, 0, 1], [1, 0, 1], [1, 0, 0], [1, 1, 0], [1, 1, 1], [1, 1, 1], [1, 1, 0]]
SIA = {
    "__class__": "SystemIrreducibilityAnalysis",
    "phi": 2.3125,
    "partitioned_ces": [],
    "subsystem": {"network": {"tpm": TPM}, "state": [1, 0, 0], "nodes": [0, 1, 2]},
}
"""The example of PyPhi's documentation, which prints this Φ."""


def run(tmp_path, capsys, content, *options):
    path = tmp_path / "sia.json"
    path.write_text(json.dumps(content), encoding="utf-8")
    code = main(["recompute", str(path), *options])
    return code, capsys.readouterr()


def test_what_agrees(tmp_path, capsys):
    code, said = run(tmp_path, capsys, SIA)
    assert (code, said.out) == (0, "IIT 3.0: 1 number compared, all agree.\n")
    code, said = run(tmp_path, capsys, SIA, "--all")
    assert "2.3125" in said.out


def test_what_differs(tmp_path, capsys):
    code, said = run(tmp_path, capsys, {**SIA, "phi": 1.5})
    assert code == 1
    assert "1 differ" in said.out
    assert "1.5" in said.out
    assert "The numbers differ." in said.out


def test_the_network_of_another_file(tmp_path, capsys):
    network = tmp_path / "net.json"
    network.write_text(json.dumps({"tpm": TPM}), encoding="utf-8")
    bare = {"phi": 2.3125, "partitioned_ces": [], "current_state": [1, 0, 0]}
    code, _ = run(tmp_path, capsys, bare, "--network", str(network))
    assert code == 0
    code, _ = run(tmp_path, capsys, bare, "--network", str(network), "--state", "Abc", "--units", "ABC")
    assert code == 0


def test_the_configuration_of_another_file(tmp_path, capsys):
    config = tmp_path / "pyphi_config.yml"
    config.write_text("MEASURE: EMD\nPARTITION_TYPE: TRI\nPRECISION: 6\n", encoding="utf-8")
    bare = {**SIA, "phi": 2.5208}
    code, said = run(tmp_path, capsys, bare, "--config", str(config))
    assert code == 1
    assert "other option" in said.out
    assert "  PARTITION_TYPE = TRI: no counterpart. Mechanisms are partitioned" in said.out
    assert "PRECISION" not in said.out
    code, said = run(tmp_path, capsys, SIA, "--config", str(config), "--all")
    assert code == 0
    assert "PRECISION = 6: followed." in said.out
    config.write_text("IIT_VERSION: 3\nPICK_SMALLEST_PURVIEW: true\n", encoding="utf-8")
    code, said = run(tmp_path, capsys, {**SIA, "phi": 2.0625}, "--config", str(config))
    assert (code, said.out) == (0, "IIT 3.0 · smallest purview: 1 number compared, all agree.\n")
    code, said = run(tmp_path, capsys, SIA, "--config", str(tmp_path / "none.yml"))
    assert code == 2
    assert "none.yml" in said.err


@pytest.mark.parametrize(
    ("content", "options", "said"),
    [
        ({"phi": 1}, (), "no network in it"),
        ({"tpm": TPM}, (), "no result of PyPhi"),
        ({"phi": 1, "network": {"tpm": TPM}}, (), "give it with --state"),
        (SIA, ("--formalism", "iit5"), "Unknown formalism"),
        (SIA, ("--state", "xyz"), "--state"),
    ],
)
def test_refusals_are_one_line(tmp_path, capsys, content, options, said):
    code, heard = run(tmp_path, capsys, content, *options)
    assert code == 2
    assert said in heard.err
    assert heard.err.count("\n") == 1
