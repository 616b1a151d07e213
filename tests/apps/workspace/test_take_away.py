"""What can be taken away is folded away, and is that of the view on screen."""

import panel as pn
import pytest

from apps.workspace.take_away import TakeAway


@pytest.fixture
def menus():
    return [pn.Column(name) for name in ("first", "second")]


@pytest.fixture
def taking():
    return TakeAway(pn.Column("file"), (pn.Column("copy"), pn.Column("link")))


def test_the_panel_is_open_while_the_button_is_pressed(taking):
    assert not taking.panel.visible
    taking.button.value = True
    assert taking.panel.visible
    taking.button.value = False
    assert not taking.panel.visible


def test_only_the_menu_of_the_view_on_screen_is_shown(taking, menus):
    first, second = menus
    taking.show(first)
    taking.show(second)
    assert (first.visible, second.visible) == (False, True)
    taking.show(first)
    assert (first.visible, second.visible) == (True, False)
    held = taking.panel.select(pn.Column)
    assert [held.count(menu) for menu in menus] == [1, 1]
