"""How two analyses differ in what was asked: network, state, candidate system, formalism, tie rule."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from viz.theme import count, plain
from viz.view.letters import FORMALISMS, letters

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from engine.structure import PhiStructure
    from engine.substrate import Edge, Substrate

LISTED = 5
LEFT, RIGHT = "on the left", "on the right"
SAME_TPM = 1e-12
Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Compared:
    """One side of a comparison: a substrate in a state (one value per unit), unfolded."""

    substrate: Substrate
    state: tuple[int, ...]
    structure: PhiStructure


@dataclass(frozen=True, slots=True)
class Differences:
    """Sentences, and the units and edges of the drawings that they are about."""

    sentences: tuple[str, ...]
    units: frozenset[str]
    edges: frozenset[Pair]


def differences(left: Compared, right: Compared) -> Differences:
    """Return how the two sides differ in what was asked; no sentences when nothing does."""
    stated, toggled = _states(left, right)
    wired, edges = _edges(left.substrate, right.substrate)
    working, changed = _units(left.substrate, right.substrate)
    rules = [_system(left, right), *_rules(left.structure, right.structure)]
    network = [*working, *wired]
    if network:
        network.append(_tpms(left.substrate, right.substrate))
    said = [*network, stated, *rules]
    return Differences(tuple(filter(None, said)), frozenset(toggled + changed), frozenset(edges))


def _states(left: Compared, right: Compared) -> tuple[str, list[str]]:
    one = dict(zip(left.substrate.labels, left.state, strict=True))
    other = dict(zip(right.substrate.labels, right.state, strict=True))
    toggled = [label for label in one if label in other and one[label] != other[label]]
    if not toggled:
        return "", []
    texts = [letters(side.substrate.labels, side.state) for side in (left, right)]
    return f"State: {texts[0]} {LEFT}, {texts[1]} {RIGHT}; {_listed(toggled)} differ{_s(toggled)}.", toggled


def _system(left: Compared, right: Compared) -> str:
    one, other = left.structure.units, right.structure.units
    if set(one) == set(other):
        return ""
    return f"Candidate system: {_joined(one)} {LEFT}, {_joined(other)} {RIGHT}."


def _rules(left: PhiStructure, right: PhiStructure) -> list[str]:
    found = []
    if left.formalism != right.formalism:
        names = [FORMALISMS.get(each.formalism, each.formalism) for each in (left, right)]
        found.append(f"Formalism: {names[0]} {LEFT}, {names[1]} {RIGHT}.")
    if left.tie_rule != right.tie_rule:
        found.append(f"Among tied purviews the {left.tie_rule} {LEFT}, the {right.tie_rule} {RIGHT}.")
    return found


def _units(left: Substrate, right: Substrate) -> tuple[list[str], list[str]]:
    """Return sentences about the units, and the labels of those that differ."""
    one, other = ({unit.label: unit for unit in each.units} for each in (left, right))
    found = [
        f"Only {where}: {_listed(extra)}."
        for where, extra in (
            (LEFT, [label for label in one if label not in other]),
            (RIGHT, [label for label in other if label not in one]),
        )
        if extra
    ]
    common = [label for label in one if label in other]
    if left.tpm_rows is None and right.tpm_rows is None:
        changed = [
            label
            for label in common
            if (one[label].function, one[label].states) != (other[label].function, other[label].states)
        ]
    else:
        changed = [label for label in common if one[label].states != other[label].states]
    if changed:
        found.append(f"{_listed(changed)} work{_s(changed)} differently.")
    return found, [*changed, *(label for label in (*one, *other) if (label in one) != (label in other))]


def _edges(left: Substrate, right: Substrate) -> tuple[list[str], list[Pair]]:
    """Return sentences about the edges, and those that differ; edges of units that only one has are not."""
    both = set(left.labels) & set(right.labels)
    one, other = (_weights(each.edges, both) for each in (left, right))
    gone = [pair for pair in one if pair not in other]
    new = [pair for pair in other if pair not in one]
    heavier = [pair for pair in one if pair in other and one[pair] != other[pair]]
    found = [
        f"Edge{'' if len(extra) == 1 else 's'} only {where}: {_listed(map(_arrow, extra))}."
        for where, extra in ((LEFT, gone), (RIGHT, new))
        if extra
    ]
    if heavier:
        texts = [f"{_arrow(pair)} {plain(one[pair])} | {plain(other[pair])}" for pair in heavier]
        found.append(f"Weights, left | right: {_listed(texts)}.")
    return found, [*gone, *new, *heavier]


def _weights(edges: Iterable[Edge], units: set[str]) -> dict[Pair, float]:
    return {
        (edge.source, edge.target): float(edge.weight)
        for edge in edges
        if edge.source in units and edge.target in units
    }


def _tpms(left: Substrate, right: Substrate) -> str:
    """Say whether the networks do the same, however they are drawn."""
    if left.labels != right.labels or left.radix != right.radix:
        return ""
    unlike = np.abs(left.columns - right.columns) > SAME_TPM
    if not unlike.any():
        return "Both have the same TPM."
    rows = int(unlike.any(axis=1).sum())
    return f"The TPMs differ in {count(rows)} of {count(len(unlike))} states."


def _arrow(pair: Pair) -> str:
    return f"{pair[0]}→{pair[1]}"


def _joined(units: Sequence[str]) -> str:
    return ("" if all(len(unit) == 1 for unit in units) else " ").join(units)


def _listed(texts: Iterable[str]) -> str:
    every = list(texts)
    rest = len(every) - LISTED
    return ", ".join(every) if rest <= 1 else f"{', '.join(every[:LISTED])} and {rest} more"


def _s(subjects: Sequence[str]) -> str:
    """Return the ending of the verb."""
    return "s" if len(subjects) == 1 else ""
