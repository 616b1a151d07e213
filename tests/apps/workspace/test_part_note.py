"""The line about what is drawn: seen for very large networks only."""

from apps.document.document import Document
from apps.workspace.part_note import PartNote
from engine.substrate.substrate import Substrate


def test_it_is_seen_while_a_part_is_drawn():
    document = Document(Substrate.from_rules({f"U{i}": f"U{(i - 1) % 200}" for i in range(200)}))
    note = PartNote(document)
    assert note.view.visible
    assert "the drawing shows the first 128" in note.view.object
    document.set_units(["U1", "U2"])
    assert "the drawing shows 4 of them" in note.view.object
    document.open_substrate(Substrate.from_rules({"A": "A"}))
    assert not note.view.visible
