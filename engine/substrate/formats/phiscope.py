"""The program's own substrate file: JSON with a schema and a version, written and read back exactly."""

import copy
import json
from collections.abc import Container, Mapping
from functools import lru_cache
from typing import Any

from engine.errors import FormatError, PhiscopeError
from engine.substrate.builders import Made, with_tables
from engine.substrate.formats.text import check_count
from engine.substrate.functions import Gate, Logistic, Rule, Table, UnitFunction
from engine.substrate.macro_units import Macro, MacroUnit
from engine.substrate.mappings import MAX_BITS
from engine.substrate.network import Network
from engine.substrate.rules import check_rules, plain_rule
from engine.substrate.units import MAX_DRAWN, MAX_HELD, Edge, Unit
from engine.words import phrase, tr

FORMAT = "phiscope-substrate"
VERSION = 1
MAX_MAPPED = 1 << 18  # entries of all mappings of a file: four of the largest
MADE = {"logistic": Logistic, "gate": Gate, "table": Table, "rule": Rule}
TYPE_NAMES = {
    "array": phrase("a list"),
    "object": phrase("an object"),
    "string": phrase("text"),
    "number": phrase("a number"),
    "integer": phrase("a whole number"),
}


def from_dict(make: type[Made], data: Mapping[str, Any]) -> Made:
    """Make a substrate from the contents of a substrate file.

    Parameters
    ----------
    make : type of Network
        The class to make, such as `Substrate`.
    data : mapping

    Returns
    -------
    Network
        Of the class `make`.

    Raises
    ------
    FormatError
        If they do not have the shape of one; the sentence names the field.
    PhiscopeError
        If the parts do not fit together.
    """
    for key, most in (("units", MAX_HELD), ("edges", MAX_DRAWN**2)):
        if isinstance(data.get(key), list | tuple):
            check_count(len(data[key]), most, key)
    check_schema(data)
    described = data["units"]
    labels = {unit["label"] for unit in described}
    check_rules(unit.get("function", {}).get("rule") for unit in described)
    tpm = data.get("tpm")
    missing = [i for i, unit in enumerate(described) if "function" not in unit]
    if missing and tpm is None:
        i = missing[0]
        label = described[i]["label"]
        raise FormatError(
            tr("units[{i}] ({label}) has no function; give it one, or give the tpm.", i=i, label=label),
            f"units[{i}].function",
        )
    substrate = make(
        units=tuple(_unit(i, unit, labels) for i, unit in enumerate(described)),
        edges=tuple(_edge(i, edge) for i, edge in enumerate(data.get("edges", ()))),
        tpm_rows=tpm,
        name=data.get("name", ""),
        source=data.get("source", ""),
        notes=data.get("notes", ""),
        state=data.get("state"),
        system=data.get("system"),
        transition=data.get("transition"),
        card=copy.deepcopy(data.get("card")),
        macro=_macro(data["macro"]) if "macro" in data else None,
    )
    return with_tables(substrate, missing) if missing else substrate


def _unit(i: int, data: Mapping[str, Any], labels: Container[str]) -> Unit:
    states = int(data.get("states", 2))
    try:
        if "function" in data:
            function = function_from_dict(data["function"], labels)
        else:
            size = states if 2 <= states <= 4 else 2
            function = Table((), (0.5,) if size == 2 else ((1.0 / size,) * size,))
        return Unit(data["label"], function, states, data.get("x"), data.get("y"))
    except PhiscopeError as error:
        raise error.within(f"units[{i}] ({data['label'][:32]})") from None


def _macro(data: Mapping[str, Any]) -> Macro:
    check_count(len(data["units"]), MAX_HELD, "units")
    # Told before any table is made: one that is named is short in a file and long in memory.
    bits = (len(unit["constituents"]) * int(unit.get("tau", 1)) for unit in data["units"])
    if sum(1 << max(0, min(each, MAX_BITS)) for each in bits) > MAX_MAPPED:
        said = tr(
            "The mappings of macro have more than {most:,} entries; use smaller units.", most=MAX_MAPPED
        )
        raise FormatError(said, "macro.units")
    units = []
    for i, unit in enumerate(data["units"]):
        given = dict(unit)
        if "tau" in given:
            given["tau"] = int(given["tau"])  # JSON does not distinguish 2.0 from 2
        try:
            units.append(MacroUnit(**given))
        except PhiscopeError as error:
            raise error.within(f"macro.units[{i}]") from None
    return Macro(tuple(units), tuple(data.get("history", ())))


def _edge(i: int, data: Mapping[str, Any]) -> Edge:
    try:
        return Edge(data["from"], data["to"], float(data.get("weight", 1.0)))
    except OverflowError:
        raise FormatError(
            tr("edges[{i}].weight is too large; give a smaller number.", i=i), f"edges[{i}]"
        ) from None
    except PhiscopeError as error:
        raise error.within(f"edges[{i}]") from None


def function_from_dict(data: Mapping[str, Any], labels: Container[str] | None = None) -> UnitFunction:
    """Make a unit function from its description in a file, whose schema must have been checked.

    Parameters
    ----------
    data : mapping
    labels : container of str, optional
        The units there are, which tell the labels of a rule from its other words.

    Returns
    -------
    UnitFunction
    """
    given = {key: value for key, value in data.items() if key != "type"}
    if "rule" in given and labels is not None:
        given["rule"] = plain_rule(given["rule"], labels)
    if "n" in given:
        given["n"] = int(given["n"])  # JSON does not distinguish 2.0 from 2
    if data["type"] == "table":
        given = {"inputs": tuple(given["inputs"]), "p": tuple(given["p"])}
    return MADE[data["type"]](**given)


