"""JSON schema of the substrate file, version 1. Numbers inside `tpm` and `p` are checked by the engine."""

from typing import Any

from engine.substrate.functions import GATES

NUMBER = {"type": "number"}
TEXT = {"type": "string"}
MOST_TEXTS, MOST_MACRO_UNITS, MOST_SEQUENCES, MOST_STATES = 4096, 128, 1 << 16, 64


def _list(items: Any, most: int, *also: str) -> dict[str, Any]:
    """A list of at most so many: said before what each must be, and so checked before all of them are."""
    return {"type": [*also, "array"], "maxItems": most, "items": items}


TEXTS = _list(TEXT, MOST_TEXTS)
# A state is an object, as files are written; a list of numbers or a text such as "aBC" are read too.
STATE = {"type": ["object", "array", "string"], "additionalProperties": {"type": "integer"}}


def _object(required: list[str], **properties: Any) -> dict[str, Any]:
    return {
        "type": "object",
        "required": required,
        "properties": properties,
        "additionalProperties": False,
    }


FUNCTIONS = {
    "logistic": _object(["type"], type=TEXT, k=NUMBER, bias=NUMBER),
    "gate": _object(
        ["type", "gate"], type=TEXT, gate={"enum": list(GATES)}, noise=NUMBER, n={"type": "integer"}
    ),
    "table": _object(["type", "inputs", "p"], type=TEXT, inputs=TEXTS, p={"type": "array"}),
    "rule": _object(["type", "rule"], type=TEXT, rule=TEXT, noise=NUMBER),
}

FUNCTION = {
    "type": "object",
    "required": ["type"],
    "properties": {"type": {"enum": list(FUNCTIONS)}},
    "allOf": [
        {"if": {"required": ["type"], "properties": {"type": {"const": kind}}}, "then": schema}
        for kind, schema in FUNCTIONS.items()
    ],
}

UNIT = _object(["label"], label=TEXT, x=NUMBER, y=NUMBER, states={"type": "integer"}, function=FUNCTION)
EDGE = _object(["from", "to"], **{"from": TEXT, "to": TEXT, "weight": NUMBER})
CARD = _object(
    [],
    **{
        "what": TEXT,
        "try": TEXTS,
        "doi": TEXT,
        "group": TEXT,
        "order": NUMBER,
        "idea": TEXT,
        "start": NUMBER,
    },
)
TRANSITION = _object([], before=STATE, after=STATE, causes=TEXTS, effects=TEXTS)
MAPPING = _list({"type": "integer"}, MOST_SEQUENCES, "string")
MACRO_UNIT = _object(
    ["constituents"],
    label=TEXT,
    constituents=TEXTS,
    tau={"type": "integer"},
    mapping=MAPPING,
    background=TEXTS,
)
MACRO = _object(
    ["units"],
    units=_list(MACRO_UNIT, MOST_MACRO_UNITS),
    history=_list(STATE, MOST_STATES),
)

SUBSTRATE = {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "title": "phiscope substrate",
    **_object(
        ["format", "version", "units"],
        format={"const": "phiscope-substrate"},
        version={"const": 1},
        name=TEXT,
        source=TEXT,
        notes=TEXT,
        units={"type": "array", "items": UNIT},
        edges={"type": "array", "items": EDGE},
        tpm={"type": "array"},
        state=STATE,
        system=TEXTS,
        transition=TRANSITION,
        macro=MACRO,
        card=CARD,
    ),
}
