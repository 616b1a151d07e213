"""A table whose rows can be picked believes nothing that the browser says of rows it does not have."""

from apps.ui.pick_rows import PickRows
from wire import Wire


def test_rows_are_picked_and_hovered_and_other_messages_are_nothing():
    told = []
    table = PickRows(lambda row: told.append(("pick", row)), lambda row: told.append(("hover", row)), [])
    table.list_rows("<table><tr data-row=0><td>A</td></tr></table>", 1)
    wire = Wire(table)
    for message in ({"pick": 0}, {"hover": 0}, {"hover": None}):
        wire.send(message)
    assert told == [("pick", 0), ("hover", 0), ("hover", None)]
    told.clear()
    for message in ({"pick": 1}, {"pick": -1}, {"pick": True}, {"pick": "0"}, {"pick": None}, [], "x", {}):
        wire.send(message)
    assert told == []
    wire.send({"hover": 7})
    assert told == [("hover", None)]
