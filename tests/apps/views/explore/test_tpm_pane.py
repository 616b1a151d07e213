"""The TPM beside the drawing: it follows the document, lights and is lit by the selection."""

import pytest

from apps.document.document import Document
from apps.selection.selection import Selection, row_of
from apps.ui.redraw import Guard
from apps.views.explore.tpm_pane import TpmPane, columns_of, state_of
from cards import example


@pytest.fixture
def document():
    return Document(example("iit4-fig1"))


@pytest.fixture
def selection():
    return Selection()


@pytest.fixture
def pane(document, selection):
    return TpmPane(document, selection, Guard(document.say))


def test_the_row_of_the_state_is_boxed_and_follows_it(document, pane):
    boxed = [pane.plot.boxes.data["top"]]
    document.toggle("A")
    boxed.append(pane.plot.boxes.data["top"])
    assert boxed == [[6], [7]]


def test_rows_of_the_tpm_and_their_states():
    radix = (2, 3, 2)
    assert [row_of(state_of(row, radix), radix) for row in range(12)] == list(range(12))
    assert row_of((0, 3, 0), radix) is None
    assert row_of((0, 1), radix) is None
    assert columns_of((2, 2)) == [range(1), range(1, 2)]
    assert columns_of((2, 3)) == [range(2), range(2, 5)]
