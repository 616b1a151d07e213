"""A repair of Bokeh: what a page says of the kinds of data there are is worked out once.

Each page begins with the definitions of all data models of the process, 175 of them, and Bokeh describes
every one anew for every page, always alike.
"""

from __future__ import annotations

from typing import Any

from bokeh.core import has_props
from bokeh.core.has_props import MetaHasProps, is_DataModel
from bokeh.core.serialization import Serializer

from apps.repairs.repair import Repair

REPAIR = Repair(
    "definitions of data described once",
    "bokeh",
    "3.9",
    (
        "bokeh.core.has_props:_HasProps_to_serializable(cls, serializer)",
        "bokeh.core.serialization:Serializer._encoders",
        "bokeh.core.serialization:Serializer.add_ref(self, obj, ref)",
    ),
)
PLAIN = (bool, int, float, str, type(None))
bokehs_own: Any = getattr(has_props, "_HasProps_to_serializable", None)
_known: dict[type, tuple[Any, Any]] = {}


def _definition(kind: Any, serializer: Any) -> Any:
    """Return what a kind of model is, or its name where every page knows it."""
    if kind in _known:
        reference, definition = _known[kind]
        serializer.add_ref(kind, reference)
        return definition
    definition = bokehs_own(kind, serializer)
    if is_DataModel(kind) and _is_plain(definition):
        _known[kind] = serializer.get_ref(kind), definition
    return definition


def _is_plain(made: Any) -> bool:
    """Whether something is the same for every page: it refers to nothing, and holds no numbers sent apart."""
    if isinstance(made, dict):
        return "id" not in made and all(map(_is_plain, made.values()))
    if isinstance(made, list):
        return all(map(_is_plain, made))
    return isinstance(made, PLAIN)


def remember() -> None:
    """Describe each kind of data once from now on; a second call changes nothing."""
    if REPAIR.applies:
        Serializer._encoders[MetaHasProps] = _definition
