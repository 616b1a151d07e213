"""Results across grains as plain text for the terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from apps.cli.report import heading, table
from engine.words import tr, trn
from viz.view.grain_words import bounds_words, system_words, verdict_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from apps.results.grains import Judged
    from engine.grain.records import Grains, Verdict
    from engine.iit4.phi_structure import PhiStructure
    from engine.substrate.substrate import Substrate

MOST_SHOWN = 10  # of the verdicts, and of the systems that are excluded


def grains(name: str, substrate: Substrate, result: Grains) -> str:
    """Return the summary of a search across grains; ``name`` is its heading if the substrate has no name."""
    admitted = [each for each in result.verdicts if each.ok and len(each.constituents) > 1]
    lines = [
        *heading(name, substrate),
        tr(
            "state {state} · {formalism} · {bounds}",
            state=substrate.state_label(result.state),
            formalism=result.formalism,
            bounds=bounds_words(result.bounds),
        ),
        tr(
            "{systems} of micro units and {units}",
            systems=trn("{n:,} system", "{n:,} systems", len(result.systems)),
            units=trn("{n:,} intrinsic set of units", "{n:,} intrinsic sets of units", len(admitted)),
        ),
    ]
    if result.history_assumed:
        lines.append(tr("The micro state was assumed to be constant over the last {n} updates.",
                        n=len(result.history)))  # fmt: skip
    lines += _rows(tr("complex"), [(system_words(s.units), f"{s.phi_s:.6f}") for s in result.complexes])
    if not result.complexes:
        lines += ["", tr("No system is a complex.")]
    undecided = [(system_words(s.units), f"{s.phi_s:.6f}") for s in result.undecided]
    lines += _rows(tr("undecided: overlapping, and tied on φ_s and Φ"), undecided)
    excluded = [
        (system_words(each.system.units), f"{each.system.phi_s:.6f}", system_words(each.by.units))
        for each in result.excluded
    ]
    lines += _rows(tr("excluded"), excluded, tr("by"))
    lines += ["", *_verdicts(result.verdicts), "", *result.not_searched]
    return "\n".join(lines)


def macro_verdicts(structure: PhiStructure, verdicts: Sequence[Judged]) -> list[str]:
    """Return the verdicts on the units of a macro system, their reading, and what follows for the system."""
    lines = [
        each.problem if each.verdict is None else f"{each.label}: {verdict_words(each.verdict)}"
        for each in verdicts
    ]
    known = [each.verdict for each in verdicts if each.verdict is not None]
    if known:
        lines.append(tr("The reading: {bounds}.", bounds=bounds_words(known[0].bounds)))
    system = f"{{{', '.join(structure.units)}}}"
    if any(not each.ok for each in known):
        lines.append(
            tr("So {system} is not admissible: not all its units are units of their own.", system=system)
        )
    return lines


def _rows(title: str, rows: list[tuple[str, ...]], *more: str) -> list[str]:
    """Return a table of systems, its first rows alone if there are many."""
    if not rows:
        return []
    return ["", *table([(title, "φ_s", *more), *rows[:MOST_SHOWN]]), *_left(len(rows))]


def _left(count: int) -> list[str]:
    more = count - MOST_SHOWN
    return [trn("and {n:,} more", "and {n:,} more", more)] if more > 0 else []


def _verdicts(verdicts: tuple[Verdict, ...]) -> list[str]:
    """Return the verdicts on sets of units that are integrated."""
    said = [verdict_words(each) for each in verdicts if len(each.constituents) > 1 and each.phi_s > 0]
    return [*said[:MOST_SHOWN], *_left(len(said))]
