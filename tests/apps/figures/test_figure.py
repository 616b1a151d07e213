"""The one function behind the app's downloads and `phiscope figure`: same bytes, options, panels."""

import io
import re
from dataclasses import replace
from threading import Event
from xml.etree import ElementTree

import pytest
from PIL import Image

from apps.__main__ import main
from apps.document.examples import NETWORKS
from apps.document.snapshot import opened
from apps.figures.figure import Print, completed, figure, figure_bytes
from apps.figures.plots import PLOTS
from apps.results.dynamics import Motion, walk
from apps.results.exhibit import Exhibit, with_needs
from apps.results.pairs import Pair
from apps.results.sweep import named
from engine.errors import PhiscopeError
from engine.iit4.distinctions import PurviewChoice
from engine.substrate.substrate import Substrate
from viz.numbers import number

FIG1 = NETWORKS / "iit4-fig1.json"
PQRS = NETWORKS / "findlay-pqrs.json"
FIG6 = NETWORKS / "ac-fig6-or-and.json"
CAPTION = "System aB (A = 0, B = 1) · IIT 4.0 (2023) · ties: largest purview · phiscope 0.1.0"


def words(svg):
    root = ElementTree.fromstring(svg)
    return ["".join(node.itertext()).strip() for node in root.iter("{http://www.w3.org/2000/svg}text")]


@pytest.mark.parametrize(
    ("plots", "given", "how"),
    [
        ("structure", [], Print("svg")),
        ("substrate", ["--width", "120", "--grey"], Print("pdf", 120, grey=True)),
        ("tpm", [], Print("png")),
        ("repertoires", ["--width", "85"], Print("svg", 85)),
        ("substrate,structure,distinctions,tpm", ["--width", "178"], Print("pdf", 178)),
        ("structure", ["--dpi", "600"], Print("png", dpi=600)),
        ("lattice,arithmetic,mechanism,pair", [], Print("svg")),
        ("tpm-states", ["--width", "178"], Print("svg", 178)),
        ("states", ["--grey"], Print("pdf", grey=True)),
        ("raster", ["--width", "178"], Print("svg", 178)),
        ("trajectory,all-states,sweep", [], Print("svg")),
        ("fold", ["--unit", "A", "--width", "178"], Print("svg", 178)),
        ("space", [], Print("pdf")),
        ("relations", ["--width", "85"], Print("svg", 85)),
        ("scissors", ["--cut", "effect:A,B", "--reveal"], Print("svg")),
        ("space,fold,scissors", ["--cut", "effect:A,both:B", "--reveal", "--unit", "A"], Print("svg")),
    ],
)
def test_the_command_writes_the_bytes_the_app_gives(plots, given, how, exhibit, tmp_path):
    out = tmp_path / f"fig.{how.kind}"
    assert main(["figure", str(FIG1), "--plot", plots, "-o", str(out), *given]) == 0
    assert out.read_bytes() == figure_bytes(tuple(plots.split(",")), exhibit, how)


def test_the_readings_of_a_figure_stand_under_it(tmp_path):
    """The readings of the command are those of the document that the app draws."""
    asked = {"ties": "pyphi", "state_ties": "first", "candidates": "reachable-now"}
    options = [f"--{key.replace('_', '-')}={value}" for key, value in asked.items()]
    shown = completed(
        Exhibit(replace(opened(Substrate.read(PQRS)), **asked)), ("complexes", "structure"), print, Event()
    )
    for plot in ("complexes", "structure"):
        out = tmp_path / f"{plot}.svg"
        assert main(["figure", str(PQRS), "--plot", plot, *options, "-o", str(out)]) == 0
        assert out.read_bytes() == figure_bytes((plot,), shown, Print("svg"))
        said = "".join("".join(words(out.read_text())).split())
        assert "ties:PyPhi'sorder(arbitrary);stateties:firststate" in said
        assert ("candidates:reachablenow" in said) == (plot == "complexes")


def test_the_command_draws_the_account_the_app_draws(moved, tmp_path):
    out = tmp_path / "account.pdf"
    assert main(["figure", str(FIG6), "--plot", "account", "-o", str(out)]) == 0
    assert out.read_bytes() == figure_bytes(("account",), moved, Print())


