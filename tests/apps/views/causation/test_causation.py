"""The parts of the causation page without a browser: transitions as edits, accounts as jobs, exports."""

import asyncio
import csv
import io
import json
import time

import numpy as np
import pytest

from apps.__main__ import main
from apps.document import edits, examples
from apps.document import transition as moments
from apps.document.document import Document
from apps.document.examples import NETWORKS
from apps.document.link_text import decode, encode, restored, shared
from apps.document.read_file import read_bytes
from apps.document.snapshot import opened
from apps.document.transition import moment
from apps.figures.exports import Order, make
from apps.jobs.runner import Runner
from apps.results.exhibit import Exhibit
from apps.results.occurrences import occurrence_text, unlinked
from apps.selection.causal_selection import CausalSelection
from apps.views.causation.accounting import Accounting
from apps.views.causation.links_table import LinkTable
from apps.views.causation.marks import link_between
from apps.views.causation.rules_pane import GATES, inputs_of, under, unfit
from apps.views.causation.state_row import StateRow
from apps.views.causation.states import MOST_SHOWN, listed
from engine.causation.account import account
from engine.substrate.dynamics import next_state
from engine.substrate.functions import Gate, Table
from engine.substrate.substrate import Edge, Substrate, Unit
from viz.view.account import account_view
from wire import send


def read(slug):
    return Substrate.read(NETWORKS / f"{slug}.json")


@pytest.fixture
def document():
    return Document(read("ac-fig7b-conjunction"), origin="ac-fig7b-conjunction")


def accounted(document, patience=20.0):
    """Run the page's accounting until it has an answer about the document."""

    async def work():
        accounting = Accounting(document, Runner())
        accounting.refresh()
        end = time.monotonic() + patience
        while accounting.current is None and not accounting.problem and not accounting.offer:
            assert time.monotonic() < end
            await asyncio.sleep(0.02)
        return accounting

    return asyncio.run(work())


def test_the_transition_is_that_of_the_file(document):
    now = moment(document.snapshot)
    assert now == moments.Moment((1, 1, 0), (1, 1, 1), ("A", "B"), ("D",))


def test_without_a_transition_the_dynamics_say_what_follows():
    substrate = Substrate.from_rules({"A": "B", "B": "!A"})
    now = moment(Document(substrate).snapshot)
    assert (now.before, now.after) == ((0, 0), (0, 1))
    assert now.causes == now.effects == ("A", "B")


def test_states_causes_and_effects_can_be_undone(document):
    first = moment(document.snapshot)
    assert document.change(moments.put_after, "D")
    assert moment(document.snapshot).after == (1, 1, 0)
    assert document.change(moments.choose_causes, ["A"])
    assert document.change(moments.choose_effects, ["A", "D"])
    assert moment(document.snapshot).causes == ("A",)
    for _ in range(3):
        document.undo()
    assert moment(document.snapshot) == first


def test_the_last_cause_cannot_be_unticked(document):
    assert not document.change(moments.choose_causes, [])
    assert "at least one cause" in document.message
    assert moment(document.snapshot).causes == ("A", "B")


def test_the_drawing_changes_the_state_before_alone(document):
    document.toggle("A")
    assert moment(document.snapshot).before == (0, 1, 0)
    assert moment(document.snapshot).after == (1, 1, 1)


def test_what_was_observed_survives_edits_of_the_network(document):
    document.change(moments.choose_causes, ["A"])
    document.rename("A", "Z")
    assert moment(document.snapshot) == moments.Moment((1, 1, 0), (1, 1, 1), ("Z",), ("D",))
    document.change(edits.add_unit)
    document.change(edits.connect, "A", "D")
    assert document.substrate.labels == ["Z", "B", "D", "A"]
    assert moment(document.snapshot) == moments.Moment((1, 1, 0, 0), (1, 1, 1, 0), ("Z",), ("D",))
    document.change(edits.delete, ["Z"])
    assert moment(document.snapshot) == moments.Moment((1, 0, 0), (1, 1, 0), ("B", "D", "A"), ("D",))
    for _ in range(4):
        document.undo()
    assert moment(document.snapshot) == moments.Moment((1, 1, 0), (1, 1, 1), ("A",), ("D",))


