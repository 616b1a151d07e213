"""Figures for print: what can be drawn, and the one function that makes the file.

The app's download and `phiscope figure` both call `figure_bytes`: for the same exhibit and options they
give the same bytes.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass, replace
from importlib import import_module
from typing import TYPE_CHECKING, Any, Literal

from apps.jobs.runner import Report
from apps.results import account_views, arithmetic_views, dynamics_views, structure_views
from apps.results.exhibit import Exhibit, with_needs
from apps.results.typed_cut import of_cut
from engine.errors import PhiscopeError
from engine.version import engine_version
from engine.words import tr
from viz.numbers import plain
from viz.view.account import account_view
from viz.view.compare import comparison_view, substrate_views
from viz.view.complexes import complexes_view
from viz.view.differences import Compared
from viz.view.distinctions import distinctions_view
from viz.view.letters import caption, letters
from viz.view.matrix import matrix_view
from viz.view.structure import structure_view
from viz.view.substrate import substrate_view
from viz.view.tpm import tpm_view
from viz.view.whyzero import explained_view

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from viz.paper.composer import Panel

FORMATS = ("pdf", "svg", "png")
WIDTHS_MM = (85, 120, 178)
RESOLUTIONS = (300, 600)
PANELS = 4
# Matplotlib's text layout keeps state for the whole process.
_one_at_a_time = threading.Lock()


@dataclass(frozen=True, slots=True)
class Print:
    """How a figure is printed; ``width`` None is the width that suits the plot."""

    kind: str = "pdf"
    width: int | None = None
    dpi: int = 300
    grey: bool = False

    def __post_init__(self) -> None:
        """Refuse what no printer knows."""
        for name, value, known in (
            ("format", self.kind, FORMATS),
            ("width", self.width, (None, *WIDTHS_MM)),
            ("dpi", self.dpi, RESOLUTIONS),
        ):
            if value not in known:
                choices = ", ".join(str(each) for each in known if each is not None)
                raise PhiscopeError(
                    tr(
                        "--{name}: {value} is no {name} of a figure; choose one of {choices}.",
                        name=name,
                        value=value,
                        choices=choices,
                    )
                )


@dataclass(frozen=True, slots=True)
class FigureKind:
    """One kind of figure: its name for people, its view, and the module of `viz.paper` that draws it."""

    title: str
    view: Callable[[Exhibit], Any]
    module: str
    width: int = 85
    draw: str = "draw"
    needs: str = "structure"
    """What must be there: "structure", "complexes", "account", "other" (both sides), "walk" (a trajectory),
    "course" (φ along it or over all states), "sweep", or "" for nothing."""
    stated: bool = True
    """Whether it is about one state."""


def _substrate(exhibit: Exhibit) -> Any:
    snapshot = exhibit.snapshot
    # Without the complexes, even when they are known: the same options give the same file.
    view = substrate_view(snapshot.substrate, snapshot.state, exhibit.structure)
    return view if exhibit.structure is not None else _versioned(view)


def _why_zero(exhibit: Exhibit) -> Any:
    structure, snapshot = exhibit.unfolded(), exhibit.snapshot
    if structure.reason is None:
        raise PhiscopeError(
            tr("φ_s is {phi}, not 0: there is no reason to show.", phi=plain(structure.phi_s))
        )
    return explained_view(snapshot.substrate, snapshot.state, structure)


def _complexes(exhibit: Exhibit) -> Any:
    snapshot = exhibit.snapshot
    return complexes_view(snapshot.substrate.labels, exhibit.searched(), snapshot.system)


def _regions(exhibit: Exhibit) -> Any:
    snapshot, found = exhibit.snapshot, exhibit.complexes
    view = substrate_view(snapshot.substrate, snapshot.state, complexes=found)
    return replace(view, caption=_complexes(exhibit).caption)


def _tpm(exhibit: Exhibit, by: Literal["unit", "state"] = "unit") -> Any:
    return _versioned(tpm_view(exhibit.snapshot.substrate, exhibit.snapshot.state, by))


def _weights(exhibit: Exhibit) -> Any:
    return _versioned(matrix_view(exhibit.snapshot.substrate))


def _versioned(view: Any) -> Any:
    """Add the version to the caption of what is drawn without a result."""
    return replace(view, caption=f"{view.caption} · phiscope {engine_version()}")


def _repertoires(exhibit: Exhibit) -> Any:
    from apps.results.repertoires import views

    structure = exhibit.unfolded()
    if not structure.distinctions:
        raise PhiscopeError(tr("There are no distinctions, so there is no repertoire to draw."))
    chosen = structure.distinctions[exhibit.chosen or 0]
    return tuple(replace(view, caption=caption(structure)) for view in views(exhibit.snapshot, chosen))


def _account(exhibit: Exhibit) -> Any:
    return account_view(exhibit.snapshot.substrate, exhibit.accounted())


def sides(exhibit: Exhibit) -> tuple[Compared, Compared]:
    """Return both sides of a comparison, or say that there is but one."""
    if exhibit.other is None:
        raise PhiscopeError(tr("There is nothing to compare with; give another state, network or formalism."))
    left, right = (
        Compared(each.snapshot.substrate, each.snapshot.state, each.unfolded())
        for each in (exhibit, exhibit.other)
    )
    return left, right


def _compare(exhibit: Exhibit) -> Any:
    left, right = sides(exhibit)
    chosen = None if exhibit.chosen is None else left.structure.distinctions[exhibit.chosen].mechanism
    return comparison_view(left, right, chosen)


PLOTS = {
    "structure": FigureKind(tr("Φ-structure"), lambda e: structure_view(e.unfolded(), e.chosen), "structure"),
    "fold": FigureKind(tr("Φ-fold"), structure_views.fold, "structure"),
    "space": FigureKind(tr("Φ-structure in 3-D"), structure_views.in_space, "space", 120),
    "substrate": FigureKind(tr("Substrate and MIP"), _substrate, "substrate"),
    "why-zero": FigureKind(tr("Why φ_s is 0"), _why_zero, "whyzero"),
    "regions": FigureKind(tr("Substrate with its complexes"), _regions, "substrate", needs="complexes"),
    "complexes": FigureKind(tr("Candidate systems"), _complexes, "complexes", 178, needs="complexes"),
    "distinctions": FigureKind(
        tr("Distinctions"), lambda e: distinctions_view(e.unfolded()), "distinctions", 178
    ),
    "relations": FigureKind(tr("Relations"), structure_views.relations, "relations", 178),
    "repertoires": FigureKind(tr("Repertoires"), _repertoires, "repertoire", 120, "draw_pair"),
    "lattice": FigureKind(
        tr("Distinctions by order"),
        lambda e: distinctions_view(e.unfolded()),
        "distinctions",
        178,
        "draw_orders",
    ),
    "arithmetic": FigureKind(tr("φ_s step by step"), arithmetic_views.of_system, "arithmetic", 120),
    "scissors": FigureKind(tr("Your own cut"), of_cut, "scissors", 120),
    "mechanism": FigureKind(
        tr("φ_d step by step"), arithmetic_views.of_distinction, "pair", 178, "draw_both"
    ),
    "pair": FigureKind(tr("Mechanism over purview"), arithmetic_views.of_pair, "pair", 120),
    "tpm": FigureKind("TPM", _tpm, "tpm", needs=""),
    "tpm-states": FigureKind(tr("TPM, state by state"), lambda e: _tpm(e, "state"), "tpm", 120, needs=""),
    "weights": FigureKind(tr("Weights and connectivity"), _weights, "matrix", needs=""),
    "account": FigureKind(tr("Causal account"), _account, "account", needs="account"),
    "link": FigureKind(tr("Causal link"), account_views.of_link, "link", 120, needs="account"),
    "why-not": FigureKind(
        tr("Why there is no cause or effect"),
        account_views.without_link,
        "link",
        85,
        "draw_why_not",
        "account",
    ),
    "gates": FigureKind(
        tr("Outcome under other rules"), account_views.under_gates, "account", 178, "draw_several", "account"
    ),
    "compare": FigureKind(tr("Φ-structures side by side"), _compare, "compare", 178, needs="other"),
    "compare-substrates": FigureKind(
        tr("Substrates side by side"),
        lambda e: substrate_views(*sides(e)),
        "compare",
        120,
        "draw_substrates",
        "other",
    ),
    "states": FigureKind(tr("State-transition graph"), dynamics_views.graph, "state_graph", 120, needs=""),
    "raster": FigureKind(tr("Raster"), dynamics_views.raster, "raster", 120, needs="walk", stated=False),
    "trajectory": FigureKind(
        tr("φ along the trajectory"),
        dynamics_views.trajectory,
        "raster",
        120,
        "draw_trajectory",
        "course",
        False,
    ),
    "all-states": FigureKind(tr("φ over all states"), dynamics_views.over_all, "course", 120, needs="course"),
    "sweep": FigureKind(
        tr("φ over a parameter"), dynamics_views.over_parameter, "course", 120, needs="sweep"
    ),
}


def completed(exhibit: Exhibit, plots: tuple[str, ...], note: Report, stop: threading.Event) -> Exhibit:
    """Return the exhibit with what these plots need beyond it; the transition is the caller's to know."""
    return with_needs(exhibit, {PLOTS[name].needs for name in plots}, note, stop)


