"""What belongs to a view that is not shown is not drawn until it is."""

from apps.ui.attention import Attention, attended, attention
from apps.ui.redraw import Painter


def test_outside_a_view_everything_is_attended():
    assert attention().here
    own = Attention(here=False)
    with attended(own):
        assert attention() is own
    assert attention() is not own


def test_the_latest_drawing_of_a_name_is_made_when_the_view_is_shown():
    own, drawn = Attention(), []
    with attended(own):
        painter = Painter()
    painter.built()
    painter.soon("a", lambda: drawn.append("a1"))
    own.here = False
    for which in ("a2", "a3"):
        painter.soon("a", lambda which=which: drawn.append(which))
    painter.soon("b", lambda: drawn.append("b"))
    assert drawn == ["a1"]
    own.here = True
    assert drawn == ["a1", "a3", "b"]
    own.here = False
    own.here = True
    assert drawn == ["a1", "a3", "b"]


def test_while_a_view_is_built_it_is_drawn():
    own, drawn = Attention(here=False), []
    with attended(own):
        painter = Painter()
    painter.soon("a", lambda: drawn.append("a"))
    assert drawn == ["a"]
