"""Recipes: what was computed for an exhibit, as a value from which code that computes it again is written."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, Literal

from apps.document import macros
from apps.results.grains import constituents_of, usable_history
from engine.errors import PhiscopeError
from engine.formalisms import formalism_name, formalism_of
from engine.iit4.readings import Readings
from engine.version import engine_version
from engine.words import tr
from viz.view.account import transition_text
from viz.view.grain_words import bounds_words, grain_words
from viz.view.letters import by_hand, letters
from viz.view.naming import readings_text

if TYPE_CHECKING:
    from apps.document.snapshot import Snapshot
    from apps.results.exhibit import Exhibit
    from apps.results.grains import MacroAndMicro
    from apps.results.versions import Version
    from engine.causation.account import Account
    from engine.grain.records import Grains
    from engine.iit4.distinctions import PurviewChoice
    from engine.iit4.structure import PhiStructure

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


def recipe(exhibit: Exhibit) -> Recipe:
    """Return what was computed for an exhibit: Φ-structures, complexes, an account or all versions.

    Raises
    ------
    PhiscopeError
        If the exhibit has no result.
    """
    runs = tuple(_runs(exhibit))
    if not runs:
        raise PhiscopeError(tr("There is no result to compute again; run the analysis first."))
    return Recipe(exhibit.snapshot.substrate.name, engine_version(), runs)


def _runs(exhibit: Exhibit) -> Iterator[Run]:
    snapshot, other = exhibit.snapshot, exhibit.other
    network = network_of(snapshot, "network")
    if exhibit.account is not None:
        yield _account(exhibit.account, network)
    if exhibit.structure is not None:
        yield _structure("structure" if other is None else "left", exhibit.structure, snapshot, network)
    if other is not None and other.structure is not None:
        same = other.snapshot.substrate.sha256 == snapshot.substrate.sha256
        beside = network if same else network_of(other.snapshot, "other")
        yield _structure("right", other.structure, other.snapshot, beside)
    if exhibit.complexes is not None:
        found = exhibit.complexes
        yield _search("complexes_found", found.formalism, snapshot, network, found.readings)
    for version in exhibit.versions or ():
        yield from _version(version, snapshot, network)
    if exhibit.comparison is not None:
        yield from _comparison(exhibit.comparison, snapshot, network)
    if exhibit.grains is not None:
        yield _grains(exhibit.grains, snapshot, network)


def network_of(snapshot: Snapshot, name: str) -> SavedNetwork:
    """Return the network of a snapshot in its state, without the texts of an example's card."""
    substrate = snapshot.substrate
    content = {key: value for key, value in substrate.to_dict().items() if key not in ("card", "transition")}
    content |= {"state": _by_label(substrate.labels, snapshot.state), "system": list(snapshot.system)}
    return SavedNetwork(name, f"phiscope-{substrate.sha256[:12]}.json", content)


def _by_label(labels: tuple[str, ...] | list[str], state: tuple[int, ...]) -> dict[str, int]:
    return {str(label): int(value) for label, value in zip(labels, state, strict=True)}


def _states(snapshot: Snapshot) -> tuple[dict[str, int]]:
    return (_by_label(snapshot.substrate.labels, snapshot.state),)


def _of_state(snapshot: Snapshot, units: tuple[str, ...]) -> str:
    """Return units in the letter case of their state."""
    known = dict(zip(snapshot.substrate.labels, snapshot.state, strict=True))
    return letters(units, [known[unit] for unit in units])


def _said(about: str, formalism: str, *choices: str) -> str:
    return " · ".join([about, formalism_name(formalism), *filter(None, choices)])


def _structure(name: str, structure: PhiStructure, snapshot: Snapshot, network: SavedNetwork) -> Run:
    readings = structure.readings
    about = tr("Candidate system {system}", system=letters(structure.units, structure.state))
    options = {
        "units": tuple(structure.units),
        "formalism": structure.formalism,
        "ties": readings.ties,
        "state_ties": readings.state_ties,
    }
    return Run(
        name,
        "unfold",
        formalism_of(structure.formalism).theory,
        _said(about, structure.formalism, readings_text(readings), *by_hand(structure)),
        network,
        _states(snapshot),
        options,
        structure.by_hand,
    )


