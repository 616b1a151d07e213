"""BoolNet text: ``targets, factors``, then one ``label, rule`` per line, with the operators & | !."""

from dataclasses import replace

import numpy as np

from engine.errors import FormatError, PhiscopeError
from engine.substrate.builders import Made, from_rules, with_tables
from engine.substrate.formats.text import check_count
from engine.substrate.functions import Rule
from engine.substrate.network import Network
from engine.substrate.rules import parse_rule
from engine.substrate.units import MAX_DRAWN
from engine.words import tr

HEADER = "targets, factors"
ASSUMED = tr("BoolNet rules: all units follow theirs at the same time, without noise.")


def from_text(make: type[Made], text: str) -> Made:
    """Read a BoolNet file; units that appear in rules only keep their state, as BoolNet inputs do.

    Parameters
    ----------
    make : type of Network
        The class to make, such as `Substrate`.
    text : str

    Returns
    -------
    Network
        Of the class `make`.
    """
    rules: dict[str, str] = {}
    for number, line in enumerate(text.splitlines(), start=1):
        stripped = line.split("#", 1)[0].strip()
        if not stripped or stripped.replace(" ", "").lower() == "targets,factors":
            continue
        label, comma, rule = (part.strip() for part in stripped.partition(","))
        if not comma:
            raise FormatError(
                tr("Line {number} has no comma; write 'label, rule'.", number=number), f"line {number}"
            )
        if label in rules:
            raise FormatError(
                tr("Line {number} gives {label} a second rule; keep one.", number=number, label=label),
                f"line {number}",
            )
        try:
            parse_rule(rule)
        except PhiscopeError as error:
            raise error.within(tr("line {number}", number=number)) from None
        rules[label] = rule
        check_count(len(rules), MAX_DRAWN, "units")
    if not rules:
        raise FormatError(tr("The file has no rules; add lines such as 'A, B & C'."))
    named = [name for rule in rules.values() for name in parse_rule(rule).inputs]
    inputs = [name for name in dict.fromkeys(named) if name not in rules]
    check_count(len(rules) + len(inputs), MAX_DRAWN, "units")
    substrate = from_rules(make, rules | {name: name for name in inputs})
    notes = [ASSUMED]
    if inputs:
        notes.append(tr("Without a rule, and so keeping their state: {labels}.", labels=", ".join(inputs)))
    return replace(substrate, notes=" ".join(notes))


def to_text(substrate: Network) -> str:
    """Return the substrate as BoolNet text.

    Raises
    ------
    FormatError
        If a unit is not deterministic or not binary: the format has no probabilities.
    """
    if not substrate.is_binary:
        raise FormatError(tr("BoolNet has binary units only; write JSON instead."), "states")
    if substrate.tpm_rows is not None:
        substrate = with_tables(substrate)
    lines = [f"{label}, {_factor(substrate, label)}" for label in substrate.labels]
    return "\n".join([HEADER, *lines]) + "\n"


def _factor(substrate: Network, label: str) -> str:
    function = substrate.units[substrate.index(label)].function
    if isinstance(function, Rule) and function.noise == 0 and "^" not in function.rule:
        return function.rule.strip()
    inputs, table = substrate.table(label)
    if not np.isin(table, (0.0, 1.0)).all():
        raise FormatError(
            tr(
                "Unit {label} is not deterministic, and BoolNet has no probabilities; write JSON instead.",
                label=label,
            ),
            label,
        )
    return sum_of_products(inputs, table == 1.0)


def sum_of_products(inputs: tuple[str, ...], output: np.ndarray) -> str:
    """Return a rule for a truth table, over the inputs that the output depends on.

    Parameters
    ----------
    inputs : tuple of str
    output : array of bool, shape (2**len(inputs),)
        The first input fastest.

    Returns
    -------
    str
        A disjunction of conjunctions, negated if more than half of the rows are true.
    """
    cube = output.reshape((2,) * len(inputs), order="F")
    used = []
    for name in inputs:
        off, on = np.moveaxis(cube, len(used), 0)
        if (off == on).all():
            cube = off
        else:
            used.append(name)
    flat = cube.reshape(-1, order="F")
    if not used:
        return str(int(flat[0]))
    negated = flat.sum() > len(flat) / 2
    terms = [_term(used, row) for row in np.flatnonzero(flat != negated).tolist()]
    rule = " | ".join(f"({term})" if len(terms) > 1 and len(used) > 1 else term for term in terms)
    if not negated:
        return rule
    return f"!({rule})" if len(terms) > 1 or len(used) > 1 else _term(used, 1)


def _term(labels: list[str], row: int) -> str:
    return " & ".join(label if row >> i & 1 else f"!{label}" for i, label in enumerate(labels))
