"""PyPhi JSON: a network (``tpm``, ``cm``, labels), also in a system or a result, with state and units."""

import json
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from engine.errors import FormatError
from engine.substrate.builders import Made, from_tpm
from engine.substrate.formats.pyphi_objects import array_of, network_in, resolved
from engine.substrate.network import Network
from engine.words import tr

KNOWN = {"tpm", "cm", "connectivity_matrix", "labels", "node_labels", "state", "system"}
KEYS = ("tpm", "network", "subsystem", "sia", "ces", "phi")
"""An object with one of these keys is PyPhi's."""


def from_json(make: type[Made], data: Mapping[str, Any]) -> Made:
    """Make a substrate of table units from a PyPhi network, or from a system or a result that has one.

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
    outer, found = data, network_in(resolved(data))
    if found is None:
        raise FormatError(
            tr("The PyPhi file has no network in it; save that too: pyphi.jsonify.dump(network, file)."),
            "tpm",
        )
    data = found
    labels = data.get("labels", data.get("node_labels"))
    if isinstance(labels, Mapping):
        labels = labels.get("labels")
    if labels is not None and not (isinstance(labels, list) and all(isinstance(x, str) for x in labels)):
        raise FormatError(tr("labels must be a list of texts; correct it or leave it out."), "labels")
    if not isinstance(data["tpm"], list):
        raise FormatError(tr("tpm must be a list of rows; correct it."), "tpm")
    cm = array_of(data.get("cm", data.get("connectivity_matrix")))
    substrate = from_tpm(make, data["tpm"], cm, labels)
    notes = [tr("PyPhi network: rows read little-endian (the first unit varies fastest).")]
    if cm is None:
        notes.append(tr("It has no connectivity matrix: edges are those the TPM implies."))
    if labels is None:
        notes.append(tr("It has no labels: units are named in alphabetical order."))
    ignored = sorted(str(key) for key in set(data) - KNOWN)
    if ignored:
        notes.append(tr("Not used: {keys}.", keys=", ".join(ignored)[:200]))
    if "tpm" not in outer:
        notes.append(tr("The network of a PyPhi result was read; the numbers of the result were not."))
    return replace(substrate, notes=" ".join(notes), state=data.get("state"), system=_units(substrate, data))


def _is_whole(places: list[int], labels: list[str]) -> bool:
    return sorted(places) == list(range(len(labels)))


def _units(substrate: Network, data: Mapping[str, Any]) -> tuple[str, ...] | None:
    """Return the labels of the units of a system, which are given by their places."""
    places = data.get("system")
    if places is None or _is_whole(places, substrate.labels):
        return None
    if not set(places) <= set(range(substrate.n)):
        raise FormatError(
            tr(
                "The units are places from 0 to {last}; correct {places}.",
                last=substrate.n - 1,
                places=str(places)[:60],
            ),
            "nodes",
        )
    return tuple(substrate.labels[place] for place in sorted(set(places)))


def to_text(substrate: Network) -> str:
    """Return the substrate as a PyPhi network: little-endian state-by-node TPM, cm, labels."""
    network = {
        "tpm": substrate.tpm.tolist(),
        "cm": substrate.cm.tolist(),
        "labels": substrate.labels,
    }
    return json.dumps(network, ensure_ascii=False) + "\n"
