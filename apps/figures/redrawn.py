"""Commands that draw again what is on screen: `phiscope figure` with all that it needs to be the same."""

from __future__ import annotations

import shlex
from typing import TYPE_CHECKING, Any

from apps.figures.runs import network_of
from apps.figures.scripts import shell_script, state_option, units_option
from engine.errors import PhiscopeError
from engine.iit4.readings import Readings

if TYPE_CHECKING:
    from collections.abc import Sequence

    from apps.results.exhibit import Exhibit


def shell_with_picture(exhibit: Exhibit) -> str:
    """Return the commands that print the numbers on screen, then the one that draws the part on screen."""
    script = shell_script(exhibit)
    if exhibit.faces is None or exhibit.structure is None:
        return script
    return "\n".join([script, command(("structure",), exhibit, exhibit.structure)]) + "\n"


def _drawn(exhibit: Exhibit, labels: Sequence[str]) -> list[str]:
    """Return the options for the part of a Φ-structure that the screen has; none if it has all."""
    faces, structure = exhibit.faces, exhibit.structure
    if faces is None or structure is None:
        return []
    words = [f"--strongest={faces.strongest if faces.degrees else 0}"]
    if len(faces.degrees) == 1:
        words.append(f"--degree={faces.degrees[0]}")
    if exhibit.unit is not None:
        words.append(f"--unit={units_option((exhibit.unit,), labels)}")
    elif exhibit.chosen is not None:
        mechanism = structure.distinctions[exhibit.chosen].mechanism
        words.append(f"--mechanism={units_option(tuple(mechanism), labels)}")
    return words


def readings_of(found: Any) -> Readings:
    """Return the readings that a result follows."""
    known = getattr(found, "readings", None)
    return Readings(found.tie_rule) if known is None else known


def command(plots: tuple[str, ...], exhibit: Exhibit, found: Any = None) -> str:
    """Return the command that draws plots of a network anew; empty if a label cannot be written in it.

    Parameters
    ----------
    plots : tuple of str
    exhibit : Exhibit
        The network in its state, and the faces that its Φ-structure has on screen.
    found : optional
        The result whose formalism and readings the plots follow.
    """
    snapshot = exhibit.snapshot
    substrate = snapshot.substrate
    labels = tuple(map(str, substrate.labels))
    radix = dict(zip(labels, substrate.radix, strict=True))
    try:
        state = state_option(dict(zip(labels, snapshot.state, strict=True)), radix)
        units = units_option(tuple(map(str, snapshot.system)), labels)
    except PhiscopeError:
        return ""
    words = ["phiscope", "figure", network_of(snapshot, "network").file, f"--plot={','.join(plots)}"]
    words += [f"--state={state}", f"--units={units}"]
    if found is not None:
        others = readings_of(found).to_dict()
        words += [f"--formalism={found.formalism}"]
        words += [f"--{key.replace('_', '-')}={value}" for key, value in others.items()]
    words += _drawn(exhibit, labels) if "structure" in plots else []
    return " ".join(map(shlex.quote, [*words, "-o", "figure.pdf"]))
