"""A result of PyPhi beside the same computed here, row by row, with the reason of every difference."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any, Literal

from engine.errors import PhiscopeError
from engine.formalisms import FORMALISMS, formalism_name, formalism_of
from engine.iit4.readings import CHOICES
from engine.recompute.config import TheirConfig
from engine.recompute.theirs import TheirConcept, TheirResult, TheirSide
from engine.run.jobs import Cancel, Report
from engine.substrate.substrate import Substrate
from engine.words import tr

DECIMALS = 6
"""PyPhi's own default until 2.0."""
OF_A_SYSTEM = ("ties", "state_ties")
"""Readings by which one system is unfolded; the candidates are a matter of complexes."""
MOST_NAMED = 4
MOST_DECIMALS = 9
"""The doubles of two programs agree no further, whatever precision a configuration names."""
Verdict = Literal["agrees", "tie", "reading", "formalism", "option", "unexplained"]


@dataclass(frozen=True, slots=True)
class Agreement:
    """One number or purview of both results.

    Attributes
    ----------
    what : str
        What it is: "Φ", "φ of AB", "cause of AB".
    theirs, ours : float or tuple of str or None
        A number or a purview; None where there is none.
    verdict : {"agrees", "tie", "reading", "formalism", "option", "unexplained"}
        "option" if none of the reasons before is theirs, and their configuration has options without a
        counterpart here.
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
        """Whether every difference has a reason that was computed, as no option without a counterpart is."""
        return all(row.verdict not in ("option", "unexplained") for row in self.rows)


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


def ways(formalism: str, readings: Mapping[str, str] | None = None) -> tuple[Way, ...]:
    """Return the ways to try, each once: as asked, then the formalism's readings, then the others.

    Parameters
    ----------
    formalism : str
    readings : mapping, optional
        Readings of the first way; those that the formalism does not have are left out.
    """
    known = formalism_of(formalism)
    first = tuple(
        (key, value)
        for key, value in (readings or {}).items()
        if key in OF_A_SYSTEM and key in known.choices and value in known.choices[key].keys
    )
    if known.theory == "iit4":
        other = ((("ties", "pyphi"),), (("ties", "pyphi"), ("state_ties", "first")), (("ties", "smallest"),))
    else:
        other = ((("ties", "smallest"),),)
    own = [Way(formalism, each) for each in (first, (), *other)]
    return tuple(dict.fromkeys([*own, *(Way(key) for key in FORMALISMS if key != formalism)]))


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

    The formalism, the readings and the precision are those of their configuration, as far as there are
    counterparts. A difference is first looked for among tied purviews; then the result is computed with other
    readings of ties and states, and under the other formalisms, and the first of these under which the number
    is theirs is the reason. What is left may follow from options that have no counterpart here.

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
    first, *others = ways(formalism_of(formalism or theirs.formalism).key, theirs.config.readings)
    tolerance = 2 * 10.0 ** -min(theirs.config.precision or DECIMALS, MOST_DECIMALS)

    def rows_of(way: Way) -> Iterator[Agreement]:
        options = dict(way.readings) | {"report": report, "cancel": cancel}
        found = formalism_of(way.formalism).unfold(substrate, state, units, way.formalism, **options)
        return _rows(theirs, found, substrate, tolerance)

    rows = tuple(rows_of(first))
    for way in others:
        if all(row.verdict != "unexplained" for row in rows):
            break
        try:
            rows = _explained(rows, list(rows_of(way)), way, first)
        except PhiscopeError:
            continue  # as IIT 3.0 refuses units of three states
    rows = tuple(_suspected(row, theirs.config) for row in rows)
    return Recomputed(first.formalism, dict(first.readings), rows)


def _suspected(row: Agreement, config: TheirConfig) -> Agreement:
    """Name the options without a counterpart, if nothing else is the reason of a difference."""
    if row.verdict != "unexplained" or not config.others:
        return row
    named = ", ".join(f"{each.option} = {each.value}" for each in config.others[:MOST_NAMED])
    return replace(
        row, verdict="option", why=tr("PyPhi was set to {options}: no counterpart.", options=named)
    )


def _explained(
    rows: tuple[Agreement, ...], again: list[Agreement], way: Way, first: Way
) -> tuple[Agreement, ...]:
    """Return the rows, with the way as the reason of those that are theirs under it."""
    # The first row is the system's integrated information, whatever the formalism calls it.
    known = {row.what: row for row in again} | {rows[0].what: again[0]}
    theirs = {what for what, row in known.items() if row.verdict in ("agrees", "tie")}
    verdict: Verdict = "reading" if way.formalism == first.formalism else "formalism"
    why = tr("It is theirs under {way}.", way=way.said)
    return tuple(
        replace(row, verdict=verdict, why=why) if row.verdict == "unexplained" and row.what in theirs else row
        for row in rows
    )


def _rows(theirs: TheirResult, ours: Any, substrate: Substrate, tolerance: float) -> Iterator[Agreement]:
    known = formalism_of(ours.formalism)
    yield _number(known.symbol, theirs.phi, getattr(ours, known.measure), tolerance)
    if theirs.big_phi is not None:
        yield _number("Φ", theirs.big_phi, ours.big_phi, tolerance)
    if theirs.concepts is None:
        return
    own = {each.mechanism: each for each in getattr(ours, known.elements)}
    labels = substrate.labels
    named = [(_labelled(each.mechanism, labels), each) for each in theirs.concepts if each.phi != 0]
    for mechanism, their in named:
        yield from _concept(mechanism, their, own.get(mechanism), labels, tolerance)
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
    mechanism: tuple[str, ...], their: TheirConcept, own: Any, labels: list[str], tolerance: float
) -> Iterator[Agreement]:
    name = " ".join(mechanism)
    what = tr("φ of {mechanism}", mechanism=name)
    if own is None:
        yield Agreement(what, their.phi, None, "unexplained", tr("Only there is it irreducible."))
        return
    if their.phi is not None:
        yield _number(what, their.phi, own.phi, tolerance)
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


def _number(what: str, theirs: float, ours: float, tolerance: float) -> Agreement:
    same = abs(theirs - ours) <= tolerance * max(1.0, abs(theirs))
    return Agreement(
        what, theirs, ours, "agrees" if same else "unexplained", "" if same else tr("The numbers differ.")
    )
