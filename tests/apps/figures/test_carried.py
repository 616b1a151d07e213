"""Figures carry their network, and open again as it."""

import shlex
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from apps.__main__ import main
from apps.document.examples import NETWORKS
from apps.document.read_file import read_bytes
from apps.document.snapshot import opened
from apps.figures.carried import carried_by
from apps.figures.figure import FORMATS, Print, figure_bytes
from apps.figures.redrawn import command
from apps.results.exhibit import Exhibit
from engine import account, unfold
from engine.substrate.formats.figures import carried
from engine.substrate.substrate import Substrate


@pytest.fixture(scope="module")
def exhibit():
    substrate = replace(Substrate.read(NETWORKS / "iit4-fig1.json"), name="Näme (with) \\ <b>&amp; ; 神经")
    snapshot = replace(opened(substrate), ties="smallest")
    return Exhibit(snapshot, unfold(substrate, snapshot.state, snapshot.units, ties="smallest"))


@pytest.mark.parametrize("kind", FORMATS)
def test_a_figure_opens_as_the_network_that_made_it(exhibit, kind):
    data = figure_bytes(("structure",), exhibit, Print(kind))
    found, snapshot = read_bytes(f"figure.{kind}", data), exhibit.snapshot
    assert found.sha256 == snapshot.substrate.sha256
    assert (found.units, found.edges, found.name) == (
        snapshot.substrate.units,
        snapshot.substrate.edges,
        snapshot.substrate.name,
    )
    assert (found.state, found.system) == (snapshot.state, snapshot.system)
    assert "Φ-structure · IIT 4.0 (2023) · ties: smallest purview" in found.notes
    content = carried(data)
    assert (content["formalism"], content["plots"]) == (snapshot.formalism, ["structure"])
    assert content["readings"]["ties"] == "smallest"
    assert data == figure_bytes(("structure",), exhibit, Print(kind))


def test_panels_and_transitions_are_carried_too(exhibit):
    substrate = exhibit.snapshot.substrate
    moved = replace(exhibit, account=account(substrate, "aBC", "aBC"))
    found = read_bytes("figure.svg", figure_bytes(("substrate", "account"), moved, Print("svg")))
    assert found.transition is not None
    assert found.transition["before"] == {"A": 0, "B": 1, "C": 1}


def test_the_command_that_is_carried_draws_the_same_figure(exhibit, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    data = figure_bytes(("structure",), exhibit, Print("pdf"))
    words = shlex.split(carried(data)["command"])
    read_bytes("figure.pdf", data).write(Path(words[2]))
    assert main(words[1:]) == 0
    again = carried(Path("figure.pdf").read_bytes())
    for key in ("formalism", "readings", "plots"):
        assert again[key] == carried(data)[key]
    assert command(("structure",), exhibit, exhibit.structure) == carried(data)["command"]


def test_a_network_of_a_large_table_is_left_out(exhibit):
    tpm = np.random.default_rng(0).random((1 << 13, 13))
    large = opened(Substrate.from_tpm(tpm))
    assert carried_by(("tpm",), Exhibit(large)) == ""
