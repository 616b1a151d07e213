"""The grain page without a browser: macro beside micro, units made and changed, the search."""

import asyncio
import json

import pytest

from apps.document import macros
from apps.document.document import Document
from apps.figures.exports import exports_of
from apps.jobs.runner import Runner
from apps.selection.selection import Selection
from apps.views.grain.board import GrainBoard
from apps.views.grain.marks import GrainMarks
from apps.views.grain.page import VIEW
from apps.views.grain.settings import GrainSettings
from apps.views.grain.units_pane import history_of, mapping_of, presets_of
from engine.grain import MacroUnit
from grain_cases import couples, preset
from visits import opened_at, visit
from wire import Wire

pytestmark = [
    pytest.mark.filterwarnings("ignore:The inplace keyword"),
    pytest.mark.filterwarnings("ignore:Both 'variant' and 'button_style'"),
]


def test_the_first_screen_says_which_grain_has_more_and_the_search_agrees():
    async def scene(shown):
        await shown.until(lambda: "1.004" in shown.text("grain-header"))
        assert "as micro units 0.04409 (AB): these units have more." in shown.text("grain-header")
        board = shown.part("grain-board")
        await shown.until(lambda: board.board["units"][0]["verdict"])
        assert board.board["units"][0]["verdict"].startswith("AB is a unit of its own: φₛ 0.04409")
        regions = shown.part("network-editor").marks["regions"]
        assert [(each["kind"], each["text"]) for each in regions] == [
            ("macro", "α = AND(AB)"),
            ("macro", "β = AND(CD)"),
        ]
        table = shown.part("grain-systems")
        await shown.until(lambda: len(table.value) == 80)
        assert table.value["system"][0] == "{AND(AB), AND(CD)}"
        assert table.value["verdict"][0] == "complex"
        assert "a unit must beat systems of units of any grain inside it" in shown.text("grain-space-text")
        assert set(exports_of("grain")) == shown.exports()
        svg = (await shown.take("grain", "svg")).decode()
        assert "0.04409" in svg
        assert (await shown.take("grain-space", "svg")).startswith(b"<?xml")
        assert (await shown.take("mapping", "svg")).startswith(b"<?xml")
        found = json.loads(await shown.take("result", "json"))
        assert found["comparison"]["macro"]["phi_s"] == pytest.approx(1.0040208)
        assert found["grains"]["systems"] == 80

    visit(opened_at(VIEW), scene)


def test_a_row_of_the_table_becomes_the_macro_units_and_a_reading_judges_them_anew():
    async def scene(shown):
        table = shown.part("grain-systems")
        await shown.until(lambda: len(table.value) == 80)
        table.selection = [5]
        await shown.until(lambda: "As these units 0.207" in shown.text("grain-header"))
        board = shown.part("grain-board")
        assert board.board["units"][0]["words"] == "α = OR(AB)"
        shown.part("within").value = "micro"
        await shown.until(lambda: "than any system of micro units" in board.board["units"][0]["verdict"])

    visit(opened_at(VIEW), scene)


def test_units_are_picked_made_flipped_and_grained_on_the_board():
    async def scene(shown):
        board = shown.part("grain-board")
        wire = Wire(board)
        for message in ({"type": "split", "label": "α"}, {"type": "split", "label": "β"}):
            wire.send(message)
        await shown.until(lambda: not board.board["units"])
        await shown.until(lambda: "There are no macro units yet" in "".join(
            part.object for part in shown.parts("why")))  # fmt: skip
        for label in "AB":
            wire.send({"type": "pick", "label": label})
        assert shown.part("network-editor").selected == ["unit:A", "unit:B"]
        wire.send({"type": "kind", "kind": "any"})
        wire.send({"type": "make"})
        await shown.until(lambda: len(board.board["units"]) == 3)
        assert board.board["chosen"]["label"] == "α"
        wire.send({"type": "flip", "label": "α", "row": 1})
        await shown.until(lambda: not any(on for *_, on in board.board["chosen"]["presets"][:3]))
        wire.send({"type": "preset", "label": "α", "key": "all"})
        wire.send({"type": "tau", "label": "α", "tau": 2})
        await shown.until(lambda: "history" in board.board)
        assert board.board["history"]["assumed"]
        wire.send({"type": "past", "ago": 1, "label": "A"})
        await shown.until(lambda: not board.board["history"]["assumed"])
        assert [row["states"] for row in board.board["chosen"]["rows"] if row["now"]] == [["Ab", "ab"]]
        shown.gesture("toggle", label="C", state=1)
        await shown.until(lambda: board.board["history"]["assumed"])
        assert macros.ASSUMED in shown.text("message")

    visit(opened_at(VIEW), scene)


