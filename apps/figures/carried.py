"""What a figure carries in its metadata: its network, and how it was made, so that it can be made again."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from apps.figures.plots import PLOTS
from apps.figures.redrawn import command, readings_of
from apps.figures.runs import network_of
from engine.formalisms import formalism_name
from engine.iit4.readings import CHOICES
from engine.substrate.formats.figures import to_mark
from engine.version import engine_version
from viz.view.naming import readings_text

if TYPE_CHECKING:
    from apps.document.snapshot import Snapshot
    from apps.results.exhibit import Exhibit


def carried_by(plots: tuple[str, ...], exhibit: Exhibit) -> str:
    """Return what the figure of an exhibit carries; empty if its network is too large for that.

    State, formalism and readings are those of the results that the plots show, which the document may have
    left since.
    """
    snapshot, other = _shown(plots, exhibit), exhibit.other
    network = dict(network_of(snapshot, "network").content)
    if exhibit.account is not None:
        network["transition"] = exhibit.account.transition.to_dict()
    found = _result(plots, exhibit)
    made: dict[str, Any] = {}
    said = [", ".join(str(PLOTS[name].title) for name in plots)]
    if found is not None:
        readings = readings_of(found)
        by_hand = getattr(found, "by_hand", ())
        made = {"formalism": found.formalism, "readings": {key: getattr(readings, key) for key in CHOICES}}
        made |= {"by_hand": [each.to_dict() for each in by_hand]} if by_hand else {}
        said += [formalism_name(found.formalism), readings_text(readings)]
    content: dict[str, Any] = {
        "plots": list(plots),
        "network": network,
        **made,
        "engine": engine_version(),
        "about": " · ".join([*said, f"phiscope {engine_version()}"]),
        "command": command(plots, replace(exhibit, snapshot=snapshot), found),
    }
    if exhibit.atlas is not None and any(PLOTS[name].needs == "atlas" for name in plots):
        content["survey"] = exhibit.atlas.rows.recipe
    if other is not None:
        content["against"] = dict(network_of(other.snapshot, "other").content)
    return to_mark(content)


def _shown(plots: tuple[str, ...], exhibit: Exhibit) -> Snapshot:
    """Return the document in the state that the plots are about: of a walk alone its first."""
    if exhibit.motion.states and not any(PLOTS[name].stated for name in plots):
        return replace(exhibit.snapshot, state=exhibit.motion.states[0])
    return exhibit.snapshot


def _result(plots: tuple[str, ...], exhibit: Exhibit) -> Any:
    """Return the result whose formalism and readings the plots follow; None if they follow none."""
    needs = {PLOTS[name].needs for name in plots}
    if needs & {"structure", "other"} and exhibit.structure is not None:
        return exhibit.structure
    if "complexes" in needs and exhibit.complexes is not None:
        return exhibit.complexes
    if "concepts" in needs and (exhibit.constellation or exhibit.versions):
        return exhibit.conceived()
    if "comparison" in needs and exhibit.comparison is not None:
        return exhibit.comparison.macro
    if "grains" in needs and exhibit.grains is not None:
        return replace(exhibit.snapshot, formalism=exhibit.grains.formalism)
    return exhibit.snapshot if needs & {"course", "sweep"} else None
