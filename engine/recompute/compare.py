"""A result of PyPhi beside the same computed here, row by row, with the reason of every difference."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any, Literal

from engine.errors import PhiscopeError
from engine.formalisms import FORMALISMS, formalism_name, formalism_of
from engine.iit4.readings import CHOICES
from engine.recompute.theirs import TheirConcept, TheirResult, TheirSide
from engine.run.jobs import Cancel, Report
from engine.substrate.substrate import Substrate
from engine.words import tr

PRECISION = 2e-6
"""PyPhi's own default is six decimals."""
Verdict = Literal["agrees", "tie", "reading", "formalism", "unexplained"]


@dataclass(frozen=True, slots=True)
class Agreement:
    """One number or purview of both results.

    Attributes
    ----------
    what : str
        What it is: "Φ", "φ of AB", "cause of AB".
    theirs, ours : float or tuple of str or None
        A number or a purview; None where there is none.
    verdict : {"agrees", "tie", "reading", "formalism", "unexplained"}
    why : str
        The reason of a difference, as a sentence; empty if it agrees.
    """

    what: str
    theirs: float | tuple[str, ...] | None
    ours: float | tuple[str, ...] | None
    verdict: Verdict
    why: str = ""


@dataclass(frozen=True, slots=True)
class Recomputed:
    """All rows, and how the result was computed here.

    Attributes
    ----------
    formalism : str
        Key of the formalism.
    readings : dict of str to str
        Readings that are not the default.
    rows : tuple of Agreement
    """

    formalism: str
    readings: dict[str, str]
    rows: tuple[Agreement, ...]

    @property
    def differs(self) -> tuple[Agreement, ...]:
        """The rows that do not agree."""
        return tuple(row for row in self.rows if row.verdict != "agrees")

    @property
    def is_explained(self) -> bool:
        """Whether every difference has a reason."""
        return all(row.verdict != "unexplained" for row in self.rows)


@dataclass(frozen=True, slots=True)
class Way:
    """One way to compute: a formalism and its readings that are not the default."""

    formalism: str
    readings: tuple[tuple[str, str], ...] = ()

    @property
    def said(self) -> str:
        """The way in words."""
        names = [CHOICES[key].reading(value).name for key, value in self.readings]
        return " · ".join([formalism_name(self.formalism), *names])


def ways(first: str) -> tuple[Way, ...]:
    """Return the ways to try: the formalism by default, then with PyPhi's order of ties, then the others."""
    theory = formalism_of(first).theory
    if theory == "iit4":
        other = [Way(first, (("ties", "pyphi"),)), Way(first, (("ties", "pyphi"), ("state_ties", "first")))]
    else:
        other = [Way(first, (("ties", "smallest"),))]
    return (Way(first), *other, *(Way(key) for key in FORMALISMS if key != first))


def compare(
    theirs: TheirResult,
    substrate: Substrate,
    state: tuple[int, ...],
    units: tuple[str, ...] | None = None,
    formalism: str | None = None,
    report: Report | None = None,
    cancel: Cancel | None = None,
) -> Recomputed:
    """Compute a result of PyPhi again and say what differs and why.

    A difference is first looked for among tied purviews; then the result is computed with PyPhi's order of
    ties and states, and under the other formalisms, and the first of these under which the number is theirs
    is the reason.

    Parameters
    ----------
    theirs : TheirResult
    substrate : Substrate
        Its network, units in the same order.
    state : tuple of int
    units : tuple of str, optional
        Labels of the system; the whole network by default.
    formalism : str, optional
        Key of the formalism; by default the one that the file points to.
    report : callable(fraction, phase), optional
    cancel : object with is_set(), optional

    Returns
    -------
    Recomputed

    Raises
    ------
    PhiscopeError
        If there is no such formalism, or the network cannot be analysed.
    Cancelled
        If `cancel` is set.
    """
    first, *others = ways(formalism_of(formalism or theirs.formalism).key)

    def found(way: Way) -> Any:
        known = formalism_of(way.formalism)
        return known.unfold(
            substrate, state, units, way.formalism, **dict(way.readings), report=report, cancel=cancel
        )

    rows = tuple(_rows(theirs, found(first), substrate))
    for way in others:
        if all(row.verdict != "unexplained" for row in rows):
            break
        try:
            again = list(_rows(theirs, found(way), substrate))
        except PhiscopeError:
            continue  # as IIT 3.0 refuses units of three states
        # The first row is the system's integrated information, whatever the formalism calls it.
        known = {row.what: row for row in again} | {rows[0].what: again[0]}
        rows = tuple(_explained(row, known.get(row.what), way, first) for row in rows)
    return Recomputed(first.formalism, dict(first.readings), rows)


