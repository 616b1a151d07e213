"""What to say and cite of a result: a sentence for the methods section, and BibTeX."""

from __future__ import annotations

import re
from functools import cache
from importlib import metadata
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

from viz.theme import count, number
from viz.view.account import transition_text
from viz.view.letters import FORMALISMS, by_hand, letters

if TYPE_CHECKING:
    from apps.parts.exhibit import Exhibit
    from apps.parts.snapshot import Snapshot
    from engine.causation import Account
    from engine.complexes import Complexes
    from engine.structure import PhiStructure
    from engine.substrate import Substrate

PROGRAM = "phiscope"
THEORY = {
    "iit4-2023": ("albantakis2023iit4", "marshall2023system"),
    "iit4-2026": ("albantakis2023iit4", "mayner2026tradeoff"),
    "iit3": ("oizumi2014iit3",),
}
CAUSATION = "albantakis2019causation"
NAMED = re.compile(r"(\w+)(?:, \w+)*(?: et al\.| and \w+)?,? \(?(\d{4})")
"""A paper as the examples name their source: "Albantakis et al. 2023"."""
KEY = re.compile(r"@\w+\{([^,]+),")


@cache
def entries() -> dict[str, str]:
    """Return key -> BibTeX entry of `assets/references.bib`."""
    text = (Path(str(files("assets"))) / "references.bib").read_text(encoding="utf-8")
    found = (entry.strip() for entry in re.split(r"^(?=@)", text, flags=re.MULTILINE))
    return {match[1]: entry for entry in found if (match := KEY.match(entry))}


def keys(exhibit: Exhibit) -> tuple[str, ...]:
    """Return the keys of what to cite: the program, the theory, and where the substrate is from."""
    theory = (CAUSATION,) if exhibit.account else THEORY.get(exhibit.snapshot.formalism, ())
    source = [
        key
        for name, year in NAMED.findall(exhibit.snapshot.substrate.source)
        for key in entries()
        if key.startswith(f"{name.lower()}{year}")
    ]
    beside = () if exhibit.other is None else keys(exhibit.other)
    return tuple(dict.fromkeys((PROGRAM, *theory, *source, *beside)))


def bibtex(exhibit: Exhibit) -> str:
    """Return the entries of what to cite."""
    return "\n\n".join(entries()[key] for key in keys(exhibit)) + "\n"


def methods(exhibit: Exhibit) -> str:
    """Return what a methods section says of the result, with the keys of what it cites."""
    text = _said(exhibit)
    if exhibit.other is not None:
        text = f"{text} It was compared with another analysis. {_said(exhibit.other)}"
    return f"{text} (Cite: {', '.join(keys(exhibit))}.)\n"


def _substrate(substrate: Substrate, state: tuple[int, ...]) -> str:
    name = f" “{substrate.name}”" if substrate.name else ""
    source = f"; {substrate.source}" if substrate.source else ""
    return (
        f"The substrate{name} ({substrate.n} units{source}; SHA-256 of its dynamics "
        f"{substrate.sha256[:12]}) was in state {letters(substrate.labels, state)}."
    )


def _said(exhibit: Exhibit) -> str:
    where = _substrate(exhibit.snapshot.substrate, exhibit.snapshot.state)
    return f"{where} {_found(exhibit)}"


def _found(exhibit: Exhibit) -> str:
    if exhibit.account is not None:
        return _of_account(exhibit.account)
    if exhibit.structure is not None:
        return _of_structure(exhibit.structure)
    if exhibit.complexes is not None:
        return _of_complexes(exhibit.complexes)
    return _of_dynamics(exhibit.snapshot)


def _of_complexes(found: Complexes) -> str:
    best = ", ".join(f"{', '.join(c.units)} (φ_s = {number(c.phi_s, 6)} ibits)" for c in found.complexes[:3])
    which = f" The first are {best}." if len(found.complexes) > 1 else f" It is {best}." if best else ""
    return (
        f"All {len(found.candidates):,} candidate systems were searched exactly with phiscope "
        f"{found.version} according to {FORMALISMS.get(found.formalism, found.formalism)}: "
        f"{len(found.complexes):,} complex{'es' * (len(found.complexes) != 1)}.{which}"
    )


def _of_dynamics(snapshot: Snapshot) -> str:
    return (
        f"φ of the candidate system {', '.join(snapshot.system)} was computed exactly in every situation "
        f"with phiscope {metadata.version(PROGRAM)} according to "
        f"{FORMALISMS.get(snapshot.formalism, snapshot.formalism)}. Among equally good purviews the "
        f"{snapshot.ties} was chosen."
    )


def _of_structure(structure: PhiStructure) -> str:
    outside = [label for label in structure.labels if label not in structure.units]
    fixed = f", the other units ({', '.join(outside)}) being background conditions" if outside else ""
    low, high = structure.big_phi_range
    spread = f" (Φ is {number(low, 6)} to {number(high, 6)} over all choices)" if high - low > 1e-9 else ""
    relations = structure.relations
    return (
        f"The cause–effect structure of the candidate system {letters(structure.units, structure.state)}"
        f"{fixed} was unfolded exactly with phiscope {structure.version} according to "
        f"{FORMALISMS.get(structure.formalism, structure.formalism)}: "
        f"φ_s = {number(structure.phi_s, 6)} ibits, "
        f"{len(structure.distinctions):,} distinctions (Σφ_d = {number(structure.sum_phi_d, 6)}), "
        f"{count(relations.count)} relations (Σφ_r = {number(relations.sum_phi, 6)}) and "
        f"Φ = {number(structure.big_phi, 6)}. Among equally good purviews the "
        f"{structure.tie_rule} was chosen{spread}{''.join(f'; {said}' for said in by_hand(structure))}."
    )


def _of_account(account: Account) -> str:
    sums, links = account.alpha_total, account.links
    return (
        f"The causal account of the transition {transition_text(account.transition)} was computed exactly "
        f"with phiscope {account.version} after Albantakis et al. 2019: {len(links)} causal links, "
        f"Σα = {number(sums['cause'], 6)} bits of actual causes and {number(sums['effect'], 6)} bits of "
        "actual effects."
    )
