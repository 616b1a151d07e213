"""What is tabled of a result: distinctions, relations by degree, the TPM, causal links."""

from __future__ import annotations

from typing import Any

from apps.parts.figures import Exhibit, sides
from apps.parts.tables import Table, escaped
from engine.states import tpm_columns
from viz.view import account as account_table
from viz.view.account import account_view
from viz.view.compare import columns as comparison_columns
from viz.view.compare import comparison_view
from viz.view.distinctions import columns, distinctions_view
from viz.view.letters import all_states, caption, letters


def distinctions_table(exhibit: Exhibit) -> Table:
    """Return the distinctions with their φ."""
    view = distinctions_view(exhibit.unfolded())
    headings = {
        "mechanism": "Mechanism", "cause": "Cause", "effect": "Effect",
        "phi_d": r"$\varphi_d$", "phi_c": r"$\varphi_c$", "phi_e": r"$\varphi_e$",
    }  # fmt: skip
    return Table(f"{view.header}. {view.caption}.", columns(view), headings)


def relations_table(exhibit: Exhibit) -> Table:
    """Return how many relations there are of each degree, and their summed φ_r."""
    structure = exhibit.unfolded()
    counts, sums = structure.relations.by_degree, structure.relations.sum_by_degree
    degrees = sorted(counts)
    found: dict[str, list[Any]] = {
        "degree": degrees,
        "count": [counts[degree] for degree in degrees],
        "sum_phi_r": [float(sums[degree]) for degree in degrees],
    }
    headings = {"degree": "Degree", "count": "Relations", "sum_phi_r": r"$\Sigma\varphi_r$"}
    return Table(f"Relations by degree. {caption(structure)}.", found, headings)


def tpm_table(exhibit: Exhibit) -> Table:
    """Return the state-by-node TPM, the first unit fastest; units of more than two states per state."""
    substrate = exhibit.snapshot.substrate
    labels = substrate.labels
    values = substrate.tpm if substrate.is_binary else substrate.columns
    names = tpm_columns(labels, substrate.radix)
    states = [letters(labels, state) for state in all_states(substrate.radix)]
    found: dict[str, list[Any]] = {"state": states}
    found |= {name: [float(p) for p in column] for name, column in zip(names, values.T, strict=True)}
    headings = {"state": "State"} | {name: escaped(name) for name in names}
    about = "P(unit is ON next), a row per state, the first unit fastest."
    return Table(" ".join(filter(None, [f"TPM of {substrate.name}." * bool(substrate.name), about])), found,
                 headings)  # fmt: skip


def links_table(exhibit: Exhibit) -> Table:
    """Return the links of the account."""
    assert exhibit.account is not None
    view = account_view(exhibit.snapshot.substrate, exhibit.account)
    headings = {
        "x": "$t-1$", "arrow": "", "y": "$t$", "alpha": r"$\alpha$ (bits)",
        "probability": r"$\pi$", "partitioned": r"$\pi$ partitioned",
    }  # fmt: skip
    return Table(f"Causal links. {view.caption}.", account_table.columns(view), headings)


def compare_table(exhibit: Exhibit) -> Table:
    """Return the distinctions of both sides, a mechanism in each row."""
    view = comparison_view(*sides(exhibit))
    found = comparison_columns(view)
    headings = {
        f"{part}_{side}": f"{name}, {side}"
        for part, name in (("mechanism", "Mechanism"), ("cause", "Cause"), ("effect", "Effect"))
        for side in ("left", "right")
    }
    headings |= {
        "phi_d_left": r"$\varphi_d$, left", "phi_d_right": r"$\varphi_d$, right",
        "difference": "Difference", "differs": "What differs",
    }  # fmt: skip
    return Table(" ".join([*view.differences.sentences, *view.caption.splitlines()]), found, headings)


TABLES = {
    "distinctions-table": ("Table of distinctions", distinctions_table),
    "relations-table": ("Table of relations by degree", relations_table),
    "tpm-table": ("Table of the TPM", tpm_table),
    "links-table": ("Table of causal links", links_table),
    "compare-table": ("Table of both sides", compare_table),
}
