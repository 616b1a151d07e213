"""Wrong links are counted by address, each once, and forgotten after a minute."""

from apps.guesses import MOST, MOST_ADDRESSES, WINDOW, Guesses


def test_who_tries_many_waits_and_nobody_else():
    now = [0.0]
    guesses = Guesses(lambda: now[0])
    for n in range(MOST - 1):
        guesses.note("a", f"token {n}")
    assert not guesses.too_many("a")
    guesses.note("a", "one more")
    assert guesses.too_many("a")
    assert not guesses.too_many("b")
    now[0] = WINDOW + 1
    assert not guesses.too_many("a")


def test_the_same_wrong_link_again_is_no_guess():
    guesses = Guesses(lambda: 0.0)
    for _ in range(10 * MOST):
        guesses.note("a", "of an earlier class")
    assert not guesses.too_many("a")


def test_what_is_kept_is_bounded():
    now = [0.0]
    guesses = Guesses(lambda: now[0])
    for n in range(MOST_ADDRESSES + 10):
        guesses.note(str(n), "x")
    assert len(guesses._wrong) == MOST_ADDRESSES
    now[0] = WINDOW + 1
    guesses.note("another", "x")
    assert set(guesses._wrong) == {"another"}
