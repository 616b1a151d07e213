"""BoolNet text: ``targets, factors``, then one ``label, rule`` per line, as its `loadNetwork` documents it.

The header may say ``functions``, stand after comments, or be absent; a tab may stand in place of the comma.
Rules have any spelling of `engine.substrate.rules`. A third column of probabilities is read if all are 1.
What a network of one time step cannot hold (delays such as ``B[-2]``, probabilistic rules) is refused.
"""

import re
from collections.abc import Container
from dataclasses import replace

import numpy as np

from engine.errors import FormatError
from engine.substrate.builders import Made, from_plain_rules, with_tables
from engine.substrate.formats.rule_lines import check_names, numbered, plain_rules
from engine.substrate.formats.text import check_count
from engine.substrate.functions import Rule
from engine.substrate.network import Network
from engine.substrate.rules import MAX_LENGTH, check_rules
from engine.substrate.units import MAX_HELD
from engine.words import phrase, tr

HEADER = "targets, factors"
TARGETS = ("target", "targets")
FACTORS = ("factor", "factors", "function", "functions", "rule", "rules")
SIGN = re.compile(r"[(),]")
# From the start of a word on, so that a word of 20,000 letters is scanned once.
DELAY = re.compile(r"(?<![^\s&|^!(),\[\]])([^\s&|^!(),\[\]]*+)\[([^\[\]]*)\]")
CLOCK = re.compile(r"\btime(?:is|gt|lt)\s*\(", re.IGNORECASE)
RULE = re.compile(
    r"^[ \t]*targets?[ \t]*[,\t]|^[ \t]*[^#\s,=<{\[]+[ \t]*[,\t][^,\n]*[^\W\d]", re.MULTILINE | re.IGNORECASE
)
ASSUMED = phrase("BoolNet rules: all units follow theirs at the same time, without noise.")


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

    Raises
    ------
    FormatError
        If a line is no rule, or one that a network without delays and chance rules cannot hold.
    """
    rules: dict[str, str] = {}
    lines: dict[str, int] = {}
    notes = [ASSUMED]
    # Before the lines are taken apart at their signs, which takes longer: a second for 2.5 million of them.
    check_rules(line[:MAX_LENGTH] for _number, line in numbered(text))
    for at, (number, line) in enumerate(numbered(text)):
        parts = fields(number, line)
        if at == 0 and _is_header(number, parts):
            continue
        label, rule, *rest = parts
        if label in rules:
            raise FormatError(
                tr("Line {number} gives {label} a second rule; keep one.", number=number, label=label),
                f"line {number}",
            )
        if rest:
            _check_probability(number, label, rest)
        rules[label], lines[label] = rule, number
        check_count(len(rules), MAX_HELD, "units")
    if not rules:
        raise FormatError(tr("The file has no rules; add lines such as 'A, B & C'."))
    for label, rule in rules.items():
        rules[label] = _in_one_step(lines[label], rule, rules)
    rules = plain_rules(rules, lines)
    inputs = check_names(rules, lines, "{name}, {name}")
    check_count(len(rules) + len(inputs), MAX_HELD, "units")
    substrate = from_plain_rules(make, rules | {name: name for name in inputs})
    if inputs:
        notes.append(tr("Without a rule, and so keeping their state: {labels}.", labels=", ".join(inputs)))
    return replace(substrate, notes=" ".join(notes))


def looks_so(head: str) -> bool:
    """Return whether the first lines of a text have the header of BoolNet, or rules after a comma or tab."""
    return RULE.search(head) is not None


def fields(number: int, line: str) -> list[str]:
    """Return the label, the rule and what follows, which stand between commas outside of parentheses."""
    cuts, depth = [-1], 0
    for sign in SIGN.finditer(line):
        depth += {"(": 1, ")": -1}.get(sign.group(), 0)
        if sign.group() == "," and depth <= 0:
            cuts.append(sign.start())
    if len(cuts) == 1 and "\t" in line:
        cuts.append(line.index("\t"))
    if len(cuts) == 1:
        raise FormatError(
            tr("Line {number} has no comma; write 'label, rule'.", number=number), f"line {number}"
        )
    return [line[start + 1 : end].strip() for start, end in zip(cuts, [*cuts[1:], None], strict=True)]


def _is_header(number: int, parts: list[str]) -> bool:
    words = [part.lower() for part in parts]
    if words[0] not in TARGETS or words[1] not in FACTORS:
        return False
    if words[2:] not in ([], ["probabilities"], ["probability"]):
        raise FormatError(
            tr(
                "Line {number} heads a third column {name!r}, which BoolNet does not have; remove it.",
                number=number,
                name=parts[2][:40],
            ),
            f"line {number}",
        )
    return True


def _check_probability(number: int, label: str, rest: list[str]) -> None:
    """Refuse a third column that is not the probability 1."""
    try:
        probability = float(rest[0]) if len(rest) == 1 else None
    except ValueError:
        probability = None
    if probability == 1:
        return
    parts = {"number": number, "label": label}
    if probability is None:
        said = tr(
            "Line {number} has {part!r} after the rule of {label}, which is no probability; join rules with "
            "& or |.",
            part=rest[0][:40],
            **parts,
        )
    else:
        said = tr(
            "Line {number} gives the rule of {label} the probability {probability:g}: a probabilistic "
            "network. Keep one rule per unit, or give P(ON) in a table (CSV or JSON).",
            probability=probability,
            **parts,
        )
    raise FormatError(said, f"line {number}")


def _in_one_step(number: int, rule: str, labels: Container[str]) -> str:
    """Return a rule without ``[-1]``, the step before; other delays and rules about the time are refused."""
    if CLOCK.search(rule):
        raise FormatError(
            tr("Line {number} has a rule about the time; write one about units only.", number=number),
            f"line {number}",
        )
    for delay in list(DELAY.finditer(rule))[::-1]:
        name, steps = delay.group(1), "".join(delay.group(2).split())
        if delay.group() in labels:
            continue
        if steps != "-1" or not name:
            raise FormatError(_delayed(number, delay.group(), name, steps), f"line {number}")
        rule = rule[: delay.start()] + name + rule[delay.end() :]
    return rule


def _delayed(number: int, written: str, name: str, steps: str) -> str:
    parts = {"number": number, "written": written[:40]}
    if not name or not re.fullmatch("-[2-9]", steps):
        return tr(
            "Line {number} has {written}, and rules here read the last step only; write it without.", **parts
        )
    names = [f"{name}_{i}" for i in range(1, int(steps[1:]))]
    chain = " and ".join(f"'{b}, {a}'" for a, b in zip([name, *names], names, strict=False))
    return tr(
        "Line {number} has the delay {written}, and rules here read the last step only; add units that pass "
        "{name} on, {chain}, and write {last}.",
        name=name,
        chain=chain,
        last=names[-1],
        **parts,
    )


def to_text(substrate: Network) -> str:
    """Return the substrate as BoolNet text.

    Raises
    ------
    FormatError
        If a unit is not deterministic or not binary: the format has no probabilities. Or if a label has a
        ``#``, which begins a comment.
    """
    if not substrate.is_binary:
        raise FormatError(tr("BoolNet has binary units only; write JSON instead."), "states")
    commented = next((label for label in substrate.labels if "#" in label), None)
    if commented:
        raise FormatError(
            tr("In BoolNet files # begins a comment; rename unit {label}, or write JSON.", label=commented),
            commented,
        )
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
