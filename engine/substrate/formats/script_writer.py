"""Networks as scripts: one line for each unit, and every line of the previous text that still holds."""

import math
import re

from engine.errors import SubstrateError, TooLargeError
from engine.substrate.builders import with_tables
from engine.substrate.formats.script_lines import read_line
from engine.substrate.formats.script_words import BARE, MAX_LENGTH, MAX_LINE, comment_of, rows_of, tokens_of
from engine.substrate.functions import Gate, Logistic, Rule, Table, UnitFunction
from engine.substrate.rules import TOKEN
from engine.substrate.substrate import Substrate, Unit
from engine.words import tr


def plain(substrate: Substrate) -> Substrate:
    """Return the substrate with unit functions in place of TPM rows."""
    return substrate if substrate.tpm_rows is None else with_tables(substrate)


def write_script(substrate: Substrate, text: str = "") -> str:
    """Return the script of a substrate; read again, it has exactly the same dynamics.

    Parameters
    ----------
    substrate : Substrate
    text : str, optional
        The previous script. Lines that still hold stay as they were typed, other lines keep their comments,
        and lines without a unit stay above the same unit.

    Returns
    -------
    str

    Raises
    ------
    TooLargeError
        If a table is too long for a line, or the text for a script.
    """
    for unit in substrate.units:
        # No row is shorter than "1, ".
        _check_length(unit.label, 3 * _rows(substrate, unit))
    substrate = plain(substrate)
    lines = {unit.label: _line(substrate, unit) for unit in substrate.units}
    for label, line in lines.items():
        _check_length(label, len(line))
    fresh = "\n".join(lines.values()) + "\n"
    if len(fresh) > MAX_LENGTH:
        raise TooLargeError(
            tr(
                "The network takes {count:,} characters, too long for a text; edit the drawing or the "
                "matrices.",
                count=len(fresh),
            ),
            "script",
        )
    kept = _woven(substrate, lines, text) if 0 < len(text) <= MAX_LENGTH else fresh
    return kept if len(kept) <= MAX_LENGTH else fresh


def _rows(substrate: Substrate, unit: Unit) -> int:
    """Return the number of rows of a unit's table, without making it from a TPM."""
    if substrate.tpm_rows is not None:
        drawn = substrate.drawn[:, substrate.index(unit.label)]
        return math.prod(base for base, is_input in zip(substrate.radix, drawn, strict=True) if is_input)
    return len(unit.function.p) if isinstance(unit.function, Table) else 0


def _check_length(label: str, length: int) -> None:
    if length > MAX_LINE:
        raise TooLargeError(
            tr(
                "What unit {label} does takes {count:,} characters or more, too long for a line of text; "
                "edit it in the drawing or the TPM.",
                label=label,
                count=length,
            ),
            label,
        )


def _woven(substrate: Substrate, lines: dict[str, str], text: str) -> str:
    """Return the lines of the units in order, together with the lines of the previous text that stay."""
    above: dict[str, list[str]] = {}
    typed: dict[str, str] = {}
    waiting: list[str] = []
    for row in rows_of(text):
        tokens = tokens_of(row) if len(row) <= MAX_LINE else []
        if not tokens:
            waiting += [row] if len(row) <= MAX_LINE else []
            continue
        label = tokens[0].label
        if label in lines and label not in typed:
            holds = _holds(substrate, row)
            with_comment = lines[label] + comment_of(row)
            short = with_comment if len(with_comment) <= MAX_LINE else lines[label]
            typed[label], above[label], waiting = row if holds else short, waiting, []
    rows = [row for label, line in lines.items() for row in (*above.get(label, ()), typed.get(label, line))]
    end = "\n".join(waiting).rstrip()
    return "\n".join([*rows, *([end] if end else [])]) + "\n"


def _holds(substrate: Substrate, row: str) -> bool:
    """Return whether a line has the present function of its unit."""
    line = read_line(1, row, tokens_of(row))
    i = substrate.index(line.label.label)
    if line.problems or substrate.units[i].function != line.function:
        return False
    if isinstance(line.function, Table | Rule):
        return True
    sources = substrate.inputs(line.label.label)
    if set(sources) != set(line.inputs):
        return False
    weights = dict(zip(line.inputs, line.weights or (), strict=False))
    return all(substrate.weights[substrate.index(x), i] == w for x, w in weights.items())


def _line(substrate: Substrate, unit: Unit) -> str:
    function, label = unit.function, _label(unit.label)
    if not isinstance(function, Logistic):
        return f"{label} = {_body(substrate, unit.label, function)}"
    weights = substrate.weights[:, substrate.index(unit.label)]
    sources = {name: weights[substrate.index(name)] for name in substrate.inputs(unit.label)}
    bias = [f"bias={_number(function.bias)}"] if function.bias else []
    parts = [f"k={_number(function.k)}", *bias, *(f"{_label(x)}:{_number(w)}" for x, w in sources.items())]
    return f"{label} ~ logistic({', '.join(parts)})"


def _body(substrate: Substrate, label: str, function: UnitFunction) -> str:
    if isinstance(function, Rule):
        rule = TOKEN.sub(lambda match: _label(match.group()), function.rule.strip())
        # A rule may hold line ends and the like, a line may not.
        return re.sub(r"[^\S \t]", " ", rule) + _noise(function.noise)
    if isinstance(function, Table):
        rows = ", ".join(
            "/".join(map(_number, row)) if isinstance(row, tuple) else _number(row) for row in function.p
        )
        return (
            f"table({', '.join(map(_label, function.inputs))}: {rows})" if function.inputs else f"p({rows})"
        )
    assert isinstance(function, Gate)
    name = "MAJ" if function.gate == "MAJORITY" else function.gate
    least = "" if function.n is None else f"{function.n}; "
    return f"{name}({least}{', '.join(map(_label, substrate.inputs(label)))}){_noise(function.noise)}"


def _noise(noise: float) -> str:
    return f" noise {_number(noise)}" if noise else ""


def _label(label: str) -> str:
    """Return a label as a word, in quotes if it needs them; the signs of a rule stay as they are."""
    return label if BARE.fullmatch(label) or label in ("&", "|", "^", "!", "(", ")") else f'"{label}"'


def _number(value: float) -> str:
    """Return a number so that it is read back exactly."""
    if not math.isfinite(value):
        raise SubstrateError(tr("{value} cannot be written; give a finite number.", value=value))
    return repr(float(value)).removesuffix(".0")