def test_without_an_observation_the_dynamics_go_on_saying_what_follows():
    document = Document(Substrate.from_rules({"A": "B", "B": "!A"}))
    document.set_function("A", Gate("NOT"))
    assert moment(document.snapshot).after == (1, 1)


def test_a_link_holds_both_states_the_causes_and_the_effects(document):
    document.change(moments.choose_causes, ["A"])
    document.toggle("B")
    document.change(moments.put_after, "B")
    snapshot, _view, _picked = restored(decode(encode(shared(document.snapshot))))
    assert moment(snapshot) == moments.Moment((1, 0, 0), (1, 0, 1), ("A",), ("D",))


def test_taking_and_stepping():
    document = Document(Substrate.from_rules({"A": "B", "B": "!A"}))
    document.change(moments.step)
    assert (moment(document.snapshot).before, moment(document.snapshot).after) == ((0, 1), (1, 1))
    document.toggle("A")
    document.change(moments.take)
    assert (moment(document.snapshot).before, moment(document.snapshot).after) == ((1, 1), (1, 0))


def test_a_sampled_state_can_follow():
    substrate = read("ac-noisy-and-ring")
    random = np.random.default_rng(0)
    seen = {moments.next_state(substrate, (1, 1, 0), random) for _ in range(200)}
    assert len(seen) > 1
    assert moments.next_state(substrate, (1, 1, 0)) == (0, 0, 1)


def test_undecided_units_stay():
    assert moments.next_state(read("ac-fig7b-conjunction"), (1, 0, 1)) == (1, 0, 0)


def test_a_saved_file_holds_the_transition(document):
    document.toggle("A")
    document.change(moments.put_after, "D")
    again = Document(read_bytes("x.json", document.save_bytes()))
    assert moment(again.snapshot) == moment(document.snapshot)


def test_the_account_is_the_engines(document):
    accounting = accounted(document)
    direct = account(document.substrate, (1, 1, 0), (1, 1, 1), "AB", "D")
    assert accounting.answer.links == direct.links
    assert not accounting.stale


def test_an_impossible_transition_is_a_sentence_with_a_remedy(document):
    document.toggle("A")
    accounting = accounted(document)
    assert "cannot be in state 1" in accounting.problem
    assert "correct" in accounting.problem


def test_large_accounts_are_offered():
    weights = np.random.default_rng(0).normal(size=(7, 7))
    document = Document(Substrate.from_weights(weights))
    accounting = accounted(document)
    assert not accounting.is_live(document.snapshot)
    assert accounting.offer == accounting.estimate(document.snapshot)
    assert "7 causes and 7 effects" in accounting.offer
    document.change(moments.choose_causes, "ABC")
    document.change(moments.choose_effects, "DE")
    assert accounting.is_live(document.snapshot)


def test_few_units_of_a_large_network_are_accounted_for_with_the_others_held():
    document = Document(read("findlay-computer-pqrs"))
    document.set_units(list(document.substrate.labels))
    accounting = accounted(document)
    assert accounting.problem.startswith("117 units are too many for one account: tick some causes")
    ring = ["T0/0", "T1/0", "T2/0", "T3/0"]
    document.set_units(ring)
    accounting = accounted(document)
    now = moment(document.snapshot)
    assert (list(now.causes), list(now.effects)) == (ring, ring)
    assert now.after == next_state(document.substrate, document.state)
    assert accounting.answer.links == account(document.substrate, now.before, now.after, ring, ring).links
    assert len(listed(document.snapshot, now)) == MOST_SHOWN
    assert set(ring) < set(listed(document.snapshot, now))
    document.set_units(list(document.substrate.labels))
    assert document.change(moments.choose_causes, ["X1", "C0"])
    assert "tick some causes and effects" in accounted(document).problem
    assert document.change(moments.choose_effects, ["A1"])
    answer = accounted(document).answer
    assert answer.transition.effects == ("A1",)
    assert [link.occurrence for link in answer.links]
    again = Document(read_bytes("x.json", document.save_bytes()))
    assert moment(again.snapshot) == moment(document.snapshot)


