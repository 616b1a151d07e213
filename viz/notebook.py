"""Linked plots of networks and results for notebooks, the same as the app's, as objects of Panel."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

import panel as pn
from bokeh.models import LayoutDOM

from engine.errors import PhiscopeError
from engine.words import tr
from viz.html.cards import card
from viz.screen.account import AccountPlot
from viz.screen.complexes import LatticePlot
from viz.screen.constellation import ConstellationPlot
from viz.screen.frame import BokehPlot
from viz.screen.linked import bare, linked_layout
from viz.screen.linked_views import linked_views
from viz.screen.structure import StructurePlot
from viz.screen.substrate import SubstratePlot
from viz.screen.tpm import TpmPlot
from viz.view.account import account_view
from viz.view.complexes import complexes_view
from viz.view.constellation import constellation_view
from viz.view.structure import structure_view
from viz.view.substrate import substrate_view
from viz.view.tpm import tpm_view

if TYPE_CHECKING:
    from collections.abc import Callable

    from engine.causation.account import Account
    from engine.iit3.structure import ConceptualStructure
    from engine.iit4.complexes import Complexes
    from engine.iit4.phi_structure import PhiStructure
    from engine.substrate.substrate import Substrate

SIZE: dict[str, Any] = {"sizing_mode": "fixed", "width": 480, "height": 380}


def show(result: Any, substrate: Substrate | None = None, state: Any = None) -> pn.Column:
    """Return the plots that the app has of a network or a result; picking in one of them shows in all.

    The links run in the page, without Python: they work in JupyterLab, and in a notebook that was exported as
    HTML. For this the cell that calls it first keeps the scripts of Bokeh, which are 6 MB; none comes from
    the internet. Later calls add their plots alone, 50 to 150 kB. If that cell is deleted, restart the kernel
    and run the notebook again: the first call that is left brings the scripts.

    >>> import viz
    >>> from engine import Substrate, unfold
    >>> s = Substrate.from_rules({"A": "B & C", "B": "A | C", "C": "A ^ B"})
    >>> shown = viz.show(unfold(s, "ABc"), s, "ABc")

    Parameters
    ----------
    result
        A `Substrate`, `PhiStructure`, `Complexes`, `ConceptualStructure`, `RankedSystems` or `Account`.
    substrate
        The network of the result. An account needs it; with it there are more plots of the other results.
    state
        The state of the network, in any form `Substrate.parse_state` takes; that of its file by default.

    Returns
    -------
    panel.Column
        To be left as the last line of a cell; ``.save("plots.html")`` writes a page.

    Raises
    ------
    PhiscopeError
        If there is no plot of such a value, or the network is missing or another one.
    """
    _scripts.bring()
    if substrate is not None:
        _check_same(result, substrate)
    make = SHOWN.get(type(result).__name__)
    above = pn.pane.HTML(card(result), sizing_mode="stretch_width")
    if make is None:
        return pn.Column(above)
    shown = make(result, substrate, state)
    return pn.Column(*([above] if shown.above else []), *map(pn.pane.Bokeh, shown.models))


class _Scripts:
    """The scripts of Bokeh in a notebook: which cell keeps them, so that no other need to.

    A cell that runs again loses what it kept, so it brings them again. A frontend that names no cells, as
    nbconvert, runs each once.
    """

    def __init__(self) -> None:
        self._is_kept = False
        self._cell: str | None = None
        self._run = ""

    def bring(self) -> None:
        """Put the scripts into the running cell, unless another keeps them."""
        cell, run = _running()
        if self._is_kept and (cell is None or cell != self._cell or run == self._run):
            return
        pn.extension(inline=True)  # by default Panel gets the scripts from the internet
        self._is_kept, self._cell, self._run = True, cell, run


def _running() -> tuple[str | None, str]:
    """Return the name of the cell that is running, if the frontend tells it, and that of this run of it."""
    shell: Any = getattr(sys.modules.get("IPython"), "get_ipython", lambda: None)()
    if not hasattr(shell, "get_parent"):
        return None, ""
    request = shell.get_parent()
    return request.get("metadata", {}).get("cellId"), request.get("header", {}).get("msg_id", "")


_scripts = _Scripts()


class _Plots:
    """Models of Bokeh, and whether the card stands above them."""

    def __init__(self, *models: LayoutDOM, above: bool = True) -> None:
        self.models = models
        self.above = above


def _check_same(result: Any, substrate: Substrate) -> None:
    known = getattr(result, "substrate_sha256", substrate.sha256)
    if known != substrate.sha256:
        raise PhiscopeError(
            tr("The result is of another network; give the one that it was computed for."), "substrate"
        )


def _state_of(substrate: Substrate, state: Any) -> tuple[int, ...]:
    if state is not None:
        return substrate.parse_state(state)
    return substrate.state if substrate.state is not None else (0,) * substrate.n


def _drawn(kind: Callable[..., Any], view: Any) -> Any:
    plot: BokehPlot[Any] = bare(kind)
    plot.show(view)
    plot.figure.update(**SIZE)
    return plot.figure


def _substrate(found: Substrate, _same: Substrate | None, state: Any) -> _Plots:
    now = _state_of(found, state)
    return _Plots(_drawn(SubstratePlot, substrate_view(found, now)), _drawn(TpmPlot, tpm_view(found, now)))


def _structure(found: PhiStructure, substrate: Substrate | None, state: Any) -> _Plots:
    if substrate is None or found.grain is not None:  # of macro units, which the network does not have
        return _Plots(_drawn(StructurePlot, structure_view(found)))
    own = dict(zip(found.units, found.state, strict=True))
    whole = _state_of(substrate, state)
    inside = [(own.get(label, value), value) for label, value in zip(substrate.labels, whole, strict=True)]
    if state is not None and any(known != value for known, value in inside):
        raise PhiscopeError(tr("The result is of another state; give the one it was computed for."), "state")
    now = tuple(known for known, _ in inside)
    return _Plots(linked_layout(linked_views(substrate, now, found)), above=False)


def _complexes(found: Complexes, substrate: Substrate | None, _state: Any) -> _Plots:
    if substrate is None:
        return _Plots()
    drawn = _drawn(SubstratePlot, substrate_view(substrate, found.state, complexes=found))
    return _Plots(_drawn(LatticePlot, complexes_view(substrate.labels, found)), drawn)


def _constellation(found: ConceptualStructure, _substrate: Substrate | None, _state: Any) -> _Plots:
    return _Plots(_drawn(ConstellationPlot, constellation_view(found)))


def _account(found: Account, substrate: Substrate | None, _state: Any) -> _Plots:
    if substrate is None:
        raise PhiscopeError(
            tr("An account is drawn on its network; give it too: viz.show(account, substrate).")
        )
    return _Plots(_drawn(AccountPlot, account_view(substrate, found)))


SHOWN: dict[str, Callable[..., _Plots]] = {
    "Substrate": _substrate,
    "PhiStructure": _structure,
    "Complexes": _complexes,
    "ConceptualStructure": _constellation,
    "Account": _account,
}
"""The plots of a value, by the name of its class; of the others there is the card alone."""