def test_the_command_draws_a_link_and_the_outcome_under_other_rules(moved, tmp_path):
    for plot, given, shown in (
        ("link", ["--link", "2"], replace(moved, link=(1, 0))),
        ("why-not", [], moved),
        ("why-not", ["--occurrence", "effect:OR,AND"], moved),
        ("gates", ["--outcome", "AND"], replace(moved, outcome="AND")),
        ("link,gates", [], moved),
    ):
        out = tmp_path / "fig.svg"
        assert main(["figure", str(FIG6), "--plot", plot, *given, "-o", str(out)]) == 0
        assert out.read_bytes() == figure_bytes(tuple(plot.split(",")), shown, Print("svg"))


def test_an_occurrence_that_has_a_cause_or_effect_is_refused(tmp_path, capsys):
    for asked, said in (("effect:AND", "those without: effect:OR,AND"), ("AND", "write effect:AB")):
        given = ["--plot", "why-not", "--occurrence", asked, "-o", str(tmp_path / "x.pdf")]
        assert main(["figure", str(FIG6), *given]) == 2
        assert said in capsys.readouterr().err


def test_other_rules_and_what_might_have_been_can_be_read(moved):
    found = words(figure_bytes(("link", "gates"), moved, Print("svg", 178)))
    best = moved.account.links[0]
    for name in ("AND", "XNOR", "Majority", "as it was", "half as probable"):
        assert name in found
    assert any(f"{best.alpha:.3f} bits" in text for text in found)
    with pytest.raises(PhiscopeError, match="There is no link 9"):
        figure_bytes(("link",), replace(moved, link=(8, 0)), Print())
    with pytest.raises(PhiscopeError, match="no effect of this transition"):
        figure_bytes(("gates",), replace(moved, outcome="Z"), Print())


def test_weights_stand_where_there_are_edges(exhibit, moved):
    found = words(figure_bytes(("weights",), exhibit, Print("svg")))
    substrate = exhibit.snapshot.substrate
    for edge in substrate.edges:
        assert number(edge.weight) in found
    assert sum(text in {number(edge.weight) for edge in substrate.edges} for text in found) == len(
        substrate.edges
    )
    assert "✓" in words(figure_bytes(("weights",), moved, Print("svg")))


def test_a_mechanism_picks_the_fold_and_the_repertoires(exhibit, tmp_path):
    chosen = Exhibit(exhibit.snapshot, exhibit.structure, chosen=1)
    for plot in ("structure", "repertoires", "mechanism"):
        out = tmp_path / f"{plot}.svg"
        given = ["--plot", plot, "--mechanism", "B", "-o", str(out)]
        assert main(["figure", str(FIG1), *given]) == 0
        assert out.read_bytes() == figure_bytes((plot,), chosen, Print("svg"))
        assert out.read_bytes() != figure_bytes((plot,), exhibit, Print("svg"))


def test_any_mechanism_over_any_purview(exhibit, tmp_path):
    out = tmp_path / "pair.svg"
    given = ["--plot", "pair", "--mechanism", "AB", "--purview", "B", "--direction", "cause", "-o", str(out)]
    assert main(["figure", str(FIG1), *given]) == 0
    lensed = replace(exhibit, pair=Pair(("A", "B"), ("B",), "cause"))
    assert out.read_bytes() == figure_bytes(("pair",), lensed, Print("svg"))


def test_the_dynamics_follow_their_options(exhibit, tmp_path):
    snapshot = exhibit.snapshot
    for plot, given, motion in (
        ("states", ["--threshold", "0.4"], Motion(threshold=0.4)),
        (
            "raster",
            ["--steps", "7", "--seed", "5"],
            Motion(walk(snapshot.substrate, snapshot.state, 7, 5), seed=5),
        ),
        (
            "raster",
            ["--most-probable"],
            Motion(walk(snapshot.substrate, snapshot.state, 20, None), seed=None),
        ),
        (
            "sweep",
            ["--sweep", "weight:B,A=-1..2"],
            Motion(sweeping=named("weight:B,A=-1..2", snapshot.substrate)),
        ),
    ):
        out = tmp_path / "fig.svg"
        assert main(["figure", str(FIG1), "--plot", plot, *given, "-o", str(out)]) == 0
        wanted = completed(replace(exhibit, motion=motion), (plot,), print, Event())
        assert out.read_bytes() == figure_bytes((plot,), wanted, Print("svg"))
        assert out.read_bytes() != figure_bytes((plot,), exhibit, Print("svg"))


