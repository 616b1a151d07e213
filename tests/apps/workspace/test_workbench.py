"""One page for all views: one document, each view built when it is first opened, those not shown at rest."""

import pytest

from apps import views
from apps.document.link_text import decode
from apps.workspace.navigation import ViewLinks
from apps.workspace.share_link import KEY
from apps.workspace.workbench import Stage
from apps.workspace.workspace import Workspace
from parts import part
from visits import opened_at, visit
from wire import send

pytestmark = [
    pytest.mark.usefixtures("every_tool"),
    pytest.mark.filterwarnings("ignore:The inplace keyword"),
    pytest.mark.filterwarnings("ignore:Both 'variant' and 'button_style'"),
]


@pytest.fixture
def stage():
    desk = Workspace()
    shown = Stage(desk)
    yield shown
    desk.runner.close()


def go(shown, name):
    (links,) = shown.page.select(ViewLinks)
    send(links, {"view": name})
    assert links.current == name


def test_a_view_is_built_once_and_only_one_is_visible(stage):
    all_views = views.load()
    for name in ("explore", "causation", "explore", "complexes", "causation"):
        stage.show(all_views[name])
        visible = [column for column in stage.view if column.visible]
        assert len(visible) == 1
    assert len(stage.view) == 3


def test_the_left_side_and_the_marks_are_those_of_the_view(stage):
    all_views = views.load()
    stage.show(all_views["explore"])
    desk = stage._desk
    assert list(desk.beneath) == [desk.settings]
    assert desk.drawing.view.marks["system"] == ["A", "B"]
    stage.show(all_views["causation"])
    settings, transition = desk.beneath
    assert part(desk.beneath, "transition") is transition
    assert (settings.visible, transition.visible) == (False, True)
    assert desk.drawing.view.marks["system"] == []
    desk.document.set_units(["A", "C"])
    stage.show(all_views["explore"])
    assert desk.drawing.view.marks["system"] == ["A", "C"]
    assert (settings.visible, transition.visible) == (True, False)


def test_what_is_done_in_one_view_can_be_undone_in_another():
    async def scene(shown):
        await shown.until(lambda: "0.1719" in shown.text("metrics"))
        shown.gesture("toggle", label="A", state=1)
        go(shown, "complexes")
        await shown.until(lambda: shown.part("candidates").value is not None)
        assert shown.part("state").value == "ABC"
        shown.part("undo").clicks += 1
        assert shown.part("state").value == "aBC"

    visit(opened_at(views.load()["explore"]), scene)


def test_a_view_that_is_not_shown_rests_and_is_up_to_date_when_it_is():
    async def scene(shown):
        def phi():
            return next(each.object for each in shown.page.select() if "metrics" in (each.css_classes or ()))

        go(shown, "complexes")
        await shown.until(lambda: len(shown.part("candidates").value) == 7)
        before = shown.part("candidates").value
        go(shown, "explore")
        shown.gesture("toggle", label="B", state=0)
        await shown.until(lambda: "φ" in phi())
        assert shown.part("candidates").value is before
        go(shown, "complexes")
        await shown.until(lambda: shown.part("candidates").value is not before)

    visit(opened_at(views.load()["explore"]), scene)


def test_a_page_opened_at_a_view_may_begin_with_an_example_of_its_own():
    shown = opened_at(views.load()["causation"])()
    assert part(shown, "preset").value == "ac-fig6-or-and"


def test_links_carry_the_parts_of_every_view_that_was_built(stage):
    stage.show(views.load()["explore"])
    desk = stage._desk
    desk.take_away.button.value = True
    desk.share.view.clicks += 1
    view = decode(part(desk.take_away.panel, "shared-link").fragment[len(KEY) :])["view"]
    assert {"side", "text", "matrices"} <= set(view)
    assert "right" not in view
    stage.show(views.load()["compare"])
    desk.share.view.clicks += 1
    assert "right" in decode(part(desk.take_away.panel, "shared-link").fragment[len(KEY) :])["view"]


def test_a_picked_edge_leads_to_the_scissors_of_the_view():
    async def scene(shown):
        shown.gesture("select", ids=["edge:A>B"])
        await shown.until(lambda: shown.parts("cut-edge"))
        shown.part("cut-edge").clicks += 1
        await shown.until(lambda: "Your cut: φ = 0.1719 ibits." in shown.part("cutting-room").markup)
        assert "A to B: mend it" in shown.part("cutting-room").markup
        (links,) = shown.page.select(ViewLinks)
        assert links.current == "explore"
        tabs = shown.part("explain-tabs")
        assert tabs._names[tabs.active] == "Scissors"
        assert shown.part("look-inside").value
        # C is not in the system
        shown.gesture("select", ids=["edge:A>C"])
        await shown.until(lambda: "A → C" in shown.part("weight-slider").label)
        shown.part("cut-edge").clicks += 1
        await shown.until(lambda: "A → C is not cut by itself" in shown.part("cutting-room").markup)
        assert "Nothing is cut yet" in shown.part("cutting-room").markup
        send(shown.part("cutting-room"), {"act": "again"})
        await shown.until(lambda: "by itself" not in shown.part("cutting-room").markup)

    visit(opened_at(views.load()["complexes"]), scene)