def test_three_states_cycle():
    vote = Table(("V",), ((1.0, 0.0, 0.0), (0.0, 1.0, 0.0), (0.0, 0.0, 1.0)))
    substrate = Substrate(
        (Unit("V", Table((), ((1 / 3, 1 / 3, 1 / 3),)), states=3), Unit("W", vote, states=3)),
        (Edge("V", "W"),),
    )
    document = Document(substrate)
    for value in (1, 2, 0, 1):
        document.change(moments.put_after, "W")
        assert moment(document.snapshot).after[1] == value
    document.toggle("V")
    document.change(moments.choose_causes, ["V"])
    document.change(moments.choose_effects, ["W"])
    assert accounted(document).answer.alpha_total["cause"] == pytest.approx(np.log2(3))


def test_occurrences_without_link_are_listed():
    substrate = read("ac-fig7c-biconditional")
    found = account(substrate, (1, 1, 0), (1, 1, 1), "AB", "E")
    assert [occurrence_text(found, each) for each in unlinked(found)] == ["effect of A", "effect of B"]


def test_the_same_outcome_under_other_gates():
    substrate = read("ac-fig7a-disjunction")
    moved = account(substrate, (1, 1, 0), (1, 1, 1), "AB", "C").transition
    inputs = inputs_of(substrate, moved, "C")
    assert inputs == ("A", "B")
    assert unfit(substrate, inputs, "C") == ""
    causes = {gate: under(gate, name, inputs, moved, "C")[0].rows[-1].x for gate, name in GATES.items()}
    assert causes == {"OR": "{ A | B }", "AND": "AB", "XNOR": "AB", "MAJORITY": "AB"}


def test_an_outcome_that_cannot_follow_is_said():
    substrate = read("ac-fig7a-disjunction")
    moved = account(substrate, (1, 0, 0), (1, 1, 1), "AB", "C").transition
    view, note = under("AND", "AND", ("A", "B"), moved, "C")
    assert view.title == "AND: C cannot follow"
    assert note == "These inputs give c for certain."
    assert "no inputs" in unfit(substrate, (), "A")


def test_exports():
    substrate = read("ac-fig6-or-and")
    known = substrate.transition
    found = account(substrate, known["before"], known["after"])
    exhibit = Exhibit(opened(substrate), account=found)
    assert make(Order("account", "pdf"), exhibit).startswith(b"%PDF")
    assert b"<svg" in make(Order("account", "svg"), exhibit)
    assert len(json.loads(make(Order("result", "json"), exhibit))["links"]) == 5
    rows = list(csv.DictReader(io.StringIO(make(Order("links-table", "csv"), exhibit).decode())))
    assert [row["y"] for row in rows] == ["OR", "and", "OR", "and", "OR and"]
    assert float(rows[0]["alpha"]) == pytest.approx(found.links[0].alpha)


def test_examples_with_a_transition_come_first_in_this_pages_picker():
    groups = list(examples.grouped("Actual causation"))
    assert groups[0] == "Actual causation"
    assert sorted(groups) == sorted(examples.grouped())
    assert all(
        read(slug).transition for slug in examples.grouped("Actual causation")["Actual causation"].values()
    )


def test_only_units_of_the_row_can_be_pressed():
    pressed, pointed = [], []
    row = StateRow(
        pressed.append, pointed.append, units=[{"label": "A", "text": "a", "state": 0, "on": False}]
    )
    for message in ({"label": "A"}, {"label": "Z"}, "A", {}, {"label": None}, {"label": ["A"]}):
        send(row, message)
    for label in ("A", "Z", "", None, ["A"]):
        send(row, {"over": label})
    assert pressed == ["A"]
    assert pointed == ["A", "", "", "", ""]


