"""Places of the units of a computer: clock and registers at the left, lines of the program beside them.

A line's block has its ring, at the right of it the instruction register and the unit of the multiplexer
that waits for it. The output and the bits that wait behind it stand below the registers that they feed.
"""

from math import isqrt

from engine.substrate.computer import modules
from viz.layout import Point, Positions

BITS = 4
LEFT, RIGHT, TOP, LOW = 0.05, 0.95, 0.95, 0.05
STEP = 0.058
"""Between two units that belong together."""
MIDDLE = 0.28
"""Where the blocks of the program begin."""


def computer_places() -> Positions:
    """Return label -> (x, y) in [0, 1] for every unit of the computer of 117 units.

    Returns
    -------
    dict
        label -> (x, y), y up.
    """
    found = {module.kind: module.parts for module in modules(BITS)}
    places: Positions = {}
    for row, part in enumerate(found["clock"]):
        for column, label in enumerate(part):
            places[label] = (LEFT + STEP * column, TOP - STEP * row)
    top = TOP - STEP * (len(found["clock"]) + 1.5)
    for row, part in enumerate(found["registers"]):
        for column, label in enumerate(part):
            places[label] = (LEFT + STEP * column, top - STEP * 1.35 * row)
    gates, ends = found["multiplexer"]
    for column, label in enumerate(reversed(ends)):
        places[label] = (LEFT + STEP * column, LOW)
    for line, (part, gate) in enumerate(zip(found["program"], gates, strict=True)):
        places |= _block(line, (*part, gate))
    return {label: (round(x, 4), round(y, 4)) for label, (x, y) in places.items()}


def _block(line: int, labels: tuple[str, ...]) -> Positions:
    """Return the places of a line: its ring turns clockwise, the unit that is read next to the register."""
    side = isqrt(2**BITS)
    wide = (RIGHT - MIDDLE - 2 * STEP) / (side - 1)
    high = (TOP - LOW - STEP) / (side - 1)
    x, y = MIDDLE + wide * (line % side), TOP - high * (line // side)
    spots: tuple[Point, ...] = ((1, 0), (0, 0), (0, 1), (1, 1), (2, 0), (2, 1))
    return {label: (x + STEP * i, y - STEP * j) for label, (i, j) in zip(labels, spots, strict=True)}
