"""The part of a Φ-structure on screen, taken away: the figure has it, and the command draws it again."""

import shlex
from dataclasses import replace
from functools import cache

import numpy as np
import pytest

from apps.__main__ import main
from apps.document.snapshot import opened
from apps.figures.redrawn import command, shell_with_picture
from apps.results.exhibit import Exhibit
from apps.results.structure_views import structure
from engine import Substrate, unfold
from viz.view.faces import FaceChoice


@cache
def exhibit():
    weights = np.random.default_rng(3).normal(size=(5, 5))
    snapshot = replace(opened(Substrate.from_weights(weights, k=1.0)), state=(1, 0, 0, 1, 0))
    return Exhibit(snapshot, unfold(snapshot.substrate, snapshot.state), faces=FaceChoice(8))


def drawn(shown):
    view = structure(shown)
    return [mark.text for mark in view.mechanisms], [face.text for face in (*view.lines, *view.triangles)]


PARTS = [
    {},
    {"chosen": 1},
    {"unit": "B"},
    {"faces": FaceChoice(8, (2,)), "chosen": 0},
    {"faces": FaceChoice(0)},
]


@pytest.mark.parametrize("part", PARTS)
def test_the_command_draws_what_the_screen_has(part, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    shown, seen = replace(exhibit(), **part), []
    words = shlex.split(command(("structure",), shown, shown.structure))
    shown.snapshot.substrate.write(words[2])
    monkeypatch.setattr(
        "apps.figures.figure.figure_bytes", lambda _plots, asked, _how: seen.append(asked) or b"%PDF"
    )
    assert main(words[1:]) == 0
    assert drawn(seen[0]) == drawn(shown)


def test_what_is_left_out_is_said_in_the_figure():
    view = structure(exhibit())
    assert len(view.mechanisms) < len(exhibit().structure.distinctions)
    assert "Only the 8 strongest faces are drawn" in view.note
    assert f"of {len(exhibit().structure.distinctions)} distinctions are drawn." in view.note
    whole = structure(replace(exhibit(), faces=None))
    assert len(whole.mechanisms) == len(exhibit().structure.distinctions)


def test_the_commands_for_the_numbers_end_with_the_one_for_the_picture():
    line = shell_with_picture(exhibit()).splitlines()[-1]
    assert line == command(("structure",), exhibit(), exhibit().structure)
    assert "--strongest=8" in line
    assert "phiscope figure" not in shell_with_picture(replace(exhibit(), faces=None))


def test_faces_of_more_than_three_distinctions_are_refused(tmp_path, capsys):
    file = tmp_path / "four.json"
    exhibit().snapshot.substrate.write(file)
    words = ["figure", str(file), "--plot=structure", "--degree=4", "-o", str(tmp_path / "x.pdf")]
    assert main(words) != 0
    assert "--degree: faces are of 1, 2, 3 distinctions." in capsys.readouterr().err
