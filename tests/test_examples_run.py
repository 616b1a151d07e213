"""Every example for people runs: the Python of the pages, and the examples of the docstrings."""

import doctest
import importlib
import re
import shlex
from pathlib import Path

import pytest

from apps.__main__ import COMMANDS

ROOT = Path(__file__).resolve().parents[1]
MANUAL = sorted(str(path.relative_to(ROOT)) for path in (ROOT / "assets" / "manual").rglob("*.md"))
PAGES = ("README.md", "CONTRIBUTING.md", "assets/lessons/README.md", *MANUAL)
LATER = {"assets/manual/how/notebook.md", "assets/manual/how/survey.md"}  # README has much of the same
PYTHON = re.compile(r"^```python\n(.*?)^```", re.DOTALL | re.MULTILINE)
SHOWN = [
    path
    for package in ("engine", "viz", "apps")
    for path in sorted((ROOT / package).rglob("*.py"))
    if ">>> " in path.read_text(encoding="utf-8")
]
BLOCKS = [
    pytest.param(page, place, found[1], id=f"{page}-{place}", marks=[pytest.mark.slow] * (page in LATER))
    for page in PAGES
    for place, found in enumerate(PYTHON.finditer((ROOT / page).read_text(encoding="utf-8")))
]


def test_there_are_examples():
    assert {block.values[0] for block in BLOCKS} >= {"README.md", *LATER}
    assert {path.name for path in SHOWN} >= {"structure.py", "complexes.py", "account.py", "substrate.py"}


@pytest.mark.parametrize(("page", "place", "code"), BLOCKS)
def test_the_code_of_the_pages_runs(page, place, code, tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    exec(compile(code, page, "exec"), {})
    assert "print" not in code or capsys.readouterr().out


@pytest.mark.parametrize("path", SHOWN, ids=lambda path: str(path.relative_to(ROOT)))
def test_the_examples_of_docstrings_give_what_they_show(path, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    parts = path.relative_to(ROOT).with_suffix("").parts
    module = importlib.import_module(".".join(parts[:-1] if parts[-1] == "__init__" else parts))
    failed, tried = doctest.testmod(module, optionflags=doctest.NORMALIZE_WHITESPACE)
    assert tried > 0
    assert failed == 0


def test_the_commands_of_the_pages_exist():
    """Their options are tested with the commands; here no name is one that there is not."""
    known = {act.__name__ for act in COMMANDS}
    named = set()
    for page in PAGES:
        for line in (ROOT / page).read_text(encoding="utf-8").splitlines():
            if line.startswith("    phiscope "):
                words = shlex.split(line, comments=True)
                named |= {words[1]} if len(words) > 1 else set()
    assert named
    assert named <= known
