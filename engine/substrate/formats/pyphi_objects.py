"""The objects of PyPhi's JSON: nested, each with the name of its class, as PyPhi's documentation tells.

An object has the keys of what its class is made of, and ``__class__``, ``__version__`` and ``__id__``. Class
names differ between versions, so objects are known by their keys: a network has ``tpm``; what has a
``network`` and a ``state`` is a system; units are numbers, places in the network.
"""

from collections.abc import Iterator, Mapping
from typing import Any

CLASS, ID = "__class__", "__id__"
METADATA = {CLASS, "__version__", ID}
IN_STATE = ("state", "current_state", "system_state")
UNITS = ("nodes", "node_indices")


def resolved(data: Any) -> Any:
    """Return the same tree, where an object that is only the id of an earlier one is that one."""
    known: dict[Any, Any] = {}

    def walk(value: Any) -> Any:
        if isinstance(value, list):
            return [walk(each) for each in value]
        if not isinstance(value, dict):
            return value
        key = value.get(ID) if isinstance(value.get(ID), int | str) else None
        if set(value) <= METADATA and key in known:
            return known[key]
        made = {name: walk(each) for name, each in value.items()}
        if key is not None:
            known.setdefault(key, made)
        return made

    return walk(data)


def objects(data: Any) -> Iterator[Mapping[str, Any]]:
    """Yield every object of a tree, outer ones first, each once."""
    seen: set[int] = set()
    waiting = [data]
    while waiting:
        value = waiting.pop(0)
        if id(value) in seen:
            continue
        if isinstance(value, dict):
            seen.add(id(value))
            yield value
            waiting += value.values()
        elif isinstance(value, list) and any(isinstance(each, dict | list) for each in value):
            seen.add(id(value))
            waiting += value


def network_in(data: Any) -> dict[str, Any] | None:
    """Return the network of a tree with the state and the units that it is analysed in.

    Returns
    -------
    dict or None
        None if there is no network; else ``tpm`` with, if they are known, ``cm``, ``labels``, ``state`` and
        ``system`` (places of units).
    """
    found = next((each for each in objects(data) if "tpm" in each), None)
    if found is None:
        return None
    made = {key: value for key, value in found.items() if key not in METADATA}
    made["tpm"] = array_of(found["tpm"])
    for each in objects(data):
        for key, names in (("state", IN_STATE), ("system", UNITS)):
            value = next((each[name] for name in names if whole_numbers(each.get(name))), None)
            if value is not None and key not in made:
                made[key] = value
    return made


def array_of(value: Any) -> Any:
    """Return the list of an array, which may stand in an object of its own."""
    if isinstance(value, dict):
        lists = [each for key, each in value.items() if key not in METADATA and isinstance(each, list)]
        return lists[0] if len(lists) == 1 else value
    return value


def whole_numbers(value: Any) -> bool:
    """Whether a value is a list of whole numbers, as states and units are."""
    return isinstance(value, list) and bool(value) and all(type(each) is int for each in value)
