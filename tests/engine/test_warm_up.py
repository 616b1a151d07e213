"""Compiling ahead runs every kernel once and says how long it took."""

from engine.warm_up import warm_up


def test_warm_up_says_how_long_it_took():
    assert 0 < warm_up() < 100
