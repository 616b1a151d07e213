"""Substrates: units, functions, rules, states, TPMs, and the files they are read from."""