def test_a_trajectory_of_the_page_is_the_one_of_the_command(exhibit):
    """The page stands at the end of its walk, the command at the beginning: it is the same walk."""
    walked = exhibit.motion.states
    ended = replace(exhibit, snapshot=replace(exhibit.snapshot, state=walked[-1]))
    for plot in ("raster", "trajectory"):
        first, second = (figure_bytes((plot,), each, Print("svg")) for each in (exhibit, ended))
        assert first == second
        assert b"sampled, seed 1" in first
    by_hand = replace(exhibit.motion, states=(*walked, walked[0]), jumps=(21,))
    assert b"sampled, seed 1" in figure_bytes(("raster",), replace(exhibit, motion=by_hand), Print("svg"))
    other = replace(exhibit.motion, states=(*walked[:5], *walked[6:]))
    assert b"steps of chance" in figure_bytes(("raster",), replace(exhibit, motion=other), Print("svg"))


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (["--width", "90"], "85, 120, 178"),
        (["--dpi", "72"], "300, 600"),
        (["--plot", "tpm,tpm,tpm,tpm,tpm"], "one to 4 panels"),
        (["--plot", "tpm,cake"], "'cake'"),
        (["--mechanism", "C"], "there are: A, B, AB"),
        (["--plot", "pair", "--purview", "C"], "--purview: 'C' starts with no unit's label; use A, B."),
        (["--plot", "pair", "--direction", "up"], "neither cause nor effect"),
        (["--plot", "fold"], "--unit A or --mechanism AB"),
        (["--plot", "fold", "--unit", "C"], "--unit: 'C' starts with no unit's label"),
        (["--plot", "why-zero"], "φ_s is 0.1719, not 0"),
        (["--plot", "space", "--elevation", "90"], "--elevation"),
        (["--plot", "relations", "--degree", "9"], "no relations of 9 distinctions; choose one of 1, 2, 3"),
        (["--plot", "relations", "--page", "2"], "--page: there is no page 2; there are 1."),
        (["--plot", "scissors"], "--cut: say your cut"),
        (["--plot", "scissors", "--cut", "A"], "--cut: Every unit of the system belongs to exactly one part"),
        (["--plot", "scissors", "--cut", "AB"], "--cut: All units are in one part"),
        (["--plot", "scissors", "--cut", "up:A,B"], "--cut: 'up:A' starts with no unit's label"),
        (["--plot", "scissors", "--cut", "A=B,B"], "--cut: 'B' does not say what its purview is"),
        (["--plot", "scissors", "--cut", "AB=A,=B"], "--cut: The whole mechanism is in one part"),
        (["--plot", "scissors", "--cut", "A=,B="], "--cut: Neither mechanism nor purview may be empty"),
        (["--plot", "scissors", "--cut", "A=B,B=", "--direction", "up"], "neither cause nor effect"),
        (["--plot", "sweep", "--sweep", "noise"], "There are: k:A,B,C, "),
        (["--plot", "sweep", "--sweep", "k=8..0"], "from the smaller to the larger"),
        (["--plot", "sweep", "--sweep", "k=8"], "is no range"),
    ],
)
def test_bad_options_are_one_line(given, said, tmp_path, capsys):
    assert main(["figure", str(FIG1), "-o", str(tmp_path / "x.pdf"), *given]) == 2
    error = capsys.readouterr().err
    assert said in error
    assert error.count("\n") == 1
    assert list(tmp_path.iterdir()) == []


def test_what_is_not_computed_is_said(exhibit, moved):
    with pytest.raises(PhiscopeError, match="run the analysis"):
        figure_bytes(("structure",), moved, Print())
    with pytest.raises(PhiscopeError, match="no account"):
        figure_bytes(("account",), exhibit, Print())


def test_the_caption_stands_in_the_metadata(exhibit):
    pdf, svg, png = (figure_bytes(("structure",), exhibit, Print(kind)) for kind in ("pdf", "svg", "png"))
    # a string of a PDF escapes its parentheses
    assert CAPTION.encode("utf-16-be").replace(b"(", rb"\(").replace(b")", rb"\)") in pdf
    assert CAPTION in svg.decode()
    assert Image.open(io.BytesIO(png)).info["Description"] == CAPTION
    for data in (pdf, svg, png):
        assert not re.search(rb"CreationDate|dc:date|Creation Time", data)


def test_panels_have_letters_and_one_caption(exhibit):
    found = words(figure_bytes(("substrate", "structure", "distinctions"), exhibit, Print("svg", 178)))
    assert [text for text in found if text in "ABCD"][:3].count("A") >= 1
    assert {"A", "B", "C", "Φ(aB) = 1.563", "Distinctions (aB): 3/3"} <= set(found)
    assert "D" not in found
    assert found.count(CAPTION) == 1


