"""A line to type in: what is typed on while an entry is worked on stays."""

from apps.ui.text_entry import Entry
from wire import edit


def entry() -> Entry:
    line = Entry(value="aBC")
    edit(line, value_input="ABC")
    return line


def test_what_was_typed_behind_an_entry_stays_in_the_line():
    line = entry()
    edit(line, value_input="abC", value="ABC")
    assert (line.value, line.value_input) == ("ABC", "abC")
    edit(line, value="abC")
    assert line.value == "abC"


def test_an_entry_that_is_put_right_is_written_into_the_line():
    line = entry()
    line.param.watch(lambda _event: line.param.update(value="aBC"), "value")
    edit(line, value="ABC")
    assert (line.value, line.value_input) == ("aBC", "aBC")


def test_putting_an_entry_right_leaves_what_was_typed_behind_it():
    line = entry()
    line.param.watch(lambda _event: line.param.update(value="aBC"), "value")
    edit(line, value_input="ABC!", value="ABC")
    assert (line.value, line.value_input) == ("aBC", "ABC!")


def test_what_comes_from_elsewhere_is_shown():
    line = entry()
    assert line.value_input == "ABC"
    line.value = "abc"
    assert line.value_input == "abc"
