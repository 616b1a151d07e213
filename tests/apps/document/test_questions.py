"""What a result depends on: the dynamics, the state, the system and the rules, not where units are drawn."""

from dataclasses import replace

from apps.document import edits
from apps.document.snapshot import opened
from cards import example
from engine.iit4.choices import PurviewChoice
from engine.substrate.substrate import Substrate


def test_moving_units_asks_nothing_new():
    snapshot = opened(example("iit4-fig1"))
    moved, _ = edits.move(snapshot, {"A": (0.1, 0.9)})
    assert moved.substrate != snapshot.substrate
    assert moved.dynamics == snapshot.dynamics
    assert moved.question == snapshot.question


def test_state_system_and_rules_are_questions_but_not_of_the_dynamics():
    snapshot = opened(example("iit4-fig1"))
    for change in (
        {"state": (0, 0, 0)},
        {"units": None},
        {"formalism": "iit4-2026"},
        {"ties": "smallest"},
        {"state_ties": "first"},
    ):
        other = replace(snapshot, **change)
        assert other.dynamics == snapshot.dynamics
        assert other.unfolding != snapshot.unfolding


def test_which_candidates_there_are_is_asked_by_the_search_alone():
    snapshot = opened(example("iit4-fig1"))
    other = replace(snapshot, candidates="reachable-now")
    assert other.question == snapshot.question
    assert other.search != snapshot.search


def test_a_purview_by_hand_rebuilds_but_unfolds_nothing_again():
    snapshot = opened(example("iit4-fig1"))
    chosen = replace(snapshot, by_hand=(PurviewChoice(("A",), "effect", ("B",)),))
    assert chosen.unfolding == snapshot.unfolding
    assert chosen.question != snapshot.question


def test_a_weight_and_a_row_of_a_file_s_tpm_are_part_of_the_dynamics():
    snapshot = opened(example("iit4-fig1"))
    heavier, _ = edits.set_weight(snapshot, "A", "B", 0.71)
    assert heavier.dynamics != snapshot.dynamics
    one, other = (opened(Substrate.from_tpm([[0.5, 0.5]] * 3 + [[0.5, p]])) for p in (0.5, 0.6))
    assert one.dynamics != other.dynamics
