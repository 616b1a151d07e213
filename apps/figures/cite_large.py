"""Sentences of a methods section about large substrates, and about computers that simulate."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from engine.formalisms import formalism_name
from engine.version import engine_version
from engine.words import tr, trn
from viz.numbers import number
from viz.view.naming import readings_sentences
from viz.view.ruled_out import ruled_out_sentence

if TYPE_CHECKING:
    from apps.results.atlas import AtlasShown
    from apps.results.simulation import SimulationMoment
    from engine.iit4.complexes import Complexes


def of_search(found: Complexes) -> str:
    """Return how the complexes of a large substrate were found, and what stays open."""
    assert found.ruled_out is not None
    said = trn(
        "Its complexes were searched exactly with phiscope {version} according to {formalism}: "
        "{n:,} complex.",
        "Its complexes were searched exactly with phiscope {version} according to {formalism}: "
        "{n:,} complexes.",
        len(found.complexes),
        version=found.version,
        formalism=formalism_name(found.formalism),
    )
    ruled = f"{ruled_out_sentence(found.ruled_out, len(found.candidates))}."
    if found.ruled_out.is_complete:
        return f"{said} {ruled}"
    return f"{said} {ruled} {tr('The search is incomplete.')}"


def of_survey(shown: AtlasShown) -> str:
    """Return what was surveyed."""
    view = shown.view
    return tr(
        "{systems} of the survey “{name}” were measured exactly with phiscope {version} according to "
        "{formalism}; its figures carry the recipe (SHA-256 {digest}).",
        systems=trn("{n:,} system", "{n:,} systems", view.count),
        name=shown.rows.name,
        version=engine_version(),
        formalism=formalism_name(shown.formalism),
        digest=hashlib.sha256(shown.rows.recipe.encode()).hexdigest()[:12],
    )


def of_simulation(moment: SimulationMoment) -> str:
    """Return what was computed of a target and the computer that simulates it."""
    computer = moment.simulation.computer
    said = tr(
        "It was simulated on the computer of {units} units of Findlay et al. 2024 ({variant}; SHA-256 of its "
        "dynamics {sha256}), of which update {time} was analysed. The complexes of both, their φ_s and Φ "
        "were computed exactly with phiscope {version} according to {formalism}.",
        units=computer.n,
        variant=tr("with feedback") if moment.simulation.feedback else tr("without feedback"),
        sha256=computer.sha256[:12],
        time=moment.time,
        version=engine_version(),
        formalism=formalism_name(moment.formalism),
    )
    largest = [
        max((each.big_phi for each in side.complexes), default=0.0)
        for side in (moment.target, moment.computer)
    ]
    sizes = tr(
        "The largest Φ was {target} in the target and {computer} in the computer.",
        target=number(largest[0], 6),
        computer=number(largest[1], 6),
    )
    read = [f"{each}." for each in readings_sentences(moment.readings, always=())]
    return " ".join([said, *read, sizes])
