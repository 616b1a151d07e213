"""View models of a substrate: drawn with its MIP or complexes, why φ_s is 0, as TPM and as weights."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from engine.errors import PhiscopeError
from engine.version import engine_version
from engine.words import tr
from viz.numbers import number
from viz.view.complexes import complexes_view
from viz.view.matrix import matrix_view
from viz.view.substrate import substrate_view
from viz.view.tpm import tpm_view
from viz.view.whyzero import explained_view

if TYPE_CHECKING:
    from apps.results.exhibit import Exhibit
    from viz.view.complexes import CandidatesView
    from viz.view.matrix import MatrixView
    from viz.view.substrate import SubstrateView
    from viz.view.tpm import TpmView
    from viz.view.whyzero import ExplainedView


def substrate(exhibit: Exhibit) -> SubstrateView:
    """Return the drawing, with the minimum partition of the candidate system if there is a result.

    Complexes are left out even if they are known, so that the same options always give the same file.
    """
    snapshot = exhibit.snapshot
    view = substrate_view(snapshot.substrate, snapshot.state, exhibit.structure)
    return view if exhibit.structure is not None else _versioned(view)


def why_zero(exhibit: Exhibit) -> ExplainedView:
    """Return the drawing with the units or the cut because of which φ_s is 0."""
    structure, snapshot = exhibit.unfolded(), exhibit.snapshot
    if structure.reason is None:
        raise PhiscopeError(
            tr("φ_s is {phi}, not 0: there is no reason to show.", phi=number(structure.phi_s))
        )
    return explained_view(snapshot.substrate, snapshot.state, structure)


def candidates(exhibit: Exhibit) -> CandidatesView:
    """Return every candidate system, the complexes, and the systems that they exclude."""
    snapshot = exhibit.snapshot
    return complexes_view(snapshot.substrate.labels, exhibit.searched(), snapshot.system)


def regions(exhibit: Exhibit) -> SubstrateView:
    """Return the drawing with the complexes as regions."""
    snapshot, found = exhibit.snapshot, exhibit.complexes
    view = substrate_view(snapshot.substrate, snapshot.state, complexes=found)
    return replace(view, caption=candidates(exhibit).caption)


def tpm(exhibit: Exhibit) -> TpmView:
    """Return the state-by-unit TPM."""
    return _versioned(tpm_view(exhibit.snapshot.substrate, exhibit.snapshot.state, "unit"))


def tpm_by_state(exhibit: Exhibit) -> TpmView:
    """Return the state-by-state TPM."""
    return _versioned(tpm_view(exhibit.snapshot.substrate, exhibit.snapshot.state, "state"))


def weights(exhibit: Exhibit) -> MatrixView:
    """Return the weights and the connectivity matrix."""
    return _versioned(matrix_view(exhibit.snapshot.substrate))


def _versioned(view: Any) -> Any:
    """Return a view without a result with the program's version in its caption."""
    return replace(view, caption=f"{view.caption} · phiscope {engine_version()}")
