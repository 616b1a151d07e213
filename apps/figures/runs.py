"""Computations of an exhibit as values: function of the engine, network and arguments."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    from apps.document.snapshot import Snapshot
    from engine.iit4.distinctions import PurviewChoice

Work = Literal["unfold", "complexes", "grains", "account"]
CAUSATION, GRAIN = "causation", "grain"


@dataclass(frozen=True, slots=True)
class SavedNetwork:
    """A network that is analysed.

    Attributes
    ----------
    name : str
        The variable that holds it.
    file : str
        The file that it is saved in.
    content : mapping
        The contents of that file, in plain JSON types.
    """

    name: str
    file: str
    content: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Run:
    """One computation, under one version of the theory.

    Attributes
    ----------
    name : str
        The variable that holds its result.
    work : {"unfold", "complexes", "grains", "account"}
        The function of the engine.
    theory : str
        The package of the engine that computes it.
    title : str
        What is computed and how, for people.
    network : SavedNetwork
    states : tuple of mappings
        State by label: the present one, or those before and after of a transition, the latter of the effects.
    options : mapping
        The other arguments of the function by name.
    by_hand : tuple of PurviewChoice
        Purviews to take in place of the tie rule's.
    problem : str
        Why it has no result, as a sentence; empty if it has one.
    macro : bool
        Whether it is of the macro units of the network, not of micro units.
    history : bool
        Whether it takes the history of the network; else the present state stands for the earlier ones.
    """

    name: str
    work: Work
    theory: str
    title: str
    network: SavedNetwork
    states: tuple[Mapping[str, int], ...]
    options: Mapping[str, Any] = field(default_factory=dict)
    by_hand: tuple[PurviewChoice, ...] = ()
    problem: str = ""
    macro: bool = False
    history: bool = False


@dataclass(frozen=True, slots=True)
class Recipe:
    """All computations of an exhibit.

    Attributes
    ----------
    title : str
        Name of the network, as its author wrote it; not to be trusted.
    version : str
        Version of the engine.
    runs : tuple of Run
    """

    title: str
    version: str
    runs: tuple[Run, ...]

    @property
    def networks(self) -> tuple[SavedNetwork, ...]:
        """The networks of the runs, each once."""
        return tuple({run.network.name: run.network for run in self.runs}.values())


def network_of(snapshot: Snapshot, name: str) -> SavedNetwork:
    """Return the network of a snapshot in its state, without the texts of an example's card."""
    substrate = snapshot.substrate
    content = {key: value for key, value in substrate.to_dict().items() if key not in ("card", "transition")}
    content |= {"state": by_label(substrate.labels, snapshot.state), "system": list(snapshot.system)}
    return SavedNetwork(name, f"phiscope-{substrate.sha256[:12]}.json", content)


def by_label(labels: tuple[str, ...] | list[str], state: tuple[int, ...]) -> dict[str, int]:
    """Return a state by label, in the order of the labels."""
    return {str(label): int(value) for label, value in zip(labels, state, strict=True)}
