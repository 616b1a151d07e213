"""The network can be hidden, and the way back is on screen just then."""

import panel as pn

from apps.workspace.left_side import LeftSide


def test_one_of_both_buttons_is_on_screen():
    column = pn.Column()
    side = LeftSide(column)
    assert (column.visible, side.show.visible) == (True, False)
    side.hide.clicks += 1
    assert (column.visible, side.show.visible) == (False, True)
    side.show.clicks += 1
    assert (column.visible, side.show.visible) == (True, False)
