"""JSON schema of the substrate file, version 1. Numbers inside `tpm` and `p` are checked by the engine.

What each key is for stands in its ``description``; the manual shows it.
"""

from collections.abc import Mapping
from typing import Any

from engine.substrate.functions import GATES
from engine.words import phrase

NUMBER = {"type": "number"}
TEXT = {"type": "string"}
MOST_TEXTS, MOST_MACRO_UNITS, MOST_SEQUENCES, MOST_STATES = 4096, 128, 1 << 16, 64


def _list(items: Any, most: int, *also: str) -> dict[str, Any]:
    """A list of at most so many: said before what each must be, and so checked before all of them are."""
    return {"type": [*also, "array"], "maxItems": most, "items": items}


TEXTS = _list(TEXT, MOST_TEXTS)
# A state is an object, as files are written; a list of numbers or a text such as "aBC" are read too.
STATE = {"type": ["object", "array", "string"], "additionalProperties": {"type": "integer"}}


def _object(required: list[str], said: Mapping[str, str], **properties: Any) -> dict[str, Any]:
    """An object with these keys and no others; `said` is what each is for."""
    return {
        "type": "object",
        "required": required,
        "properties": {key: {**each, "description": said[key]} for key, each in properties.items()},
        "additionalProperties": False,
    }


OF_FUNCTIONS = {
    "type": phrase("The kind of function."),
    "k": phrase("The slope of the logistic function; 1 if it is not given."),
    "bias": phrase("What is added to the weighted sum of the inputs."),
    "gate": phrase("The name of the gate."),
    "noise": phrase("The probability that the output is flipped."),
    "n": phrase("How many inputs must be ON; for THRESHOLD alone."),
    "inputs": phrase("The units that it reads, the first varying fastest in the table."),
    "p": phrase(
        "The probability of ON for each row of the inputs; of a unit with more states, a row of them."
    ),
    "rule": phrase("The rule, such as B & !C."),
}
FUNCTIONS = {
    "logistic": _object(["type"], OF_FUNCTIONS, type=TEXT, k=NUMBER, bias=NUMBER),
    "gate": _object(
        ["type", "gate"],
        OF_FUNCTIONS,
        type=TEXT,
        gate={"enum": list(GATES)},
        noise=NUMBER,
        n={"type": "integer"},
    ),
    "table": _object(["type", "inputs", "p"], OF_FUNCTIONS, type=TEXT, inputs=TEXTS, p={"type": "array"}),
    "rule": _object(["type", "rule"], OF_FUNCTIONS, type=TEXT, rule=TEXT, noise=NUMBER),
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

OF_UNITS = {
    "label": phrase("What the unit is called."),
    "x": phrase("Its place across the drawing."),
    "y": phrase("Its place along the height of the drawing."),
    "states": phrase("How many states it has; 2 if it is not given."),
    "function": phrase("What it does next; needed if there is no tpm."),
}
UNIT = _object(
    ["label"], OF_UNITS, label=TEXT, x=NUMBER, y=NUMBER, states={"type": "integer"}, function=FUNCTION
)
OF_EDGES = {
    "from": phrase("The unit that is listened to."),
    "to": phrase("The unit that listens."),
    "weight": phrase("The weight, for logistic units; 1 if it is not given."),
}
EDGE = _object(["from", "to"], OF_EDGES, **{"from": TEXT, "to": TEXT, "weight": NUMBER})
OF_CARDS = {
    "what": phrase("What the network shows."),
    "try": phrase("What to try with it."),
    "doi": phrase("The DOI of its paper."),
    "group": phrase("The group of examples that it stands in."),
    "order": phrase("Where it stands in its group."),
    "idea": phrase("The idea of the gallery that it belongs to."),
    "start": phrase("Where it stands among the examples to start with; 0 or none if it does not."),
}
CARD = _object(
    [],
    OF_CARDS,
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
OF_TRANSITIONS = {
    "before": phrase("The state before."),
    "after": phrase("The state after."),
    "causes": phrase("The units that may be causes."),
    "effects": phrase("The units that may be effects."),
}
TRANSITION = _object([], OF_TRANSITIONS, before=STATE, after=STATE, causes=TEXTS, effects=TEXTS)
MAPPING = _list({"type": "integer"}, MOST_SEQUENCES, "string")
OF_MACRO_UNITS = {
    "label": phrase("What the macro unit is called."),
    "constituents": phrase("The micro units that it is made of."),
    "tau": phrase("Its update grain, in micro updates; 1 if it is not given."),
    "mapping": phrase("Which sequences of states are ON: a name, or a table of 0 and 1."),
    "background": phrase("The background units that are apportioned to it."),
}
MACRO_UNIT = _object(
    ["constituents"],
    OF_MACRO_UNITS,
    label=TEXT,
    constituents=TEXTS,
    tau={"type": "integer"},
    mapping=MAPPING,
    background=TEXTS,
)
OF_MACRO = {
    "units": phrase("The macro units."),
    "history": phrase("Micro states, the oldest first and the present one last."),
}
MACRO = _object(
    ["units"],
    OF_MACRO,
    units=_list(MACRO_UNIT, MOST_MACRO_UNITS),
    history=_list(STATE, MOST_STATES),
)

OF_SUBSTRATES = {
    "format": phrase("What kind of file it is."),
    "version": phrase("The version of the format."),
    "name": phrase("What the network is called."),
    "source": phrase("Where it comes from."),
    "notes": phrase("What else there is to say of it."),
    "units": phrase("The units, in their order."),
    "edges": phrase("The edges: one from every unit that another reads."),
    "tpm": phrase("Rows of probabilities, the first unit varying fastest; in place of functions."),
    "state": phrase("The present state."),
    "system": phrase("The candidate system."),
    "transition": phrase("Two states, and what may be a cause and an effect."),
    "macro": phrase("Macro units, and the history that their state is read from."),
    "card": phrase("What the gallery shows of an example."),
}
SUBSTRATE = {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "title": "phiscope substrate",
    **_object(
        ["format", "version", "units"],
        OF_SUBSTRATES,
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