def function_to_dict(function: UnitFunction) -> dict[str, Any]:
    """Return the description of a unit function in a file."""
    if isinstance(function, Logistic):
        return {"type": "logistic", "k": function.k, "bias": function.bias}
    if isinstance(function, Rule):
        return {"type": "rule", "rule": function.rule, "noise": function.noise}
    if isinstance(function, Table):
        rows = [list(row) if isinstance(row, tuple) else row for row in function.p]
        return {"type": "table", "inputs": list(function.inputs), "p": rows}
    threshold = {} if function.n is None else {"n": function.n}
    return {"type": "gate", "gate": function.gate, "noise": function.noise, **threshold}


def to_dict(substrate: Network) -> dict[str, Any]:
    """Return the contents of a substrate file, in plain JSON types; the inverse of `from_dict`."""
    data: dict[str, Any] = {"format": FORMAT, "version": VERSION}
    for key in ("name", "source", "notes"):
        if getattr(substrate, key):
            data[key] = getattr(substrate, key)
    data["units"] = [_unit_to_dict(unit) for unit in substrate.units]
    data["edges"] = [{"from": e.source, "to": e.target, "weight": e.weight} for e in substrate.edges]
    if substrate.tpm_rows is not None:
        data["tpm"] = [list(row) for row in substrate.tpm_rows]
    if substrate.state is not None:
        data["state"] = dict(zip(substrate.labels, substrate.state, strict=True))
    if substrate.system is not None:
        data["system"] = list(substrate.system)
    for key in ("transition", "card"):
        if getattr(substrate, key) is not None:
            data[key] = copy.deepcopy(getattr(substrate, key))
    if substrate.macro is not None:
        data["macro"] = substrate.macro.to_dict(substrate.labels)
    return data


def _unit_to_dict(unit: Unit) -> dict[str, Any]:
    place = {name: getattr(unit, name) for name in ("x", "y") if getattr(unit, name) is not None}
    return {
        "label": unit.label,
        **place,
        "states": unit.states,
        "function": function_to_dict(unit.function),
    }


def to_text(substrate: Network) -> str:
    """Return the text of a substrate file: one unit or edge per line, so that changes can be compared."""
    data = to_dict(substrate)
    lines = []
    for key, value in data.items():
        if isinstance(value, list) and value and isinstance(value[0], dict | list):
            items = ",\n  ".join(json.dumps(item, ensure_ascii=False) for item in value)
            lines.append(f"{json.dumps(key)}: [\n  {items}\n ]")
        else:
            lines.append(f"{json.dumps(key)}: {json.dumps(value, ensure_ascii=False)}")
    return "{\n " + ",\n ".join(lines) + "\n}\n"


@lru_cache(maxsize=2)
def _validator(part: str) -> Any:
    from jsonschema import Draft202012Validator

    from engine.substrate.formats import schema

    return Draft202012Validator(getattr(schema, part))


def check_schema(data: Any) -> None:
    """Refuse data without the shape of a substrate file; the sentence names the first field that is wrong."""
    _check(data, "SUBSTRATE")


def check_function(data: Any, field: str, place: str) -> None:
    """Refuse data without the shape of a unit function.

    Parameters
    ----------
    data : plain JSON types
    field : str
        Place of the function in the input, for `FormatError.field`.
    place : str
        The same place in words for people.

    Raises
    ------
    FormatError
        The sentence names the first field that is wrong.
    """
    _check(data, "FUNCTION", field, place)


def _check(data: Any, part: str, field: str = "", place: str = "") -> None:
    error = next(_validator(part).iter_errors(data), None)
    if error is not None:
        path = "".join(f"[{p}]" if isinstance(p, int) else f".{p}" for p in error.absolute_path)
        where = f"{place}{path}".lstrip(".")
        raise FormatError(_sentence(error, where or tr("the file")), f"{field}{path}".lstrip(".") or None)


def _sentence(error: Any, where: str) -> str:
    if error.validator == "maxItems":
        found, most = len(error.instance), error.validator_value
        return tr(
            "{where} has {found:,} entries; give at most {most:,}.", where=where, found=found, most=most
        )
    value = repr(error.instance)
    value = value if len(value) <= 40 else value[:40] + "…"
    if error.validator == "additionalProperties":
        known = error.schema["properties"]
        unknown = sorted(set(error.instance) - set(known))[0]
        return tr(
            "{where} has the unknown key {key!r}; remove it or use one of {known}.",
            where=where,
            key=unknown[:40],
            known=", ".join(known),
        )
    if error.validator == "required":
        absent = next(key for key in error.validator_value if key not in error.instance)
        return tr("{where} has no {key!r}; add it.", where=where, key=absent)
    if error.validator == "enum":
        known = ", ".join(map(str, error.validator_value))
        return tr("{where} is {value}; use one of {known}.", where=where, value=value, known=known)
    if error.validator == "const":
        return tr(
            "{where} is {value}; it must be {wanted!r}, or the file is of another kind.",
            where=where,
            value=value,
            wanted=error.validator_value,
        )
    types = error.validator_value
    kind = TYPE_NAMES[types if isinstance(types, str) else types[0]]
    return tr("{where} is {value}; make it {kind}.", where=where, value=value, kind=kind)
