"""Results of IIT 3.0 as plain text for the terminal."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from apps.cli.report import heading, table
from engine.formalisms import formalism_name, formalism_of
from engine.iit4.readings import Readings
from engine.words import tr
from viz.view.concepts import WHY_ZERO
from viz.view.letters import letters, plain_letters
from viz.view.naming import readings_text

if TYPE_CHECKING:
    from engine.iit3.ranking import RankedSystems
    from engine.iit3.structure import ConceptualStructure
    from engine.substrate.substrate import Substrate


def structure(name: str, substrate: Substrate, result: ConceptualStructure) -> str:
    """Return the summary of a constellation; ``name`` is its heading if the substrate has no name."""
    states = dict(zip(result.units, result.state, strict=True))

    def cased(units: tuple[str, ...]) -> str:
        return letters(units, [states[unit] for unit in units])

    lines = [
        *heading(name, substrate),
        tr(
            "system {system} · {formalism} · {readings} · phiscope {version}",
            system=cased(result.units),
            formalism=formalism_name(result.formalism),
            readings=readings_text(Readings(result.tie_rule)),
            version=result.version,
        ),
        f"Φ    {result.big_phi:.6g}" + (f"   ({WHY_ZERO[result.reason]})" if result.reason else ""),
    ]
    if result.cut is not None:
        said = " ⇥ ".join(plain_letters(side) for side in result.cut)
        tied = tr("({n} cuts tie)", n=len(result.tied_cuts))
        lines.append(f"{tr('cut')}  {said}" + (f"   {tied}" if result.tied_cuts else ""))
    concepts = formalism_of(result.formalism).counted(len(result.concepts))
    lines.append(f"{concepts}, {tr('conceptual information')} {result.conceptual_information:.6g}")
    rows = [(tr("mechanism"), tr("past"), tr("future"), "φ")]
    rows += [
        (cased(c.mechanism), plain_letters(c.cause.purview), plain_letters(c.effect.purview), f"{c.phi:.6f}")
        for c in result.concepts
    ]
    return "\n".join([*lines, "", *table(rows)] if len(rows) > 1 else lines)


def complexes(name: str, substrate: Substrate, result: RankedSystems) -> str:
    """Return the summary of a search for complexes; ``name`` is its heading if the substrate has no name."""
    state = substrate.state_label(result.state)
    lines = [
        *heading(name, substrate),
        tr(
            "state {state} · {formalism} · {readings}",
            state=state,
            formalism=formalism_name(result.formalism),
            readings=readings_text(Readings(result.tie_rule)),
        ),
    ]
    if not result.complexes:
        none = tr("No candidate system has Φ above zero: there is no complex.")
        return "\n".join([*lines, none, *_why_none(substrate, result)])
    rows = [(tr("complex"), formalism_of(result.formalism).maximum)]
    rows += [(plain_letters(each.units), f"{each.big_phi:.6f}") for each in result.complexes]
    lines += ["", *table(rows)]
    for winner, *others in result.ties:
        ties = ", ".join(plain_letters(units) for units in others)
        lines.append(
            tr(
                "{units} ties with {others}; the larger one was taken.",
                units=plain_letters(winner),
                others=ties,
            )
        )
    return "\n".join(lines)


def _why_none(substrate: Substrate, result: RankedSystems) -> list[str]:
    """Return sentences on why there is no complex: too few units, no past, no connections, no concepts."""
    n = substrate.n
    if n < 2:
        return [tr("IIT 3.0 knows no complex of a single unit.")]
    sets = 2**n - n - 1
    gone = sets - len(result.candidates)
    why = Counter(each.reason for each in result.candidates if each.reason)
    said = []
    if gone:
        said.append(tr("{few} of {n} sets of units: no state of theirs leads to this one.", few=gone, n=sets))
    for reason, few in why.most_common():
        said.append(tr("{few} of {n} sets of units: {why}.", few=few, n=sets, why=WHY_ZERO[reason]))
    return said
