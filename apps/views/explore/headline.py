"""The answer above the picture: whether the system is one thing, in words and as φ_s, and what is inside."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Any

from apps.workspace.glossary import explained
from apps.workspace.metrics import metric_row
from engine.words import phrase, tr
from viz.numbers import count, number
from viz.shapes.indices import marked
from viz.view.distinctions import big_phi_ends
from viz.view.letters import letters, plain_letters, why_phrase

if TYPE_CHECKING:
    from apps.results.findings import Findings
    from engine.iit4.complexes import Complexes
    from engine.iit4.integration import SystemIntegration

UNSEARCHED = phrase("Whether a system that overlaps it has more: “Find the complex” tells.")
MAXIMAL = phrase("It is a complex: no other one overlaps it.")
VERDICT = """
.open { font-size: .75rem; margin-left: 14px; }
.open, summary { filter: var(--phi-cover, none); }
.asked { padding: 2px 8px 0; color: var(--mui-palette-text-secondary); }
.question { font-size: .875rem; }
.verdict { display: flex; flex-wrap: wrap; gap: 2px 22px; align-items: baseline; padding: 0 8px 4px; }
.verdict .value { display: inline-block; min-width: 3ch; font-size: 2.5rem; line-height: 1.15; }
.verdict .name { font-size: .938rem; }
.said { filter: var(--phi-cover, none); font-size: 1.06rem; margin: 0; flex: 1 1 16rem; min-width: 12rem; }
.said b { font-weight: 600; }
.row .value { font-size: 1rem; }
details { padding: 0 8px 2px; font-size: .875rem; }
summary { cursor: pointer; }
summary:focus-visible { outline: 2px solid var(--phi-focus); outline-offset: 2px; }
"""


def glance(glimpse: Findings[SystemIntegration], so_far: int = 0) -> str:
    """Return the headline while φ_s is known and of the distinctions only ``so_far``."""
    snapshot, found = glimpse.snapshot, glimpse.answer
    values = dict(zip(snapshot.substrate.labels, snapshot.state, strict=True))
    name = letters(snapshot.system, [values[label] for label in snapshot.system])
    answer = said(found.phi_s, found.reason, units=len(snapshot.system))
    return _answer(name, number(found.phi_s), answer) + _pending(name, so_far)


def said(phi_s: float, reason: str | None, rival: str = "", units: int = 2) -> str:
    """Return the answer as markup: yes and what the cheapest cut costs, or no and why.

    ``rival`` says which complex excludes the system, if one is known to; the system has so many ``units``.
    """
    if reason is None and phi_s > 0:
        rest = tr("Even the cheapest cut costs {phi_s} ibits.", phi_s=number(phi_s))
        answer = tr("Irreducible, but no complex.") if rival else tr("Yes.")
        return f"<b>{escape(answer)}</b> {escape(' '.join(filter(None, [rest, rival])))}"
    if reason == "reducible":
        rest = tr("Cutting it in two costs nothing: nothing exists here as one thing.")
    else:
        why = why_phrase(reason, units)
        rest = tr("Nothing exists here as one thing: {why}.", why=why) if why else ""
    return f"<b>{escape(tr('No.'))}</b> {marked(rest)}"


def rival(found: Complexes | None, units: tuple[str, ...]) -> str:
    """Return which complex excludes a system; empty if none does or the complexes are not known."""
    if found is None:
        return ""
    if any(each.units == units for each in found.undecided):
        return tr("It ties with a system that it overlaps: neither is a complex.")
    lost = next((each for each in found.excluded if each.units == units), None)
    if lost is None:
        return ""
    known = {each.units: each.phi_s for each in (*found.candidates, *found.complexes)}
    more = known[lost.by]
    winner = plain_letters(lost.by)
    if number(more) == number(lost.phi_s):
        return tr("{units} overlaps it, has as much, and wins the tie.", units=winner)
    return tr("{units} overlaps it and has more: {phi_s}.", units=winner, phi_s=number(more))


def verdict(structure: Any, found: Complexes | None = None) -> str:
    """Return the headline: the answer, then Φ, distinctions and relations; of no whole only on demand.

    ``found`` are the complexes of the network in this state, if they were searched for.
    """
    if structure is None:
        return _answer("", "…", "") + _pending("")
    system = letters(structure.units, structure.state)
    more = rival(found, structure.units)
    sentence = said(structure.phi_s, structure.reason, more, len(structure.units))
    beside = (UNSEARCHED if found is None else "" if more else MAXIMAL) if structure.phi_s > 0 else ""
    answer = _answer(system, number(structure.phi_s), sentence, beside)
    if structure.phi_s > 0:
        return answer + _inside(structure, system)
    title = escape(tr("What would be inside, if it were one thing"))
    return f"{answer}<details><summary>{title}</summary>{_inside(structure, system)}</details>"


def _answer(name: str, phi_s: str, sentence: str, note: str = "") -> str:
    question = tr("Is {name} one thing?", name=name) if name else tr("Is it one thing?")
    beside = f"<span class='open'>{escape(note)}</span>" if note else ""
    term = explained(marked(f"φ_s({name})" if name else "φ_s"), "phi-s")
    return (
        f"<div class='asked'><span class='question'>{escape(question)}</span>{beside}</div>"
        f"<div class='verdict' data-one role='status' aria-live='polite'>"
        f"<div class='metric phi-s'><span class='name'>{term}</span> "
        f"<b class='value'>{escape(phi_s)}</b></div>"
        f"<p class='said'>{sentence}</p></div>"
    )


def _pending(name: str, so_far: int = 0) -> str:
    of = f"({name})" if name else ""
    value, more = (f"{so_far:,}", tr("so far")) if so_far else ("…", "")
    counts = "counts distinction-count"
    return metric_row([("big-phi", f"Φ{of}", "…", ""), (counts, tr("distinctions"), value, more)])


def _inside(structure: Any, system: str) -> str:
    ends = big_phi_ends(structure)
    spread = tr("{low} to {high} over ties", **ends) if ends else ""
    spread = tr("by hand; {spread}", spread=spread) if structure.by_hand else spread
    possible = 2 ** len(structure.units) - 1
    return metric_row(
        [
            ("big-phi", f"Φ({system})", number(structure.big_phi), spread),
            (
                "counts distinction-count",
                tr("distinctions"),
                count(len(structure.distinctions)),
                tr("of {possible:,}", possible=possible),
            ),
            ("counts relation-count", tr("relations"), count(structure.relations.count), ""),
        ]
    )
