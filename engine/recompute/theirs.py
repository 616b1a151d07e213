"""The numbers of a PyPhi result, read from its JSON as PyPhi's documentation tells.

Of IIT 3.0 that is an analysis of a system: ``phi``, ``ces`` (its concepts) and ``subsystem``; of IIT 4.0 an
analysis with ``normalized_phi``, or a Φ-structure with ``sia`` and ``distinctions``. A concept or distinction
has a ``mechanism``, a ``cause`` and an ``effect``, each with a ``purview`` and ``phi``, at once or in an
object inside. Units are places in the network.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, NoReturn

from engine.errors import FormatError
from engine.formalisms import DEFAULT, IIT3
from engine.recompute.config import TheirConfig, config_in, formalism_named
from engine.substrate.formats.pyphi_objects import CLASS, IN_STATE, UNITS, objects, resolved, whole_numbers
from engine.words import tr

Places = tuple[int, ...]
PARTS = ("ces", "distinctions", "concepts", "unpartitioned_ces")
INSIDE = ("ria", "mip", "mice")


@dataclass(frozen=True, slots=True)
class TheirSide:
    """The cause or the effect of one of their concepts or distinctions; None for what the file leaves out."""

    purview: Places | None
    phi: float | None


@dataclass(frozen=True, slots=True)
class TheirConcept:
    """One of their concepts or distinctions."""

    mechanism: Places
    phi: float | None
    cause: TheirSide
    effect: TheirSide


@dataclass(frozen=True, slots=True)
class TheirResult:
    """The numbers of a PyPhi result; None for what the file leaves out.

    Attributes
    ----------
    formalism : str
        Key of the formalism that its keys and configuration point to.
    phi : float
        Φ of IIT 3.0, φ_s of IIT 4.0.
    big_phi : float or None
        Φ of IIT 4.0.
    concepts : tuple of TheirConcept or None
        Concepts or distinctions.
    state, units : tuple of int or None
        Of the network, and places of the system's units.
    config : TheirConfig
        The configuration that stands in the result; an empty one if there is none.
    """

    formalism: str
    phi: float
    big_phi: float | None
    concepts: tuple[TheirConcept, ...] | None
    state: Places | None
    units: Places | None
    config: TheirConfig


def their_result(data: Any) -> TheirResult:
    """Return the numbers of a PyPhi result.

    Parameters
    ----------
    data
        Its JSON.

    Raises
    ------
    FormatError
        If there is no φ in it, or a number is none.
    """
    whole = resolved(data)
    if not isinstance(whole, dict):
        _refuse("phi")
    inner = whole.get("sia")
    system: Mapping[str, Any] = inner if isinstance(inner, dict) else whole
    phi = _number(system, "phi")
    if phi is None:
        _refuse("phi")
    lists = next((found for each in (whole, system) if (found := _list(each)) is not None), None)
    big_phi = _number(whole, "big_phi") if system is not whole else None
    found = {
        key: next(
            (tuple(each[n]) for each in objects(whole) for n in names if whole_numbers(each.get(n))), None
        )
        for key, names in (("state", IN_STATE), ("units", UNITS))
    }
    config = config_in(whole)
    return TheirResult(
        formalism=config.formalism or formalism_named(whole) or _formalism(system),
        phi=phi,
        big_phi=big_phi,
        concepts=None if lists is None else tuple(_concept(each, i) for i, each in enumerate(lists)),
        state=found["state"],
        units=found["units"],
        config=config,
    )


def _refuse(field: str) -> NoReturn:
    raise FormatError(
        tr(
            "The file is no result of PyPhi with numbers to compare: {field} is missing or no number; save "
            "the analysis itself with pyphi.jsonify.dump.",
            field=field,
        ),
        field,
    )


def _number(data: Mapping[str, Any], key: str) -> float | None:
    value = data.get(key)
    if isinstance(value, dict):  # a number with its precision, in an object of its own
        value = next((each for each in value.values() if type(each) in (int, float)), None)
    if value is None:
        return None
    if type(value) not in (int, float):
        _refuse(key)
    return float(value)


def _list(data: Mapping[str, Any]) -> list[Any] | None:
    """Return the concepts or distinctions of an object, which may stand in one of their own."""
    for key in PARTS:
        value = data.get(key)
        if isinstance(value, dict):
            value = _list(value)
        if isinstance(value, list) and all(isinstance(each, dict) for each in value):
            return value
    return None


def _concept(data: Mapping[str, Any], at: int) -> TheirConcept:
    mechanism = data.get("mechanism")
    sides = {key: _side(data.get(key)) for key in ("cause", "effect")}
    if mechanism is None or not whole_numbers(mechanism):
        _refuse(f"concepts[{at}].mechanism")
    phis = [side.phi for side in sides.values()]
    phi = _number(data, "phi")
    if phi is None and None not in phis:
        phi = min(each for each in phis if each is not None)
    return TheirConcept(tuple(mechanism), phi, sides["cause"], sides["effect"])


def _side(data: Any) -> TheirSide:
    if not isinstance(data, dict):
        return TheirSide(None, None)
    inner = next((data[key] for key in INSIDE if isinstance(data.get(key), dict)), None)
    known = {**(inner or {}), **data}
    purview = known.get("purview") or ()
    return TheirSide(tuple(purview) if whole_numbers(purview) else None, _number(known, "phi"))


def _formalism(system: Mapping[str, Any]) -> str:
    """Return the key of the formalism that the keys of the analysis tell."""
    is_iit3 = (
        "partitioned_ces" in system
        or "partitioned_distinctions" in system
        or "IIT3" in str(system.get(CLASS))
    )
    return IIT3 if is_iit3 else DEFAULT
