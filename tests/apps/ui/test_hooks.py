"""The list of hooks is complete: it holds what the app gives and what browser tests look for, and no more."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from apps.ui.hooks import HOOKS

ROOT = Path(__file__).parents[3]
LISTED = {hook for group in HOOKS.values() for hook in group}
OF_LIBRARIES = re.compile(r"Mui|jp-|lm-|cm-|bk-|slick-|tabulator-|cell$|active$")
LOOKERS = {"locator", "wait_for_selector"}
TAKERS = {"choose", "download", "number", "value"}  # of the pilot: their first argument is a hook


def trees(*folders: str) -> Iterator[ast.Module]:
    for folder in folders:
        for path in sorted((ROOT / folder).rglob("*.py")):
            if path.name != "hooks.py":
                yield ast.parse(path.read_text(encoding="utf-8"))


def strings(node: ast.AST) -> list[str]:
    """Every string in an expression; what an f-string puts in is `{}`."""
    if isinstance(node, ast.JoinedStr):
        return ["".join(v.value if isinstance(v, ast.Constant) else "{}" for v in node.values)]
    if isinstance(node, ast.Constant):
        return [node.value] if isinstance(node.value, str) else []
    return [text for child in ast.iter_child_nodes(node) for text in strings(child)]


def pattern(hook: str) -> re.Pattern[str]:
    return re.compile(re.sub(r"\\\{\w*\\\}", r"[\\w{}-]+", re.escape(hook)))


def is_listed(hook: str) -> bool:
    return any(pattern(each).fullmatch(hook) or pattern(hook).fullmatch(each) for each in LISTED)


def hook_parameters() -> dict[str, int]:
    """By name of a function, the position of its argument `hook` or `*hooks`."""
    found = {}
    for tree in trees("apps"):
        for node in ast.walk(tree):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                names = [each.arg for each in node.args.args if each.arg != "self"]
                names += [node.args.vararg.arg] if node.args.vararg else []
                for i, name in enumerate(names):
                    if name in {"hook", "hooks"}:
                        found[node.name] = i
    return found


def given() -> set[str]:
    """What components of the app have as classes."""
    positions = hook_parameters()
    found = []
    for tree in trees("apps"):
        for node in ast.walk(tree):
            if isinstance(node, ast.Assign) and any(
                isinstance(target, ast.Attribute) and target.attr == "css_classes" for target in node.targets
            ):
                found += strings(node.value)
            if not isinstance(node, ast.Call):
                continue
            name = getattr(node.func, "attr", getattr(node.func, "id", ""))
            keywords = {"css_classes", "hook"} if name in positions else {"css_classes"}
            taken = [each.value for each in node.keywords if each.arg in keywords]
            if name in positions:
                at = positions[name]
                taken += node.args[at:] if name == "section" else node.args[at : at + 1]
            found += [text for argument in taken for text in strings(argument)]
    return set(found)


def looked_for() -> set[str]:
    """What browser tests find parts of the page by."""
    found = set()
    for tree in trees("tests/ui"):
        for node in ast.walk(tree):
            if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Attribute) or not node.args:
                continue
            texts = strings(node.args[0])
            if node.func.attr in TAKERS:
                found |= set(texts)
            if node.func.attr in LOOKERS:
                bare = [re.sub(r"'[^']*'|\"[^\"]*\"", "", text) for text in texts]
                found |= {hook for text in bare for hook in re.findall(r"\.([a-zA-Z{][\w{}-]*)", text)}
    return {hook for hook in found if hook.strip("{}") and not OF_LIBRARIES.match(hook)}


def written() -> set[str]:
    """Every word of the app that may be a class: in markup, a script, a style sheet, or as a text."""
    markup = [text for tree in trees("apps", "viz/html") for text in strings(tree)]
    found = [text for text in markup if re.fullmatch(r"[\w{}-]+", text)]
    found += [classes for text in markup for classes in re.findall(r"class='?([\w{} -]+)", text)]
    for path in (ROOT / "apps").rglob("*.js"):
        found += re.findall(r"[\"'`]([\w${} -]+)[\"'`]", path.read_text(encoding="utf-8"))
    sheets = [path.read_text(encoding="utf-8") for path in (ROOT / "apps").rglob("*.css")]
    for sheet in [*sheets, *(text for text in markup if "; }" in text)]:
        found += re.findall(r"\.([a-z][\w-]*)", sheet)
    return {re.sub(r"\$?\{\w*\}", "{}", word) for text in found for word in text.split()}


def test_a_hook_is_listed_once():
    assert sum(map(len, HOOKS.values())) == len(LISTED) > 150


def test_what_the_app_gives_is_listed():
    hooks = given()
    assert len(hooks) > 100
    assert sorted(hook for hook in hooks if not is_listed(hook)) == []


def test_what_tests_look_for_is_listed():
    hooks = looked_for()
    assert len(hooks) > 100
    assert sorted(hook for hook in hooks if not is_listed(hook)) == []


def test_what_is_listed_is_there():
    there = written() | given()
    assert sorted(hook for hook in LISTED if re.sub(r"\{\w+\}", "{}", hook) not in there) == []