def _explained(row: Agreement, again: Agreement | None, way: Way, first: Way) -> Agreement:
    if row.verdict != "unexplained" or again is None or again.verdict not in ("agrees", "tie"):
        return row
    verdict: Verdict = "reading" if way.formalism == first.formalism else "formalism"
    return replace(row, verdict=verdict, why=tr("It is theirs under {way}.", way=way.said))


def _rows(theirs: TheirResult, ours: Any, substrate: Substrate) -> Iterator[Agreement]:
    known = formalism_of(ours.formalism)
    yield _number(known.symbol, theirs.phi, getattr(ours, known.measure))
    if theirs.big_phi is not None:
        yield _number("Φ", theirs.big_phi, ours.big_phi)
    if theirs.concepts is None:
        return
    own = {each.mechanism: each for each in getattr(ours, known.elements)}
    labels = substrate.labels
    named = [(_labelled(each.mechanism, labels), each) for each in theirs.concepts if each.phi != 0]
    for mechanism, their in named:
        yield from _concept(mechanism, their, own.get(mechanism), labels)
    for mechanism in [each for each in own if each not in dict(named)]:
        what = tr("φ of {mechanism}", mechanism=" ".join(mechanism))
        yield Agreement(what, None, own[mechanism].phi, "unexplained", tr("Only here is it irreducible."))


def _labelled(places: tuple[int, ...], labels: list[str]) -> tuple[str, ...]:
    if not set(places) <= set(range(len(labels))):
        raise PhiscopeError(
            tr("The result names unit {place}, which the network does not have.", place=max(places)),
            "mechanism",
        )
    return tuple(labels[place] for place in sorted(places))


def _concept(
    mechanism: tuple[str, ...], their: TheirConcept, own: Any, labels: list[str]
) -> Iterator[Agreement]:
    name = " ".join(mechanism)
    what = tr("φ of {mechanism}", mechanism=name)
    if own is None:
        yield Agreement(what, their.phi, None, "unexplained", tr("Only there is it irreducible."))
        return
    if their.phi is not None:
        yield _number(what, their.phi, own.phi)
    for said, side, mine in (
        (tr("cause of {mechanism}", mechanism=name), their.cause, own.cause),
        (tr("effect of {mechanism}", mechanism=name), their.effect, own.effect),
    ):
        yield from _side(said, side, mine, labels)


def _side(what: str, their: TheirSide, own: Any, labels: list[str]) -> Iterator[Agreement]:
    if their.purview is None:
        return
    purview = _labelled(their.purview, labels)
    mine = own.purview if hasattr(own, "purview") else own.units
    tied = [each if isinstance(each, tuple) else each.units for each in own.ties]
    if purview == mine:
        yield Agreement(what, purview, mine, "agrees")
    elif purview in tied:
        yield Agreement(
            what,
            purview,
            mine,
            "tie",
            tr("Both purviews have the same φ: the theory leaves the choice open."),
        )
    else:
        yield Agreement(what, purview, mine, "unexplained", tr("Another purview is the maximum here."))


def _number(what: str, theirs: float, ours: float) -> Agreement:
    same = abs(theirs - ours) <= PRECISION * max(1.0, abs(theirs))
    return Agreement(
        what, theirs, ours, "agrees" if same else "unexplained", "" if same else tr("The numbers differ.")
    )
