"""Pages of the Python reference: the modules of each; mkdocstrings writes them from the docstrings."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from functools import partial

import engine
from apps.manual.markdown import page

SAID = {
    "iit4": (
        "IIT 4.0",
        "Candidate systems, φ_s, distinctions, relations, Φ-structures and complexes. "
        "The theory beside it: [system](../theory/system.md), [distinctions](../theory/distinctions.md), "
        "[relations](../theory/relations.md).",
    ),
    "iit3": (
        "Concepts of 2014",
        "Concepts, constellations and their Φ; the theory: [IIT 3.0](../theory/iit3.md).",
    ),
    "causation": (
        "Actual causation",
        "Transitions, causal links, accounts; the theory: [actual causation](../theory/causation.md).",
    ),
    "grain": ("Grain", "Macro units and the search across grains; the theory: [grain](../theory/grain.md)."),
    "large": ("Large substrates", "Up to 2,800 units; the theory: [large substrates](../theory/large.md)."),
    "substrate": ("Substrates", "Units, functions, states, TPMs and files."),
    "survey": ("Surveys", "Whole families of networks in one table."),
    "results": ("Results and their homes", "Formalisms, errors, jobs, saved results, tables."),
    "viz": ("Pictures", "Plots of notebooks, cards, and what draws a figure."),
}
ROOMS = {
    "iit4": (
        "engine.iit4",
        "system integration partitions cuts repertoires purviews mechanisms distinctions relations folds "
        "structure phi_structure complexes exclusion ties choices readings tolerance "
        "labelled_repertoire survey costs sparse",
        "engine.kernels",
        "integration disintegration effects causes relations",
    ),
    "iit3": (
        "engine.iit3",
        "structure concepts constellations cuts mechanisms minimum_cut ranking system",
        "engine.kernels",
        "iit3_causes",
    ),
    "causation": (
        "engine.causation",
        "account links transitions irreducibility counterfactuals why_not",
        "engine.kernels",
        "causation",
    ),
    "grain": (
        "engine.grain",
        "search system universe unfolding bounds admission records",
        "engine.kernels",
        "grain",
    ),
    "large": ("engine.large", "search survivors splitting bounds free_cuts surroundings"),
    "substrate": (
        "engine.substrate",
        "substrate network units functions states tpm probabilities dynamics past macro_units lesions "
        "parameters computer formats",
    ),
    "survey": ("engine.atlas", "surveying recipe families table measures symmetry"),
    "results": (
        "engine",
        "formalisms errors frames run.jobs run.progress saved.results recompute.compare recompute.config",
    ),
    "viz": ("viz", "notebook html.cards paper.export theme numbers"),
}
"""The modules of each page: packages, each with the names of its modules."""


def modules(name: str) -> list[str]:
    """Return the modules of a page."""
    said = ROOMS[name]
    return [
        f"{package}.{each}"
        for package, names in zip(said[::2], said[1::2], strict=True)
        for each in names.split()
    ]


def room(name: str) -> str:
    """Return the page of a room: its modules, each with a heading."""
    title, said = SAID[name]
    return page(title, said, *(f"::: {module}" for module in modules(name)))


def public() -> str:
    """Return the page of the names that `engine` gives."""
    given = {name: getattr(engine, name) for name in engine.__all__}
    homes = {name: each.__module__ for name, each in given.items() if not inspect.ismodule(each)}
    rows = [f"- [`{name}`][{home}.{name}]" for name, home in homes.items()]
    rows.append("- [`iit3`][engine.iit3.structure]: IIT 3.0, with `iit3.unfold` and `iit3.complexes`")
    return page(
        "engine",
        "What `from engine import …` gives. Each name leads to its description.",
        "\n".join(rows),
    )


PAGES: dict[str, Callable[[], str]] = {
    "python/engine.md": public,
    **{f"python/{name}.md": partial(room, name) for name in ROOMS},
}
"""What makes each page, by its place in the manual."""
