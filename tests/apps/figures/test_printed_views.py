"""Figures of what is picked on screen: a cut of one's own, why φ is 0, Φ-folds, the structure in space."""

import re
from dataclasses import replace
from xml.etree import ElementTree

import pytest

from apps.document.document import Document
from apps.document.snapshot import opened
from apps.figures.figure import Print, figure_bytes
from apps.jobs.analysis import Analysis
from apps.jobs.runner import Runner
from apps.results.exhibit import Exhibit
from apps.results.findings import Findings
from apps.results.typed_cut import NOT_CUT, named_cut
from apps.selection.selection import Selection
from apps.views.explore.explain_steps import PickedPair
from apps.views.explore.scissors_pane import ScissorsSheet
from apps.views.explore.structure_3d import Structure3D
from cards import example
from engine import unfold
from engine.errors import PhiscopeError
from engine.iit4.cuts import cut_system
from engine.iit4.folds import fold_of_unit
from engine.iit4.system import candidate_system
from viz.numbers import number
from viz.theme import PAPER
from viz.view.camera import HOME, Camera
from wire import send

TEXT = "{http://www.w3.org/2000/svg}text"


@pytest.fixture(autouse=True)
def _without_fonts(monkeypatch):
    monkeypatch.setattr("viz.paper.export.with_fonts", lambda svg, _others: svg)


@pytest.fixture(scope="module")
def reducible():
    snapshot = opened(example("rule110-ring3"))
    return Exhibit(snapshot, unfold(snapshot.substrate, snapshot.state, snapshot.units))


@pytest.fixture
def found(exhibit):
    return Findings(exhibit.snapshot, exhibit.structure)


@pytest.fixture
def sheet(found):
    analysis, selection = Analysis(Document(found.snapshot.substrate), Runner()), Selection()
    analysis.show(found)
    sheet = ScissorsSheet(analysis, PickedPair(analysis, selection), selection)
    sheet.turn(True)
    return sheet


def drawn(plot, exhibit, width=120):
    return figure_bytes((plot,), exhibit, Print("svg", width)).decode()


def texts(svg):
    nodes = ElementTree.fromstring(svg).iter(TEXT)
    return [re.sub(r"\s", "", "".join(node.itertext())) for node in nodes]


def cut(exhibit, text, revealed=False, direction="effect"):
    return replace(exhibit, cut=named_cut(text, exhibit.structure.units, direction, revealed))


def test_a_cut_of_ones_own_line_by_line(exhibit):
    system = candidate_system(exhibit.snapshot.substrate, exhibit.snapshot.state, ("A", "B"))
    mip = exhibit.structure.integration
    own = cut_system(system, exhibit.cut.partition, mip.cause_state, mip.effect_state)
    alone = texts(drawn("scissors", cut(exhibit, "effect:A,B")))
    assert f"Yourcut:φ={number(own.phi)}ibits." in alone
    assert {"1→", "2↔", "1", "2", "✂"} <= set(alone)
    whole = "".join(alone)
    for side in (own.cause, own.effect):
        assert f"={number(side.informativeness)}" in whole
        assert number(side.selectivity) in whole
    assert f"{number(own.phi)}/2={number(own.normalized)}" in whole
    assert "minimum" not in whole
    assert "minimum" in "".join(texts(drawn("scissors", exhibit)))


def test_the_minimum_stands_beside_it_once_revealed(exhibit):
    found = texts(drawn("scissors", cut(exhibit, "effect:A,B", revealed=True)))
    assert {"TheminimumpartitionofaB", "yourcut", "minimum"} <= set(found)
    assert number(exhibit.structure.phi_s) in found
    assert found.count("✂") == 3  # two connections here, one there
    assert "2.242timesasmuch." in "".join(found)
    best = texts(drawn("scissors", cut(exhibit, "effect:A,cause:B", revealed=True)))
    assert "Youfoundit:yourcutistheminimumpartition." in best


def test_a_mechanism_is_cut_from_its_purview(exhibit):
    found = "".join(texts(drawn("scissors", cut(exhibit, "A=B,B=A", revealed=True))))
    assert "TheminimumpartitionofaBanditseffectAb" in found
    assert "ThepartitionkeepsAwithBandBwithA" in found
    cause = "".join(texts(drawn("scissors", cut(exhibit, "A=B,B=A", direction="cause"))))
    assert "ThecauseaBspecifies" in cause


def test_nothing_cut_is_said_in_a_sentence(exhibit):
    with pytest.raises(PhiscopeError, match=NOT_CUT):
        drawn("scissors", replace(exhibit, cut=None))


def test_cuts_are_read_as_they_are_drawn():
    parts = named_cut("effect: CA, cause:B,both:D", "ABCD", "effect", False).partition
    assert parts.parts == (("A", "C"), ("B",), ("D",))
    assert parts.directions == ("effect", "cause", "both")
    pair = named_cut("B=,AC=BD", "ABCD", "cause", True)
    assert pair.pair.mechanism == ("A", "B", "C")
    assert (pair.pair.purview, pair.pair.direction) == (("B", "D"), "cause")


def test_why_zero_names_and_outlines_the_unit(zero):
    found = texts(drawn("why-zero", zero))
    assert "Whyφ(Abc)is0s" in found  # an index is set apart
    assert "AhasnoinputfromBC" in "".join(found)
    assert {"noinputfromtherest", "A", "b", "c"} <= set(found)
    assert "✂" not in found


def test_why_zero_keeps_the_scissors_where_the_cut_is_the_reason(reducible):
    found = texts(drawn("why-zero", reducible))
    assert "thecutwiththescissorscostsnothing" in "".join(found)
    assert "✂" in found


