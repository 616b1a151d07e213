"""A short text is read at once; what a long one says comes later, when it may be out of date."""

import asyncio

import param
import pytest

from apps.document.document import Document
from apps.editor.read_script import LIVE, read_script, take
from apps.editor.text_view import TextEditor
from apps.ui.aside import Aside
from engine.substrate.substrate import Substrate
from parts import part
from wire import edit

SWAP = Substrate.from_rules({"A": "B", "B": "A"})
LONG = "\n" * LIVE


def test_a_text_is_another_network_or_a_list_of_mistakes():
    assert read_script("A = !A", SWAP).substrate.labels == ["A"]
    wrong = read_script("A = !C", SWAP)
    assert wrong.substrate is None
    assert [problem.line for problem in wrong.problems] == [1]
    assert read_script("A = " + "x" * 10**6, SWAP).substrate is None


@pytest.mark.parametrize(("text", "at_once"), [("A = B\nB = A", True), ("A = B\nB = A" + LONG, False)])
def test_only_a_short_text_is_read_while_the_page_waits(text, at_once):
    found = []

    async def play():
        aside = Aside(found.append)
        take(aside, text, SWAP, found.append)
        assert bool(found) is at_once
        if aside.task is not None:
            await aside.task

    asyncio.run(play())
    assert found[0].before is SWAP
    assert found[0].substrate.labels == ["A", "B"]


def test_of_a_long_text_that_was_changed_meanwhile_the_later_one_counts(monkeypatch):
    monkeypatch.setattr(param.parameterized, "async_executor", lambda _function: None)
    document = Document(SWAP)
    face = TextEditor(document)
    face.toggle.value = True

    async def play():
        area = part(face.view, "script")
        for rule in ("!B", "!A"):
            text = f"A = {rule}\nB = A{LONG}"
            edit(area, value_input=text, value=text)
        while document.substrate is SWAP:
            await asyncio.sleep(0.01)

    asyncio.run(asyncio.wait_for(play(), 20))
    assert document.substrate.units[0].function.rule == "!A"
    document.undo()
    assert document.substrate.labels == SWAP.labels
    assert not document.can_undo
