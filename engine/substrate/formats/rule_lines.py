"""What files with one rule per line have in common: their lines, and the names that have no rule."""

from collections.abc import Iterator, Mapping

from engine.errors import FormatError, PhiscopeError
from engine.substrate.formats.text import check_count
from engine.substrate.rules import MAX_LENGTH, check_rules, parse_rule, plain_rule
from engine.substrate.units import check_label
from engine.words import tr

MAX_LINES = 50_000
MAX_LINE = MAX_LENGTH + 1_000
# Words that some programs take for constants and others for genes.
DOUBTFUL = {"t": "TRUE", "f": "FALSE", "on": "TRUE", "off": "FALSE", "yes": "TRUE", "no": "FALSE"}


def numbered(text: str) -> Iterator[tuple[int, str]]:
    """Yield the lines that say something, with their numbers and without their comments.

    Raises
    ------
    FormatError
        If there are too many lines, or one is too long.
    """
    check_count(text.count("\n"), MAX_LINES, "lines")
    for number, line in enumerate(text.splitlines(), start=1):
        said = line.partition("#")[0].strip()
        if len(said) > MAX_LINE:
            raise FormatError(
                tr(
                    "Line {number} has {count:,} characters; rules have {most:,} or fewer.",
                    number=number,
                    count=len(said),
                    most=MAX_LENGTH,
                ),
                f"line {number}",
            )
        if said:
            yield number, said


def plain_rules(rules: Mapping[str, str], lines: Mapping[str, int]) -> dict[str, str]:
    """Return rules in the plain spelling; what is wrong is said with its line.

    Parameters
    ----------
    rules : mapping
        Rule of each unit, by label.
    lines : mapping
        Number of the line of each unit.
    """
    check_rules(rules.values())
    found = {}
    for label, rule in rules.items():
        try:
            check_label(label)
            found[label] = plain_rule(rule, rules)
        except PhiscopeError as error:
            raise error.within(tr("line {number}", number=lines[label])) from None
    return found


def check_names(rules: Mapping[str, str], lines: Mapping[str, int], form: str) -> list[str]:
    """Return the names without a rule, which are inputs; one that may be something else is refused.

    Parameters
    ----------
    rules : mapping
        Rule of each unit in the plain spelling, by label.
    lines : mapping
        Number of the line of each unit.
    form : str
        How the file makes ``{name}`` an input, for the remedy.

    Raises
    ------
    FormatError
        If a name may be a constant, a number, or a unit in another case.
    """
    alike = {label.lower(): label for label in rules}
    found: dict[str, None] = {}
    for label, rule in rules.items():
        for name in parse_rule(rule).inputs:
            if name not in rules and name not in found:
                doubt = _doubt(name, alike, lines[label], form.format(name=name))
                if doubt:
                    raise FormatError(doubt, f"line {lines[label]}")
                found[name] = None
    return list(found)


def _doubt(name: str, alike: Mapping[str, str], number: int, line: str) -> str:
    """Return why a name without a rule may not be an input, or an empty string."""
    parts = {"number": number, "name": name, "line": line}
    if name.lower() in alike:
        return tr(
            "Line {number} names {name}, which has no rule; write {twin}, or add the line '{line}' if it is "
            "an input.",
            twin=alike[name.lower()],
            **parts,
        )
    constant = tr("0 or 1") if _is_number(name) else DOUBTFUL.get(name.lower())
    if constant:
        return tr(
            "Line {number} names {name}, which has no rule; write {constant} for the constant, or add the "
            "line '{line}' if it is an input.",
            constant=constant,
            **parts,
        )
    return ""


def _is_number(name: str) -> bool:
    try:
        float(name)
    except ValueError:
        return False
    return True
