"""Icon buttons say what they do, and do it."""

from apps.ui.buttons import button


def test_a_press_carries_out_the_act_and_the_title_is_for_everyone():
    pressed = []
    made = button("Undo (Ctrl+Z)", "undo", "undo", lambda: pressed.append("undo"))
    assert (made.description, made.icon, made.css_classes) == ("Undo (Ctrl+Z)", "undo", ["undo"])
    made.clicks += 1
    made.clicks += 1
    assert pressed == ["undo", "undo"]


def test_a_button_without_an_act_waits_for_one():
    made = button("Help", "help", "help")
    heard = []
    made.on_click(heard.append)
    made.clicks += 1
    assert len(heard) == 1
