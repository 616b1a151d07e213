"""A repair of Panel: what is only read of a component's parameters is not copied for it.

A parameter of an instance is a copy of that of its class, made when it is first asked for. To describe a
component to the browser Panel asks for all of its parameters, forty each, and reads them: a sixth of
building a page, sampled.
"""

from __future__ import annotations

import functools
import threading
from typing import Any

from panel.custom import ReactiveESM
from panel.reactive import Reactive, ReactiveHTML
from param import parameterized as library

from apps.repairs.repair import Repair

REPAIR = Repair(
    "parameters copied to be read",
    "panel",
    "1.9",
    (
        "panel.reactive:Reactive._get_properties(self, doc)",
        "panel.reactive:ReactiveHTML._init_params(self)",
        "panel.custom:ReactiveESM._get_properties(self, doc)",
        "panel.custom:ReactiveESM._get_children(self, data_model, doc, root, parent, comm)",
        "param.parameterized:_instantiated_parameter(parameterized, param)",
    ),
)
READERS = (
    (Reactive, "_get_properties"),
    (ReactiveHTML, "_init_params"),
    (ReactiveESM, "_get_properties"),
    (ReactiveESM, "_get_children"),
)
_describing = threading.local()
params_own: Any = getattr(library, "_instantiated_parameter", None)


def _parameter(owner: Any, parameter: Any) -> Any:
    """Return the parameter of an instance; while it is described, that of its class where it has none yet."""
    if getattr(_describing, "owner", None) is owner:
        return owner._param__private.params.get(parameter.name, parameter)
    return params_own(owner, parameter)


def _reading(describe: Any) -> Any:
    """Return a method of a component as it was, but for what it copies."""

    @functools.wraps(describe)
    def described(component: Any, *given: Any) -> Any:
        before = getattr(_describing, "owner", None)
        _describing.owner = component
        try:
            return describe(component, *given)
        finally:
            _describing.owner = before

    return described


def repair() -> None:
    """Copy no parameter to describe a component from now on; a second call changes nothing."""
    if not REPAIR.applies or library._instantiated_parameter is _parameter:
        return
    library._instantiated_parameter = _parameter
    for kind, name in READERS:
        setattr(kind, name, _reading(vars(kind)[name]))
