"""Repertoires by the names of units, as arrays that xarray takes (IIT 4.0 eqs 29 and 34)."""

from collections.abc import Iterable

from engine.errors import PhiscopeError
from engine.frames import LabelledArray
from engine.iit4.distinctions import Direction
from engine.iit4.repertoires import cause_repertoire, effect_repertoire
from engine.iit4.system import candidate_system
from engine.substrate.states import State
from engine.substrate.substrate import Substrate
from engine.words import tr

REPERTOIRES = {"cause": cause_repertoire, "effect": effect_repertoire}


def repertoire(
    substrate: Substrate,
    state: State,
    direction: Direction,
    mechanism: Iterable[str] | str,
    purview: Iterable[str] | str,
    units: Iterable[str] | str | None = None,
) -> LabelledArray:
    """Return the cause or the effect repertoire of a mechanism over a purview (IIT 4.0 eqs 29 and 34).

    >>> from engine import Substrate, repertoire
    >>> s = Substrate.from_rules({"A": "B & C", "B": "A | C", "C": "A ^ B"})
    >>> found = repertoire(s, "ABc", "effect", "AB", "C")
    >>> found.axes
    {'C': range(0, 2)}
    >>> found.values.round(3).tolist()
    [1.0, 0.0]

    Parameters
    ----------
    substrate : Substrate
    state : state
        Present state of the whole substrate, in any form `Substrate.parse_state` takes.
    direction : {"cause", "effect"}
    mechanism, purview : labels
        Units of the candidate system.
    units : labels, optional
        The candidate system; the whole substrate by default.

    Returns
    -------
    LabelledArray
        Probabilities, an axis per purview unit, named by its label and indexed by its state; ``to_xarray()``
        makes an ``xarray.DataArray`` of it.

    Raises
    ------
    PhiscopeError
        If there is no such direction, or a unit is not in the candidate system.
    UnreachableStateError
        If no state leads to `state`.
    """
    if direction not in REPERTOIRES:
        raise PhiscopeError(tr("direction is {given!r}; use cause or effect.", given=direction), "direction")
    system = candidate_system(substrate, substrate.parse_state(state), units)
    chosen = {name: substrate.units_of(given) for name, given in (("m", mechanism), ("z", purview))}
    outside = sorted({label for each in chosen.values() for label in each} - set(system.labels))
    if outside:
        said = tr(
            "{units} is not in the candidate system; choose from {known}.",
            units=", ".join(outside),
            known=", ".join(system.labels),
        )
        raise PhiscopeError(said, "units")
    positions = {name: system.positions(each) for name, each in chosen.items()}
    values = REPERTOIRES[direction](system, positions["m"], positions["z"])
    values.flags.writeable = False
    axes = {system.labels[i]: range(system.radix[i]) for i in positions["z"]}
    about = {"direction": direction, "mechanism": " ".join(chosen["m"]), "system": " ".join(system.labels)}
    return LabelledArray(values, axes, f"{direction} repertoire", about)
