"""The gallery has every plot, and its commands are commands; with it `apps.manual.pictures`."""

import pytest

from apps.document.examples import NETWORKS
from apps.figures.plots import PLOTS
from apps.manual import gallery, pictures
from commanded import command_called


@pytest.mark.parametrize("plot", PLOTS)
def test_every_plot_has_a_command_for_the_gallery(plot):
    assert plot in gallery.SHOWN
    name, file, *options = gallery.command(plot, "x.svg")
    assert name == "figure"
    assert (NETWORKS / file.rpartition("/")[2]).is_file()
    command_called(name).make_context(name, [file, *options])


def test_the_page_has_every_plot_with_its_picture():
    said = gallery.page_of_plots()
    for plot in PLOTS:
        assert f"{{#{plot}}}" in said
        assert f"(pictures/{plot}.svg)" in said
        assert f"--plot {plot} " in said
    assert set(pictures.empty()) == {f"{plot}.svg" for plot in PLOTS}


def test_a_picture_is_what_its_command_draws(tmp_path, monkeypatch):
    monkeypatch.chdir(pictures.examples_in(tmp_path))
    assert pictures.figure("weights").startswith(b"<?xml")


def test_a_command_that_fails_stops_the_build(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)  # there are no examples here
    with pytest.raises(RuntimeError, match="weights"):
        pictures.figure("weights")


@pytest.mark.slow
def test_all_are_drawn():
    with pictures.drawing() as drawn:
        found = drawn()
    assert set(found) == set(pictures.empty())
    assert all(b"</svg>" in data and len(data) > 5_000 for data in found.values())


def test_the_screenshots_are_those_of_the_repository():
    assert "explore.png" in pictures.screenshots()
