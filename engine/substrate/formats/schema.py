"""JSON schema of the substrate file, version 1. Numbers inside `tpm` and `p` are checked by the engine."""

from typing import Any

from engine.substrate.functions import GATES

NUMBER = {"type": "number"}
TEXT = {"type": "string"}
TEXTS = {"type": "array", "items": TEXT}
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
MAPPING = {"type": ["string", "array"], "items": {"type": "integer"}}
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
    units={"type": "array", "items": MACRO_UNIT},
    history={"type": "array", "items": STATE},
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
