"""No label covers another, however many want the same place."""

from dataclasses import replace
from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from viz.shapes.labels import Wish, spread

FRAME = (0.0, 0.0, 100.0, 80.0)
SPOT = st.floats(0, 1).map(lambda x: round(x, 3))
WISHES = st.lists(
    st.builds(
        lambda x, y, wide: Wish(5 + 90 * x, 5 + 70 * y, 4 + 12 * wide, 3.0), SPOT, SPOT, SPOT
    ),
    max_size=25,
)  # fmt: skip


def covers(a, b, at, to):
    return (
        abs(at[0] - to[0]) < (a.wide + b.wide) / 2 - 1e-6
        and abs(at[1] - to[1]) < (a.high + b.high) / 2 - 1e-6
    )


@settings(max_examples=40)
@given(WISHES)
def test_no_label_covers_another_and_none_leaves_the_frame(wishes):
    places = spread(wishes, frame=FRAME)
    written = [(wish, place) for wish, place in zip(wishes, places, strict=True) if place]
    for (a, at), (b, to) in combinations(written, 2):
        assert not covers(a, b, at, to)
    for wish, (x, y) in written:
        assert wish.wide / 2 - 1e-6 <= x <= 100 - wish.wide / 2 + 1e-6
        assert wish.high / 2 - 1e-6 <= y <= 80 - wish.high / 2 + 1e-6
    assert spread(wishes, frame=FRAME) == places


def test_the_first_stays_where_it_wishes_to_be():
    wish = Wish(50, 40, 20, 4)
    first, second = spread([wish, wish])
    assert first == (50, 40)
    assert second is not None
    assert not covers(wish, wish, first, second)


def test_what_is_as_good_is_tried_before_other_places():
    wish = Wish(50, 40, 20, 4, others=((50, 60),))
    assert spread([wish, wish])[1] == (50, 60)


def test_without_room_only_what_must_be_is_written():
    wish = Wish(5, 5, 9, 9)
    assert spread([wish] * 3, frame=(0, 0, 10, 10))[1:] == [None, None]
    assert spread([wish, replace(wish, firm=True)], frame=(0, 0, 10, 10))[1] is not None


def test_marks_of_the_drawing_stay_free_if_they_can():
    ((x, y),) = spread([Wish(50, 40, 10, 4)], walls=[(50, 40, 3, 3)])
    assert abs(x - 50) >= 6.5 or abs(y - 40) >= 3.5