def test_only_links_of_the_table_can_be_picked_or_hovered():
    substrate = read("ac-fig7a-disjunction")
    found = account(substrate, (1, 1, 0), (1, 1, 1), "AB", "C")
    picked, hovered = [], []
    table = LinkTable(picked.append, hovered.append)
    table.list_links(account_view(substrate, found))
    tied = len(found.links) - 1
    assert table.rows[tied]["found"] == ["A", "B"]
    for hit in ([tied, 1], [tied, 2], [0, 1], [99, 0], [-1, 0], [True, 0], [0.0, 0], "00", [0], None, {}):
        send(table, {"pick": hit})
        send(table, {"hover": hit})
    for message in ("pick", None, [], {"other": 1}):
        send(table, message)
    assert picked == [(tied, 1)]
    assert hovered == [(tied, 1), *[None] * 10]


def test_what_the_drawing_points_at_is_a_link():
    found = account(read("ac-fig8a-majority"), (1, 1, 1, 0, 0), (1, 1, 1, 0, 1), "ABCD", "M")
    of = {(link.direction, link.occurrence): index for index, link in enumerate(found.links)}
    assert link_between(found, "B", "") == (of["effect", ("B",)], 0)
    assert link_between(found, "", "M") == (of["cause", ("M",)], 0)
    assert link_between(found, "C", "M") == (of["effect", ("C",)], 0)
    assert link_between(found, "D", "") is None
    assert link_between(found, "", "") is None
    assert link_between(found, "<b>", "M") is None


def test_a_picked_link_stays_picked_while_it_exists():
    substrate = read("ac-fig8a-majority")
    first = account(substrate, (1, 1, 1, 0, 0), (1, 1, 1, 0, 1), "ABCD", "M")
    fewer = account(substrate, (1, 1, 1, 0, 0), (1, 1, 1, 0, 1), "ABC", "M")
    picks = CausalSelection(link=(len(first.links) - 1, 0), pointed=(0, 0))
    picks.follow(first, fewer)
    assert picks.pointed is None
    assert fewer.links[picks.link[0]].occurrence == ("M",)
    picks.link = (0, 0)
    picks.follow(fewer, account(substrate, (1, 1, 1, 0, 0), (1, 1, 1, 0, 1), "BCD", "M"))
    assert picks.link is None
    picks.pick_link((1, 0))
    picks.pointed = (2, 0)
    assert picks.in_view == (2, 0)
    picks.pointed = None
    assert picks.in_view == (1, 0)
    picks.pick_link((1, 0))
    assert picks.in_view is None
    picks.pick_link((1, 0))
    picks.pick(None)
    assert picks.link is None


FIG6 = str(NETWORKS / "ac-fig6-or-and.json")
FIG7 = str(NETWORKS / "ac-fig7b-conjunction.json")


def test_the_command_prints_two_blocks(capsys):
    assert main(["account", FIG6]) == 0
    said = capsys.readouterr().out
    assert "Actual effects (x → y)" in said
    assert "OR and  ←  OR and  0.169925  α = log2(0.5/0.4444) = 0.1699 bits" in said


def test_the_command_takes_states_and_units(capsys):
    options = ["--before", "ABd", "--after", "D", "--causes", "A", "--effects", "D", "--json", "-"]
    assert main(["account", FIG7, *options]) == 0
    content = json.loads(capsys.readouterr().out)
    assert content["causes"] == ["A"]
    assert [link["alpha"] for link in content["links"]] == pytest.approx([1.0, 1.0])


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--before", "aBd"], "cannot be in state 1"),
        (["--causes", "Z"], "--causes"),
        (["--after", "Q"], "'Q'"),
    ],
)
def test_the_command_refuses_in_one_line(options, said, capsys):
    assert main(["account", FIG7, *options]) == 2
    error = capsys.readouterr().err
    assert said in error
    assert error.count("\n") == 1


def test_a_file_without_transition_needs_the_states(capsys):
    assert main(["account", str(NETWORKS / f"{examples.FIRST}.json")]) == 2
    assert "--after" in capsys.readouterr().err


def test_the_figure_command_draws_an_account(tmp_path):
    out = tmp_path / "account.svg"
    assert main(["figure", FIG6, "--plot", "account", "-o", str(out)]) == 0
    assert b"OR and" in out.read_bytes()
