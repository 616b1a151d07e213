"""The editor as a component: gestures come in order, checked, and each is answered by its number."""

from apps.document.gestures import Select, Toggle
from apps.editor.network_editor import NetworkEditor
from engine.errors import PhiscopeError
from wire import Wire

NETWORK = {
    "units": [{"label": "A", "x": 0.5, "y": 0.5, "on": 0, "states": 2, "kind": "logistic"}],
    "edges": [],
}


def editor():
    made = NetworkEditor(network=NETWORK)
    heard = []
    made.on_gesture(heard.append)
    return made, heard, Wire(made)


def test_gestures_are_told_and_answered_by_their_number():
    made, heard, wire = editor()
    wire.send({"seq": 1, "type": "toggle", "label": "A", "state": 1})
    wire.send({"seq": 2, "type": "select", "ids": ["unit:A"]})
    assert heard == [Toggle("A", 1), Select(("unit:A",))]
    assert (made.seen, made.selected) == (2, ["unit:A"])
    assert made.gesture == {"seq": 2, "type": "select", "ids": ["unit:A"]}


def test_what_is_no_gesture_is_a_sentence_and_still_answered():
    made, heard, wire = editor()
    wire.send({"seq": 3, "type": "toggle", "label": "Z", "state": 1})
    assert heard == []
    assert made.seen == 3
    assert "no longer in the network" in wire.told[0]["say"]


def test_a_listener_s_refusal_is_shown_and_the_answer_comes_all_the_same():
    made, _heard, wire = editor()

    def refuse(_gesture):
        raise PhiscopeError("Not now.")

    made.on_gesture(refuse)
    wire.send({"seq": 4, "type": "undo"})
    assert wire.told == [{"say": "Not now."}]
    assert made.seen == 4


def test_copies_answer_the_gesture_being_dealt_with():
    made, _heard, wire = editor()
    made.on_gesture(lambda _gesture: made.put_on_clipboard("text", "Copied."))
    wire.send({"seq": 5, "type": "copy", "units": ["A"]})
    assert wire.told == [{"clip": "text", "of": 5, "note": "Copied."}]


def test_a_view_that_equals_the_last_is_sent_again():
    made, _heard, wire = editor()
    for _ in range(2):
        made.look_at({"x": 1.0, "y": 2.0, "k": 1.5})
    assert wire.told == [{"look": {"x": 1.0, "y": 2.0, "k": 1.5}}] * 2
    assert made.shown == {"x": 1.0, "y": 2.0, "k": 1.5}
