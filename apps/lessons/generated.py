"""Networks for exercises, made from a seed: the same seed makes the same network on every machine."""

from __future__ import annotations

import random
import re
from math import cos, pi, sin

from engine.substrate.functions import Logistic
from engine.substrate.substrate import Edge, Substrate, Unit
from engine.words import tr

NAME = re.compile(r"random-([2-6])-(\d{1,6})")
LETTERS = "ABCDEF"
WEIGHTS = tuple(w / 10 for w in range(-8, 13) if w)
SHARE, LOOPS = 0.6, 0.4  # of the connections between units, and of those with themselves, that are there


def generated(name: str) -> Substrate | None:
    """Return the network called ``random-UNITS-SEED``; None for another name."""
    found = NAME.fullmatch(name)
    if found is None:
        return None
    count, chance = int(found[1]), random.Random(name)
    labels = LETTERS[:count]
    units = tuple(
        Unit(
            label,
            Logistic(k=4.0),
            x=round(0.5 + 0.32 * sin(2 * pi * i / count), 3),
            y=round(0.5 + 0.32 * cos(2 * pi * i / count), 3),
        )
        for i, label in enumerate(labels)
    )
    edges = tuple(
        Edge(a, b, chance.choice(WEIGHTS))
        for a in labels
        for b in labels
        if chance.random() < (LOOPS if a == b else SHARE)
    )
    state = tuple(chance.randrange(2) for _ in labels)
    return Substrate(units, edges, name=tr("Exercise {seed}", seed=found[2]), state=state)
