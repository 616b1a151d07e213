"""Pages about files: our own, key by key from its schema, and every other format that is read or written."""

from __future__ import annotations

from typing import Any

from apps.manual.markdown import code, listed, page, plain, table
from engine.formalisms import FORMALISMS, IIT3, formalism_name
from engine.recompute import config, options
from engine.substrate.formats import FORMATS, MAX_BYTES
from engine.substrate.formats.schema import FUNCTIONS, SUBSTRATE

EXAMPLE = """```json
{
  "format": "phiscope-substrate", "version": 1,
  "name": "A pair",
  "units": [
    {"label": "A", "function": {"type": "rule", "rule": "B", "noise": 0.05}},
    {"label": "B", "function": {"type": "gate", "gate": "COPY"}}
  ],
  "edges": [{"from": "B", "to": "A"}, {"from": "A", "to": "B"}],
  "state": {"A": 1, "B": 0}
}
```"""


def substrate_file() -> str:
    """Return the page of our own file."""
    parts = [
        "The program's own file is JSON. It is written and read back exactly, and holds "
        "all that the app knows of a "
        "network. Every key but `format`, `version` and `units` may be left out; a key "
        "that is not listed here "
        "is refused with a sentence.",
        EXAMPLE,
    ]
    for heading, schema in objects():
        rows = [
            [
                code(key),
                _kind(each),
                plain(each.get("description", "")),
                "needed" if key in schema["required"] else "",
            ]
            for key, each in schema["properties"].items()
        ]
        parts += [f"## {heading}", table(["key", "type", "what it is", ""], rows)]
    return page("The substrate file", *parts)


def objects() -> list[tuple[str, dict[str, Any]]]:
    """Return every object of the schema with the heading of its table, the outermost first."""
    of = SUBSTRATE["properties"]
    macro = of["macro"]["properties"]
    inner = [("The file", SUBSTRATE), ("A unit", of["units"]["items"]), ("An edge", of["edges"]["items"])]
    functions = [(f"A function: {kind}", schema) for kind, schema in FUNCTIONS.items()]
    outer = [("The transition", of["transition"]), ("Macro units", of["macro"])]
    return [*inner, *functions, *outer, ("A macro unit", macro["units"]["items"]), ("The card", of["card"])]


def _kind(schema: dict[str, Any]) -> str:
    """Return what a value may be, in words."""
    if "const" in schema:
        return code(schema["const"])
    if "enum" in schema:
        return listed(schema["enum"])
    kinds = schema.get("type", "object")
    said = " or ".join([kinds] if isinstance(kinds, str) else kinds)
    most = f", at most {schema['maxItems']:,}" if "maxItems" in schema else ""
    return f"{said}{most}"


def formats() -> str:
    """Return the page of every format."""
    rows = [
        [plain(each.name), listed(each.suffixes), code(each.writes), listed(each.keys)] for each in FORMATS
    ]
    return page(
        "File formats",
        f"A file is at most {MAX_BYTES / 1e6:g} MB. Its name tells what it is; where that "
        f"leaves several, its "
        "contents do. Rows of a TPM are little-endian: the first unit varies fastest. "
        "Where a table does not say "
        "so, the app shows what the other order would mean and offers it.",
        table(["format", "read from", "written as", "an object of JSON is one if it has"], rows),
        "A figure made here (PDF, SVG or PNG) is read too: it carries its network. "
        "Results are kept as `.phi` "
        "files ([save and load](../how/notebook.md#keep-a-result)), surveys as SQLite "
        "([the table](../how/survey.md#the-table)).",
    )


def pyphi_options() -> str:
    """Return the page of PyPhi's options and what each is here."""
    ties = [f'{listed(cascade)} is `ties="{key}"`' for cascade, key in config.PURVIEWS.items()]
    decided = [
        [_either(options.VERSION), f"`formalism=`: {listed(FORMALISMS)}"],
        [_either(options.PURVIEW_TIES), "; ".join(ties)],
        [_either(options.SMALLEST_PURVIEW), '`true` is `ties="smallest"`, `false` is `ties="largest"`'],
        [_either(options.STATES_CHECKED), '`true` is `candidates="reachable-now"` in IIT 4.0'],
        [_either(options.PRECISION), "`phiscope recompute` compares to so many decimal places, at most 9"],
        [_either(options.SYSTEM_MEASURE), f"`{config.CAPPED}` is φ_s of 2026, `{config.INTRINSIC}` of 2023"],
    ]
    computed, accounts = ("\n".join(map(_option, each)) for each in (options.COMPUTED, options.OF_ACCOUNTS))
    return page(
        "Options of PyPhi",
        "What each option of PyPhi's configuration is here. Its newest name stands first; PyPhi 1 writes "
        "names in capitals. `phiscope recompute` reads the options in a result, or in a `pyphi_config.yml` "
        "that it is given with `--config`.",
        "## Options that are followed",
        table(["option", "here"], decided),
        "## Options with one value here",
        "Of each the value that means what is computed here, and what that is. Another value has no "
        "counterpart: numbers can differ. A theory that is not named does not read the option.",
        computed,
        "## Options of causal accounts",
        accounts,
        "## Options that change no number",
        f"{listed(options.SAME_NUMBERS)}, and all whose names begin with {listed(options.RUNNING)}.",
    )


def _either(names: tuple[str, ...]) -> str:
    return " ".join(code(name) for name in names)


def _option(known: options.Computed) -> str:
    """Return an item of a list: the names of an option, its values under each theory, what is computed."""
    newest, *before = known.names
    names = code(newest) + (f" (before: {listed(before)})" if before else "")
    theories = {"IIT 4.0": known.iit4, formalism_name(IIT3): known.iit3}
    if known.iit4 == known.iit3:
        theories = {"": known.iit4}
    values = [f"{name} {_values(each)}".strip() for name, each in theories.items() if each]
    return f"- {names}: {', '.join(values)}. {plain(known.assumed)}"


def _values(values: tuple[Any, ...]) -> str:
    said = [", ".join(each) if isinstance(each, tuple) else each for each in values]
    words = [str(each).lower() if isinstance(each, bool) else each for each in said]
    return " or ".join(code(each) for each in dict.fromkeys(words))