def test_why_there_is_no_cause_or_effect(moved):
    found = texts(drawn("why-not", moved))
    whole = "".join(found)
    assert "ORandbeforehasnoactualeffect.ORandaftercomesnearest" in whole
    assert "notless" in found
    assert sum(re.fullmatch(r"[01](\.\d+)?", text) is not None for text in found) >= 2
    everything = replace(moved, account=replace(moved.account, links=all_linked(moved.account)))
    with pytest.raises(PhiscopeError, match="Every occurrence has"):
        drawn("why-not", everything)


def all_linked(account):
    moved = account.transition
    sides = (("effect", moved.causes), ("cause", moved.effects))
    one = account.links[0]
    return tuple(
        replace(one, direction=direction, occurrence=units)
        for direction, labels in sides
        for units in [*((label,) for label in labels), labels]
    )


def test_the_fold_of_a_unit_is_in_colour_the_rest_grey(exhibit):
    structure = exhibit.structure
    fold = fold_of_unit(structure.relations, structure.distinctions, "A")
    svg = drawn("fold", exhibit)
    assert f"Φ-foldofA:{fold.count}relation" in "".join(texts(svg))
    rest = PAPER.rest.lower()
    lines = re.findall(r'"fill: none; stroke: (#\w{6})', svg) + re.findall(r"stroke: (#\w{6})", svg)
    assert rest in lines
    assert any(color not in (rest, "#ffffff", PAPER.link.lower()) for color in lines)
    other = drawn("fold", replace(exhibit, unit="B"))
    assert "Φ-foldofB" in "".join(texts(other))
    of_distinction = drawn("fold", replace(exhibit, unit=None, chosen=1))
    assert "Φ-foldofB:" in "".join(texts(of_distinction))
    assert of_distinction != other


def test_a_fold_needs_something_of_the_system(exhibit):
    with pytest.raises(PhiscopeError, match="Pick a distinction or a unit"):
        drawn("fold", replace(exhibit, unit=None))
    with pytest.raises(PhiscopeError, match="C is no unit of the candidate system; choose one of A, B"):
        drawn("fold", replace(exhibit, unit="C"))


def test_the_structure_in_space_has_all_labels_and_no_picture(exhibit):
    svg = drawn("space", exhibit)
    found = texts(svg)
    for distinction in exhibit.structure.distinctions:
        assert number(round(distinction.phi, 2 if distinction.phi > 0.1 else 3)) in found
    assert found.count("b") == 2
    assert {"Ab", "A", "a", "B", "aB", "1unit", "2units", "Φ(aB)=1.563"} <= set(found)
    assert "azimuth29°,elevation17°" in found
    assert "<image" not in svg
    assert "<image" not in drawn("space", replace(exhibit, chosen=0))


def test_relations_page_by_page(exhibit):
    found = drawn("relations", replace(exhibit, relations=(2, 0)), 178)
    found = texts(found)
    assert {"Relations(aB):7", "of2:1to3of3", "a,B", "a,aB", "B,aB"} <= set(found)
    for relation in exhibit.structure.relations.of_degree(2):
        assert number(relation.phi, 6) in found
    assert "self:3,Σφ=" in "".join(found)
    assert any("ceoverb" in text for text in texts(drawn("relations", exhibit, 178)))
    assert not any("over" in text for text in texts(drawn("relations", exhibit, 85)))


def test_a_further_page_of_many_relations():
    snapshot = opened(example("iit4-fig6d-lattice"))
    many = Exhibit(snapshot, unfold(snapshot.substrate, snapshot.state, snapshot.units))
    found = texts(drawn("relations", replace(many, relations=(2, 300)), 178))
    assert "of2:301to311of311" in found
    whole = many.structure.relations
    last = list(whole.members_of_degree(2))[-1]
    assert number(whole.relation(last).phi, 6) in found
    far = texts(drawn("relations", replace(many, relations=(12, 0)), 85))
    assert "of12:1to50of156,793;thefirst20,000canbelisted" in "".join(far)


def test_the_camera_turns_the_figure(exhibit):
    turned = drawn("space", replace(exhibit, camera=Camera(-60, 80)))
    assert "azimuth−60°,elevation80°" in texts(turned)
    assert turned != drawn("space", exhibit)
    for steep in (-86, 86):
        assert "nan" not in drawn("space", replace(exhibit, camera=Camera(0, steep)))


def test_the_browser_tells_where_the_eye_is():
    space = Structure3D(*([lambda *_: None] * 4))
    assert space.camera == HOME
    send(space, {"eye": {"yaw": 0.5, "pitch": 0.3}})
    assert space.camera == HOME
    send(space, {"eye": {"yaw": 4, "pitch": -0.5}})
    assert space.camera == Camera(-131, -29)
    bad = ({}, None, {"yaw": "1", "pitch": 0}, {"yaw": float("nan"), "pitch": 0}, {"yaw": True, "pitch": 0})
    for said in bad:
        send(space, {"eye": said})
        assert space.camera == Camera(-131, -29)


def test_what_is_cut_on_the_sheet_is_what_is_printed(exhibit, sheet, found):
    assert sheet.own(found) is None
    press(sheet, "edge:0-1")
    own = sheet.own(found)
    assert own.partition.cut == (("A", "B"),)
    assert not own.revealed
    press(sheet, "reveal")
    printed = drawn("scissors", replace(exhibit, cut=sheet.own(found)))
    assert "Youfoundit" in "".join(texts(printed))
    press(sheet, "mechanism")
    assert sheet.own(found) is None
    press(sheet, "unit:0")
    assert sheet.own(found).pair is not None
    press(sheet, "again")
    assert sheet.own(found) is None


def press(sheet, act):
    send(sheet.view, {"act": act})
