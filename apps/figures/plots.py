"""Plots: one declaration each, from which menus, command, validation, figures and tests follow.

To add a plot, write its view model and its drawing, and declare it here. The declarations name functions
instead of importing them, so that ``phiscope --help`` reads this list without loading a plotting library.
"""

from __future__ import annotations

from collections.abc import Iterable

from apps.figures.plot_kind import PlotKind
from engine.errors import PhiscopeError
from engine.words import phrase, tr

MAX_PANELS = 4
OF_DISTINCTION = ("mechanism",)
OF_STEPS = ("steps", "seed", "most_probable")
OF_SIDES = (
    "against",
    "against_state",
    "against_units",
    "against_formalism",
    "against_ties",
    "against_state_ties",
    "against_by_hand",
)


PLOTS: dict[str, PlotKind] = {}
"""Every plot by name, in the order of the menus."""


def register(*kinds: PlotKind) -> None:
    """Declare plots; from here on menus, ``--help`` and ``phiscope figure`` know them."""
    for kind in kinds:
        if kind.name in PLOTS:
            raise ValueError(f"there are two plots {kind.name!r}")
        PLOTS[kind.name] = kind


def offered(view: str) -> tuple[str, ...]:
    """Return the names of the plots that a view of the app offers."""
    return tuple(name for name, kind in PLOTS.items() if view in kind.views)


def reading(option: str) -> tuple[str, ...]:
    """Return the names of the plots that read an option; none if it is for all."""
    return tuple(name for name, kind in PLOTS.items() if option in kind.options)


def options_of(plots: Iterable[str]) -> set[str]:
    """Return the options that at least one of the plots reads."""
    return {option for name in plots for option in PLOTS[name].options}


def check(plots: tuple[str, ...]) -> None:
    """Refuse names of no plot, and more or fewer than a figure has panels.

    Raises
    ------
    PhiscopeError
        One sentence that names the option and the plots there are.
    """
    for name in plots:
        if name not in PLOTS:
            raise PhiscopeError(
                tr(
                    "--plot: there is no plot {name!r}; choose one of {known}.",
                    name=name,
                    known=", ".join(PLOTS),
                )
            )
    if not 1 <= len(plots) <= MAX_PANELS:
        raise PhiscopeError(
            tr("--plot: a figure has one to {most} panels, not {n}.", most=MAX_PANELS, n=len(plots))
        )


