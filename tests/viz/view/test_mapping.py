"""The mapping of a macro unit as a table: rows in the order of the table, the present history marked."""

from engine.grain import MacroUnit
from viz.view.mapping import MOST_ROWS, mapping_view


def test_rows_are_the_entries_of_the_table_oldest_update_fastest():
    unit = MacroUnit("AB", 2, "last:B", label="α")
    view = mapping_view(unit, [{"A": 1, "B": 0}, {"A": 0, "B": 1}], assumed=False)
    assert view.heads == ("AB 1 update ago", "AB now")
    assert [row.on for row in view.rows] == [bool(x) for x in unit.table]
    assert view.rows[1].states == ("Ab", "ab")
    assert [row.text for row in view.rows if row.now] == ["Ab, aB"]
    assert view.counts == ()
    assert view.note == ""
    assert view.screen_text == "α = B of AB, 2 updates: ON after 8 of 16 sequences."


def test_a_counting_mapping_has_its_counts():
    view = mapping_view(MacroUnit("ABC", 1, "count:1,3", label="α"), [{"A": 0, "B": 0, "C": 0}], True)
    assert view.counts == ((0, False), (1, True), (2, False), (3, True))
    assert view.note == ""


def test_of_many_sequences_some_are_listed_the_present_one_among_them():
    states = [dict.fromkeys("ABC", 1)] * 3
    view = mapping_view(MacroUnit("ABC", 3, "all", label="α"), states, True)
    assert len(view.rows) == MOST_ROWS
    assert view.rows[-1].now
    assert view.rows[-1].index == 511
    assert view.note == "256 of 512 sequences are listed. The history is assumed constant."
