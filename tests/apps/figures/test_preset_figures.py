"""Every plot of every example: the labels, counts and values of the engine stand in the vector figure.

What only a figure shows is tested here alone: `viz.paper.link`, `viz.paper.matrix`, `viz.paper.relations`,
`viz.paper.scissors` and `viz.paper.whyzero`.
"""

import re
from dataclasses import replace
from functools import cache
from xml.etree import ElementTree

import pytest

from apps.document.examples import NETWORKS
from apps.document.snapshot import opened
from apps.figures.figure import Print, completed, figure_bytes
from apps.results.dynamics import Motion, walk
from apps.results.exhibit import Exhibit
from apps.results.occurrences import unlinked, why_none
from apps.results.typed_cut import named_cut
from apps.views.compare.right_side import otherwise
from engine import account
from engine.errors import PhiscopeError
from engine.iit4.folds import fold_of_unit
from engine.substrate.parameters import parameters
from engine.substrate.substrate import Substrate
from viz.numbers import number
from viz.view.faces import MOST, relation_count
from viz.view.letters import letter, letters
from viz.view.whyzero import why_zero_view

MANY = 16  # units: of more, figures name only those that have room
SLUGS = sorted(path.stem for path in NETWORKS.glob("*.json") if Substrate.read(path).n <= MANY)
LARGE = sorted(path.stem for path in NETWORKS.glob("*.json") if path.stem not in SLUGS)
SMALLEST = min(LARGE, key=lambda slug: Substrate.read(NETWORKS / f"{slug}.json").n)
TEXT = "{http://www.w3.org/2000/svg}text"


@pytest.fixture(autouse=True)
def _without_fonts(monkeypatch):
    """The letters that an SVG carries take half of its time, and are not what is tested here."""
    monkeypatch.setattr("viz.paper.export.with_fonts", lambda svg, _others: svg)


@cache
def exhibited(slug):
    snapshot = opened(Substrate.read(NETWORKS / f"{slug}.json"), origin=slug)
    return completed(Exhibit(snapshot), ("structure",), lambda *_: None, None)


def written(plots, exhibit):
    """All text of the figure without spaces, and each text of its own."""
    root = ElementTree.fromstring(figure_bytes(plots, exhibit, Print("svg")))
    found = [re.sub(r"\s", "", "".join(node.itertext())) for node in root.iter(TEXT)]
    return "".join(found), set(found)


def tight(text):
    return re.sub(r"\s", "", text)


def unindexed(text):
    """The letters of indices stand at the end of their lines; without all of these, texts are alike again."""
    return re.sub(r"[\s_rs]", "", text)


def quick(slug):
    """Every third small example; large ones take 0.5 s each, and more where there are many distinctions."""
    small = Substrate.read(NETWORKS / f"{slug}.json").n <= 4
    return slug if small and SLUGS.index(slug) % 3 == 0 else pytest.param(slug, marks=pytest.mark.slow)


@pytest.mark.parametrize("slug", [quick(slug) for slug in SLUGS])
def test_the_main_plots(slug):
    exhibit = exhibited(slug)
    structure, substrate = exhibit.structure, exhibit.snapshot.substrate
    whole, texts = written(("structure", "substrate", "distinctions", "tpm"), exhibit)
    system = letters(structure.units, structure.state)
    assert tight(f"Φ({system}) = {number(structure.big_phi)}") in whole
    assert tight(f"{len(structure.distinctions)} distinction") in whole
    assert tight(f"Distinctions ({system}): {len(structure.distinctions)}/") in whole
    assert tight(f"({system}) = {number(structure.phi_s, 2)}") in whole
    assert {"A", "B", "C", "D"} <= texts
    for label, value in zip(substrate.labels, exhibit.snapshot.state, strict=True):
        assert tight(letter(label, value)) in texts
    for distinction in structure.distinctions:
        for part in (distinction.cause, distinction.effect):
            name = tight(letters(part.units, part.state))
            assert name in texts or f"{name}≈" in texts
        assert tight(number(distinction.phi, 2)) in whole
    assert tight(f"▸ {letters(substrate.labels, exhibit.snapshot.state)}") in whole
    assert tight(f"ties: {structure.tie_rule} purview") in whole


@pytest.mark.parametrize("slug", [quick(slug) for slug in SLUGS])
def test_the_plots_of_what_is_picked(slug):
    """The first unit cut from the others, its Φ-fold, the structure in space; why φ_s is 0."""
    exhibit = exhibited(slug)
    structure = exhibit.structure
    first, *others = structure.units
    parts = ",".join(filter(None, (first, " ".join(others))))
    exhibit = replace(exhibit, unit=first, cut=named_cut(parts, structure.units, "effect", revealed=True))
    whole, texts = written(("space", "fold", "scissors"), exhibit)
    fold = fold_of_unit(structure.relations, structure.distinctions, first)
    assert unindexed(f"Φ-fold of {first}: {relation_count(fold.count)}") in unindexed(whole)
    assert tight("azimuth 29°, elevation 17°") in texts
    assert tight("The minimum partition of") in whole
    assert tight(number(structure.integration.normalized_phi_s)) in texts
    for distinction in structure.distinctions:
        # Of many, only what is strongest has a label.
        if len(structure.distinctions) > MOST:
            break
        assert tight(letters(distinction.mechanism, distinction.state)) in texts
        for part in (distinction.cause, distinction.effect):
            assert tight(letters(part.units, part.state)) in texts
    if structure.reason is None:
        with pytest.raises(PhiscopeError, match="not 0"):
            written(("why-zero",), exhibit)
        return
    said, _ = written(("why-zero",), exhibit)
    zero = why_zero_view(exhibit.snapshot.substrate, structure)
    assert unindexed(zero.sentence) in unindexed(said)
    assert tight(zero.text) in said


