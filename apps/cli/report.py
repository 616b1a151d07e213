"""Results as plain text for the terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from engine.formalisms import formalism_of
from engine.words import tr, trn
from viz.view.account import BLOCKS, NOTHING, account_view
from viz.view.grain_words import grain_words
from viz.view.letters import by_hand, letters, plain_letters, sentence, why_zero
from viz.view.naming import readings_text, sides_word
from viz.view.ruled_out import open_sentences, ruled_out_sentence

if TYPE_CHECKING:
    from engine.causation.account import Account
    from engine.iit4.complexes import Complexes
    from engine.iit4.structure import PhiStructure
    from engine.substrate.substrate import Substrate


def structure(name: str, substrate: Substrate, result: PhiStructure) -> str:
    """Return the summary of a Φ-structure; ``name`` is its heading if the substrate has no name."""
    title = letters(result.units, result.state)
    lines = [
        *heading(name, substrate),
        tr(
            "system {system} · {formalism} · {readings} · phiscope {version}",
            system=title,
            formalism=result.formalism,
            readings=readings_text(result.readings),
            version=result.version,
        ),
        *(grain_words(result.grain) if result.grain else ()),
        *([sentence(by_hand(result))] if result.by_hand else []),
        f"φ_s  {result.phi_s:.6g}"
        + (f"   ({why_zero(result.reason, len(result.units))})" if result.reason else ""),
    ]
    if result.mip is not None and not result.reason:
        parts = " | ".join(plain_letters(part) for part in result.mip.parts)
        lines.append(f"MIP  {parts}  ({', '.join(map(sides_word, result.mip.directions))})")
    low, high = result.big_phi_range
    allowed = tr("(ties allow {least:.6g} to {most:.6g})", least=low, most=high)
    lines.append(f"Φ    {result.big_phi:.6g}" + (f"   {allowed}" if high - low > 1e-12 else ""))
    distinctions = formalism_of(result.formalism).counted(len(result.distinctions))
    relations = trn("{n:,} relation", "{n:,} relations", result.relations.count)
    lines.append(
        f"{distinctions}, Σφ_d {result.sum_phi_d:.6g} · {relations}, Σφ_r {result.relations.sum_phi:.6g}"
    )
    rows = [(tr("mechanism"), tr("cause"), tr("effect"), "φ_d")]
    rows += [
        (
            letters(d.mechanism, d.state),
            letters(d.cause.units, d.cause.state),
            letters(d.effect.units, d.effect.state),
            f"{d.phi:.6f}",
        )
        for d in result.distinctions
    ]
    return "\n".join([*lines, "", *table(rows)] if len(rows) > 1 else lines)


def complexes(name: str, substrate: Substrate, result: Complexes) -> str:
    """Return the summary of a search for complexes; ``name`` is its heading if the substrate has no name."""

    def cased(units: tuple[str, ...]) -> str:
        return letters(units, tuple(result.state[substrate.index(label)] for label in units))

    lines = [
        *heading(name, substrate),
        tr(
            "state {state} · {formalism} · {readings}",
            state=substrate.state_label(result.state),
            formalism=result.formalism,
            readings=readings_text(result.readings),
        ),
    ]
    if result.ruled_out is not None:
        lines += [ruled_out_sentence(result.ruled_out, len(result.candidates))]
        lines += open_sentences(result.ruled_out)
    if not result.complexes:
        is_complete = result.ruled_out is None or result.ruled_out.is_complete
        nothing = tr("No candidate system has φ_s above zero: there is no complex.")
        return "\n".join([*lines, *([nothing] if is_complete else [])])
    rows = [(tr("complex"), "φ_s")]
    rows += [(cased(item.units), f"{item.phi_s:.6f}") for item in result.complexes]
    lines += ["", *table(rows)]
    if result.undecided:
        rows = [(tr("undecided: overlapping, and tied on φ_s and Φ"), "φ_s")]
        rows += [(cased(item.units), f"{item.phi_s:.6f}") for item in result.undecided]
        lines += ["", *table(rows)]
    if result.excluded:
        more = tr("(tied on φ_s, and has more Φ)")
        rows = [(tr("excluded"), "φ_s", tr("by"))]
        rows += [
            (cased(e.units), f"{e.phi_s:.6f}", f"{cased(e.by)} {more}" if e.tied else cased(e.by))
            for e in result.excluded
        ]
        lines += ["", *table(rows)]
    return "\n".join(lines)


def account(name: str, substrate: Substrate, result: Account) -> str:
    """Return the summary of a causal account: actual effects and actual causes, as in the paper.

    ``name`` is its heading if the substrate has no name.
    """
    view = account_view(substrate, result)
    totals = "  ".join(f"{key} {value}" for key, value in view.totals)
    lines = [*heading(name, substrate), view.caption, totals]
    if not view.rows:
        return "\n".join([*lines, str(NOTHING)])
    for direction, title in BLOCKS.items():
        block = [row for row in view.rows if row.direction == direction]
        rows = [(row.x, row.arrow, row.y, f"{row.alpha:.6f}", row.arithmetic) for row in block]
        lines += ["", title, *(table(rows) if rows else [tr("none")])]
    return "\n".join(lines)


def heading(name: str, substrate: Substrate) -> list[str]:
    """Return the name of a network, and what was assumed when a file of another program was read."""
    notes = [] if name.endswith(".json") else substrate.notes.splitlines()
    return [substrate.name or name, *filter(None, notes)]


def table(rows: list[tuple[str, ...]]) -> list[str]:
    """Return ``rows`` as lines with aligned columns."""
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    return [
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows
    ]
