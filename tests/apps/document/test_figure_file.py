"""Figures as documents: network, state, system and rules of the figure; what is not ours is refused."""

from dataclasses import replace

import pytest

from apps.document.figure_file import is_figure, read_figure
from apps.document.snapshot import Snapshot
from apps.figures.figure import Print, figure_bytes
from apps.results.exhibit import Exhibit
from engine import PurviewChoice, Substrate, choose_purviews, iit3, unfold
from engine.errors import FormatError
from engine.substrate.formats.figures import to_mark

S = replace(Substrate.from_rules({"A": "B & C", "B": "A | C", "C": "A ^ B"}), name="Gates")


@pytest.mark.parametrize("kind", ["pdf", "svg", "png"])
def test_a_figure_opens_under_the_rules_that_made_it(kind):
    found = unfold(S, "aBC", "BC", "iit4-2026", ties="smallest", state_ties="first")
    shown = Snapshot(S, (0, 1, 1), ("B", "C"))  # the page has left the rules since
    data = figure_bytes(("structure",), Exhibit(shown, found), Print(kind))
    snapshot, said = read_figure(f"fig.{kind}", data)
    assert is_figure(f"FIG.{kind.upper()}")
    assert (snapshot.state, snapshot.system) == ((0, 1, 1), ("B", "C"))
    assert (snapshot.formalism, snapshot.ties, snapshot.state_ties) == ("iit4-2026", "smallest", "first")
    assert "IIT 4.0 (2026)" in said
    assert (
        unfold(snapshot.substrate, snapshot.state, snapshot.system, snapshot.formalism).phi_s == found.phi_s
    )


def test_purviews_chosen_by_hand_come_along():
    choice = PurviewChoice(("A",), "cause", ("C",))
    found = choose_purviews(unfold(S, "abc"), [choice])
    data = figure_bytes(("structure",), Exhibit(Snapshot(S, (0, 0, 0)), found), Print("svg"))
    assert read_figure("fig.svg", data)[0].by_hand == (choice,)


def test_of_iit3_the_view_is_named():
    shown = Snapshot(S, (0, 0, 0))
    exhibit = Exhibit(shown, constellation=iit3.unfold(S, "abc"))
    snapshot, said = read_figure("fig.svg", figure_bytes(("constellation",), exhibit, Print("svg")))
    assert snapshot.formalism == "iit4-2023"
    assert said.endswith("The result is of IIT 3.0, which the view Versions shows.")


def marked(**content) -> bytes:
    return b"%PDF-1.4\n(" + to_mark({"network": S.to_dict(), **content}).encode()


def test_rules_that_there_are_not_are_left_out():
    snapshot, _ = read_figure("a.pdf", marked(formalism="iit4-2026", readings={"ties": "any", "x": 1}))
    assert (snapshot.formalism, snapshot.ties) == ("iit4-2026", "largest")
    for formalism in ("iit9", 3, None, ["iit4-2026"]):
        assert read_figure("a.pdf", marked(formalism=formalism, readings=7))[0].formalism == "iit4-2023"


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"%PDF-1.4 nothing", "carries no network"),
        (b"", "is empty"),
        (marked(formalism="iit4-2026", by_hand=[{"mechanism": "A"}]), "choices among tied purviews"),
    ],
)
def test_other_pictures_are_refused(data, said):
    assert not is_figure("a.json")
    with pytest.raises(FormatError, match=said):
        read_figure("a.pdf", data)
