"""Every sentence of the engine and of the commands goes through `tr`: read off the code itself."""

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
ENGINE = [path for path in sorted((ROOT / "engine").rglob("*.py")) if path.parent.name != "kernels"]
COMMANDS = [path for folder in ("apps", "apps/cli") for path in sorted((ROOT / folder).glob("*.py"))]
WORDING = ROOT / "engine" / "words.py"  # where `tr` and `phrase` themselves are
FILES = [path for path in (*ENGINE, *COMMANDS) if path != WORDING]
SAID = {"wrong": -1, "wrong_at": 1, "Problem": 3, "_refusal": 0, "stop": 0, "Watch": 0, "Cancelled": 0}
"""Which argument of what else is called is shown to people."""
WORDS = {"tr", "trn", "phrase"}
SYMBOLS = {"φ_s"}
FOR_PROGRAMMERS = {"AssertionError", "AttributeError", "TypeError", "warning", "execute"}
SENTENCE = re.compile(r"[A-Za-z]{2,},? [a-z]{2,}|[a-z]{2,}\. [A-Z][a-z]|^[A-Z][a-z]+ .*\.$|; [a-z]{2,}")
NO_SENTENCE = {
    *("phiscope substrate", "targets, factors"),  # of the formats of files
    *("states of node ", "function of node ", "weight of edge "),  # fields of refusals
}


def name_of(path):
    return str(path.relative_to(ROOT))


def called(call):
    """The name of what is called: of a function, a class or a method."""
    return getattr(call.func, "attr", getattr(call.func, "id", ""))


def refusals(trees):
    """PhiscopeError and every class that comes of it."""
    bases = {
        node.name: {getattr(base, "id", "") for base in node.bases}
        for tree in trees
        for node in ast.walk(tree)
        if isinstance(node, ast.ClassDef)
    }
    family = {"PhiscopeError"}
    while more := {name for name, of in bases.items() if of & family} - family:
        family |= more
    return family


FAMILY = refusals([ast.parse(path.read_text(encoding="utf-8")) for path in FILES])


def is_bare(node):
    """Whether an expression is text that nobody could translate, or is put together from such."""
    if isinstance(node, ast.JoinedStr):
        return True
    if isinstance(node, ast.Constant):
        return isinstance(node.value, str) and node.value not in SYMBOLS
    if isinstance(node, ast.IfExp):
        return is_bare(node.body) or is_bare(node.orelse)
    return isinstance(node, ast.BinOp) and (is_bare(node.left) or is_bare(node.right))


def bare_arguments(tree):
    """The calls that show people text which went through no `tr`."""
    places = SAID | dict.fromkeys(FAMILY, 0)
    found = []
    for call in ast.walk(tree):
        if isinstance(call, ast.Call) and called(call) in places:
            named = [word.value for word in call.keywords if word.arg in ("message", "here", "phase")]
            at = places[called(call)]
            given = [*call.args[at:][:1], *named] if call.args else named
            found += [f"{call.lineno}: {ast.unparse(given)}" for given in given if is_bare(given)]
    return found


def bare_sentences(tree):
    """The texts that read like a sentence or a part of one, and went through no `tr`."""
    passed = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and called(node) in WORDS | FOR_PROGRAMMERS:
            passed |= {id(inside) for given in node.args for inside in ast.walk(given)}
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):  # docstrings
            passed.add(id(node.value))
    return [
        f"{node.lineno}: {node.value!r}"
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and id(node) not in passed
        and node.value not in NO_SENTENCE
        and "CREATE TABLE" not in node.value
        and SENTENCE.search(node.value)
    ]


def made_up(tree):
    """The calls of `tr`, `trn` and `phrase` without literal sentences, which no catalogue has."""
    return [
        f"{call.lineno}: {ast.unparse(call)}"
        for call in ast.walk(tree)
        if isinstance(call, ast.Call) and called(call) in WORDS
        for given in call.args[: 2 if called(call) == "trn" else 1]
        if not isinstance(given, ast.Constant)
    ]


def untold(text):
    """What is wrong in a module."""
    tree = ast.parse(text)
    return bare_arguments(tree) + bare_sentences(tree) + made_up(tree)


@pytest.mark.parametrize("path", FILES, ids=name_of)
def test_every_sentence_can_be_translated(path):
    assert untold(path.read_text(encoding="utf-8")) == []


def test_the_refusals_are_found():
    assert {"PhiscopeError", "TooLargeError", "ScriptError", "UnreachableTransitionError"} <= FAMILY


@pytest.mark.parametrize(
    "slip",
    [
        "raise TPMError('wrong')",
        "raise FormatError(f'{name} is wrong', 'field')",
        "raise FormatError(f'{name}').within(place) from None",
        "raise StateError(tr('a') if known else 'b')",
        "raise StateError(tr('a') + 'b')",
        "raise PhiscopeError(message='wrong')",
        "raise RuleError(tr('a'), 3, here='wrong')",
        "line.wrong(*line.span, 'wrong')",
        "line.wrong_at(token, f'{token.text}')",
        "Watch('mechanisms', report, cancel)",
        "said = 'This is wrong.'",
        "notes.append(f'{label} is now a table.')",
        "tr(f'{label} is wrong')",
        "tr(text)",
        "trn('{n} unit', many, n)",
    ],
)
def test_a_slip_is_noticed(slip):
    assert untold(slip) != []


@pytest.mark.parametrize(
    "fine",
    [
        "raise TPMError(tr('{name} is wrong', name=name), f'edges[{i}]')",
        "raise FormatError(said) from None",
        "raise TPMError(_ragged(values, name), name)",
        "Watch('φ_s', report, cancel)",
        "line.wrong(*line.span, str(error))",
    ],
)
def test_what_is_right_passes(fine):
    assert untold(fine) == []
