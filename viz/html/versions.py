"""Versions of the theory side by side, concepts and transport as HTML tables. All text is escaped."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape
from typing import TYPE_CHECKING

from engine.words import phrase, tr
from viz.numbers import number
from viz.shapes.indices import marked

if TYPE_CHECKING:
    from viz.view.concepts import ConceptRow, ConceptsView
    from viz.view.version_states import ComparedState, VersionStatesView
    from viz.view.versions import VersionsView

ASPECTS = (
    ("verdict", phrase("Is this one thing?")),
    ("partition", phrase("Minimum partition")),
    ("elements", phrase("Inside")),
    ("relations", phrase("Relations")),
    ("complexes", phrase("Complexes of the network")),
)
DIFFERENCES = (
    (phrase("What is measured"), phrase("how far the constellation of concepts moves under a cut"),
     phrase("how much of its own cause and effect state the system stops specifying"),
     phrase("as in 2023, at most ii(s)")),
    (phrase("Distance"), phrase("earth mover's distance between repertoires"),
     phrase("intrinsic difference of the specified state"), phrase("the same")),
    (phrase("Partitions of the system"), phrase("cuts of all connections from one part to the rest"),
     phrase("any parts, each cut off in one direction or both"), phrase("the same")),
    (phrase("Normalisation"), phrase("none"),
     phrase("by the most that a partition could cost, to find the minimum"), phrase("the same")),
    (phrase("Units outside"), phrase("fixed in their present state"),
     phrase("now fixed for effects; for causes averaged by what the present says of the past"),
     phrase("the same")),
    (phrase("Specified state"), phrase("none: whole repertoires"), phrase("one state of a purview"),
     phrase("the same")),
    (phrase("Relations"), phrase("none"), phrase("overlaps of causes and effects"), phrase("the same")),
    (phrase("Single unit"), phrase("always 0"), phrase("its self-connection can be cut"), phrase("the same")),
    (phrase("Cap"), phrase("none"), phrase("none"), phrase("φ_s is at most the system's differentiation")),
)  # fmt: skip
SIDES = {"past": phrase("past"), "future": phrase("future"), "both": phrase("both")}


def versions_markup(view: VersionsView) -> str:
    """Return the versions as a table, a column each, with the sentences on why they differ."""
    head = "".join(f"<th scope='col'>{escape(row.name)}</th>" for row in view.rows)
    values = "".join(
        f"<td><span class='measure'>{marked(row.symbol)}</span> <b class='big value'>{escape(row.value)}</b> "
        f"<span class='unit'>{escape(row.unit)}</span></td>"
        for row in view.rows
    )
    body = "".join(
        f"<tr class='{name}'><th scope='row'>{escape(title)}</th>"
        + "".join(f"<td>{marked(getattr(row, name))}</td>" for row in view.rows)
        + "</tr>"
        for name, title in ASPECTS
    )
    why = "".join(f"<li>{marked(sentence)}</li>" for sentence in view.why)
    return (
        f"<table class='versions'><caption>{escape(view.title)}</caption>"
        f"<thead><tr><td></td>{head}</tr></thead>"
        f"<tbody><tr class='values'><th scope='row'>{escape(tr('Integrated information'))}</th>{values}</tr>"
        f"{body}</tbody></table><h3>{escape(tr('Why they differ'))}</h3><ul class='why-differ'>{why}</ul>"
    )


def differences_markup(names: Sequence[str]) -> str:
    """Return what the versions define differently, whatever the network.

    Parameters
    ----------
    names
        Of the versions: IIT 3.0, 4.0 (2023), 4.0 (2026).
    """
    return _table(
        "differences",
        tr("What each version defines otherwise"),
        ("", *names),
        ([f"<th scope='row'>{escape(row[0])}</th>", *(f"<td>{marked(cell)}</td>" for cell in row[1:])]
         for row in DIFFERENCES),
    )  # fmt: skip


def concepts_markup(view: ConceptsView) -> str:
    """Return the concepts of IIT 3.0 as a table whose rows have their number as ``data-row``."""
    return _table(
        "concepts",
        f"{view.title}. {view.cores}".strip(),
        (tr("Mechanism"), tr("Past"), tr("Future"), tr("φ past"), tr("φ future"), "φ", tr("After the cut")),
        (_concept(row) for row in view.concepts),
        numbered=True,
    )


def version_states_markup(view: VersionStatesView, current: int | None) -> str:
    """Return all states under every version as a table whose rows have their number as ``data-row``.

    Parameters
    ----------
    view
        The versions over all states.
    current
        The row of the present state, which is marked; None if it is not among them.
    """
    heading = (tr("State"), *(f"{name}: {unit}" for name, unit in zip(view.names, view.units, strict=True)))
    rows = [_state(row, is_now=i == current) for i, row in enumerate(view.rows)]
    return _table("version-states", view.title, heading, rows, numbered=True)


def _state(row: ComparedState, is_now: bool) -> list[str]:
    now = f" <span class='unit'>{escape(tr('now'))}</span>" if is_now else ""
    cells = (
        f"<td class='number{' unreachable' if gone else ''}'>{escape(said)}</td>"
        for said, gone in zip(row.values, row.unreachable, strict=True)
    )
    return [f"<th scope='row'>{escape(row.state)}{now}</th>", *cells]


def transport_markup(view: ConceptsView) -> str:
    """Return the transport of IIT 3.0 that sums to Φ as a table."""
    moved = [
        [f"<td>{escape(move.source)}</td>", f"<td>{escape(move.target)}</td>",
         *(f"<td class='number'>{number(x)}</td>" for x in (move.mass, move.distance, move.cost))]
        for move in view.moves
    ]  # fmt: skip
    total = [
        f"<th scope='row' colspan='4'>{escape(tr('Sum: Φ in bits'))}</th>",
        f"<td class='number'><b>{number(sum(move.cost for move in view.moves))}</b></td>",
    ]
    heading = (tr("From"), tr("To"), tr("φ moved"), tr("Distance"), tr("Cost"))
    return _table("moves", tr("Why this Φ: what the cut moves"), heading, [*moved, total])


def _concept(row: ConceptRow) -> list[str]:
    """Return the cells of a concept; the side of smaller φ, which binds it, is bold."""
    phi = {"past": number(row.phi_past), "future": number(row.phi_future)}
    for side in phi:
        if row.bound_by in (side, "both"):
            phi[side] = f"<b title='{escape(tr('the smaller side, which is φ'))}'>{phi[side]}</b>"
    return [
        f"<th scope='row'>{escape(row.mechanism)}</th>",
        f"<td>{escape(row.past)}</td>",
        f"<td>{escape(row.future)}</td>",
        f"<td class='number'>{phi['past']}</td>",
        f"<td class='number'>{phi['future']}</td>",
        f"<td class='number'>{number(row.phi)}</td>",
        f"<td>{marked(row.after_cut)}</td>",
    ]


def _table(
    hook: str,
    title: str,
    heading: Sequence[str],
    rows: Iterable[Sequence[str]],
    numbered: bool = False,
) -> str:
    head = "".join(f"<th scope='col'>{marked(each)}</th>" for each in heading)
    body = "".join(
        f"<tr{f' data-row={i}' if numbered else ''}>{''.join(cells)}</tr>" for i, cells in enumerate(rows)
    )
    return (
        f"<table class='{hook}'><caption>{marked(title)}</caption><thead><tr>{head}</tr></thead>"
        f"<tbody>{body}</tbody></table>"
    )
