"""Macro units and their history are a part of the document: undone, kept in links and files."""

import json
from dataclasses import replace

import pytest

from apps.document import edits, macros
from apps.document.document import Document
from apps.document.gestures import AddUnit, Delete
from apps.document.link_text import decode, encode, restored, shared
from apps.document.read_file import read_bytes
from apps.document.snapshot import same
from engine.grain.unfolding import unfold
from engine.substrate.functions import Table
from engine.substrate.substrate import Substrate, Unit
from grain_cases import preset


@pytest.fixture
def four():
    return Document(preset("grain-coarse-micro"), origin="grain-coarse-micro")


@pytest.fixture
def pair():
    return Document(preset("grain-min-micro"), origin="grain-min-micro")


def names(document):
    return [(unit.label, unit.name) for unit in macros.units_of(document.snapshot)]


AB = ("α", "AND(AB)")
CD = ("β", "AND(CD)")


def test_edits_of_the_network_keep_macro_units_and_undo_brings_them_back(four):
    assert four.set_weight("A", "B", 0.5)
    assert four.apply(AddUnit(0.5, 0.5))
    assert four.rename("A", "X")
    assert names(four) == [("α", "AND(XB)"), CD]
    four.undo()
    assert names(four) == [AB, CD]


def test_a_unit_takes_its_macro_unit_with_it_and_a_sentence_says_so(four):
    assert four.apply(Delete(("A",), ()))
    assert names(four) == [CD]
    assert "Macro unit α went with it." in four.message
    assert four.apply(Delete(("C",), ()))
    assert four.substrate.macro is None
    four.undo()
    four.undo()
    assert names(four) == [AB, CD]
    four.redo()
    assert names(four) == [CD]


def test_units_are_made_of_the_candidate_system_and_split_again(four):
    four.change(macros.use, ())
    assert four.substrate.macro is None
    assert four.change(macros.make_unit, ["B", "A"], "any")
    assert names(four) == [("α", "OR(AB)"), ("C", "C"), ("D", "D")]
    assert four.change(macros.make_unit, ["C", "D"])
    assert names(four) == [("α", "OR(AB)"), CD]
    assert not four.change(macros.make_unit, ["B", "C"])
    assert "overlap in B" in four.message
    assert four.change(macros.split, "α")
    assert names(four) == [("A", "A"), ("B", "B"), CD]
    assert four.change(macros.leave_out, "A")
    assert four.change(macros.make_unit, ["B", "C", "D"], "parity")
    assert names(four) == [("α", "XOR(BCD)")]
    assert four.change(macros.split, "α")
    assert four.substrate.macro is None
    assert not four.change(macros.make_unit, [])


def test_a_mapping_is_named_or_flipped_and_cannot_become_constant(four):
    assert four.change(macros.set_mapping, "α", "count:1")
    assert names(four)[0] == ("α", "XOR(AB)")
    assert four.change(macros.flip, "α", 3)
    assert names(four)[0] == ("α", "OR(AB)")
    assert four.change(macros.set_mapping, "α", "all")
    assert not four.change(macros.flip, "α", 3)
    assert "constant" in four.message
    assert not four.change(macros.flip, "α", 9)
    assert not four.change(macros.flip, "ω", 0)
    assert names(four)[0] == AB


def test_update_grains_keep_the_name_of_a_mapping_and_have_limits(four):
    assert four.change(macros.set_tau, "α", 2)
    assert names(four)[0] == ("α", "AND(AB), 2 updates")
    assert four.change(macros.set_mapping, "α", "last:B")
    assert four.change(macros.set_tau, "α", 3)
    assert names(four)[0] == ("α", "B of AB, 3 updates")
    for tau in (0, 9, 10**9):
        assert not four.change(macros.set_tau, "α", tau)
        assert four.refused
    assert four.change(macros.set_mapping, "α", "count:5,6")
    assert four.change(macros.set_tau, "α", 1)
    assert names(four)[0] == AB
    assert "another length" in four.message


def test_history_is_set_by_columns_and_assumed_again_when_the_state_changes(four):
    assert not four.change(macros.put_past, 1, "A")
    four.change(macros.set_tau, "α", 2)
    assert macros.history_of(four.snapshot) == ()
    assert four.change(macros.put_past, 1, "A")
    assert macros.history_of(four.snapshot) == ((1, 0, 0, 0), (0, 0, 0, 0))
    assert four.change(macros.put_past, 0, "B")
    assert four.state == (0, 1, 0, 0)
    assert macros.history_of(four.snapshot)[-1] == four.state
    assert four.toggle("C")
    assert macros.history_of(four.snapshot) == ()
    assert four.message == macros.ASSUMED
    four.undo()
    assert len(macros.history_of(four.snapshot)) == 2
    assert four.rename("A", "X")
    assert len(macros.history_of(four.snapshot)) == 2
    assert four.change(macros.set_tau, "α", 3)
    assert four.message == macros.ASSUMED
    four.undo()
    four.change(macros.assume_constant)
    assert macros.history_of(four.snapshot) == ()
    four.undo()
    assert four.apply(AddUnit(0.5, 0.5))
    assert macros.ASSUMED in four.message
    grown = four.snapshot
    grain = unfold(grown.substrate, grown.state, macros.units_of(grown)).grain
    assert grain is not None
    assert grain.history_assumed


def test_files_and_links_carry_units_and_history(four):
    four.change(macros.set_tau, "α", 2)
    four.change(macros.put_past, 1, "D")
    four.change(macros.put_past, 0, "D")
    substrate = read_bytes("mine.json", four.save_bytes())
    assert substrate.macro == four.substrate.macro
    assert substrate.state == four.state
    back, _view, _selection = restored(decode(encode(json.loads(json.dumps(shared(four.snapshot))))))
    assert same(back, four.snapshot)
    again = Document(substrate)
    assert macros.history_of(again.snapshot) == macros.history_of(four.snapshot)


def test_a_file_in_another_state_than_its_history_ends_in_assumes_it(four):
    four.change(macros.set_tau, "α", 2)
    four.change(macros.put_past, 1, "D")
    content = json.loads(four.save_bytes())
    content["state"]["A"] = 1
    again = Document(read_bytes("mine.json", json.dumps(content).encode()))
    assert macros.history_of(again.snapshot) == ()


def test_units_of_more_states_end_the_macro_units(pair):
    def replaced(snapshot):
        table = Table((), ((0.2, 0.3, 0.5),))
        many = Substrate((Unit("A", table, states=3), Unit("B", Table((), (0.5,)))))
        return replace(snapshot, substrate=many), ""

    assert pair.change(replaced)
    assert pair.substrate.macro is None
    assert macros.MANY_STATES in pair.message
    pair.undo()
    assert len(macros.units_of(pair.snapshot)) == 1


def test_a_change_of_the_candidate_system_leaves_macro_units(four):
    assert four.change(edits.set_units, ["A", "B"])
    assert names(four) == [AB, CD]
