"""From TPM to TPM as HTML: the four steps of a macro unit, each a drawing beside its matrix."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from engine.words import tr
from viz.html.svg import drawing
from viz.numbers import number
from viz.shapes.indices import marked

if TYPE_CHECKING:
    from viz.theme import Theme
    from viz.view.grain_steps import GrainStep, GrainStepsView
    from viz.view.tpm import TpmView


def steps_markup(view: GrainStepsView, theme: Theme) -> str:
    """Return the four steps as HTML, all text escaped.

    Parameters
    ----------
    view
        The steps.
    theme
        Colours and font of the drawings and of the cells.

    Returns
    -------
    str
        A list of four; each has its drawing and a table.
    """
    parts = "".join(_step(step, theme) for step in view.steps)
    note = f"<p class='note'>{escape(view.note)}</p>" if view.note else ""
    return f"<h3>{marked(view.title)}</h3><ol class='steps'>{parts}</ol>{note}"


def _step(step: GrainStep, theme: Theme) -> str:
    return (
        f"<li><h4>{escape(step.title)}</h4><p>{marked(step.said)}</p>"
        f"<div class='pair'><div class='picture'>{drawing(step.picture, theme)}</div>"
        f"<div class='matrix' tabindex='0' role='group' aria-label='{escape(step.title, quote=True)}'>"
        f"{_table(step.table, theme)}</div></div></li>"
    )


def _table(view: TpmView, theme: Theme) -> str:
    heads = "".join(f"<th scope='col'>{escape(name)}</th>" for name in view.columns)
    rows = []
    for i, name in enumerate(view.rows):
        cells = "".join(_cell(float(p), theme) for p in view.values[i])
        now = i == view.current_row
        said = f"▸ {escape(name)}" if now else escape(name)
        look = " class='now' aria-current='true'" if now else ""
        rows.append(f"<tr{look}><th scope='row'>{said}</th>{cells}</tr>")
    caption = escape(view.sentence or tr("▸ the present state"))
    return (
        f"<table><caption>{caption}</caption><thead><tr><td></td>{heads}</tr></thead>"
        f"<tbody>{''.join(rows)}</tbody></table>"
    )


def _cell(p: float, theme: Theme) -> str:
    style = f"background:{theme.heat(p)};color:{theme.heat_text(p)}"
    return f"<td style='{style}' title='{number(p)}'>{p:.3f}</td>"
