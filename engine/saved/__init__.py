"""Results as files: ``.phi``, a zip of JSON and arrays, which holds no code and runs none.

>>> from engine import Substrate, load, save, unfold
>>> s = Substrate.from_rules({"A": "B", "B": "A"})
>>> r = unfold(s, "AB")
>>> save(r, "two.phi", substrate=s)
>>> load("two.phi") == r
True
"""
