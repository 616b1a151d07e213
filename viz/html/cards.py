"""Values as cards for notebooks: a title, a drawing or a table with bars, a caption. All text is escaped."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from engine.errors import PhiscopeError
from engine.formalisms import formalism_name, formalism_of
from engine.words import tr, trn
from viz.html.svg import drawing
from viz.numbers import number
from viz.shapes.indices import marked
from viz.theme import LIGHT
from viz.view.account import caption as account_caption
from viz.view.account import transition_text
from viz.view.candidate_rows import excluded_words
from viz.view.concepts import concepts_caption, cut_text
from viz.view.distinctions import distinctions_view
from viz.view.letters import letters, phi_s_text, plain_letters, why_phrase
from viz.view.substrate import substrate_view

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from engine.causation.account import Account, CausalLink
    from engine.grain.records import Grains
    from engine.iit3.ranking import RankedSystems
    from engine.iit3.structure import ConceptualStructure
    from engine.iit4.complexes import Complexes
    from engine.iit4.phi_structure import PhiStructure
    from engine.substrate.substrate import Substrate

MOST_ROWS = 20
MOST_DRAWN = 32
"""Most units of a network whose card has a picture."""
WIDTH = 360
"""Most pixels of the picture."""
BAR = 80
"""Pixels of the longest bar."""


def substrate_card(substrate: Substrate) -> str:
    """Return a network as its drawing in its state, with how many units and edges it has."""
    units = trn("{n:,} unit", "{n:,} units", substrate.n)
    edges = trn("{n:,} edge", "{n:,} edges", len(substrate.edges))
    title = substrate.name or tr("Network")
    picture, stated = "", ""
    if substrate.n <= MOST_DRAWN:
        state = substrate.state or (0,) * substrate.n
        view = substrate_view(substrate, state)
        picture = f"<div style='max-width:{WIDTH}px'>{drawing(view, LIGHT)}</div>"
        named = tr("state {state}", state=view.state)
        stated = named if substrate.state else tr("no state given: every unit is drawn OFF")
    return _card(title, [f"{units}, {edges}", stated], picture, substrate.source)


def structure_card(structure: PhiStructure) -> str:
    """Return a Φ-structure as the table of its distinctions, with φ_s and Φ."""
    view = distinctions_view(structure)
    phi_s = phi_s_text(structure.units, structure.state, structure.phi_s)
    units = formalism_of(structure.formalism).units
    totals = ", ".join(f"{name} {value}" for name, value in view.totals)
    rows = [(row.mechanism, row.cause, row.effect, row.phi_d) for row in view.rows]
    heads = (tr("Mechanism"), tr("Cause"), tr("Effect"), "φ_d")
    return _card(f"{phi_s} {units}", [view.header, totals, view.note], _table(heads, rows), view.caption)


def complexes_card(found: Complexes) -> str:
    """Return the candidate systems of φ_s > 0 as a table, largest φ_s first."""
    rows = [(plain_letters(each.units), each.phi_s, tr("complex")) for each in found.complexes]
    rows += [(plain_letters(each.units), each.phi_s, tr("undecided")) for each in found.undecided]
    rows += [
        (plain_letters(e.units), e.phi_s, excluded_words(plain_letters(e.by), e.tied)) for e in found.excluded
    ]
    said = trn("{n:,} candidate system", "{n:,} candidate systems", found.evaluated)
    heads = (tr("Candidate system"), "φ_s", tr("Verdict"))
    return _card(_complexes_of(len(found.complexes)), [said], _table(heads, rows), _read(found))


def ranked_card(found: RankedSystems) -> str:
    """Return the candidate systems of Φ > 0 of IIT 3.0 as a table, largest Φ first."""
    rows = [(plain_letters(each.units), each.big_phi, tr("complex")) for each in found.complexes]
    rows += [
        (
            plain_letters(each.units),
            each.big_phi,
            tr("excluded by {by}", by=", ".join(map(plain_letters, each.by))),
        )
        for each in found.excluded
    ]
    said = trn("{n:,} candidate system", "{n:,} candidate systems", len(found.candidates))
    heads = (tr("Candidate system"), "Φ", tr("Verdict"))
    return _card(_complexes_of(len(found.complexes)), [said], _table(heads, rows), _read(found))


def constellation_card(structure: ConceptualStructure) -> str:
    """Return a constellation of IIT 3.0 as the table of its concepts, with Φ and the minimum cut."""
    name = letters(structure.units, structure.state)
    title = tr("Constellation of {system}: Φ = {phi} bits", system=name, phi=number(structure.big_phi))
    reason = "" if structure.reason is None else tr("Φ is 0: {reason}.", reason=why_phrase(structure.reason))
    rows = [
        (
            letters(each.mechanism, each.state),
            plain_letters(each.cause.purview),
            plain_letters(each.effect.purview),
            each.phi,
        )
        for each in structure.concepts
    ]
    heads = (tr("Mechanism"), tr("Cause"), tr("Effect"), "φ")
    said = [formalism_of(structure.formalism).counted(len(rows)), cut_text(structure), reason]
    return _card(title, said, _table(heads, rows), concepts_caption(structure))


def account_card(account: Account) -> str:
    """Return a causal account as the table of its links, with Σα and 𝒜."""
    total = account.alpha_total
    said = tr(
        "Σα of causes {causes}, of effects {effects}, 𝒜 = {whole}, in bits",
        causes=number(total["cause"]),
        effects=number(total["effect"]),
        whole=number(account.irreducibility.both),
    )
    heads = (tr("Occurrence"), "", tr("Cause or effect"), "α")
    table = _table(heads, [_link(each) for each in account.links])
    return _card(transition_text(account.transition), [said], table, account_caption(account))


def grains_card(found: Grains) -> str:
    """Return the systems of units of any grain that are complexes or excluded as a table."""
    rows = [(each.named, each.phi_s, tr("complex")) for each in found.complexes]
    rows += [(each.named, each.phi_s, tr("undecided")) for each in found.undecided]
    rows += [
        (each.system.named, each.system.phi_s, tr("excluded by {by}", by=each.by.named))
        for each in found.excluded
    ]
    said = trn("{n:,} candidate system", "{n:,} candidate systems", len(found.systems))
    heads = (tr("Candidate system"), "φ_s", tr("Verdict"))
    return _card(_complexes_of(len(found.complexes)), [said], _table(heads, rows), _read(found))


def _link(link: CausalLink) -> tuple[str, str, str, float]:
    kind = tr("actual cause") if link.direction == "cause" else tr("actual effect")
    named = " | ".join(map(plain_letters, link.candidates))
    return letters(link.occurrence, link.state), kind, named, link.alpha


def _complexes_of(count: int) -> str:
    return trn("{n:,} complex", "{n:,} complexes", count)


def _read(found: Complexes | RankedSystems | Grains) -> str:
    state = "".join(map(str, found.state))
    return " · ".join(
        [tr("state {state}", state=state), formalism_name(found.formalism), f"phiscope {found.version}"]
    )


def _card(title: str, said: Iterable[str], body: str, caption: str) -> str:
    lines = "".join(f"<div>{marked(line)}</div>" for line in said if line)
    below = f"<div><small>{marked(caption)}</small></div>" if caption else ""
    return f"<div class='phiscope-card'><b>{marked(title)}</b>{lines}{body}{below}</div>"


def _table(heads: Sequence[str], rows: Sequence[Sequence[str | float]]) -> str:
    """Return a table of the first rows, and how many there are beyond; nothing if there are none.

    Numbers are drawn beside, as bars as long as their share of the largest one.
    """
    if not rows:
        return ""
    head = "".join(f"<th scope='col'>{marked(each)}</th>" for each in heads)
    most = max((abs(cell) for row in rows for cell in row if not isinstance(cell, str)), default=0.0)
    body = "".join(
        f"<tr>{''.join(f'<td>{_cell(cell, most)}</td>' for cell in row)}</tr>" for row in rows[:MOST_ROWS]
    )
    more = trn("{n:,} more", "{n:,} more", len(rows) - MOST_ROWS) if len(rows) > MOST_ROWS else ""
    foot = f"<div><small>{escape(more)}</small></div>" if more else ""
    return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>{foot}"


def _cell(cell: str | float, most: float) -> str:
    """Return a text, or a number with its bar; screen readers have the number."""
    if isinstance(cell, str):
        return escape(cell)
    length = BAR * abs(cell) / most if most > 0 else 0.0
    return (
        f"<svg aria-hidden='true' width='{BAR}' height='10' style='vertical-align:middle'>"
        f"<rect width='{length:.1f}' height='10' fill='{LIGHT.accent}'/></svg> {number(cell)}"
    )


CARDS = {
    "Substrate": substrate_card,
    "PhiStructure": structure_card,
    "Complexes": complexes_card,
    "ConceptualStructure": constellation_card,
    "RankedSystems": ranked_card,
    "Account": account_card,
    "Grains": grains_card,
}
"""The card of a value, by the name of its class."""


def card(value: object) -> str:
    """Return the card of a value.

    Raises
    ------
    PhiscopeError
        If there is none for its kind.
    """
    make = CARDS.get(type(value).__name__)
    if make is None:
        raise PhiscopeError(
            tr(
                "There is no picture of {kind}; show a network or a result: {known}.",
                kind=type(value).__name__,
                known=", ".join(CARDS),
            )
        )
    return make(value)
