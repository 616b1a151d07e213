import panel as pn

from apps.ui.first_seen import when_first_seen


def models(box):
    return sum(1 for _ in box.get_root().references())


def test_parts_come_when_the_box_is_first_visible_and_stay():
    parts = [pn.pane.HTML("a"), pn.pane.HTML("b")]
    box = when_first_seen(pn.Column(visible=False), *parts)
    empty = models(box)
    box.visible = True
    assert box.objects == parts
    assert models(box) > empty
    box.visible = False
    assert box.objects == parts
    box.visible = True
    assert box.objects == parts


def test_a_box_that_is_seen_has_its_parts_at_once():
    part = pn.pane.HTML("a")
    assert when_first_seen(pn.Row(), part).objects == [part]