def _search(name: str, formalism: str, snapshot: Snapshot, network: SavedNetwork, readings: Readings) -> Run:
    known = formalism_of(formalism)
    about = tr("Complexes of {system}", system=_of_state(snapshot, tuple(snapshot.substrate.labels)))
    options = {"formalism": formalism} | {key: getattr(readings, key) for key in known.choices}
    title = _said(about, formalism, readings_text(readings))
    return Run(name, "complexes", known.theory, title, network, _states(snapshot), options)


def _version(version: Version, snapshot: Snapshot, network: SavedNetwork) -> Iterator[Run]:
    """Return the runs of one version of the theory, which follow its default readings."""
    formalism, readings = version.formalism, Readings()
    name = formalism.key.replace("-", "_")
    about = tr("Candidate system {system}", system=_of_state(snapshot, snapshot.system))
    shown = ("ties", "state_ties")
    options = {"units": snapshot.system, "formalism": formalism.key}
    options |= {key: getattr(readings, key) for key in formalism.choices if key in shown}
    title = _said(about, formalism.key, readings_text(readings))
    yield Run(
        name,
        "unfold",
        formalism.theory,
        title,
        network,
        _states(snapshot),
        options,
        problem=version.problem,
    )
    if version.complexes is not None:
        yield _search(f"{name}_complexes", formalism.key, snapshot, network, readings)


def _comparison(found: MacroAndMicro, snapshot: Snapshot, network: SavedNetwork) -> Iterator[Run]:
    """Return the runs of macro beside micro: the macro units, their constituents, the best of these."""
    yield _macro(found.macro, snapshot, network)
    options = _structure("macro", found.macro, snapshot, network).options
    inside = constituents_of(snapshot)
    for name, units in (("micro", inside), ("best_micro", found.best)):
        if found.micro is not None if name == "micro" else set(units) != set(inside):
            about = tr("Candidate system {system}", system=_of_state(snapshot, units))
            title = _said(about, found.macro.formalism, readings_text(found.macro.readings))
            yield Run(name, "unfold", formalism_of(found.macro.formalism).theory, title, network,
                      _states(snapshot), dict(options) | {"units": units})  # fmt: skip


def _macro(structure: PhiStructure, snapshot: Snapshot, network: SavedNetwork) -> Run:
    run = _structure("macro", structure, snapshot, network)
    options = {key: value for key, value in run.options.items() if key != "units"}
    words = () if structure.grain is None else grain_words(structure.grain)
    title = _said(tr("Macro units"), structure.formalism, readings_text(structure.readings), *words)
    known = bool(macros.history_of(snapshot))
    return replace(run, title=title, options=options, macro=True, history=known)


def _grains(found: Grains, snapshot: Snapshot, network: SavedNetwork) -> Run:
    bounds = found.bounds
    history = usable_history(snapshot, bounds) is not None
    if bounds.tau > 1 and not history and macros.history_of(snapshot):
        # The command would take the history of the file, which is too short.
        assumed = network_of(macros.assume_constant(snapshot)[0], "assumed")
        network = replace(assumed, file=assumed.file.replace(".json", "-assumed.json"))
    options = bounds.to_dict() | {"formalism": found.formalism, "state_ties": found.state_ties}
    title = _said(tr("Complexes across grains"), found.formalism, bounds_words(bounds))
    return Run("grains_found", "grains", GRAIN, title, network, _states(snapshot), options, history=history)


def _account(account: Account, network: SavedNetwork) -> Run:
    moved = account.transition
    return Run(
        "account_found",
        "account",
        CAUSATION,
        " · ".join([transition_text(moved), tr("actual causation (Albantakis et al. 2019)")]),
        network,
        (_by_label(moved.labels, moved.before), _by_label(moved.effects, moved.after)),
        {"causes": tuple(moved.causes), "effects": tuple(moved.effects)},
    )
