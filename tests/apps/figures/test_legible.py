"""What journals ask of figures, measured on the boxes of their texts: at every width no type below 6 points,
no text on top of another or beyond the page, and a title on every axis that has ticks.
"""

from dataclasses import replace
from functools import cache

import numpy as np
import pytest

from apps.document.snapshot import opened
from apps.figures.figure import WIDTHS_MM, Print, completed, figure
from apps.figures.plots import PLOTS
from apps.results.dynamics import Motion, walk
from apps.results.exhibit import Exhibit
from apps.results.typed_cut import named_cut
from apps.views.compare.right_side import otherwise
from cards import example
from engine import account
from engine.errors import PhiscopeError
from engine.substrate.substrate import Substrate
from printed import collisions, outside, said, small, untitled
from simulated import SCALES

LONG = ["mitogen_activated_kinase", "Αλφα", "Coup_fti", "p53"]


def drawn_by_chance(labels, seed):
    """A dense network, most of whose occurrences have a cause and an effect."""
    weights = np.random.default_rng(seed).normal(size=(len(labels), len(labels)))
    return Substrate.from_weights(weights.round(1), 2.0, labels)


NETWORKS = {
    "long": lambda: drawn_by_chance(LONG, 5),
    "five": lambda: drawn_by_chance(list("ABCDE"), 3),
    "fig1": lambda: example("iit4-fig1"),
    "pqrs": lambda: example("findlay-pqrs"),
    "fig7a": lambda: example("iit4-fig7a-active"),
    "majority": lambda: example("iit3-fig17c-majority"),
    "voting": lambda: example("ac-fig10-voting"),
    "macro": lambda: example("grain-coarse-micro"),
}
QUICK = {
    "long": ("structure", "space", "substrate", "distinctions", "tpm", "repertoires", "weights"),
    "five": ("account", "states", "complexes"),
    "fig1": ("trajectory", "all-states", "compare", "pair", "link", "atlas", "parallel"),
    "fig7a": ("space", "substrate"),
    "macro": ("grain", "grain-space", "mapping", "grain-steps"),
}
CASES = [
    pytest.param(name, plot, marks=() if plot in QUICK.get(name, ()) else pytest.mark.slow)
    for name in NETWORKS
    for plot in PLOTS
]


@cache
def exhibited(name):
    substrate = NETWORKS[name]()
    snapshot = opened(substrate, origin=name)
    exhibit = completed(Exhibit(snapshot), ("structure",), lambda *_: None, None)
    first, *others = exhibit.structure.units
    parts = ",".join(filter(None, (first, " ".join(others))))
    cut = named_cut(parts, exhibit.structure.units, "effect", revealed=True)
    trail = walk(substrate, snapshot.state, 12, 1)
    known = substrate.transition or {}
    found = account(
        substrate, known.get("before", trail[0]), known.get("after", trail[1]), known.get("causes"),
        known.get("effects"),
    )  # fmt: skip
    return replace(exhibit, unit=first, cut=cut, account=found, motion=Motion(trail), scales=SCALES)


@pytest.mark.parametrize(("name", "plot"), CASES)
def test_a_figure_can_be_printed(name, plot):
    exhibit = exhibited(name)
    if PLOTS[plot].needs == "other":
        exhibit = replace(exhibit, other=Exhibit(otherwise(exhibit.snapshot)))
    try:
        exhibit = completed(exhibit, (plot,), lambda *_: None, None)
        figures = {width: figure((plot,), exhibit, Print("svg", width=width)) for width in WIDTHS_MM}
    except PhiscopeError as error:
        pytest.skip(str(error))
    for width, drawn in figures.items():
        texts = said(drawn)
        assert texts, width
        assert small(texts) == set(), width
        assert collisions(texts) == [], width
        assert outside(texts, drawn) == [], width
        assert untitled(drawn) == [], width


def test_structures_of_23_distinctions_are_among_them():
    assert len(exhibited("fig7a").structure.distinctions) >= 23


def test_an_account_of_five_and_five_units_is_among_them():
    moved = exhibited("five").account.transition
    assert len(moved.causes) == len(moved.effects) == 5
    assert len(exhibited("five").account.links) > 40


def test_edges_that_are_cut_are_dashed():
    drawn = figure(("substrate",), exhibited("fig1"), Print("svg"))
    dashed = [line for line in drawn.axes[0].lines if line.get_linestyle() == "--" and line.get_zorder() == 3]
    assert len(dashed) == 1
