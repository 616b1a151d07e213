"""The requests of the commands: file and options, and the substrate that is read from them."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from apps.cli.refusals import naming
from apps.cli.running import Machines
from apps.document.unit_labels import parse_units
from engine.errors import GrainError, PhiscopeError
from engine.formalisms import formalism_of
from engine.iit4.readings import CHOICES
from engine.words import tr

if TYPE_CHECKING:
    from engine.substrate.substrate import Substrate


@dataclass(frozen=True, slots=True)
class Request:
    """The file and options of `analyze`, `complexes` or `figure`.

    Attributes
    ----------
    file : Path
        The substrate file.
    state : str, optional
        State as ``aBC``; None takes the file's.
    units : str, optional
        Candidate system as ``AB`` or ``A,B``; None takes the file's.
    formalism : str
        Key of `engine.formalisms.FORMALISMS`; the engine checks it.
    ties, state_ties, candidates : str
        Readings by the keys of `engine.iit4.readings.CHOICES`, checked by `readings`.
    machines : Machines
        Where to compute.
    macro : bool
        Whether to analyse the macro units of the file in place of a candidate system.
    """

    file: Path
    state: str | None
    units: str | None
    formalism: Any
    ties: Any
    machines: Machines = field(default_factory=Machines)
    state_ties: Any = "paper"
    candidates: Any = "all"
    macro: bool = False

    def readings(self, *keys: str) -> dict[str, str]:
        """Return the readings of some choices that the formalism leaves open.

        Raises
        ------
        PhiscopeError
            If there is no such reading, or another than the default where the formalism leaves no choice.
        """
        formalism = formalism_of(self.formalism)
        found: dict[str, str] = {}
        for key in keys:
            asked = getattr(self, key)
            if key in formalism.choices:
                found[key] = formalism.choices[key].reading(asked).key
            elif CHOICES[key].reading(asked).key != CHOICES[key].keys[0]:
                said = tr(
                    "{formalism} has no {option}; leave it out.",
                    formalism=formalism.name,
                    option=f"--{key.replace('_', '-')}",
                )
                raise PhiscopeError(said, field=key)
        return found


@dataclass(frozen=True, slots=True)
class GrainBounds:
    """The bounds of a search across grains, which `engine.grain.bounds.Bounds` checks."""

    size: int
    tau: int
    mappings: Any
    within: Any


@dataclass(frozen=True, slots=True)
class TransitionRequest:
    """The file and options of `account`; None takes the value that the file has.

    Attributes
    ----------
    file : Path
        The substrate file.
    before, after : str, optional
        States as ``aBC``; the state after may be that of the effects only.
    causes, effects : str, optional
        Units that may be causes or effects, as ``AB`` or ``A,B``.
    """

    file: Path
    before: str | None
    after: str | None
    causes: str | None
    effects: str | None


@dataclass(frozen=True, slots=True)
class Subject:
    """A substrate that was read, with the state and candidate system to analyse.

    Attributes
    ----------
    substrate : Substrate
        The substrate of the file.
    state : tuple of int
        A state per unit, in substrate order.
    units : tuple of str, optional
        Labels of the candidate system; None stands for all units.
    """

    substrate: Substrate
    state: tuple[int, ...]
    units: tuple[str, ...] | None


def read(request: Request) -> Subject:
    """Read the file of a request and resolve its state and candidate system."""
    from apps.document.read_file import read_path
    from apps.document.snapshot import opened

    substrate = read_path(request.file)
    document = opened(substrate)
    with naming("--state"):
        state = document.state if request.state is None else tuple(substrate.parse_state(request.state))
    with naming("--units"):
        units = document.units if request.units is None else parse_units(request.units, substrate.labels)
    return Subject(substrate, state, units)


def history_of(request: Request, subject: Subject) -> tuple[tuple[int, ...], ...] | None:
    """Return the micro states that the file gives, oldest first; None if it gives none of this present.

    A state that is asked for by ``--state`` has no history but that which ends in it.
    """
    macro = subject.substrate.macro
    if macro is None or not macro.history:
        return None
    return None if request.state is not None and macro.history[-1] != subject.state else macro.history


def macro_options(request: Request, subject: Subject) -> dict[str, Any]:
    """Return what analyzing the macro units of a file takes, empty if that is not asked for."""
    if not request.macro:
        return {"units": subject.units}
    macro = subject.substrate.macro
    if macro is None:
        raise GrainError(tr("the file has no macro units; leave out --macro."), "--macro")
    if request.units is not None:
        raise GrainError(tr("--units is of micro units; leave it out beside --macro."), "--units")
    return {"macro": macro.units, "history": history_of(request, subject)}
