"""What is seen with every tool only, and what the browser keeps of it."""

import panel_material_ui as pmui
import pytest

from apps.serving.visitor import EVERY_TOOL
from apps.ui.buttons import button
from apps.workspace.all_tools import AllTools
from wire import Wire


def test_a_shelf_is_filled_when_it_is_first_seen():
    tools, part = AllTools(), button("x", "x", "x")
    shelf = tools.shelf(part)
    assert not shelf.visible
    assert not shelf.objects
    tools.shown = True
    assert shelf.visible
    assert shelf.objects == [part]
    tools.shown = False
    assert not shelf.visible
    assert shelf.objects == [part]


@pytest.mark.usefixtures("every_tool")
def test_who_wants_every_tool_has_them_from_the_start():
    tools, part = AllTools(), button("x", "x", "x")
    assert tools.shown
    assert tools.shelf(part).objects == [part]


def test_the_button_turns_it_and_the_browser_keeps_it():
    tools = AllTools()
    wire = Wire(tools)
    for keep in (True, False):
        tools.button.clicks += 1
        assert tools.shown is keep
        assert wire.told[-1] == {"cookie": f"{EVERY_TOOL}=yes", "keep": keep}


def test_the_browser_is_told_before_the_tools_come():
    tools, seen = AllTools(), []
    wire = Wire(tools)
    tools.param.watch(lambda _event: seen.append(len(wire.told)), "shown")
    tools.button.clicks += 1
    assert seen == [1]


def test_what_is_opened_otherwise_shows_the_tools_for_this_page_only():
    tools, toggle = AllTools(), pmui.Toggle(label="Text")
    wire = Wire(tools)
    tools.opens(toggle)
    toggle.value = True
    assert tools.shown
    assert not wire.told


def test_a_button_has_its_name_until_there_are_more_beside_it():
    tools = AllTools()
    named = tools.named(button("All examples", "x", "x"), 'Exa"mples')
    assert named.sx["&::after"]["content"] == '"Exa\\"mples"'
    tools.shown = True
    assert named.sx == {}
    tools.tell(named, "disabled")
    assert named.disabled
    tools.shown = False
    assert not named.disabled
