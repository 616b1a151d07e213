"""Tables of results: distinctions, relations, the TPM, candidate systems, causal links, curves of φ."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from apps.figures.atlas_tables import atlas_table, plane_table
from apps.figures.table_files import TableFile, escaped
from apps.figures.version_tables import (
    concepts_table,
    transport_table,
    version_states_table,
    versions_table,
)
from apps.results import dynamics_views, simulation_views
from apps.results.compare_views import sides
from apps.results.dynamics import rows_of
from apps.results.exhibit import Exhibit
from apps.results.sweep import spelled
from engine.substrate.states import tpm_columns
from engine.substrate.tpm import state_of
from engine.words import phrase, tr
from viz.view import account as account_table
from viz.view import candidate_rows as candidates
from viz.view import course
from viz.view.account import account_view
from viz.view.compare import columns as comparison_columns
from viz.view.compare import comparison_view
from viz.view.complexes import complexes_view
from viz.view.distinctions import columns, distinctions_view, tied_note
from viz.view.letters import caption, every_state, letters
from viz.view.scaling import columns as scaling_columns


def distinctions_table(exhibit: Exhibit) -> TableFile:
    """Return the distinctions with their φ."""
    view = distinctions_view(exhibit.unfolded())
    headings = {
        "mechanism": escaped(tr("Mechanism")), "cause": escaped(tr("Cause")), "effect": escaped(tr("Effect")),
        "phi_d": r"$\varphi_d$", "phi_c": r"$\varphi_c$", "phi_e": r"$\varphi_e$",
    }  # fmt: skip
    said = " ".join(filter(None, [f"{view.header}. {view.caption}.", tied_note(view.rows)]))
    signed = {side: [row.signed(side) for row in view.rows] for side in ("cause", "effect")}
    return TableFile(said, columns(view), headings, signed)


def relations_table(exhibit: Exhibit) -> TableFile:
    """Return the number of relations of each degree and their summed φ_r."""
    structure = exhibit.unfolded()
    counts, sums = structure.relations.by_degree, structure.relations.sum_by_degree
    degrees = sorted(counts)
    found: dict[str, list[Any]] = {
        "degree": degrees,
        "count": [counts[degree] for degree in degrees],
        "sum_phi_r": [float(sums[degree]) for degree in degrees],
    }
    headings = {
        "degree": escaped(tr("Degree")), "count": escaped(tr("Relations")), "sum_phi_r": r"$\Sigma\varphi_r$",
    }  # fmt: skip
    return TableFile(f"{tr('Relations by degree.')} {caption(structure)}.", found, headings)


def tpm_table(exhibit: Exhibit) -> TableFile:
    """Return the state-by-unit TPM, a row per state, the first unit fastest.

    A binary unit has one column, P(ON). If any unit has more states, every unit has a column per state.
    """
    substrate = exhibit.snapshot.substrate
    labels = substrate.labels
    values = substrate.tpm if substrate.is_binary else substrate.columns
    names = tpm_columns(labels, substrate.radix)
    states = [letters(labels, state) for state in every_state(substrate.radix)]
    found: dict[str, list[Any]] = {"state": states}
    found |= {name: [float(p) for p in column] for name, column in zip(names, values.T, strict=True)}
    headings = {"state": escaped(tr("State"))} | {name: escaped(name) for name in names}
    about = tr("P(unit is ON next), a row per state, the first unit fastest.")
    if substrate.name:
        about = f"{tr('TPM of {name}.', name=substrate.name)} {about}"
    return TableFile(about, found, headings)


def links_table(exhibit: Exhibit) -> TableFile:
    """Return the links of the account."""
    assert exhibit.account is not None
    view = account_view(exhibit.snapshot.substrate, exhibit.account)
    headings = {
        "x": "$t-1$", "arrow": "", "y": "$t$", "alpha": rf"$\alpha$ ({escaped(tr('bits'))})",
        "probability": r"$\pi$", "partitioned": rf"$\pi$ {escaped(tr('partitioned'))}",
    }  # fmt: skip
    return TableFile(f"{tr('Causal links.')} {view.caption}.", account_table.columns(view), headings)


def compare_table(exhibit: Exhibit) -> TableFile:
    """Return the distinctions of both sides, a row per mechanism."""
    view = comparison_view(*sides(exhibit))
    found = comparison_columns(view)
    headings = {
        f"{part}_{side}": name if side == "left" else escaped(tr("(right)"))
        for part, name in (
            ("mechanism", escaped(tr("Mechanism"))), ("cause", escaped(tr("Cause"))),
            ("effect", escaped(tr("Effect"))), ("phi_d", r"$\varphi_d$"),
        )
        for side in ("left", "right")
    }  # fmt: skip
    headings |= {"difference": escaped(tr("Difference")), "differs": escaped(tr("What differs"))}
    lines = [f"{line}." for line in view.caption.splitlines()]
    said = {"differs": [row.said for row in view.rows]}
    return TableFile(" ".join([*view.differences.sentences, *lines]), found, headings, said)


def candidates_table(exhibit: Exhibit) -> TableFile:
    """Return every candidate system with its verdict."""
    found, snapshot = exhibit.searched(), exhibit.snapshot
    view = complexes_view(snapshot.substrate.labels, found, snapshot.system)
    headings = {
        "candidate": escaped(tr("Candidate")), "size": escaped(tr("Units")),
        "phi_s": r"$\varphi_s$", "verdict": escaped(tr("Verdict")),
    }  # fmt: skip
    said = {"verdict": [row.verdict for row in view.rows]}
    return TableFile(f"{view.title}. {view.caption}.", candidates.columns(view.rows), headings, said)


def wholes_table(exhibit: Exhibit) -> TableFile:
    """Return the complexes of a target and its computer, with φ_s and Φ."""
    view = simulation_views.both(exhibit)
    headings = {
        "system": escaped(tr("System")), "units": escaped(tr("Complex")), "phi_s": r"$\varphi_s$",
        "big_phi": r"$\Phi$", "verdict": escaped(tr("Verdict")),
    }  # fmt: skip
    found = simulation_views.wholes_columns(simulation_views.moment_of(exhibit))
    return TableFile(f"{view.title}. {view.caption}.", found, headings)


def scaling_table(exhibit: Exhibit) -> TableFile:
    """Return units and largest Φ of targets and their computers."""
    view = simulation_views.scaling(exhibit)
    headings = {
        "target_units": escaped(tr("Units of the target")), "computer_units": escaped(tr("of the computer")),
        "target_phi": rf"$\Phi$ {escaped(tr('of the target'))}",
        "computer_phi": rf"$\Phi$ {escaped(tr('of the computer'))}",
    }  # fmt: skip
    return TableFile(f"{view.title}. {view.note} {view.caption}.", scaling_columns(view), headings)


def trajectory_table(exhibit: Exhibit) -> TableFile:
    """Return φ along the trajectory."""
    states = dynamics_views.visited(exhibit)
    times = range(exhibit.motion.start, exhibit.motion.start + len(states))
    found = _measured(exhibit, rows_of(exhibit.snapshot, states))
    said = dynamics_views.trajectory(exhibit).caption
    return _course(said, {"time": list(times)} | found, "state", tr("State"))


def states_table(exhibit: Exhibit) -> TableFile:
    """Return φ over all states, or over the visited ones if there are too many."""
    said = dynamics_views.over_all(exhibit)[0].caption
    return _course(said, _measured(exhibit, dynamics_views.listed(exhibit)), "state", tr("State"))


def sweep_table(exhibit: Exhibit) -> TableFile:
    """Return φ over the swept parameter."""
    view, asked = dynamics_views.over_parameter(exhibit)[0], exhibit.motion.sweeping
    assert asked is not None
    axis = spelled(asked.parameter)
    found = course.columns(asked.values, axis, exhibit.motion.swept or ())
    return _course(view.caption, found, axis, view.axis)


def _measured(exhibit: Exhibit, rows: Sequence[int]) -> dict[str, list[Any]]:
    substrate, known = exhibit.snapshot.substrate, exhibit.motion.measured
    names = [letters(substrate.labels, state_of(row, substrate.radix)) for row in rows]
    return course.columns(names, "state", [known.get(row) for row in rows])


def _course(said: str, found: dict[str, list[Any]], axis: str, name: str) -> TableFile:
    """Return a table of measures along an axis; columns without values are not printed.

    Parameters
    ----------
    said : str
        The caption.
    found : dict of str to list
        The columns.
    axis : str
        Name of the column of the axis.
    name : str
        Its heading in print.
    """
    headings = {
        "time": "$t$", axis: escaped(name),
        "phi_s": r"$\varphi_s$", "big_phi": r"$\Phi$", "distinctions": escaped(tr("Distinctions")),
        "complex": escaped(tr("Complex")),
    }  # fmt: skip
    return TableFile(said, found, {name: text for name, text in headings.items() if any(
        value != "" for value in found.get(name, ()))})  # fmt: skip


@dataclass(frozen=True, slots=True)
class TableKind:
    """One kind of table.

    Attributes
    ----------
    title : str
        What people call it.
    table : callable
        Makes it from an `Exhibit`.
    needs : str
        What must have been computed, as for `apps.figures.plot_kind.PlotKind`.
    views : tuple of str
        Views of the app that offer it in their export menus.
    """

    title: str
    table: Callable[[Exhibit], TableFile]
    needs: str
    views: tuple[str, ...]


TABLES = {
    "distinctions-table": TableKind(
        phrase("Table of distinctions"), distinctions_table, "structure", ("explore",)
    ),
    "relations-table": TableKind(
        phrase("Table of relations by degree"), relations_table, "structure", ("explore",)
    ),
    "candidates-table": TableKind(
        phrase("Table of candidate systems"), candidates_table, "complexes", ("complexes",)
    ),
    "links-table": TableKind(phrase("Table of causal links"), links_table, "account", ("causation",)),
    "trajectory-table": TableKind(
        phrase("Table along the trajectory"), trajectory_table, "course", ("dynamics",)
    ),
    "states-table": TableKind(phrase("Table over all states"), states_table, "course", ("dynamics",)),
    "sweep-table": TableKind(phrase("Table of the sweep"), sweep_table, "sweep", ("dynamics",)),
    "compare-table": TableKind(phrase("Table of both sides"), compare_table, "other", ("compare",)),
    "versions-table": TableKind(phrase("Table of versions"), versions_table, "versions", ("versions",)),
    "version-states-table": TableKind(
        phrase("Table of versions over all states"), version_states_table, "version-states", ("versions",)
    ),
    "concepts-table": TableKind(phrase("Table of concepts"), concepts_table, "versions", ("versions",)),
    "transport-table": TableKind(
        phrase("Table of the transport"), transport_table, "versions", ("versions",)
    ),
    "wholes-table": TableKind(
        phrase("Table of complexes of both systems"), wholes_table, "simulation", ("computer",)
    ),
    "scaling-table": TableKind(phrase("Table of sizes"), scaling_table, "scaling", ("computer",)),
    "atlas-table": TableKind(phrase("Table of the survey"), atlas_table, "atlas", ("atlas",)),
    "plane-table": TableKind(phrase("Table over two numbers"), plane_table, "plane", ("atlas",)),
    "tpm-table": TableKind(
        phrase("Table of the TPM"),
        tpm_table,
        "",
        ("explore", "complexes", "dynamics", "causation", "versions"),
    ),
}
"""Every table by name, in the order of the menus."""


def offered_tables(view: str) -> tuple[str, ...]:
    """Return the names of the tables that a view of the app offers."""
    return tuple(name for name, kind in TABLES.items() if view in kind.views)
