"""`phiscope figure` under IIT 3.0: the same bytes as the app, and what it refuses."""

from dataclasses import replace
from threading import Event

import pytest

from apps.__main__ import main
from apps.cli.figure_iit3 import ITS_NEEDS
from apps.document.examples import NETWORKS
from apps.document.snapshot import opened
from apps.figures.figure import Print, completed, figure_bytes
from apps.figures.plots import PLOTS
from apps.results.exhibit import Exhibit
from cards import example

FIG4 = NETWORKS / "iit3-fig4.json"


@pytest.fixture(scope="module")
def shown():
    return completed(Exhibit(opened(example("iit3-fig4"))), ("constellation",), print, Event())


@pytest.mark.parametrize(
    ("given", "chosen"),
    [
        ([], {}),
        (["--formalism", "iit3"], {}),
        (["--formalism", "iit3", "--axes", "past:abC,future:AbC"], {"axes": (("past", 4), ("future", 5))}),
    ],
)
def test_the_constellation_is_that_of_the_app(given, chosen, shown, tmp_path):
    out = tmp_path / "fig.svg"
    plot = [] if given else ["--plot", "constellation"]
    assert main(["figure", str(FIG4), *plot, "-o", str(out), *given]) == 0
    assert out.read_bytes() == figure_bytes(("constellation",), replace(shown, **chosen), Print("svg"))
    assert "IIT 3.0" in out.read_text()
    assert "IIT 4.0" not in out.read_text()


def test_the_repertoires_of_a_concept_are_those_of_the_app(shown, tmp_path):
    for given, chosen in (([], None), (["--mechanism", "BC"], ("B", "C"))):
        out = tmp_path / "fig.svg"
        assert main(["figure", str(FIG4), "--plot", "concept", "-o", str(out), *given]) == 0
        assert out.read_bytes() == figure_bytes(("concept",), replace(shown, concept=chosen), Print("svg"))
    panels = ["--plot", "structure,constellation,concept", "--mechanism", "C"]
    assert main(["figure", str(FIG4), "-o", str(out), *panels]) == 0


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (
            ["--formalism", "iit3", "--plot", "tpm,structure"],
            "--plot: IIT 3.0 has no result for this plot; choose one of",
        ),
        (["--formalism", "iit5", "--plot", "constellation"], "Unknown formalism 'iit5'"),
        (["--formalism", "iit3", "--plot", "constellation", "--ties", "pyphi"], "largest, smallest"),
        (["--plot", "constellation", "--axes", "past:abC"], "--axes: Concept space is drawn on two or three"),
        (
            ["--plot", "concept", "--mechanism", "AC"],
            "--mechanism: AC is no concept; there are: A, B, AB, C,",
        ),
        (["--plot", "concept", "--mechanism", "Z"], "--mechanism: 'Z' starts with no unit's label"),
        (["--plot", "constellation", "--axes", "past:xyz,past:abc"], "--axes: 'past:xyz' is no axis"),
    ],
)
def test_what_cannot_be_drawn_is_one_line(given, said, tmp_path, capsys):
    assert main(["figure", str(FIG4), "-o", str(tmp_path / "x.pdf"), *given]) == 2
    error = capsys.readouterr().err
    assert said in error
    assert error.count("\n") == 1
    assert list(tmp_path.iterdir()) == []


def test_every_plot_of_concepts_is_among_those_that_it_has():
    assert {kind.needs for name, kind in PLOTS.items() if "versions" in kind.views} <= ITS_NEEDS
    assert PLOTS["structure"].needs not in ITS_NEEDS
