"""Macro systems to test with: random ones of another program, drawn ones, and the published examples."""

import json
from functools import cache
from importlib.resources import files
from pathlib import Path

import numpy as np
from hypothesis import strategies as st

from engine.grain import MacroUnit
from engine.substrate.substrate import Substrate
from strategies import binary_substrates_with_states, dense_tables

GOLDEN = json.loads((Path(__file__).parent / "data" / "golden_grain.json").read_text(encoding="utf-8"))[
    "cases"
]


@cache
def preset(slug):
    return Substrate.read(Path(str(files("assets"))) / "networks" / f"{slug}.json")


def couples(count, across):
    """Dancing couples: P(ON) = .05 + .05 itself + .6 partner + `across` the mean of its like elsewhere."""
    n = 2 * count
    x = np.array([[row >> i & 1 for i in range(n)] for row in range(2**n)])
    like = [[j for j in range(i % 2, n, 2) if j != i] for i in range(n)]
    on = [0.05 + 0.05 * x[:, i] + 0.6 * x[:, i ^ 1] + across * x[:, like[i]].mean(axis=1) for i in range(n)]
    return Substrate.from_tpm(np.stack(on, axis=1))


def named(substrate, unit):
    """A macro unit from a tuple of positions, grain, table and positions of the background."""
    at, tau, table, beside = unit
    return MacroUnit([substrate.labels[i] for i in at], tau, table, [substrate.labels[i] for i in beside])


@st.composite
def tables(draw, bits):
    """A mapping that is not constant."""
    number = draw(st.integers(1, 2**2**bits - 2))
    return [number >> k & 1 for k in range(2**bits)]


@st.composite
def units_of(draw, n, tau=2, background=True):
    """Macro units over n micro units as tuples: disjoint, of any grain up to τ, with background."""
    order = draw(st.permutations(range(n)))
    units = []
    while order and (not units or draw(st.booleans())):
        size = draw(st.integers(1, min(2, len(order))))
        at, order = sorted(order[:size]), order[size:]
        grain = draw(st.integers(1, tau))
        units.append([tuple(at), grain, draw(tables(size * grain)), ()])
    for unit in units if background else ():
        size = draw(st.integers(0, min(2, len(order))))
        unit[3], order = tuple(sorted(order[:size])), order[size:]
    return [tuple(unit) for unit in units]


@st.composite
def situations(draw, most=3, tau=2, background=True):
    """A substrate, macro units over it as tuples, and a history that can be any."""
    substrate, state = draw(
        st.one_of(
            binary_substrates_with_states(most),
            st.integers(2, most).flatmap(
                lambda n: st.tuples(dense_tables(n), st.tuples(*[st.integers(0, 1)] * n))
            ),
        )
    )
    units = draw(units_of(substrate.n, tau, background))
    earlier = draw(
        st.lists(st.tuples(*[st.integers(0, 1)] * substrate.n), min_size=tau - 1, max_size=tau - 1)
    )
    return substrate, units, (*earlier, state)
