"""A repair of Bokeh: defaults that it works out anew at each look at a model are looked up once per class.

A third of building a page went into it (sampled): Bokeh merges the defaults of all base classes, validates
them, and asks whether they may change, tens of thousands of times per page, each time with the same answer.
Only answers that cannot change are kept: those of a class, and values that nobody can alter.
"""

from __future__ import annotations

from functools import cache
from typing import Any

from bokeh.core.has_props import HasProps
from bokeh.core.property.bases import ParameterizedProperty, Property

from apps.repairs.repair import Repair

REPAIR = Repair(
    "defaults looked up once per class",
    "bokeh",
    "3.9",
    (
        "bokeh.core.has_props:HasProps._overridden_defaults()",
        "bokeh.core.has_props:HasProps.themed_values(self)",
        "bokeh.core.property.bases:Property.themed_default(self, cls, name, theme_overrides, *, no_eval)",
        "bokeh.core.property.bases:ParameterizedProperty._may_have_unstable_default(self)",
    ),
)
PLAIN = (bool, int, float, str, type(None))


def remember() -> None:
    """Let Bokeh remember defaults from now on; a second call changes nothing."""
    if not REPAIR.applies or Property.themed_default is _themed_default:
        return
    # Bokeh's descriptors are classes' own, so a type checker sees methods where these are plain functions.
    swap: Any = setattr
    swap(HasProps, "_overridden_defaults", classmethod(cache(HasProps._overridden_defaults.__func__)))
    swap(HasProps, "themed_values", _themed_values)
    swap(ParameterizedProperty, "_may_have_unstable_default", _may_change)
    swap(Property, "themed_default", _themed_default)


_fresh_default: Any = getattr(Property, "themed_default", None)
_fresh_may_change: Any = getattr(ParameterizedProperty, "_may_have_unstable_default", None)
_defaults: dict[tuple[type, str], Any] = {}


def _themed_values(model: HasProps) -> dict[str, Any] | None:
    # Asked for as an attribute, a name that is not there is first looked for among all properties.
    return model.__dict__.get("__themed_values__")


def _may_change(kind: Any) -> bool:
    known = kind.__dict__
    if "_may_change" not in known:
        known["_may_change"] = _fresh_may_change(kind)
    return known["_may_change"]


def _themed_default(
    kind: Any, cls: type[HasProps], name: str, theme: dict[str, Any] | None, *, no_eval: bool = False
) -> Any:
    if no_eval or (theme is not None and name in theme):
        return _fresh_default(kind, cls, name, theme, no_eval=no_eval)
    key = (cls, name)
    if key in _defaults:
        return _defaults[key]
    value = _fresh_default(kind, cls, name, theme)
    made = callable(kind._default) or callable(cls._overridden_defaults().get(name))
    if type(value) in PLAIN and not made:
        _defaults[key] = value
    return value
