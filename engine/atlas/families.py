"""Families of networks that a survey goes through; this is the only list of them.

To add one, write the function that checks its options and returns its members, and its record in `FAMILIES`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import product
from pathlib import Path

import numpy as np

from engine.atlas.files import folder_of_files, listed_files, network_of
from engine.atlas.members import Member, Members
from engine.atlas.options import Asked
from engine.atlas.symmetry import deterministic_count, deterministic_maps
from engine.substrate.parameters import Parameter, parameters, value_of, with_value
from engine.substrate.states import split_labels
from engine.substrate.substrate import Substrate
from engine.substrate.tpm import all_states, row_of, state_of
from engine.words import tr

STATES = ("given", "all", "random")
MAX_ALL = 1 << 12
"""Most states of a network that are all surveyed."""
MAX_STEPS = 1_001


@dataclass(frozen=True, slots=True)
class Family:
    """A kind of networks.

    Attributes
    ----------
    key : str
        What recipes call it.
    options : tuple of str
        Its options, but ``states`` and ``seed``, which all have.
    members : callable(asked, folder)
        Checks the options and returns the networks; `folder` is where the recipe's files are.
    states : str
        Which states are surveyed if the recipe does not say: one of `STATES`.
    """

    key: str
    options: tuple[str, ...]
    members: Callable[[Asked, Path], Members]
    states: str


def deterministic(asked: Asked, _folder: Path) -> Members:
    """Return all deterministic networks of 2 or 3 units up to symmetry."""
    n = asked.whole("units", 2, 1, 3)

    def make() -> Iterator[Member]:
        for successor in deterministic_maps(n):
            rows = [state_of(row, (2,) * n) for row in successor]
            name = "".join(map(str, successor))
            yield Member(name, Substrate.from_tpm(rows), {"successors": list(successor)})

    return Members(deterministic_count(n), make)


def elementary(asked: Asked, _folder: Path) -> Members:
    """Return elementary cellular automata on a ring."""
    n = asked.whole("units", 5, 3, 8)
    rules = asked.given.get("rules", "all")
    if rules == "all":
        rules = list(range(256))
    if not isinstance(rules, list) or not all(type(rule) is int and 0 <= rule < 256 for rule in rules):
        raise asked.refusal(tr('rules are {value!r}; use "all" or a list of 0 to 255.', value=rules), "rules")

    def make() -> Iterator[Member]:
        for rule in rules:
            yield Member(tr("rule {rule}", rule=rule), Substrate.from_tpm(ring(rule, n)), {"rule": rule})

    return Members(len(rules), make)


def ring(rule: int, n: int) -> np.ndarray:
    """Return the TPM of an elementary cellular automaton (Wolfram's numbering) on a ring, shape (2**n, n)."""
    states = all_states((2,) * n).astype(int)
    left, right = np.roll(states, 1, axis=1), np.roll(states, -1, axis=1)
    return rule >> (4 * left + 2 * states + right) & 1


def random(asked: Asked, _folder: Path) -> Members:
    """Return random networks: logistic units with random weights, or TPMs of independent probabilities."""
    count, n = asked.whole("count", 1000, 1, 1_000_000), asked.whole("units", 4, 1, 8)
    kind = asked.one_of("functions", ("logistic", "tables"))
    density, noise = asked.real("density", 1.0, 0.0, 1.0), asked.real("noise", 0.0, 0.0, 1.0)
    weight, k = asked.real("weight", 1.0, 0.0, 100.0), asked.real("k", 1.0, 0.0, 100.0)
    symmetric, modules = asked.truth("symmetric"), asked.whole("modules", 1, 1, 8)
    between, seed = asked.real("between", 0.1, 0.0, 1.0), asked.whole("seed", 1, 0, 2**31)
    apart = np.arange(n)[:, None] * modules // n != np.arange(n)[None, :] * modules // n

    def drawn(rng: np.random.Generator) -> Substrate:
        if kind == "tables":
            return Substrate.from_tpm((1 - noise) * rng.random((1 << n, n)) + noise / 2)
        weights = rng.normal(0.0, weight, (n, n)) * np.where(apart, between, 1.0)
        weights *= rng.random((n, n)) < density
        if symmetric:
            weights = np.triu(weights) + np.triu(weights, 1).T
        made = Substrate.from_weights(weights, k)
        return made if not noise else Substrate.from_tpm((1 - noise) * made.tpm + noise / 2)

    def make() -> Iterator[Member]:
        for i in range(count):
            # A generator for each, so that the thousandth is the same however many there are.
            yield Member(tr("random {i}", i=i + 1), drawn(np.random.default_rng([seed, i])), {"draw": i})

    return Members(count, make)


def sweep(asked: Asked, folder: Path) -> Members:
    """Return a network with one or two of its numbers changed in steps."""
    base = network_of(asked, folder / asked.text("file"))
    axes = [_axis(asked, key, base) for key in ("first", "second") if key in asked.given or key == "first"]

    def make() -> Iterator[Member]:
        for values in product(*(values for _, values in axes)):
            made = base
            for (parameter, _), value in zip(axes, values, strict=True):
                made = with_value(made, parameter, value)
            given = {f"{p.kind}:{','.join(p.units)}": v for (p, _), v in zip(axes, values, strict=True)}
            yield Member(", ".join(f"{key} = {value:g}" for key, value in given.items()), made, given)

    return Members(int(np.prod([len(values) for _, values in axes])), make)


def _axis(asked: Asked, key: str, base: Substrate) -> tuple[Parameter, list[float]]:
    inner = asked.given.get(key)
    if not isinstance(inner, dict):
        said = tr("{key} is missing; give {{ parameter, from, to, steps }}.", key=key)
        raise asked.refusal(said, key)
    axis = Asked(inner, f"{asked.place}, {key}")
    axis.check({"parameter", "from", "to", "steps"})
    kind, _, named = axis.text("parameter").partition(":")
    known = [each for each in parameters(base) if each.kind == kind]
    wanted = split_labels(base.labels, named) if named else None
    parameter = next((p for p in known if wanted is None or list(p.units) == list(wanted)), None)
    if parameter is None:
        all_of = ", ".join(f"{p.kind}:{','.join(p.units)}" for p in parameters(base)) or tr("none")
        said = tr("there is no such parameter; choose one of {known}.", known=all_of[:400])
        raise axis.refusal(said, "parameter")
    now, limit = value_of(base, parameter), 1.0 if parameter.is_probability else 1e4
    low = axis.real("from", now, 0.0 if parameter.is_probability else -limit, limit)
    values = np.linspace(low, axis.real("to", now, -limit, limit), axis.whole("steps", 21, 1, MAX_STEPS))
    return parameter, [float(value) for value in np.round(values, 9)]


FAMILIES = {
    each.key: each
    for each in (
        Family("deterministic", ("units",), deterministic, "all"),
        Family("elementary", ("units", "rules"), elementary, "all"),
        Family(
            "random",
            (
                "count",
                "units",
                "functions",
                "density",
                "weight",
                "k",
                "noise",
                "symmetric",
                "modules",
                "between",
            ),
            random,
            "given",
        ),
        Family("sweep", ("file", "first", "second"), sweep, "all"),
        Family("folder", ("folder",), folder_of_files, "given"),
        Family("list", ("list",), listed_files, "given"),
    )
}
"""Every family by key."""


def states_of(asked: Asked, default: str) -> Callable[[Member, int], Sequence[tuple[int, ...]]]:
    """Return the function from a member and its number to the states to survey.

    They are all, the file's (else all OFF), one drawn at random among those that can be reached, or those of
    a list.
    """
    chosen = asked.given.get("states", default)
    if isinstance(chosen, list) and chosen and all(isinstance(each, str) for each in chosen):
        return lambda member, _: [member.substrate.parse_state(each) for each in chosen]
    if chosen not in STATES:
        said = tr(
            "states are {value!r}; use one of {known}, or a list of states.",
            value=chosen,
            known=", ".join(STATES),
        )
        raise asked.refusal(said, "states")
    seed = asked.whole("seed", 1, 0, 2**31)

    def states(member: Member, at: int) -> Sequence[tuple[int, ...]]:
        substrate = member.substrate
        count = len(substrate.columns)
        if chosen == "all":
            if count > MAX_ALL:
                said = tr("{name} has {count:,} states; survey given ones.", name=member.name, count=count)
                raise asked.refusal(said, "states")
            return [state_of(row, substrate.radix) for row in range(count)]
        if chosen == "random":
            draw = np.random.default_rng([seed, at, 1])
            start = state_of(int(draw.integers(count)), substrate.radix)
            columns = np.split(
                substrate.columns[row_of(start, substrate.radix)], np.cumsum(substrate.radix)[:-1]
            )
            return [tuple(int(draw.choice(len(p), p=p / p.sum())) for p in columns)]
        return [substrate.state or (0,) * substrate.n]

    return states