register(
    PlotKind(
        "structure", phrase("Φ-structure"),
        "structure_views:structure", "structure:draw",
        options=("strongest", "degree", "unit", *OF_DISTINCTION),
    ),
    PlotKind(
        "fold", phrase("Φ-fold"),
        "structure_views:fold", "structure:draw",
        options=("unit", *OF_DISTINCTION),
    ),
    PlotKind(
        "space", phrase("Φ-structure in 3-D"),
        "structure_views:in_space", "space:draw",
        width=120, options=(*OF_DISTINCTION, "azimuth", "elevation"),
    ),
    PlotKind(
        "states", phrase("State-transition graph"),
        "dynamics_views:graph", "state_graph:draw",
        width=120, needs="", options=("threshold",), views=("dynamics",),
    ),
    PlotKind(
        "raster", phrase("Raster"),
        "dynamics_views:raster", "raster:draw",
        width=120, needs="walk", options=OF_STEPS, views=("dynamics",), stated=False,
    ),
    PlotKind(
        "trajectory", phrase("φ along the trajectory"),
        "dynamics_views:trajectory", "raster:draw_trajectory",
        width=120, needs="course", options=OF_STEPS, views=("dynamics",), stated=False,
    ),
    PlotKind(
        "all-states", phrase("φ over all states"),
        "dynamics_views:over_all", "course:draw",
        width=120, needs="course", options=OF_STEPS, views=("dynamics",),
    ),
    PlotKind(
        "sweep", phrase("φ over a parameter"),
        "dynamics_views:over_parameter", "course:draw",
        width=120, needs="sweep", options=("sweep",), views=("dynamics",),
    ),
    PlotKind(
        "substrate", phrase("Substrate and MIP"),
        "substrate_views:substrate", "substrate:draw", views=("explore", "dynamics"),
    ),
    PlotKind(
        "why-zero", phrase("Why φ_s is 0"), "substrate_views:why_zero", "whyzero:draw",
    ),
    PlotKind(
        "distinctions", phrase("Distinctions"),
        "structure_views:distinctions", "distinctions:draw", width=178,
    ),
    PlotKind(
        "lattice", phrase("Distinctions by order"),
        "structure_views:distinctions", "distinctions:draw_orders", width=178,
    ),
    PlotKind(
        "relations", phrase("Relations"),
        "structure_views:relations", "relations:draw",
        width=178, options=("degree", "page"),
    ),
    PlotKind(
        "relation-matrix", phrase("Relations of two as a matrix"),
        "structure_views:relation_matrix", "relation_matrix:draw", width=120,
    ),
    PlotKind(
        "repertoires", phrase("Repertoires"),
        "repertoires:repertoires", "repertoire:draw_pair", width=120, options=OF_DISTINCTION,
    ),
    PlotKind(
        "mechanism", phrase("φ_d step by step"),
        "arithmetic_views:of_distinction", "pair:draw_both",
        width=178, options=OF_DISTINCTION,
    ),
    PlotKind(
        "pair", phrase("Mechanism over purview"),
        "arithmetic_views:of_pair", "pair:draw",
        width=120, options=("mechanism", "purview", "direction"),
    ),
    PlotKind(
        "arithmetic", phrase("φ_s step by step"), "arithmetic_views:of_system", "arithmetic:draw", width=120,
    ),
    PlotKind(
        "scissors", phrase("Your own cut"),
        "typed_cut:of_cut", "scissors:draw",
        width=120, options=("cut", "reveal", "direction"),
    ),
    PlotKind(
        "account", phrase("Causal account"),
        "account_views:whole", "account:draw",
        needs="account", views=("causation",),
    ),
    PlotKind(
        "link", phrase("Causal link"),
        "account_views:of_link", "link:draw",
        width=120, needs="account", options=("link",), views=("causation",),
    ),
    PlotKind(
        "why-not", phrase("Why there is no cause or effect"),
        "account_views:without_link", "link:draw_why_not",
        needs="account", options=("occurrence",), views=("causation",),
    ),
    PlotKind(
        "gates", phrase("Outcome under other rules"),
        "account_views:under_gates", "account:draw_several",
        width=178, needs="account", options=("outcome",), views=("causation",),
    ),
    PlotKind(
        "compare", phrase("Φ-structures side by side"),
        "compare_views:structures", "compare:draw",
        width=178, needs="other", options=OF_SIDES, views=("compare",),
    ),
    PlotKind(
        "compare-substrates", phrase("Substrates side by side"),
        "compare_views:substrates", "compare:draw_substrates",
        width=120, needs="other", options=OF_SIDES, views=("compare",),
    ),
    PlotKind(
        "constellation", phrase("Constellation"),
        "concept_views:constellation", "constellation:draw",
        width=120, needs="concepts", options=("axes", *OF_DISTINCTION), views=("versions",),
    ),
    PlotKind(
        "concept", phrase("Repertoires of a concept"),
        "concept_views:concept", "concept_bars:draw",
        width=120, needs="concepts", options=OF_DISTINCTION, views=("versions",),
    ),
    PlotKind(
        "constellation-cut", phrase("Substrate and minimum cut"),
        "concept_views:cut", "substrate:draw",
        needs="concepts", views=("versions",),
    ),
    PlotKind(
        "version-states", phrase("Versions over all states"),
        "compare_views:over_states", "version_states:draw", width=120, needs="version-states",
        views=("versions",),
    ),
    PlotKind(
        "grain", phrase("Macro beside micro"), "grain_views:grain", "grain:draw",
        width=120, needs="comparison", views=("grain",),
    ),
    PlotKind(
        "grain-space", phrase("φ_s by grain"), "grain_views:space", "grain_space:draw",
        width=120, needs="grains", views=("grain",),
    ),
    PlotKind(
        "mapping", phrase("Mapping of a macro unit"), "grain_views:mapping", "mapping:draw",
        needs="", options=("unit",), views=("grain",),
    ),
    PlotKind(
        "grain-steps", phrase("From TPM to TPM in four steps"), "grain_views:steps", "grain_steps:draw",
        width=178, needs="grain-steps", options=("unit",), views=("grain",),
    ),
    PlotKind(
        "atlas", phrase("Survey"), "atlas_views:scatter", "atlas:draw",
        width=120, needs="atlas", views=("atlas",), stated=False,
    ),
    PlotKind(
        "parallel", phrase("Survey on parallel axes"), "atlas_views:parallel", "parallel:draw",
        width=178, needs="atlas", views=("atlas",), stated=False,
    ),
    PlotKind(
        "plane", phrase("φ_s over two numbers"), "atlas_views:plane", "plane:draw",
        width=120, needs="plane", views=("atlas",),
    ),
    PlotKind(
        "complexes", phrase("Candidate systems"),
        "substrate_views:candidates", "complexes:draw",
        width=178, needs="complexes", views=("explore", "complexes"),
    ),
    PlotKind(
        "regions", phrase("Substrate with its complexes"),
        "substrate_views:regions", "substrate:draw", needs="complexes", views=("explore", "complexes"),
    ),
    PlotKind(
        "computer", phrase("Target and computer"),
        "simulation_views:both", "simulation:draw",
        width=178, needs="simulation", views=("computer",),
    ),
    PlotKind(
        "outputs", phrase("Target and registers in time"),
        "simulation_views:outputs", "raster:draw",
        width=120, needs="simulation", views=("computer",), stated=False,
    ),
    PlotKind(
        "scaling", phrase("How the computer grows"),
        "simulation_views:scaling", "scaling:draw",
        width=120, needs="scaling", views=("computer",), stated=False,
    ),
    PlotKind(
        "tpm", "TPM",
        "substrate_views:tpm", "tpm:draw",
        needs="", views=("explore", "complexes", "dynamics", "causation"),
    ),
    PlotKind(
        "tpm-states", phrase("TPM, state by state"), "substrate_views:tpm_by_state", "tpm:draw",
        width=120, needs="", views=("explore", "complexes", "dynamics"),
    ),
    PlotKind(
        "weights", phrase("Weights and connectivity"), "substrate_views:weights", "matrix:draw",
        needs="", views=("explore", "causation"),
    ),
)  # fmt: skip
