"""Parameters of a substrate that can be swept: a weight, a slope, a bias, the noise of gates."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from engine.errors import SubstrateError
from engine.substrate.functions import Gate, Logistic, Rule
from engine.substrate.substrate import Edge, Substrate, Unit
from engine.words import tr

KINDS: dict[str, tuple[type, ...]] = {"k": (Logistic,), "bias": (Logistic,), "noise": (Gate, Rule)}


@dataclass(frozen=True, slots=True)
class Parameter:
    """One number of a substrate.

    Parameters
    ----------
    kind : {"weight", "k", "bias", "noise"}
        The bias is the threshold of a logistic unit with the other sign.
    units : tuple of str
        Source and target of the edge if `kind` is "weight", else the units that share the number.
    """

    kind: str
    units: tuple[str, ...]

    @property
    def is_probability(self) -> bool:
        """Whether the number goes from 0 to 1."""
        return self.kind == "noise"


def parameters(substrate: Substrate) -> tuple[Parameter, ...]:
    """Return the parameters that can be swept: first shared ones, then unit by unit, then weights.

    A substrate given by its TPM has none. A weight counts only if its target is a logistic unit.
    """
    if substrate.tpm_rows is not None:
        return ()
    shared: list[Parameter] = []
    single: list[Parameter] = []
    for kind, functions in KINDS.items():
        units = tuple(u.label for u in substrate.units if isinstance(u.function, functions))
        shared += [Parameter(kind, units)] if len(units) > 1 else []
        single += [Parameter(kind, (label,)) for label in units]
    logistic = {u.label for u in substrate.units if isinstance(u.function, Logistic)}
    weights = [Parameter("weight", (e.source, e.target)) for e in substrate.edges if e.target in logistic]
    return (*shared, *single, *weights)


def value_of(substrate: Substrate, parameter: Parameter) -> float:
    """Return the present value of a parameter; if its units differ, that of the first.

    Parameters
    ----------
    substrate : Substrate
    parameter : Parameter

    Returns
    -------
    float

    Raises
    ------
    SubstrateError
        If the substrate has no such parameter.
    """
    if parameter not in parameters(substrate):
        raise SubstrateError(
            tr(
                "There is no {kind} of {units} to change.",
                kind=parameter.kind,
                units=", ".join(parameter.units),
            )
        )
    if parameter.kind == "weight":
        return next(e.weight for e in substrate.edges if (e.source, e.target) == parameter.units)
    function: Any = substrate.units[substrate.index(parameter.units[0])].function
    return float(getattr(function, parameter.kind))


def with_value(substrate: Substrate, parameter: Parameter, value: float) -> Substrate:
    """Return the substrate with another value of a parameter.

    Parameters
    ----------
    substrate : Substrate
    parameter : Parameter
    value : float

    Returns
    -------
    Substrate

    Raises
    ------
    SubstrateError
        If the substrate has no such parameter.
    """
    value_of(substrate, parameter)
    if parameter.kind == "weight":
        return replace(substrate, edges=_changed(substrate.edges, parameter, value))

    def other(unit: Unit) -> Unit:
        if unit.label not in parameter.units:
            return unit
        change: Callable[..., Any] = replace
        return replace(unit, function=change(unit.function, **{parameter.kind: float(value)}))

    return replace(substrate, units=tuple(other(unit) for unit in substrate.units))


def _changed(edges: tuple[Edge, ...], parameter: Parameter, value: float) -> tuple[Edge, ...]:
    return tuple(
        replace(e, weight=float(value)) if (e.source, e.target) == parameter.units else e for e in edges
    )
