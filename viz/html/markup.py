"""Views as HTML: the arithmetic of φ, the states of a purview, the comparison of two partitions.

All text is escaped.
"""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from engine.words import tr
from viz.numbers import number
from viz.shapes.indices import marked
from viz.view.scissors import COLUMNS

if TYPE_CHECKING:
    from viz.shapes.indices import marked
    from viz.theme import Theme
    from viz.view.arithmetic import ArithmeticView
    from viz.view.pair import PairView
from viz.view.scissors import ScissorsView


def arithmetic_markup(view: ArithmeticView) -> str:
    """Return the arithmetic of φ as HTML: an ordered list of steps for each chapter."""
    parts = []
    for heading, steps in view.chapters:
        lines = "".join(
            f"<li>{marked(step.said)}<span class='formula'>{marked(step.formula)}</span></li>"
            for step in steps
        )
        parts.append(f"<h4>{escape(heading)}</h4><ol>{lines}</ol>")
    return f"<div class='arithmetic'><h3>{marked(view.title)}</h3>{''.join(parts)}</div>"


def heading_markup(title: str, subtitle: str, note: str = "") -> str:
    """Return what stands above a drawing: its title, its counts, and a note in a line of its own."""
    below = f"<div>{marked(note)}</div>" if note else ""
    return f"<b class='phi'>{marked(title)}</b> {marked(subtitle)}{below}"


def states_markup(view: PairView, theme: Theme) -> str:
    """Return the states of a purview as an HTML table.

    Parameters
    ----------
    view
        A mechanism over a purview.
    theme
        Colours of the bars.

    Returns
    -------
    str
        A row for each state: its probabilities as a bar and as numbers, and its intrinsic information, the
        largest marked. If there are too many states to show, a paragraph that says so.
    """
    shown = view.repertoire
    if not shown.states:
        return f"<p>{marked(shown.sentence)}</p>"
    full, light = theme.direction(shown.direction), theme.direction_light(shown.direction)
    rows = []
    for i, state in enumerate(shown.states):
        chosen = i == shown.specified and bool(view.tied)
        fill = full if chosen else light
        bar = (
            f"<span class='bar' style='width:{100 * shown.intact[i]:.1f}%;background:{fill}'></span>"
            f"{_tick(shown.unconstrained[i], 'dotted', theme)}{_tick(shown.partitioned[i], 'dashed', theme)}"
        )
        mark = "▸ " if chosen else "≈ " if i in view.tied else ""
        cells = [
            f"<th scope='row'>{mark}{escape(state)}</th>",
            f"<td class='bars' aria-hidden='true'>{bar}</td>",
            *(
                f"<td>{number(values[i])}</td>"
                for values in (shown.intact, shown.unconstrained, shown.partitioned, view.information)
            ),
        ]
        rows.append(f"<tr{' class=chosen' if chosen else ''}>{''.join(cells)}</tr>")
    heads = "".join(
        f"<th scope='col'>{escape(text)}</th>"
        for text in (tr("state"), "", tr("intact"), tr("unconstrained"), tr("partitioned"), "ii")
    )
    return (
        f"<table class='states'><caption>{marked(shown.title)}</caption>"
        f"<thead><tr>{heads}</tr></thead><tbody>{''.join(rows)}</tbody></table>"
        f"<p class='legend'>{escape(_legend(view))}</p>"
    )


def _legend(view: PairView) -> str:
    """Return the explanation of the marks in the table of states."""
    said = [tr("┊ unconstrained, ¦ partitioned ✂.")]
    if view.tied:
        said.append(tr("▸ the state of largest ii ({ii} ibits).", ii=number(max(view.information))))
    if len(view.tied) > 1:
        said.append(tr("≈ tied: {n} states have the same ii.", n=len(view.tied)))
    return " ".join(said)


def _tick(p: float, line: str, theme: Theme) -> str:
    """Return a vertical line across the bar at probability p."""
    return (
        f"<span class='tick' style='left:{100 * p:.1f}%;border-left:2px {line} {theme.partitioned}'></span>"
    )


def comparison_markup(view: ScissorsView) -> str:
    """Return an HTML table of the user's partition and the minimum partition, and the verdict below it."""
    rows = "".join(
        f"<tr><th scope='row'>{marked(name)}</th><td>{escape(own)}</td><td>{escape(least)}</td></tr>"
        for name, own, least in view.rows
    )
    heads = "".join(f"<th scope='col'>{escape(name)}</th>" for name in COLUMNS)
    return (
        f"<table class='compared'><thead><tr><th></th>{heads}</tr></thead><tbody>{rows}</tbody></table>"
        f"<p class='said verdict' role='status'>{marked(view.sentence)}</p>"
    )
