"""The sets of units that no rule rules out: parted until nothing parts, then with and without each unit."""

from collections.abc import Callable
from dataclasses import dataclass, field

from engine.large.splitting import by_cause_edges, by_effect_edges, by_self_sufficiency, parted_by
from engine.large.surroundings import Surroundings
from engine.run.jobs import Watch
from engine.substrate.masks import bits

Rule = Callable[[Surroundings, int], list[int]]
RULES: tuple[tuple[str, Rule], ...] = (
    ("effects", by_effect_edges),
    ("causes", by_cause_edges),
    ("effects", by_self_sufficiency),
)
STEP = 0.005  # share of the work between two reports
MOST_SETS = 20_000  # sets that are looked at one by one: a minute


@dataclass(slots=True)
class Survivors:
    """What a search has found.

    Attributes
    ----------
    sets : list of int
        Candidate systems that may have φ_s > 0.
    ruled : dict
        How many sets each rule has ruled out.
    left : list of (set, set)
        What was not looked at: all sets between the second and the first.
    """

    sets: list[int] = field(default_factory=list)
    ruled: dict[str, int] = field(default_factory=lambda: {"effects": 0, "causes": 0})
    left: list[tuple[int, int]] = field(default_factory=list)


def survivors(here: Surroundings, watch: Watch, most: int = MOST_SETS) -> Survivors:
    """Return the candidate systems that the rules do not rule out, each once.

    Parameters
    ----------
    here : Surroundings
    watch : Watch
    most : int
        How many sets to look at one by one.

    Returns
    -------
    Survivors
    """
    found = Survivors()
    # A set, the units that every set below it has, and its share of the work.
    waiting = [((1 << here.substrate.n) - 1, 0, 1.0)]
    looked, done, told = 0, 0.0, 0.0
    while waiting:
        watch.check()
        if done - told > STEP:
            watch.tell(done)
            told = done
        inside, kept, share = waiting.pop()
        classes = _parted(here, inside, kept, found.ruled)
        for each in classes:
            below = [] if looked >= most else _without_each(here, each, kept)
            waiting += [(*pair, share / len(classes) / len(below)) for pair in below]
            done += 0.0 if below else share / len(classes)
            if looked >= most:
                found.left.append((each, kept))
                continue
            looked += 1
            rule = parted_by(here, each)
            if rule is None:
                found.sets.append(each)
            else:
                found.ruled[rule] += 1
        done += 0.0 if classes else share
    watch.tell(1.0)
    return found


def _without_each(here: Surroundings, inside: int, kept: int) -> list[tuple[int, int]]:
    """Return sets that lack one unit each, and the units that all sets below have, so that none comes twice.

    Units that feed the most come first: without them, the most parts.
    """
    if not inside & (inside - 1):
        return []
    free = sorted(bits(inside & ~kept), key=lambda unit: -(here.outputs[unit] & inside).bit_count())
    below = []
    for unit in free:
        below.append((inside & ~(1 << unit), kept))
        kept |= 1 << unit
    return below


def _parted(here: Surroundings, inside: int, kept: int, ruled: dict[str, int]) -> list[int]:
    """Return the classes of a set that have all of the `kept` units, and count what they rule out."""
    whole, waiting = [], [inside]
    while waiting:
        each = waiting.pop()
        if not each & (each - 1):
            whole.append(each)
            continue
        for name, rule in RULES:
            parts = rule(here, each)
            if len(parts) > 1:
                parts = [part for part in parts if not kept & ~part]
                ruled[name] += _sets(each, kept) - sum(_sets(part, kept) for part in parts)
                waiting += parts
                break
        else:
            whole.append(each)
    return [each for each in whole if each]


def _sets(inside: int, kept: int) -> int:
    """Return how many nonempty sets there are between two."""
    return (1 << (inside & ~kept).bit_count()) - (not kept)
