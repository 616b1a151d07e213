"""The choice among equally good candidates."""

from apps.ui.tied_choice import Tied
from wire import send


def test_only_candidates_on_offer_can_be_chosen():
    chosen = []
    tied = Tied(chosen.append, options=["A", "B"])
    for given in (1, 2, -1, True, "1", None, 0):
        send(tied, {"chosen": given})
    send(tied, "chosen")
    assert chosen == [1, 0]


def test_the_listener_finds_the_choice_shown_already():
    """So that the browser hears of it when another one stays chosen."""
    seen = []
    tied = Tied(lambda index: seen.append((index, tied.chosen)), options=["A", "B"])
    send(tied, {"chosen": 1})
    assert seen == [(1, 1)]
