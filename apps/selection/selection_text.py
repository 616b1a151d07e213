"""What is picked as texts, for links: ``unit:A`` and ``edge:A>B`` as in the drawing, other things as JSON.

What comes back is anyone's, so a text that names nothing of the network at hand is passed over.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import fields
from typing import Any, get_args

from apps.document.gestures import edge_id, unit_id
from apps.document.snapshot import Snapshot
from apps.selection.selection import EdgeRef, MechanismRef, Selection, Thing, UnitRef

# Links name a mechanism "Mechanism", as they always have.
KINDS: dict[str, type] = {kind.__name__.removesuffix("Ref"): kind for kind in get_args(Thing)}
MAX_TEXT = 1_000


def written(selection: Selection) -> list[str]:
    """Return what is picked: a unit or an edge, a mechanism, and what was picked last."""
    things: list[Thing] = []
    if selection.unit is not None:
        things.append(UnitRef(selection.unit))
    if selection.edge is not None:
        things.append(EdgeRef(*selection.edge))
    mechanism = selection.mechanism
    if mechanism is not None:
        things.append(MechanismRef(mechanism))
    if selection.picked is not None:
        things = [thing for thing in things if thing != selection.picked] + [selection.picked]
    return [_text(thing) for thing in things]


def _text(thing: Thing) -> str:
    if isinstance(thing, UnitRef):
        return unit_id(thing.label)
    if isinstance(thing, EdgeRef):
        return edge_id(thing.source, thing.target)
    values = [getattr(thing, field.name) for field in fields(thing)]
    return json.dumps([type(thing).__name__.removesuffix("Ref"), *values], ensure_ascii=False)


def read(texts: Iterable[str], snapshot: Snapshot) -> list[Thing]:
    """Return the things that texts name, without those that the network does not have."""
    ids: dict[str, Thing] = {unit_id(label): UnitRef(label) for label in snapshot.substrate.labels}
    ids |= {edge_id(*pair): EdgeRef(*pair) for pair in snapshot.edge_pairs}
    found = (ids.get(text) or _thing(text, snapshot) for text in texts)
    return [thing for thing in found if thing is not None]


def _thing(text: str, snapshot: Snapshot) -> Thing | None:
    try:
        name, *values = json.loads(text[:MAX_TEXT])
        kind = KINDS[name]
        named = zip(fields(kind), values, strict=True)
        return kind(*(_checked(field.name, value, snapshot) for field, value in named))
    except (ValueError, TypeError, KeyError, RecursionError):
        return None


def _checked(field: str, value: Any, snapshot: Snapshot) -> Any:
    """Return the value of a thing's field; ValueError if the network has nothing like it."""
    labels, radix = snapshot.substrate.labels, snapshot.substrate.radix
    if value is None and field in {"row", "column"}:
        return None
    if field == "units":
        return _units(value, labels)
    if field == "mechanisms" and isinstance(value, list) and value:
        return tuple(_units(part, labels) for part in value)
    if field in {"row", "values"} and isinstance(value, list):
        pairs = zip(value, radix, strict=True)
        if all(type(now) is int and 0 <= now < most for now, most in pairs):
            return tuple(value)
    known = ("cause", "effect") if field == "direction" else labels
    if isinstance(value, str) and value in known:
        return value
    raise ValueError(field)


def _units(value: Any, labels: Sequence[str]) -> tuple[str, ...]:
    if not isinstance(value, list) or not value or any(label not in labels for label in value):
        raise ValueError("units")
    return tuple(value)
