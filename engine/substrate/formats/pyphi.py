"""PyPhi network JSON: ``tpm`` (state-by-node, multidimensional or state-by-state), ``cm`` and ``labels``."""

import json
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from engine.errors import FormatError
from engine.substrate.builders import Made, from_tpm
from engine.substrate.network import Network
from engine.words import tr

KNOWN = {"tpm", "cm", "connectivity_matrix", "labels", "node_labels", "state"}


def from_json(make: type[Made], data: Mapping[str, Any]) -> Made:
    """Make a substrate of table units from a PyPhi network.

    Rows are little-endian, as in PyPhi; multidimensional arrays are indexed by the states of the units.

    Parameters
    ----------
    make : type of Network
        The class to make, such as `Substrate`.
    data : mapping

    Returns
    -------
    Network
        Of the class `make`.
    """
    labels = data.get("labels", data.get("node_labels"))
    if isinstance(labels, Mapping):
        labels = labels.get("labels")
    if labels is not None and not (isinstance(labels, list) and all(isinstance(x, str) for x in labels)):
        raise FormatError(tr("labels must be a list of texts; correct it or leave it out."), "labels")
    if not isinstance(data["tpm"], list):
        raise FormatError(tr("tpm must be a list of rows; correct it."), "tpm")
    cm = data.get("cm", data.get("connectivity_matrix"))
    substrate = from_tpm(make, data["tpm"], cm, labels)
    notes = [tr("PyPhi network: rows read little-endian (the first unit varies fastest).")]
    if cm is None:
        notes.append(tr("It has no connectivity matrix: edges are those the TPM implies."))
    if labels is None:
        notes.append(tr("It has no labels: units are named in alphabetical order."))
    ignored = sorted(str(key) for key in set(data) - KNOWN)
    if ignored:
        notes.append(tr("Not used: {keys}.", keys=", ".join(ignored)[:200]))
    return replace(substrate, notes=" ".join(notes), state=data.get("state"))


def to_text(substrate: Network) -> str:
    """Return the substrate as a PyPhi network: little-endian state-by-node TPM, cm, labels."""
    network = {
        "tpm": substrate.tpm.tolist(),
        "cm": substrate.cm.tolist(),
        "labels": substrate.labels,
    }
    return json.dumps(network, ensure_ascii=False) + "\n"
