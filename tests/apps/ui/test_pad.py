"""A pad does what its markup offers and nothing else."""

from apps.ui.pad import Pad
from wire import send


def test_a_pad_drops_what_it_did_not_offer():
    pressed = []
    pad = Pad()
    pad.put("<button data-act='x'>x</button>", {"x": lambda: pressed.append("x")})
    for message in ("x", None, {"act": "y"}, {"act": ["x"]}, {"act": {}}, {}, {"act": "x"}):
        send(pad, message)
    assert pressed == ["x"]


def test_new_markup_forgets_the_acts_of_the_old():
    pressed = []
    pad = Pad()
    pad.put("<button data-act='x'>x</button>", {"x": lambda: pressed.append("x")})
    pad.put("<b>nothing to press</b>")
    send(pad, {"act": "x"})
    assert pressed == []
    assert pad.markup == "<b>nothing to press</b>"
