"""The server's side of the question whether it is there."""

import pytest

from apps.workspace.connection import Connection
from wire import Wire


def test_every_question_is_answered_by_its_number():
    wire = Wire(Connection())
    for number in (1, 2):
        wire.send({"ping": number})
    assert wire.told == [{"pong": 1}, {"pong": 2}]


@pytest.mark.parametrize("message", [None, "ping", [], {}, {"ping": "1"}, {"ping": True}, {"ping": 1.5}])
def test_what_is_no_question_is_not_answered(message):
    wire = Wire(Connection())
    wire.send(message)
    assert wire.told == []