@pytest.mark.slow
@pytest.mark.parametrize("slug", [quick(slug) for slug in SLUGS])
def test_the_other_plots(slug):
    """Complexes of all examples take a minute together."""
    exhibit = exhibited(slug)
    plots = ("regions", "complexes") if exhibit.snapshot.substrate.n <= 7 else ()
    if exhibit.structure.distinctions:
        plots = (*plots, "repertoires")
    if not plots:
        pytest.skip("too large to search, and without distinctions")
    exhibit = completed(exhibit, plots, lambda *_: None, None)
    whole, _ = written(plots, exhibit)
    if exhibit.structure.distinctions:
        assert tight(number(exhibit.structure.distinctions[0].cause.phi, 2)) in whole
    if "complexes" in plots:
        assert "Candidatesystemsof" in whole
        for found in exhibit.complexes.complexes[:3]:
            assert tight(number(found.phi_s, 2)) in whole


@pytest.mark.parametrize("slug", [quick(slug) for slug in SLUGS])
def test_beside_the_state_that_follows(slug):
    left = exhibited(slug)
    right = Exhibit(otherwise(left.snapshot))
    try:
        found = completed(replace(left, other=right), ("compare",), lambda *_: None, None)
    except PhiscopeError:
        pytest.skip("the other state cannot be computed")
    whole, _ = written(("compare", "compare-substrates"), found)
    for structure in (left.structure, found.other.structure):
        system = letters(structure.units, structure.state)
        assert tight(f"Φ({system}) = {number(structure.big_phi)}") in whole
        assert tight(f"({system}) = {number(structure.phi_s, 2)}") in whole
    assert "distinction" in whole
    for side, structure in (("Left", left.structure), ("Right", found.other.structure)):
        assert tight(f"{side}: System {letters(structure.units, structure.state)}") in whole


@pytest.mark.slow
@pytest.mark.parametrize("slug", [quick(slug) for slug in SLUGS])
def test_the_plots_of_dynamics_and_single_numbers(slug):
    """The φ of every state of all examples takes a minute."""
    exhibit = exhibited(slug)
    snapshot, structure = exhibit.snapshot, exhibit.structure
    exhibit = replace(exhibit, motion=Motion(walk(snapshot.substrate, snapshot.state, 3, 1)))
    plots = ["weights", "states", "raster", "pair"]
    plots += ["lattice", "mechanism"] if structure.distinctions else []
    plots += ["trajectory", "all-states", "tpm-states"] if snapshot.substrate.n <= 5 else []
    plots += ["sweep"] if parameters(snapshot.substrate) and snapshot.substrate.n <= 5 else []
    exhibit = completed(exhibit, tuple(plots), lambda *_: None, None)
    for plot in plots:
        for grey in (False, True):
            figure = figure_bytes((plot,), exhibit, Print("svg", grey=grey))
            assert b"phiscope 0.1.0" in figure, plot
    whole, texts = written(("weights", "raster", "states", "pair"), exhibit)
    assert set(map(tight, snapshot.substrate.labels)) <= texts
    assert tight(f"trajectory from {letters(snapshot.substrate.labels, snapshot.state)}") in whole
    assert "ibits." in whole


def test_accounts():
    for slug in SLUGS:
        snapshot = opened(Substrate.read(NETWORKS / f"{slug}.json"), origin=slug)
        known = snapshot.substrate.transition
        if not known or "after" not in known:
            continue
        sides = known.get("causes"), known.get("effects")
        try:
            found = account(snapshot.substrate, known["before"], known["after"], *sides)
        except PhiscopeError:
            pytest.fail(slug)
        exhibit = Exhibit(snapshot, account=found)
        whole, _ = written(("account",), exhibit)
        if unlinked(found):
            why, _ = written(("why-not",), exhibit)
            assert tight(why_none(snapshot.substrate, found, unlinked(found)[0]).verdict) in why, slug
        for link in sorted(found.links, key=lambda link: -link.alpha)[:5]:
            assert tight(number(link.alpha)) in whole, slug


@pytest.mark.parametrize(
    "slug", [pytest.param(slug, marks=[pytest.mark.slow] * (slug != SMALLEST)) for slug in LARGE]
)
def test_large_networks_have_their_figures_too(slug):
    exhibit = exhibited(slug)
    snapshot = exhibit.snapshot
    exhibit = replace(exhibit, motion=Motion(walk(snapshot.substrate, snapshot.state, 3, None)))
    exhibit = completed(exhibit, ("regions",), lambda *_: None, None)
    whole, _ = written(("regions", "complexes", "structure", "raster"), exhibit)
    assert f"among{snapshot.substrate.n}units" in whole
    assert tight(number(exhibit.structure.big_phi)) in whole
