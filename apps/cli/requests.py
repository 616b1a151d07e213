"""What a command was asked to look at, and the substrate read for it."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from apps.cli.refusals import naming
from apps.cli.running import Machines
from apps.document.unit_labels import parse_units

if TYPE_CHECKING:
    from engine.substrate.substrate import Substrate


@dataclass(frozen=True, slots=True)
class Request:
    """What a command was asked to look at."""

    file: Path
    state: str | None
    units: str | None
    formalism: Any  # checked by the engine, whose sentence names the choices
    ties: Any
    machines: Machines = field(default_factory=Machines)


@dataclass(frozen=True, slots=True)
class TransitionRequest:
    """What `account` was asked to look at; what is None is as the file has it."""

    file: Path
    before: str | None
    after: str | None
    causes: str | None
    effects: str | None


@dataclass(frozen=True, slots=True)
class Subject:
    """A substrate that was read, with the state and candidate system to analyse."""

    substrate: Substrate
    state: tuple[int, ...]
    units: tuple[str, ...] | None


def read(request: Request) -> Subject:
    """Read the file and the options that speak about its units."""
    from apps.document.read_file import read_bytes
    from apps.document.snapshot import opened

    substrate = read_bytes(request.file.name, request.file.read_bytes())
    document = opened(substrate)
    with naming("--state"):
        state = document.state if request.state is None else tuple(substrate.parse_state(request.state))
    with naming("--units"):
        units = document.units if request.units is None else parse_units(request.units, substrate.labels)
    return Subject(substrate, state, units)
