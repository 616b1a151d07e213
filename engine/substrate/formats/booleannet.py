"""Rules in the form of booleannet, ``A *= B and not C``, or as equations, ``A = B and not C``.

A file with stars is booleannet's: there ``A = B = True`` gives initial states, ``1: A *= B`` is a rule with a
rank, and a unit with an initial state but no rule keeps it. Without any star, each line is a rule.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from engine.errors import FormatError
from engine.substrate.builders import Made, from_plain_rules
from engine.substrate.formats.rule_lines import check_names, numbered, plain_rules
from engine.substrate.formats.text import check_count
from engine.substrate.rules import parse_rule
from engine.substrate.units import MAX_DRAWN, check_label
from engine.words import phrase, tr

RANK = re.compile(r"([0-9]+)\s*:")
EQUATION = re.compile(r"^[^#,=<{\[\n]*[^#,=<{\[\s][ \t]*=[ \t]*[^=\s]", re.MULTILINE)
STAR = re.compile(r"\*\s{0,9}=")
NO_RULES = phrase("The file has no rules; add lines such as 'A *= B and not C'.")
VALUES = {"true": 1, "false": 0, "1": 1, "0": 0, "random": None}


@dataclass(slots=True)
class _Lines:
    """What the lines say: rules and initial states, each with the number of its line."""

    rules: dict[str, str] = field(default_factory=dict)
    lines: dict[str, int] = field(default_factory=dict)
    initial: dict[str, int | None] = field(default_factory=dict)
    ranks: dict[str, int] = field(default_factory=dict)
    starred: bool = True

    def add_rule(self, number: int, label: str, rule: str) -> None:
        if label in self.rules:
            raise FormatError(
                tr("Line {number} gives {label} a second rule; keep one.", number=number, label=label),
                f"line {number}",
            )
        self.rules[label], self.lines[label] = rule, number
        check_count(len(self.rules), MAX_DRAWN, "units")

    def add_initial(self, number: int, labels: list[str], word: str) -> None:
        if word.lower() not in VALUES:
            raise FormatError(
                tr(
                    "Line {number} gives {label} the initial state {word!r}; write True or False, or a rule "
                    "with a star: {label} *= {word}.",
                    number=number,
                    label=labels[0],
                    word=word[:40],
                ),
                f"line {number}",
            )
        for label in labels:
            if label in self.initial:
                raise FormatError(
                    tr(
                        "Line {number} gives {label} a second initial state; keep one.",
                        number=number,
                        label=label,
                    ),
                    f"line {number}",
                )
            check_label(label)
            self.initial[label] = VALUES[word.lower()]
            self.lines.setdefault(label, number)
        check_count(len(self.initial), MAX_DRAWN, "units")


def looks_so(head: str) -> bool:
    """Return whether the first lines of a text are equations."""
    return EQUATION.search(head) is not None


def from_text(make: type[Made], text: str) -> Made:
    """Read rules of the form ``A *= B and not C`` or ``A = B and not C``.

    Parameters
    ----------
    make : type of Network
        The class to make, such as `Substrate`.
    text : str

    Returns
    -------
    Network
        Of the class `make`; its notes say what was assumed.

    Raises
    ------
    FormatError
        If a line is neither a rule nor an initial state, a name has neither, or ranks differ.
    """
    found = _read(text)
    only_values = all(rule.lower() in VALUES for rule in found.rules.values())
    if not found.rules or (only_values and not found.starred):
        raise FormatError(NO_RULES)
    rules = plain_rules(found.rules, found.lines)
    form = "{name} *= {name}" if found.starred else "{name} = {name}"
    free = check_names(rules, found.lines, form)
    unknown = next((name for name in free if name not in found.initial), None)
    if unknown is not None:
        number = next(found.lines[x] for x, rule in rules.items() if unknown in parse_rule(rule).inputs)
        raise FormatError(
            tr(
                "Line {number} names {name}, which has no rule; correct it, or add the line '{line}' if it "
                "is an input that keeps its state.",
                number=number,
                name=unknown,
                line=form.format(name=unknown),
            ),
            f"line {number}",
        )
    inputs = [name for name in found.initial if name not in rules]
    check_count(len(rules) + len(inputs), MAX_DRAWN, "units")
    substrate = from_plain_rules(make, rules | {name: name for name in inputs})
    known = {label: found.initial.get(label) for label in substrate.labels}
    complete = None not in known.values()
    return replace(
        substrate, notes=" ".join(_notes(inputs, found.initial, complete)), state=known if complete else None
    )


def _read(text: str) -> _Lines:
    """Read each line by itself."""
    found = _Lines()
    lines = list(numbered(text))
    found.starred = any(STAR.search(line) for _, line in lines)
    for number, line in lines:
        *left, right = (part.strip() for part in line.split("="))
        if not left or not right or not all(left):
            raise FormatError(
                tr("Line {number} is no rule; write 'A *= B and not C'.", number=number), f"line {number}"
            )
        if left[0].endswith("*") and len(left) == 1:
            found.add_rule(number, _ranked(number, left[0][:-1].strip(), found.ranks), right)
        elif found.starred:
            found.add_initial(number, left, right)
        elif len(left) == 1:
            found.add_rule(number, left[0], right)
        else:
            raise FormatError(
                tr("Line {number} has several '='; write 'A = B and not C'.", number=number), f"line {number}"
            )
    return found


def _ranked(number: int, label: str, ranks: dict[str, int]) -> str:
    """Return the label of a rule without its rank, which must be that of all rules."""
    rank = RANK.match(label)
    name = label[rank.end() :].strip() if rank else label
    ranks.setdefault(rank.group(1).lstrip("0") if rank else "", number)
    if len(ranks) > 1:
        raise FormatError(
            tr(
                "Line {number} has another rank than line {first}: units would follow their rules one after "
                "the other. Give all rules the same rank if they do so at the same time.",
                number=number,
                first=next(iter(ranks.values())),
            ),
            f"line {number}",
        )
    return name


def _notes(inputs: list[str], initial: Mapping[str, int | None], complete: bool) -> list[str]:
    notes = [tr("Boolean rules: all units follow theirs at the same time, without noise.")]
    if inputs:
        notes.append(tr("Without a rule, and so keeping their state: {labels}.", labels=", ".join(inputs)))
    if initial and not complete:
        notes.append(tr("Not used: initial states, for some units have none or a random one."))
    return notes
