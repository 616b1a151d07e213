"""How a class has answered, as bars."""

from apps.classroom.records import Question
from apps.classroom.tally import MOST_VALUES, TallyBar, tally


def test_options_are_counted_in_their_order():
    question = Question(1, "Which?", ("yes", "no", "perhaps"), right="1")
    assert tally(question, ["1", "0", "1"]) == (
        TallyBar("yes", 1),
        TallyBar("no", 2, True),
        TallyBar("perhaps", 0),
    )


def test_few_numbers_have_a_bar_each():
    bars = tally(Question(1, "How much?", right="0.5"), ["0.5", "-1.0", "0.5"])
    assert bars == (TallyBar("−1", 1), TallyBar("0.5", 2, True))
    assert tally(Question(1, "How much?"), []) == ()


def test_many_numbers_share_bars_and_one_holds_the_right_one():
    for right in ("0.0", "3.3", "29.0"):
        bars = tally(Question(1, "How much?", right=right), [str(float(i)) for i in range(30)])
        assert len(bars) == MOST_VALUES
        assert sum(bar.count for bar in bars) == 30
        assert sum(bar.is_right for bar in bars) == 1
    assert not any(bar.is_right for bar in tally(Question(1, "?", right="40.0"), [str(i) for i in range(30)]))
