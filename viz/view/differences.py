"""Differences between the questions of two analyses: substrate, state, system, formalism, ties, choices."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from engine.formalisms import formalism_name
from engine.iit4.readings import CHOICES
from engine.substrate.probabilities import differ
from engine.words import tr, trn
from viz.numbers import count, number
from viz.view.letters import chosen_purviews, letters, plain_letters

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from engine.iit4.structure import PhiStructure
    from engine.substrate.substrate import Edge, Substrate

LISTED = 5
Pair = tuple[str, str]
"""(source, target) of an edge."""

MOST_SPELLED = 16
"""Most units whose states a sentence spells out."""


@dataclass(frozen=True, slots=True)
class Compared:
    """One side of a comparison: a substrate, its state (one value per unit) and a Φ-structure in it."""

    substrate: Substrate
    state: tuple[int, ...]
    structure: PhiStructure


@dataclass(frozen=True, slots=True)
class Differences:
    """The differences in words, and the units and edges to mark in the drawings."""

    sentences: tuple[str, ...]
    """Empty if nothing differs."""
    units: frozenset[str]
    edges: frozenset[Pair]


def differences(left: Compared, right: Compared) -> Differences:
    """Return the differences between two sides, except those of their results.

    Parameters
    ----------
    left, right
        The two sides.

    Returns
    -------
    Differences
        Sentences about the substrates first, then the state, the system and the rules.
    """
    stated, toggled = _states(left, right)
    wired, edges = _edges(left.substrate, right.substrate)
    working, changed = _units(left.substrate, right.substrate)
    working.append(_order(left.substrate.labels, right.substrate.labels))
    rules = [_system(left, right), *_rules(left.structure, right.structure)]
    network = [text for text in (*working, *wired) if text]
    if network:
        network.append(_tpms(left.substrate, right.substrate))
    said = [*network, stated, *rules]
    return Differences(tuple(filter(None, said)), frozenset(toggled + changed), frozenset(edges))


def _states(left: Compared, right: Compared) -> tuple[str, list[str]]:
    """Return a sentence about the states, and the labels of the units that are in different ones."""
    one = dict(zip(left.substrate.labels, left.state, strict=True))
    other = dict(zip(right.substrate.labels, right.state, strict=True))
    toggled = [label for label in one if label in other and one[label] != other[label]]
    if not toggled:
        return "", []
    if max(len(one), len(other)) > MOST_SPELLED:
        said = trn(
            "The states differ in {n} unit: {units}.",
            "The states differ in {n} units: {units}.",
            len(toggled),
            units=_listed(toggled),
        )
        return said, toggled
    texts = [letters(side.substrate.labels, side.state) for side in (left, right)]
    said = trn(
        "State: {left} on the left, {right} on the right; {units} differs.",
        "State: {left} on the left, {right} on the right; {units} differ.",
        len(toggled),
        left=texts[0],
        right=texts[1],
        units=_listed(toggled),
    )
    return said, toggled


def _system(left: Compared, right: Compared) -> str:
    one, other = left.structure.units, right.structure.units
    if set(one) == set(other):
        return ""
    return tr(
        "Candidate system: {left} on the left, {right} on the right.",
        left=plain_letters(one),
        right=plain_letters(other),
    )


def _rules(left: PhiStructure, right: PhiStructure) -> list[str]:
    """Return sentences about the formalism, the tie rule and the purviews that were chosen by hand."""
    found = []
    if left.formalism != right.formalism:
        names = [formalism_name(each.formalism) for each in (left, right)]
        found.append(
            tr("Formalism: {left} on the left, {right} on the right.", left=names[0], right=names[1])
        )
    if left.tie_rule != right.tie_rule:
        taken = [CHOICES["ties"].reading(each.tie_rule).taken for each in (left, right)]
        found.append(
            tr("Among tied purviews {left} on the left, {right} on the right.", left=taken[0], right=taken[1])
        )
    if left.state_ties != right.state_ties:
        names = [CHOICES["state_ties"].reading(each.state_ties).name for each in (left, right)]
        found.append(
            tr("Tied states: {left} on the left, {right} on the right.", left=names[0], right=names[1])
        )
    if set(left.by_hand) != set(right.by_hand):
        found.append(
            tr(
                "Chosen by hand: {left} on the left; {right} on the right.",
                left=chosen_purviews(left),
                right=chosen_purviews(right),
            )
        )
    return found


def _units(left: Substrate, right: Substrate) -> tuple[list[str], list[str]]:
    """Return sentences about the units, and the labels of those that differ."""
    one, other = ({unit.label: unit for unit in each.units} for each in (left, right))
    gone = [label for label in one if label not in other]
    new = [label for label in other if label not in one]
    found = [
        *([tr("Only on the left: {units}.", units=_listed(gone))] if gone else []),
        *([tr("Only on the right: {units}.", units=_listed(new))] if new else []),
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
        names = _listed(changed)
        found.append(
            trn("{units} works differently.", "{units} work differently.", len(changed), units=names)
        )
    return found, [*changed, *gone, *new]


def _edges(left: Substrate, right: Substrate) -> tuple[list[str], list[Pair]]:
    """Return sentences about the edges between units of both sides, and the edges that differ."""
    both = set(left.labels) & set(right.labels)
    one, other = (_weights(each.edges, both) for each in (left, right))
    gone = [pair for pair in one if pair not in other]
    new = [pair for pair in other if pair not in one]
    heavier = [pair for pair in one if pair in other and one[pair] != other[pair]]
    found = _only(gone, new)
    if found and both != set(left.labels) | set(right.labels):
        found.insert(0, tr("Among the units of both sides:"))
    if heavier:
        texts = [
            tr(
                "{edge} is {left} on the left and {right} on the right",
                edge=_arrow(pair),
                left=number(one[pair]),
                right=number(other[pair]),
            )
            for pair in heavier
        ]
        found.append(tr("The weight of {weights}.", weights=_listed(texts)))
    return found, [*gone, *new, *heavier]


def _only(left: list[Pair], right: list[Pair]) -> list[str]:
    """Return sentences about the edges that only the left or only the right side has."""
    found = []
    if left:
        names = _listed(map(_arrow, left))
        found.append(
            trn("Edge only on the left: {edges}.", "Edges only on the left: {edges}.", len(left), edges=names)
        )
    if right:
        names = _listed(map(_arrow, right))
        found.append(
            trn(
                "Edge only on the right: {edges}.",
                "Edges only on the right: {edges}.",
                len(right),
                edges=names,
            )
        )
    return found


def _weights(edges: Iterable[Edge], units: set[str]) -> dict[Pair, float]:
    """Return edge -> weight of the edges between these units."""
    return {
        (edge.source, edge.target): float(edge.weight)
        for edge in edges
        if edge.source in units and edge.target in units
    }


def _order(left: Sequence[str], right: Sequence[str]) -> str:
    """Return a sentence if the sides have the same units in different orders, which decide ties."""
    if set(left) != set(right) or list(left) == list(right):
        return ""
    return tr("Order of the units: {left} | {right}.", left=plain_letters(left), right=plain_letters(right))


def _tpms(left: Substrate, right: Substrate) -> str:
    """Return a sentence on whether the TPMs are equal; empty if the units are not the same."""
    if left.labels != right.labels or left.radix != right.radix:
        return ""
    unlike = differ(left.columns, right.columns)
    if not unlike.any():
        return tr("Both have the same TPM.")
    rows = int(unlike.any(axis=1).sum())
    return tr("The TPMs differ in {count} of {all} states.", count=count(rows), all=count(len(unlike)))


def _arrow(pair: Pair) -> str:
    return f"{pair[0]}→{pair[1]}"


def _listed(texts: Iterable[str]) -> str:
    """Return the first texts as "A, B and 3 more"."""
    every = list(texts)
    rest = len(every) - LISTED
    if rest <= 1:
        return ", ".join(every)
    return tr("{shown} and {n} more", shown=", ".join(every[:LISTED]), n=rest)
