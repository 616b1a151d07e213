"""Accounts that another implementation printed for random transitions (`tests/data/README.md`)."""

import json
from pathlib import Path

import pytest

from engine.causation.account import account
from engine.substrate.substrate import Substrate

GOLDEN = json.loads((Path(__file__).parent / "data" / "golden.json").read_text(encoding="utf-8"))


@pytest.mark.nojit
@pytest.mark.parametrize("entry", GOLDEN["account"], ids=lambda entry: entry["id"])
def test_account(entry):
    substrate = Substrate.from_tpm(entry["tpm"], entry["cm"])
    labels = substrate.labels
    found = account(substrate, entry["before"], entry["after"])
    links = {(k.direction, k.occurrence): k for k in found.links}
    expected = {(k["direction"], tuple(labels[i] for i in k["occurrence"])): k for k in entry["links"]}
    assert set(links) == set(expected)
    for key, link in expected.items():
        assert links[key].alpha == pytest.approx(link["alpha"], rel=1e-9, abs=1e-9)
        assert tuple(labels[i] for i in link["purview"]) in links[key].candidates