def check(plots: tuple[str, ...]) -> None:
    """Refuse plots that there are not, or too many of them."""
    for name in plots:
        if name not in PLOTS:
            raise PhiscopeError(
                tr(
                    "--plot: there is no plot {name!r}; choose one of {known}.",
                    name=name,
                    known=", ".join(PLOTS),
                )
            )
    if not 1 <= len(plots) <= PANELS:
        raise PhiscopeError(
            tr("--plot: a figure has one to {most} panels, not {n}.", most=PANELS, n=len(plots))
        )


def figure_bytes(plots: tuple[str, ...], exhibit: Exhibit, how: Print) -> bytes:
    """Return a figure as the content of a file: one plot, or up to four as panels A to D."""
    from viz.paper.export import to_bytes

    panels = _panels(plots, exhibit)
    about = "\n".join(dict.fromkeys(line for panel in panels for line in panel.captions()))
    with _one_at_a_time:
        return to_bytes(_drawn(plots, panels, how), how.kind, how.dpi, _title(plots, exhibit), about)


def figure(plots: tuple[str, ...], exhibit: Exhibit, how: Print) -> Figure:
    """Return the same figure as matplotlib has it."""
    return _drawn(plots, _panels(plots, exhibit), how)


def _panels(plots: tuple[str, ...], exhibit: Exhibit) -> tuple[Panel, ...]:
    from viz.paper.composer import Panel

    check(plots)
    chosen = [PLOTS[name] for name in plots]
    modules = [import_module(f"viz.paper.{plot.module}") for plot in chosen]
    return tuple(
        Panel(plot.view(exhibit), getattr(module, plot.draw))
        for plot, module in zip(chosen, modules, strict=True)
    )


def _drawn(plots: tuple[str, ...], panels: tuple[Panel, ...], how: Print) -> Figure:
    from viz.paper.composer import compose
    from viz.paper.page import Medium
    from viz.theme import GREY, PAPER

    medium = Medium(GREY if how.grey else PAPER)
    first, *others = panels
    if others:
        return compose(panels, how.width or WIDTHS_MM[-1], medium)
    return first.draw(first.view, how.width or PLOTS[plots[0]].width, medium)


def _title(plots: tuple[str, ...], exhibit: Exhibit) -> str:
    snapshot = exhibit.snapshot
    state = tr("state {state}", state=letters(snapshot.substrate.labels, snapshot.state))
    what = ", ".join(PLOTS[name].title for name in plots)
    stated = any(PLOTS[name].stated for name in plots)
    return " · ".join(filter(None, [what, snapshot.substrate.name, state * stated]))
