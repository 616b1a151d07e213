"""A select whose options change: a choice that comes too late is dropped, not an error."""

import pytest

from apps.ui.select import Select
from wire import edit


def test_a_choice_of_what_is_gone_is_dropped():
    box = Select(options=["A", "B"], value="A")
    edit(box, value="B")
    assert box.value == "B"
    box.param.update(options=["A", "C"], value="C")
    edit(box, value="B")
    assert box.value == "C"


@pytest.mark.parametrize("kind", [list, dict])
def test_options_may_have_names(kind):
    box = Select(options={"one": 1, "two": 2} if kind is dict else [1, 2], value=1)
    assert box.value == 1
    box.options = {"three": 3} if kind is dict else [3]
    box.value = 3
    assert box.value == 3