OF_GRAINS = ("grain", "grain-space", "mapping", "grain-steps")
OF_SURVEYS = ("atlas", "parallel", "plane")
OTHERS = ("why-zero", *OF_GRAINS, *OF_SURVEYS)
STATIC = [name for name, plot in PLOTS.items() if plot.needs != "account" and name not in OTHERS]
"""Plots of a state in which φ_s is not 0."""


@pytest.fixture(scope="module")
def grained():
    """A network with macro units."""
    exhibit = Exhibit(opened(Substrate.read(NETWORKS / "grain-min-micro.json")))
    return completed(exhibit, OF_GRAINS, print, Event())


@pytest.fixture(scope="module")
def many():
    """A survey, and a network over two of its numbers."""
    return completed(Exhibit(opened(Substrate.read(NETWORKS / "iit4-fig1.json"))), OF_SURVEYS, print, Event())


def test_every_width_is_kept(pair, zero, grained, many):
    others = [(plot, grained) for plot in OF_GRAINS] + [(plot, many) for plot in OF_SURVEYS]
    for plot, what in (*((plot, pair) for plot in STATIC), *others, ("why-zero", zero)):
        for width in (85, 120, 178):
            assert figure((plot,), what, Print(width=width)).get_figwidth() * 25.4 == pytest.approx(width)


def hues(svg):
    return {
        color
        for color in re.findall(r"(?:fill|stroke): (#[0-9a-f]{6})", svg.decode())
        if len({color[1:3], color[3:5], color[5:7]}) > 1
    }


@pytest.mark.slow
def test_without_colours_marks_and_patterns_differ(exhibit, pair, zero, moved, grained, many, monkeypatch):
    monkeypatch.setattr("viz.paper.export.with_fonts", lambda svg, _others: svg)  # half of the time
    several = [STATIC[i : i + 4] for i in range(0, len(STATIC), 4)]
    of_others = [(["why-zero"], zero), (["account", "link", "gates"], moved), (OF_GRAINS, grained)]
    of_others.append((OF_SURVEYS, many))
    for plots, what in (*((plots, pair) for plots in several), *of_others):
        assert hues(figure_bytes(tuple(plots), what, Print("svg", grey=True))) == set(), plots
        assert hues(figure_bytes(tuple(plots), what, Print("svg"))), plots
    assert hues(figure_bytes(("why-not",), moved, Print("svg"))) == set()
    bars = figure_bytes(("repertoires",), exhibit, Print("svg", grey=True))
    assert b"<pattern" in bars
    dots = figure_bytes(("structure",), exhibit, Print("svg", grey=True)).decode()
    assert "fill: #ffffff; stroke: #7a7a7a" in dots  # effects are open squares


@pytest.mark.slow
def test_a_purview_chosen_by_hand_gives_the_same_bytes_as_on_the_page(tmp_path):
    """On the page the choice is the document's, and the right side of a comparison follows the tie rule."""
    substrate = Substrate.read(PQRS)
    snapshot = replace(opened(substrate), by_hand=(PurviewChoice(("P", "Q"), "effect", ("R", "S")),))
    chosen = with_needs(Exhibit(snapshot), {"structure"}, print, Event())
    assert round(chosen.structure.big_phi, 2) == 400.79
    rule = with_needs(Exhibit(opened(substrate)), {"structure"}, print, Event())
    out = tmp_path / "fig.svg"
    given = [str(PQRS), "-o", str(out), "--by-hand", "pQ effect Rs"]
    for plot, shown in (
        ("structure", chosen),
        ("distinctions,lattice,mechanism", replace(chosen, chosen=0)),
        ("compare", replace(chosen, other=rule)),
    ):
        of = ["--mechanism", "P"] if "mechanism" in plot else []
        assert main(["figure", *given, "--plot", plot, *of]) == 0
        assert out.read_bytes() == figure_bytes(tuple(plot.split(",")), shown, Print("svg"))
    found = words(out.read_bytes())
    assert any("Rs as the effect of pQ on the left; nothing on the right." in text for text in found)
    turned = ["figure", str(PQRS), "-o", str(out), "--plot", "compare", "--against-by-hand", "pQ effect Rs"]
    assert main(turned) == 0
    assert out.read_bytes() == figure_bytes(("compare",), replace(rule, other=chosen), Print("svg"))
