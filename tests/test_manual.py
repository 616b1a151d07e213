"""What the manual says of the program is so: names on screen, files, commands that run."""

import re
import shlex
from pathlib import Path

import pytest

from apps.__main__ import main
from apps.manual.pictures import examples_in
from commanded import command_called

ROOT = Path(__file__).resolve().parents[1]
MANUAL = ROOT / "assets" / "manual"
PAGES = sorted(MANUAL.rglob("*.md"))
TASKS = [path for path in PAGES if path.parent.name == "how" or path.stem == "start"]
BOLD = re.compile(r"\*\*([^*]+)\*\*")
SAID = re.compile(r'^msgid "(.*)"$', re.MULTILINE)
FENCED = re.compile(r"^```sh\n(.*?)^```", re.MULTILINE | re.DOTALL)
LINES = [
    (path.stem, line)
    for path in PAGES
    for block in FENCED.findall(path.read_text(encoding="utf-8"))
    for line in block.splitlines()
]
LATER = {"survey", "grain", "large", "look", "export"}
"""Pages whose commands take longer."""


def test_what_tasks_print_in_bold_stands_on_screen():
    """A sentence in bold, with its full stop, is none of them."""
    known = set(SAID.findall((ROOT / "assets" / "locale" / "phiscope.pot").read_text(encoding="utf-8")))
    named = {name for path in TASKS for name in BOLD.findall(path.read_text(encoding="utf-8"))}
    named = {" ".join(name.split()) for name in named if name[-1] not in ".?"}
    assert len(named) > 15
    assert named <= known


def test_every_file_that_is_named_exists():
    named = {
        name
        for path in PAGES
        for name in re.findall(
            r"\b((?:tests|assets|engine|apps)/[\w./-]*\w)", path.read_text(encoding="utf-8")
        )
    }
    assert len(named) > 10
    assert [name for name in named if not (ROOT / name).exists()] == []


@pytest.mark.parametrize(("page", "line"), LINES)
def test_every_command_is_one(page, line):
    _, name, *options = shlex.split(line)
    command_called(name).make_context(name, options)


@pytest.mark.parametrize(
    ("page", "line"), [pytest.param(*each, marks=[pytest.mark.slow] * (each[0] in LATER)) for each in LINES]
)
def test_every_command_runs(page, line, tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(examples_in(tmp_path))
    (tmp_path / "assets" / "surveys").symlink_to(ROOT / "assets" / "surveys", target_is_directory=True)
    monkeypatch.setenv("PHISCOPE_CACHE", str(tmp_path / "cache"))
    assert main(shlex.split(line)[1:]) == 0, capsys.readouterr().err