def test_members_background_and_a_history_are_set_on_the_board():
    async def scene(shown):
        board = shown.part("grain-board")
        wire = Wire(board)
        wire.send({"type": "member", "label": "α", "unit": "C"})
        await shown.until(lambda: len(board.board["chosen"]["members"]) == 4)
        assert [each["picked"] for each in board.board["chosen"]["members"]] == [True, True, True, False]
        wire.send({"type": "leave", "label": "D"})
        wire.send({"type": "apportion", "label": "α", "unit": "D"})
        await shown.until(lambda: board.board["chosen"]["background"] == [{"label": "D", "picked": True}])
        wire.send({"type": "member", "label": "α", "unit": "C"})
        await shown.until(lambda: not board.board["chosen"]["members"][2]["picked"])
        wire.send({"type": "tau", "label": "α", "tau": 2})
        await shown.until(lambda: "history" in board.board)
        wire.send({"type": "trail"})
        await shown.until(lambda: "has 1 state" in shown.text("message"))
        assert board.board["history"]["assumed"]
        wire.send({"type": "walk"})
        await shown.until(lambda: not board.board["history"]["assumed"])
        wire.send({"type": "member", "label": "Q", "unit": "A"})
        await shown.until(lambda: "There is no macro unit Q" in shown.text("message"))

    visit(opened_at(VIEW), scene)


def test_the_steps_are_computed_when_they_are_opened():
    async def scene(shown):
        assert shown.text("grain-steps") == ""
        shown.part("steps-open").value = True
        await shown.until(lambda: "4 Compress" in shown.text("grain-steps"))
        assert shown.text("grain-steps").count("▸ the present state") == 4
        assert (await shown.take("grain-steps", "svg")).startswith(b"<?xml")
        wire = Wire(shown.part("grain-board"))
        wire.send({"type": "choose", "label": "β"})
        await shown.until(lambda: "β = AND(CD)" in shown.text("grain-steps"))

    visit(opened_at(VIEW), scene)


def test_hostile_messages_do_nothing():
    heard = []
    board = GrainBoard(lambda *parts: heard.append(parts))
    wire = Wire(board)
    for message in (
        None,
        [],
        {"type": []},
        {"type": "eval"},
        {"type": "flip", "label": "α"},
        {"type": "flip", "label": "α", "row": True},
        {"type": "tau", "label": "α", "tau": 1 << 40},
        {"type": "pick", "label": "A" * 1000},
        {"type": "past", "ago": "1", "label": "A"},
        {"type": "member", "label": "α", "unit": 3},
        {"type": "apportion", "label": "α"},
    ):
        wire.send(message)
    assert heard == []
    wire.send({"type": "past", "ago": 1, "label": "A"})
    assert heard == [("past", 1, "A")]


def test_settings_go_with_links_and_what_cannot_be_is_ignored():
    settings = GrainSettings()
    read, put = settings.view_state
    assert read() == {}
    settings.param.update(within="micro", size=3)
    assert read() == {"within": "micro", "size": 3}
    for look in (None, {"size": 0}, {"size": 99}, {"tau": True}, {"within": "x"}, {"mappings": []}):
        put(look)
        assert read() == {"within": "micro", "size": 3}
    put({"tau": 2, "size": 4, "within": "all"})
    assert (settings.bounds.tau, settings.bounds.within) == (2, "all")


def test_the_system_under_the_pointer_is_outlined():
    document = Document(preset("grain-coarse-micro"))
    settings = GrainSettings()
    marks = GrainMarks(document, Selection(), settings)
    assert [each["units"] for each in marks.all()["regions"]] == [["A", "B"], ["C", "D"]]
    settings.pointed = (MacroUnit("ABC", label="α", background=("D",)),)
    assert [(each["kind"], each["units"]) for each in marks.all()["regions"]] == [
        ("macro", ["A", "B", "C"]),
        ("excluded", ["D"]),
    ]
    assert marks.all()["background"] == ["D"]
    document.change(macros.use, ())
    settings.pointed = ()
    assert marks.all()["system"] == list("ABCD")


def test_the_board_lists_presets_sequences_and_columns():
    document = Document(couples(2, 0.25), origin="")
    document.change(macros.make_unit, document.substrate.labels[:2])
    document.change(macros.set_tau, "α", 2)
    unit = macros.unit_at(document.snapshot, "α")
    assert [name for _, name, on in presets_of(unit) if on] == ["all"]
    mapping = mapping_of(document.snapshot, unit)
    assert len(mapping["rows"]) == 16
    assert sum(row["now"] for row in mapping["rows"]) == 1
    assert mapping["most"] == 8
    assert [column["ago"] for column in history_of(document.snapshot)["columns"]] == [1, 0]


def test_a_search_is_counted_first_and_refused_in_a_sentence_when_it_is_too_large():
    from apps.views.grain.answers import AcrossGrains, Planning

    async def scene():
        document = Document(couples(3, 0.25))
        settings = GrainSettings()
        planning = Planning(document, settings)
        search = AcrossGrains(document, settings, planning)
        assert isinstance(search.runner, Runner)
        planning.refresh()
        async with asyncio.timeout(60):
            while planning.current is None:
                await asyncio.sleep(0.02)
        assert planning.current.systems == 3083
        assert search.estimate(document.snapshot).startswith("3,083 systems of units of any grain")
        document.open_substrate(couples(4, 0.25))
        settings.param.update(size=2, tau=2)
        async with asyncio.timeout(60):
            while not search.problem:
                await asyncio.sleep(0.02)
        assert "more than 200,000; with units of at most" in search.problem

    asyncio.run(scene())
