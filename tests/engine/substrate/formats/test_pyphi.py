import json

import numpy as np
import pytest

from engine.errors import FormatError
from engine.substrate.formats.pyphi import from_json, to_text
from engine.substrate.substrate import Substrate

TPM = [[0, 0, 0], [0, 0, 1], [1, 0, 1], [1, 0, 0], [1, 1, 0], [1, 1, 1], [1, 1, 1], [1, 1, 0]]
"""The example of PyPhi's documentation: A = B or C, B = C, C = A xor B."""


def test_rows_are_little_endian_in_two_dimensions_and_in_many():
    flat = from_json(Substrate, {"tpm": TPM, "labels": ["A", "B", "C"]})
    many = from_json(Substrate, {"tpm": np.array(TPM).reshape(2, 2, 2, 3, order="F").tolist()})
    np.testing.assert_array_equal(flat.tpm, TPM)
    np.testing.assert_array_equal(many.tpm, TPM)
    assert flat.cm.tolist() == [[0, 0, 1], [1, 0, 1], [1, 1, 0]]


def test_what_was_assumed_is_noted():
    notes = from_json(Substrate, {"tpm": TPM, "purview_cache": {}}).notes
    assert all(words in notes for words in ("no connectivity matrix", "no labels", "Not used: purview_cache"))


def test_a_network_is_written_as_it_is_read():
    network = {"tpm": TPM, "cm": [[0, 0, 1], [1, 0, 1], [1, 1, 0]], "labels": ["A", "B", "C"]}
    assert json.loads(to_text(from_json(Substrate, network))) == network


@pytest.mark.parametrize("part", [{"labels": "ABC"}, {"tpm": 3}])
def test_parts_of_another_type_are_refused_by_name(part):
    with pytest.raises(FormatError) as refusal:
        from_json(Substrate, {"tpm": TPM} | part)
    assert refusal.value.field == next(iter(part))


def test_the_network_inside_a_result_is_read_with_its_state_and_units():
    result = {
        "__class__": "SystemIrreducibilityAnalysis",
        "phi": 1.0,
        "subsystem": {
            "network": {"tpm": {"__class__": "TPM", "tpm": TPM}},
            "state": [1, 0, 0],
            "nodes": [0, 2],
        },
    }
    found = Substrate.read(json.dumps(result).encode(), "sia.json")
    assert (found.state, found.system) == ((1, 0, 0), ("A", "C"))
    assert "the numbers of the result were not" in found.notes


def test_a_result_without_a_network_is_refused():
    with pytest.raises(FormatError, match="no network in it"):
        Substrate.read(json.dumps({"phi": 1.0, "ces": []}).encode(), "sia.json")
    with pytest.raises(FormatError, match="places from 0 to 2"):
        from_json(Substrate, {"network": {"tpm": TPM}, "nodes": [0, 7]})
