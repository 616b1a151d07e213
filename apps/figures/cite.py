"""Texts about a result for a paper: sentences for the methods section, and BibTeX."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from apps.document.references import entries
from apps.figures.cite_concepts import background_text, of_constellation, of_refused
from apps.figures.cite_large import of_search, of_simulation, of_survey
from engine.formalisms import formalism_name, formalism_of
from engine.version import engine_version
from engine.words import tr, trn
from viz.numbers import count, number
from viz.view.account import transition_text
from viz.view.letters import by_hand, letters
from viz.view.naming import readings_sentences
from viz.view.versions import is_of_concepts

if TYPE_CHECKING:
    from apps.document.snapshot import Snapshot
    from apps.results.exhibit import Exhibit
    from apps.results.versions import Version
    from engine.causation.account import Account
    from engine.iit4.complexes import Complexes
    from engine.iit4.structure import PhiStructure
    from engine.substrate.substrate import Substrate

PROGRAM = "phiscope"
CAUSATION = "albantakis2019causation"
NAMED = re.compile(r"(\w+)(?:, \w+)*(?: et al\.| and \w+)?,? \(?(\d{4})")
"""A paper in the source of an example: "Albantakis et al. 2023"."""


def keys(exhibit: Exhibit) -> tuple[str, ...]:
    """Return the BibTeX keys to cite: the program, the theory, and the source of the substrate."""
    theory = (CAUSATION,) if exhibit.account else _theory(exhibit)
    source = [
        key
        for name, year in NAMED.findall(exhibit.snapshot.substrate.source)
        for key in entries()
        if key.startswith(f"{name.lower()}{year}")
    ]
    beside = () if exhibit.other is None else keys(exhibit.other)
    return tuple(dict.fromkeys((PROGRAM, *theory, *source, *beside)))


def _theory(exhibit: Exhibit) -> tuple[str, ...]:
    """Return the keys of the papers that define what was computed."""
    if exhibit.versions is not None:
        return tuple(key for each in exhibit.versions for key in each.formalism.references)
    alone = exhibit.constellation if exhibit.structure is None else None
    return formalism_of(alone.formalism if alone else exhibit.snapshot.formalism).references


def bibtex(exhibit: Exhibit) -> str:
    """Return the BibTeX entries to cite."""
    return "\n\n".join(entries()[key] for key in keys(exhibit)) + "\n"


def methods(exhibit: Exhibit) -> str:
    """Return the sentences of a methods section about the result, with the keys that they cite."""
    sentences = [] if exhibit.atlas is None else [of_survey(exhibit.atlas)]
    if exhibit.atlas is None or exhibit.plane is not None:
        sentences.append(_said(exhibit))
    if exhibit.other is not None:
        sentences += [tr("It was compared with another analysis."), _said(exhibit.other)]
    sentences.append(tr("(Cite: {keys}.)", keys=", ".join(keys(exhibit))))
    return " ".join(sentences) + "\n"


def _substrate(substrate: Substrate, state: tuple[int, ...]) -> str:
    name = f" “{substrate.name}”" if substrate.name else ""
    source = f"; {substrate.source}" if substrate.source else ""
    return tr(
        "The substrate{name} ({n} units{source}; SHA-256 of its dynamics {sha256}) was in state {state}.",
        name=name,
        n=substrate.n,
        source=source,
        sha256=substrate.sha256[:12],
        state=letters(substrate.labels, state),
    )


def _said(exhibit: Exhibit) -> str:
    where = _substrate(exhibit.snapshot.substrate, exhibit.snapshot.state)
    return f"{where} {_found(exhibit)}"


def _found(exhibit: Exhibit) -> str:
    if exhibit.moment is not None and exhibit.structure is None:
        return of_simulation(exhibit.moment)
    if exhibit.account is not None:
        return _of_account(exhibit.account)
    if exhibit.versions is not None:
        return " ".join(map(_of_version, exhibit.versions))
    if exhibit.structure is not None:
        return _of_structure(exhibit.structure)
    if exhibit.constellation is not None:
        return of_constellation(exhibit.constellation)
    if exhibit.complexes is not None:
        return _of_complexes(exhibit.complexes)
    return _of_dynamics(exhibit.snapshot)


def _of_version(found: Version) -> str:
    if found.structure is None:
        return of_refused(found)
    if is_of_concepts(found.structure):
        known = () if found.complexes is None else found.complexes.complexes
        return of_constellation(found.structure, (each.units for each in known))
    return _of_structure(found.structure)


def _of_complexes(found: Complexes) -> str:
    read = [f"{each}." for each in readings_sentences(found.readings, always=())]
    if found.ruled_out is not None:
        return " ".join([of_search(found), *read, *_first(found)])
    said = trn(
        "All {candidates:,} candidate systems were searched exactly with phiscope {version} according to "
        "{formalism}: {n:,} complex.",
        "All {candidates:,} candidate systems were searched exactly with phiscope {version} according to "
        "{formalism}: {n:,} complexes.",
        len(found.complexes),
        candidates=found.evaluated,
        version=found.version,
        formalism=formalism_name(found.formalism),
    )
    return " ".join([said, *read, *_first(found)])


def _first(found: Complexes) -> list[str]:
    """Return the sentence that names the complexes of largest φ_s, if there are any."""
    best = ", ".join(
        tr("{units} (φ_s = {phi_s} ibits)", units=", ".join(each.units), phi_s=number(each.phi_s, 6))
        for each in found.complexes[:3]
    )
    if len(found.complexes) > 1:
        return [tr("The first are {complexes}.", complexes=best)]
    return [tr("It is {complex}.", complex=best)] if best else []


def _of_dynamics(snapshot: Snapshot) -> str:
    said = tr(
        "φ of the candidate system {system} was computed exactly in every situation with phiscope {version} "
        "according to {formalism}.",
        system=", ".join(snapshot.system),
        version=engine_version(),
        formalism=formalism_name(snapshot.formalism),
    )
    return " ".join([said, *(f"{each}." for each in readings_sentences(snapshot.readings))])


def _of_structure(structure: PhiStructure) -> str:
    unfolded = tr(
        "The cause–effect structure of the candidate system {system}{background} was unfolded exactly with "
        "phiscope {version} according to {formalism}: φ_s = {phi_s} ibits, {distinctions:,} distinctions "
        "(Σφ_d = {sum_phi_d}), {relations} relations (Σφ_r = {sum_phi_r}) and Φ = {big_phi}.",
        system=letters(structure.units, structure.state),
        background=background_text(structure),
        version=structure.version,
        formalism=formalism_name(structure.formalism),
        phi_s=number(structure.phi_s, 6),
        distinctions=len(structure.distinctions),
        sum_phi_d=number(structure.sum_phi_d, 6),
        relations=count(structure.relations.count),
        sum_phi_r=number(structure.relations.sum_phi, 6),
        big_phi=number(structure.big_phi, 6),
    )
    return f"{unfolded} {_chosen(structure)}"


def _chosen(structure: PhiStructure) -> str:
    """Return the sentences about ties: the rule, the range of Φ over all choices, what was chosen by hand."""
    low, high = structure.big_phi_range
    said, *others = readings_sentences(structure.readings)
    if high - low > 1e-9:
        spread = tr("(Φ is {low} to {high} over all choices)", low=number(low, 6), high=number(high, 6))
        said = f"{said} {spread}"
    return " ".join(["; ".join([said, *by_hand(structure)]) + ".", *(f"{each}." for each in others)])


def _of_account(account: Account) -> str:
    sums, links = account.alpha_total, account.links
    return tr(
        "The causal account of the transition {transition} was computed exactly with phiscope {version} "
        "after Albantakis et al. 2019: {links} causal links, Σα = {causes} bits of actual causes and "
        "{effects} bits of actual effects.",
        transition=transition_text(account.transition),
        version=account.version,
        links=len(links),
        causes=number(sums["cause"], 6),
        effects=number(sums["effect"], 6),
    )
