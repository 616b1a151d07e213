"""What can be taken away is folded away, and is that of the view on screen."""

import panel as pn
import pytest

from apps.workspace.take_away import TakeAway


class Menu:
    """What a view makes to be taken away."""

    def __init__(self):
        self.view = pn.Column("menu")


@pytest.fixture
def taking():
    return TakeAway(pn.Column("file"), (pn.Column("copy"), pn.Column("link")))


def test_the_panel_is_open_while_the_button_is_pressed(taking):
    assert not taking.panel.visible
    taking.button.value = True
    assert taking.panel.visible
    taking.button.value = False
    assert not taking.panel.visible


def test_only_the_menu_of_the_view_on_screen_is_shown_and_it_is_made_once_when_asked_for(taking):
    made = {}

    def maker(name):
        def make():
            assert name not in made
            made[name] = Menu()
            return made[name]

        return make

    first, second = maker("first"), maker("second")
    taking.show(first)
    taking.show(second)
    assert not made
    taking.button.value = True
    assert set(made) == {"second"}
    taking.show(first)
    assert (made["first"].view.visible, made["second"].view.visible) == (True, False)
    taking.button.value = False
    taking.show(second)
    taking.button.value = True
    assert (made["first"].view.visible, made["second"].view.visible) == (False, True)
    held = taking.panel.select(pn.Column)
    assert [held.count(menu.view) for menu in made.values()] == [1, 1]
