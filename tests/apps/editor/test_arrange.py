"""Layouts at a click: all units in one step, and the whole drawing in sight."""

import pytest

from apps.document.document import Document
from apps.editor import arrange as layouts
from apps.editor.arrange import LAYOUTS, ArrangeMenu
from apps.editor.network_editor import NetworkEditor
from engine.substrate.substrate import Substrate
from parts import part
from viz.layout import positions


@pytest.fixture
def document():
    return Document(Substrate.from_rules({"A": "B & C", "B": "A | C", "C": "A ^ B"}))


@pytest.mark.parametrize("how", LAYOUTS)
def test_a_layout_moves_all_units_in_one_step(document, how):
    editor = NetworkEditor()
    arrange = ArrangeMenu(document, editor)
    before = document.snapshot
    assert arrange.arrange(how)
    places = positions(document.substrate)
    assert len(set(places.values())) == 3
    assert all(0 <= value <= 1 for place in places.values() for value in place)
    assert editor.fit == 1
    document.undo()
    assert document.snapshot == before


def test_a_button_lays_out_and_a_layout_that_fails_changes_nothing(document, monkeypatch):
    editor = NetworkEditor()
    arrange = ArrangeMenu(document, editor)
    part(arrange.view, "arrange-grid").clicks += 1
    assert editor.fit == 1
    before = document.snapshot

    def fail(_how, _substrate):
        raise ZeroDivisionError

    monkeypatch.setattr(layouts, "arranged", fail)
    assert not arrange.arrange("circle")
    assert document.snapshot is before
    assert document.refused
    assert editor.fit == 1
