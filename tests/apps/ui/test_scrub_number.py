"""A number that is scrubbed: value and drag reach Python together, in whichever order they were set."""

from apps.ui.scrub_number import ScrubNumber
from wire import edit


def test_a_value_comes_with_the_drag_that_made_it():
    number = ScrubNumber(label="Weight", value=0.7)
    heard = []
    number.param.watch(lambda event: heard.append((event.new, number.drag)), "value")
    edit(number, drag=7, value=0.75)
    edit(number, value=0.8)
    edit(number, value=0.3, drag=0)
    assert heard == [(0.75, 7), (0.8, 7), (0.3, 0)]


def test_its_place_is_that_of_the_fields_beside_it():
    assert (ScrubNumber().styles, ScrubNumber().margin) == ({"width": "6rem"}, (4, 6))
    assert ScrubNumber(margin=0).margin == 0
