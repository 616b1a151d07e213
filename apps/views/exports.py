"""What each page offers in its export menu, and where it finds what there is."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from apps.figures.export_menu import ExportMenu
from apps.figures.exports import wares
from apps.results.exhibit import Exhibit
from apps.selection.selection import Unit

if TYPE_CHECKING:
    from apps.views.causation.panes import CausalResults
    from apps.views.causation.rules_pane import Comparison
    from apps.views.causation.workspace import CausalDesk
    from apps.views.compare.right_side import Other
    from apps.views.complexes.search import Search
    from apps.views.dynamics.curves import Curves
    from apps.views.dynamics.panes import DynamicsResults
    from apps.views.explore.panes import Results
    from apps.workspace.workspace import Desk

EXPLORE = (
    "structure", "fold", "space", "substrate", "why-zero", "distinctions", "lattice", "relations",
    "repertoires", "mechanism", "pair", "arithmetic", "scissors", "tpm", "tpm-states", "weights",
    "regions", "complexes",
)  # fmt: skip
EXPLORE_TABLES = ("distinctions-table", "relations-table", "tpm-table")
COMPLEXES = ("complexes", "regions", "tpm", "tpm-states")
DYNAMICS = ("states", "raster", "trajectory", "all-states", "sweep", "substrate", "tpm", "tpm-states")
DYNAMICS_TABLES = ("trajectory-table", "states-table", "sweep-table", "tpm-table")


def explore_exports(desk: Desk, results: Results) -> ExportMenu:
    """Return the menu of the explore page: the result on screen, with the network it belongs to."""
    analysis, selection = desk.analysis, desk.selection

    def exhibit() -> Exhibit | None:
        found = analysis.findings
        if found is None:
            return None
        complexes = analysis.current_complexes if analysis.current is found.structure else None
        picked = selection.picked
        return Exhibit(
            found.snapshot,
            found.structure,
            complexes,
            chosen=selection.distinction,
            pair=results.picked.of(found),
            unit=picked.label if isinstance(picked, Unit) else None,
            camera=results.camera,
            cut=results.scissors.own(found),
            relations=results.relations(found.structure),
        )

    menu = ExportMenu(desk.document, desk.runner, exhibit, wares(EXPLORE, EXPLORE_TABLES, linked=True))
    analysis.param.watch(menu.refresh, ["findings", "stale"])
    return menu


def compare_exports(desk: Desk, other: Other) -> ExportMenu:
    """Return the menu of the compare page: both results on screen."""
    analyses = (desk.analysis, other.analysis)

    def exhibit() -> Exhibit | None:
        left, right = (analysis.findings for analysis in analyses)
        if left is None or right is None:
            return None
        beside = Exhibit(right.snapshot, right.structure)
        return Exhibit(left.snapshot, left.structure, chosen=desk.selection.distinction, other=beside)

    offered = wares(("compare", "compare-substrates"), ("compare-table",))
    menu = ExportMenu(desk.document, desk.runner, exhibit, offered)
    for analysis in analyses:
        analysis.param.watch(menu.refresh, ["findings", "stale"])
    return menu


def complexes_exports(desk: Desk, search: Search) -> ExportMenu:
    """Return the menu of the complexes page: what was found, with the candidate system chosen now."""

    def exhibit() -> Exhibit | None:
        found = search.found
        if found is None:
            return None
        # The system is not part of the search: it may have been chosen since.
        units = desk.document.snapshot.units if search.current is found.answer else found.snapshot.units
        return Exhibit(replace(found.snapshot, units=units), complexes=found.answer)

    offered = wares(COMPLEXES, ("candidates-table", "tpm-table"))
    menu = ExportMenu(desk.document, desk.runner, exhibit, offered)
    search.param.watch(menu.refresh, "found")
    return menu


def dynamics_exports(desk: Desk, results: DynamicsResults, curves: Curves) -> ExportMenu:
    """Return the menu of the dynamics page; what is not computed yet is when it is taken away."""

    def exhibit() -> Exhibit | None:
        motion = replace(curves.motion, threshold=results.threshold)
        return Exhibit(desk.document.snapshot, motion=motion)

    offered = wares(DYNAMICS, DYNAMICS_TABLES, result=False)
    return ExportMenu(desk.document, desk.runner, exhibit, offered)


def causation_exports(desk: CausalDesk, results: CausalResults, comparison: Comparison) -> ExportMenu:
    """Return the menu of the causation page: the account on screen."""
    accounting = desk.accounting

    def exhibit() -> Exhibit | None:
        found = accounting.found
        if found is None:
            return None
        return Exhibit(
            found.snapshot,
            account=found.account,
            link=desk.picks.link,
            outcome=comparison.outcome,
            occurrence=results.occurrence(found),
        )

    offered = wares(("account", "link", "why-not", "gates", "tpm", "weights"), ("links-table", "tpm-table"))
    menu = ExportMenu(desk.document, desk.runner, exhibit, offered)
    accounting.param.watch(menu.refresh, "found")
    return menu
